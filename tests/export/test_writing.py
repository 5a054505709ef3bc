"""Writing an export: all files or none, whatever the disk says, and a clear sentence."""

import errno
import multiprocessing
import os
import resource
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.errors import UserError
from etl.export import FORMATS, Asked, Selection, export_release
from etl.export.writing import write_files
from etl.funder import build_form
from etl.release_file import ReleaseFile
from indicators.load import Definitions

FILES = {"figures.csv": b"new", "data/label.csv": b"x" * 20_000, "README.txt": b"read me"}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, hidden ones included, with its content."""
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def told_by_a_process(limit: Callable[[], object], folder: Path) -> str:
    """What a process that is limited in some way says when it writes; the limit ends with the process."""
    context = multiprocessing.get_context("fork")
    receiving, said = context.Pipe(duplex=False)

    def write() -> None:
        limit()
        try:
            write_files(folder, FILES)
            said.send("written")
        except UserError as error:
            said.send(str(error))

    process = context.Process(target=write)
    process.start()
    process.join(60)
    return str(receiving.recv()) if receiving.poll() else "nothing"


def test_files_are_written_into_folders_that_are_made(tmp_path: Path) -> None:
    paths = write_files(tmp_path / "a" / "b", FILES)

    assert tree(tmp_path / "a" / "b") == FILES
    assert [path.read_bytes() for path in paths] == list(FILES.values())


def test_files_of_the_same_names_are_replaced_and_others_stay(tmp_path: Path) -> None:
    (tmp_path / "figures.csv").write_bytes(b"old")
    (tmp_path / "own.txt").write_bytes(b"mine")

    write_files(tmp_path, FILES)
    assert tree(tmp_path) == FILES | {"own.txt": b"mine"}


def limit_size() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))


def test_where_there_is_no_room_nothing_is_left_and_what_stood_there_stays(tmp_path: Path) -> None:
    (tmp_path / "figures.csv").write_bytes(b"old")

    assert "no room left" in told_by_a_process(limit_size, tmp_path)
    assert tree(tmp_path) == {"figures.csv": b"old"} and len(list(tmp_path.iterdir())) == 1
    assert "no room left" in told_by_a_process(limit_size, tmp_path / "new" / "one")
    assert not (tmp_path / "new").exists()


def test_without_the_right_to_write_nothing_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)

    def become_nobody() -> None:
        # Whoever runs the tests as root may write everywhere.
        if os.geteuid() == 0:
            os.setresuid(65534, 65534, 65534)

    assert "no right to write" in told_by_a_process(become_nobody, folder)
    assert "no right to write" in told_by_a_process(become_nobody, folder / "inner")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_disk_that_fills_at_any_file_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, nth: int
) -> None:
    calls: list[Path] = []

    def full(path: Path) -> None:
        calls.append(path)
        if len(calls) == nth:
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr("etl.export.writing.bring_to_disk", full)
    with pytest.raises(UserError, match="no room left"):
        write_files(tmp_path / "out", FILES)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("in_the_way", ["figures.csv", "data", "README.txt"])
def test_a_file_that_cant_be_swapped_in_brings_all_back(tmp_path: Path, in_the_way: str) -> None:
    before = {"figures.csv": b"old", "README.txt": b"old"}
    for name, data in before.items():
        (tmp_path / name).write_bytes(data)
    # A folder where a file should be, or a file where a folder should be.
    if in_the_way == "data":
        (tmp_path / "data").write_bytes(b"a file")
        before["data"] = b"a file"
    else:
        (tmp_path / in_the_way).unlink()
        del before[in_the_way]
        (tmp_path / in_the_way / "full").mkdir(parents=True)

    with pytest.raises(UserError, match="can't be written"):
        write_files(tmp_path, FILES)
    assert tree(tmp_path) == before


def damage(data: bytes, kind: str) -> bytes:
    half, fifth = len(data) // 2, len(data) // 5
    return {
        "empty": b"",
        "cut": data[:half],
        "another file": b"PK\x03\x04 no release",
        "spoiled within": data[:fifth] + bytes(3 * fifth) + data[4 * fifth :],
    }[kind]


@pytest.mark.parametrize("format", list(FORMATS))
@pytest.mark.parametrize("kind", ["empty", "cut", "another file", "spoiled within"])
def test_a_damaged_release_is_told_and_nothing_is_written(
    release: ReleaseFile, tmp_path: Path, kind: str, format: str
) -> None:
    path = tmp_path / release.path.name
    path.write_bytes(damage(release.path.read_bytes(), kind))

    with pytest.raises(UserError, match="not a readable release file"):
        export_release(ReleaseFile(path), format, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("format", ["csv", "iati", "progress"])
def test_damage_in_a_table_that_the_format_does_not_need_is_told_as_well(
    release: ReleaseFile, definitions: Definitions, tmp_path: Path, format: str
) -> None:
    path = Path(shutil.copy(release.path, tmp_path / release.path.name))
    spoil_provenance(path)

    assert ReleaseFile(path).arrow("figure") == release.arrow("figure")
    with pytest.raises(UserError, match="not a readable release file"):
        if format == "progress":
            build_form(ReleaseFile(path), definitions, format)
        else:
            export_release(ReleaseFile(path), format, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def spoil_provenance(path: Path) -> None:
    """Change bytes in a block that holds nothing but a part of the table `provenance`."""
    with duckdb.connect(str(path), read_only=True) as opened:
        tables = [name for (name,) in opened.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        blocks = {name: {row[0] for row in opened.execute(_BLOCKS.format(name)).fetchall()} for name in tables}
        ((size,),) = opened.execute("SELECT block_size FROM pragma_database_size()").fetchall()
    others = set().union(*(found for name, found in blocks.items() if name != "provenance"))
    own = min(blocks["provenance"] - others - {-1})
    with path.open("r+b") as file:
        file.seek(_HEADERS + own * size + 100)
        file.write(b"\xa5" * 64)


# Before the first block lie three headers of 4096 bytes.
_HEADERS = 3 * 4096
_BLOCKS = "SELECT DISTINCT block_id FROM pragma_storage_info('{}')"


@pytest.mark.parametrize(
    "asked", [Asked("xx"), Asked(selection=Selection(indicators=("XX",))), Asked(selection=Selection(to_month="M99"))]
)
def test_what_is_asked_wrongly_makes_no_folder(release: ReleaseFile, tmp_path: Path, asked: Any) -> None:
    with pytest.raises(UserError):
        export_release(release, "csv", tmp_path / "out", asked)
    assert not (tmp_path / "out").exists()
