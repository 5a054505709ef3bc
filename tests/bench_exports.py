"""Benchmarks of what leaves: every export of 24 months, report pack and brief, and tables beside DuckDB's own COPY.

`python -m tests.bench_exports` prints them alone, on a release of made-up workbooks that went the whole way.
"""

import json
import multiprocessing
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import duckdb

from etl.demo.workbooks import make_workbooks
from etl.download import DOWNLOADS, Wanted, make_download
from etl.export import FORMATS, OFFERED, csv_bytes, export_release, parquet_bytes
from etl.home import open_home
from etl.publish import publish_release
from etl.release_file import ReleaseFile, find_release
from etl.report import FORMATS as REPORT_FORMATS
from etl.report import KINDS, build_report
from etl.store import Store
from etl.submit import submit_files
from indicators.load import load_definitions

REPEATS = 15
_TABLE = "figure"
_OWN: dict[str, Callable[[ReleaseFile], bytes]] = {"csv": csv_bytes, "parquet": parquet_bytes}
_COPIED = {"csv": "(FORMAT csv, HEADER)", "parquet": "(FORMAT parquet, COMPRESSION zstd)"}


def measure_exports(path: Path) -> dict[str, Any]:
    """Seconds for everything that is made of the release at `path`."""
    release = ReleaseFile(path)
    with tempfile.TemporaryDirectory() as folder:
        return {
            "months": release.info.month,
            "figures": release.arrow(_TABLE).num_rows,
            "all_formats": _measure_formats(path, Path(folder)),
            "reports": _measure_reports(release),
            "downloads_s": _measure_downloads(release),
            "table_over_copy": {ending: _measure_copy(path, ending, Path(folder)) for ending in _OWN},
        }


def _measure_formats(path: Path, folder: Path) -> dict[str, Any]:
    """Every format written to disk: in a process that has just begun, and once it is warm."""
    receiving, sending = multiprocessing.get_context("spawn").Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=_export_all, args=(path, folder / "cold", sending))
    process.start()
    cold = receiving.recv()
    process.join()
    warm = _seconds(lambda: _write_all(path, folder / "warm"), 3)
    each = {name: _seconds(lambda name=name: _write(path, name, folder / "each"), 3) for name in OFFERED}
    return {"fresh_process_s": cold, "warm_s": warm, "goal_s": 5, "each_warm_s": each}


def _export_all(path: Path, folder: Path, sending: Any) -> None:
    start = time.perf_counter()
    _write_all(path, folder)
    sending.send(time.perf_counter() - start)


def _write_all(path: Path, folder: Path) -> None:
    for name in FORMATS:
        _write(path, name, folder)


def _write(path: Path, name: str, folder: Path) -> None:
    export_release(ReleaseFile(path), name, folder / name)


def _measure_reports(release: ReleaseFile) -> dict[str, float]:
    """Pack and brief: the notebook is run anew each time."""
    definitions = load_definitions()
    found: dict[str, float] = {"goal_pack_s": 60}
    for asked in product(("en", "bg"), KINDS, REPORT_FORMATS):
        found["_".join((*asked, "s"))] = _seconds(lambda asked=asked: build_report(release, definitions, *asked), 1)
    return found


def _measure_downloads(release: ReleaseFile) -> dict[str, float]:
    """What a reader waits for on the page Downloads, warm."""
    definitions = load_definitions()
    return {
        kind: _seconds(lambda kind=kind: make_download(release, definitions, Wanted(kind)), 1) for kind in DOWNLOADS
    }


def _measure_copy(path: Path, ending: str, folder: Path) -> dict[str, float]:
    """Our tidy table and DuckDB's COPY of the same one, in turns: with the release open, then from the file."""
    ours, theirs = folder / f"ours.{ending}", folder / f"theirs.{ending}"
    copy = f"COPY {_TABLE} TO '{theirs}' {_COPIED[ending]}"
    # A file of its own: one process can't open the same one with two configurations, and ours allows no COPY.
    twin = Path(shutil.copy(path, folder / "twin.duckdb"))
    with duckdb.connect(str(twin), read_only=True) as opened:
        own, other = _in_turns(
            lambda: ours.write_bytes(_OWN[ending](ReleaseFile(path))),
            lambda: opened.execute(copy),
        )
    own_cold, other_cold = _in_turns(
        lambda: ours.write_bytes(_OWN[ending](_anew(path))),
        lambda: _copy_from_file(twin, copy),
    )
    return {
        "ours_ms": own,
        "copy_ms": other,
        "ratio": own / other,
        "from_file_ours_ms": own_cold,
        "from_file_copy_ms": other_cold,
        "from_file_ratio": own_cold / other_cold,
        "goal_ratio": 1.3,
    }


def _anew(path: Path) -> ReleaseFile:
    """The release as a process finds it that has read nothing of it."""
    from etl import release_file

    for kept in (release_file._kept_arrows, release_file._read_front, release_file._read_info):
        kept.cache_clear()
    return ReleaseFile(path)


def _copy_from_file(path: Path, copy: str) -> None:
    with duckdb.connect(str(path), read_only=True) as opened:
        opened.execute(copy)


def _in_turns(first: Callable[[], Any], second: Callable[[], Any]) -> tuple[float, float]:
    """Median milliseconds of two works, one after the other again and again: what slows the machine slows both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(REPEATS + 1):
        for work, taken in zip((first, second), times, strict=True):
            start = time.perf_counter()
            work()
            taken.append(1000 * (time.perf_counter() - start))
    # The first round warms both.
    return statistics.median(times[0][1:]), statistics.median(times[1][1:])


def _seconds(work: Callable[[], Any], repeats: int) -> float:
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Make a release of all months and print the benchmarks of what is made of it."""
    definitions = load_definitions()
    last = definitions.periods.count
    with tempfile.TemporaryDirectory() as folder:
        files = sorted(make_workbooks(definitions, Path(folder) / "workbooks", last))
        home = open_home(Path(folder) / "home", "test")
        store = Store(home.at(definitions.periods.due_day(last)), definitions)
        submit_files(store, [(path.name, path) for path in files], "bench@example.org", is_confirmed=True)
        publish_release(store, last)
        print(json.dumps(measure_exports(find_release(home).path), indent=2))


if __name__ == "__main__":
    main()
