"""Benchmarks as JSON: `python -m tests.bench`. Ratios are measured side by side in one run on the same files."""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from etl.check import check_file
from etl.demo.workbooks import make_workbooks
from etl.history import History, read_history
from etl.home import Home, open_home
from etl.publish import publish_release
from etl.release_file import find_release
from etl.store import Store
from etl.submit import submit_files
from indicators.load import Definitions, load_definitions
from tests.bench_calculation import measure_calculation
from tests.bench_disclosure import measure_disclosure
from tests.bench_exports import measure_exports
from tests.bench_pages import measure_pages
from tests.hostile import FILES, measure_hostile

REPEATS = 30
ROOT = Path(__file__).parent.parent


def milliseconds(work: Callable[[], Any], repeats: int = REPEATS) -> float:
    """Median time of a call."""
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def tell(text: str) -> None:
    """Progress, apart from the JSON."""
    print(text, file=sys.stderr, flush=True)


def measure_whole_way(home: Home, definitions: Definitions, files: list[Path]) -> dict[str, float]:
    """Seconds from ready workbooks through checks and store to a release, in one process."""
    last = definitions.periods.due_day(definitions.periods.count)
    store = Store(home.at(last), definitions)
    start = time.perf_counter()
    # An officer confirms the few warnings that tell a true story.
    named = [(path.name, path.read_bytes()) for path in files]
    receipts = submit_files(store, named, "bench@example.org", is_confirmed=True)
    submitted = time.perf_counter()
    publish_release(store, definitions.periods.count)
    done = time.perf_counter()
    accepted = sum(receipt.state == "accepted" for receipt in receipts)
    return {
        "workbooks": len(files),
        "accepted": accepted,
        "submit_s": submitted - start,
        "publish_s": done - submitted,
        "total_s": done - start,
        "goal_total_s": 60,
    }


def measure_check(home: Home, definitions: Definitions, files: list[Path]) -> dict[str, float]:
    """Milliseconds of a check in process, gate and all rules included, beside plain reading of the same file.

    `files` are a partner's workbooks in order: the last is checked, with the others in the store.
    """
    *earlier, path = files
    data = path.read_bytes()
    store = Store(home.at(definitions.periods.due_day(definitions.periods.count)), definitions)
    submit_files(store, [(one.name, one) for one in earlier], "bench@example.org", is_confirmed=True)
    today = store.home.today()
    known: dict[str, History] = {}

    def remembered(partner: str) -> History:
        return known.get(partner) or known.setdefault(partner, read_history(store, partner))

    check = milliseconds(lambda: check_file(data, path.name, definitions, remembered, today))
    whole = milliseconds(lambda: check_file(data, path.name, definitions, lambda one: read_history(store, one), today))
    raw = milliseconds(lambda: _read_raw(path))
    pandas = milliseconds(lambda: pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl"), 5)
    return {
        "check_ms": check,
        "check_with_history_ms": whole,
        "goal_check_ms": 150,
        "calamine_read_ms": raw,
        "pandas_openpyxl_read_ms": pandas,
        "check_over_calamine": whole / raw,
        "check_over_calamine_history_remembered": check / raw,
        "goal_check_over_calamine": 10,
        "check_over_pandas": whole / pandas,
        "goal_check_over_pandas": 1,
    }


def _read_raw(path: Path) -> None:
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def worst(hostile: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The figures of each hostile file, and the largest of them."""
    seconds = max(found["seconds"] for found in hostile.values())
    memory = max(found["peak_mb"] for found in hostile.values())
    most = {"most_seconds": seconds, "goal_seconds": 2, "most_peak_mb": memory, "goal_peak_mb": 512}
    return {**most, "files": hostile}


def measure_overview(home: Home) -> dict[str, float]:
    """Server time of the Overview page once it is warm: the script's run, without the network."""
    os.environ["WEGO_HOME"] = str(home.path)
    page = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    warm = milliseconds(page.run, 10)
    if page.exception:
        raise RuntimeError(page.exception[0].message)
    return {"warm_ms": warm, "goal_ms": 300}


def main() -> None:
    """Print all benchmarks as one JSON document."""
    definitions = load_definitions()
    with tempfile.TemporaryDirectory() as folder:
        tell("Making ready workbooks …")
        files = sorted(make_workbooks(definitions, Path(folder) / "workbooks", definitions.periods.count))
        home = open_home(Path(folder) / "home", "demo")
        tell(f"{len(files)} workbooks through checks and store to a release …")
        whole = measure_whole_way(home, definitions, files)
        tell("One check …")
        own = files[: definitions.periods.count // 2]
        check = measure_check(open_home(Path(folder) / "one", "demo"), definitions, own)
        tell(f"{len(FILES)} hostile files, each in a process of its own …")
        hostile = measure_hostile()
        tell("Overview page …")
        overview = measure_overview(home)
        tell("Exports, report pack and brief of all months …")
        exports = measure_exports(find_release(home).path)
    tell("Calculation: fifteen partners, and a thousand beside plain SQL and pandas …")
    calculation = measure_calculation()
    tell("Disclosure: protecting and attacking a release, and how the attack grows (some minutes) …")
    disclosure = measure_disclosure()
    tell("Pages beside an empty Streamlit page, in a browser and with fifty sessions …")
    pages = measure_pages()
    found = {"whole_way": whole, "check": check, "hostile": worst(hostile), "overview": overview, "exports": exports}
    print(json.dumps(found | {"calculation": calculation, "disclosure": disclosure, "pages": pages}, indent=2))


if __name__ == "__main__":
    main()
