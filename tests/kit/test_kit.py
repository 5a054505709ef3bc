"""The kit holds what it says, runs where Windows does, and is the same each time it is made."""

import io
import json
import os
import time
import zipfile
from pathlib import Path, PurePosixPath

import pytest

import released
from etl.errors import UserError
from etl.kit import build_kit, build_wheel, kit_name
from etl.release_file import ReleaseFile
from indicators.load import Definitions
from released import open_release
from tests.kit.conftest import LANGUAGE
from tests.reader.synthetic_release import write_synthetic_release

# Names of devices and signs that Windows refuses; a path that leaves room for where people unpack it.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10))}
_REFUSED = set('<>:"\\|?*') | {chr(code) for code in range(32)}
_LONGEST = 150


def members(kit: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(kit)) as box:
        return {name.partition("/")[2]: box.read(name) for name in box.namelist()}


def test_the_same_release_makes_the_same_bytes_wherever_and_whenever(
    kit: bytes, release: ReleaseFile, definitions: Definitions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    time.tzset()
    mask = os.umask(0o077)
    try:
        assert build_kit(release, definitions, LANGUAGE) == kit
    finally:
        os.umask(mask)
        monkeypatch.undo()
        time.tzset()


def test_its_name_tells_project_release_and_language(release: ReleaseFile, kit: bytes) -> None:
    name = kit_name(release, LANGUAGE)

    assert name == f"kit_we-go_{release.release_id}_bg.zip"
    with zipfile.ZipFile(io.BytesIO(kit)) as box:
        assert {PurePosixPath(one).parts[0] for one in box.namelist()} == {name.removesuffix(".zip")}


def test_windows_takes_every_name(kit: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(kit)) as box:
        names = box.namelist()

    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert len(name) <= _LONGEST and name.isascii()
        for part in PurePosixPath(name).parts:
            assert not _REFUSED & set(part) and not part.endswith((".", " "))
            assert part.partition(".")[0].casefold() not in _DEVICES


def test_it_holds_the_release_both_ways_and_the_reading_part_as_it_is(kit: bytes, release: ReleaseFile) -> None:
    found = members(kit)

    assert found[f"release/{release.release_id}.duckdb"] == release.path.read_bytes()
    assert "release/datapackage.json" in found
    own = Path(released.__file__).parent
    for path in own.rglob("*.py"):
        assert found[f"notebooks/released/{path.relative_to(own).as_posix()}"] == path.read_bytes()
    assert f"notebooks/released/locale/{LANGUAGE}/LC_MESSAGES/released.mo" in found
    assert not [name for name in found if "__pycache__" in name]


def test_the_wheel_holds_what_lies_beside_the_notebooks(kit: bytes) -> None:
    found = members(kit)
    [wheel] = [data for name, data in found.items() if name.endswith(".whl")]
    with zipfile.ZipFile(io.BytesIO(wheel)) as box:
        inside = {name: box.read(name) for name in box.namelist() if name.startswith("released/")}

    assert inside == {name.removeprefix("notebooks/"): data for name, data in found.items() if "/released/" in name}


def test_notebooks_come_without_outputs(kit: bytes) -> None:
    for name, data in members(kit).items():
        if name.endswith(".ipynb"):
            cells = [cell for cell in json.loads(data)["cells"] if cell["cell_type"] == "code"]
            assert cells and not [cell for cell in cells if cell["outputs"] or cell["execution_count"]], name


@pytest.mark.parametrize("language", ["en", "bg", "el"])
def test_the_first_page_names_what_there_is(release: ReleaseFile, definitions: Definitions, language: str) -> None:
    found = members(build_kit(release, definitions, language))
    text = found["README.txt"].decode("utf-8-sig")

    assert found["README.txt"].count(b"\n") == found["README.txt"].count(b"\r\n")
    assert release.release_id in text and "3.10" in text and "jupyter lab" in text
    assert "3. " in text and "notebooks/kpi_tables.ipynb" in text.partition("3. ")[2].partition("\r\n\r\n")[0]
    for name in found:
        folder = name.partition("/")[0]
        assert name in text or folder in ("README.txt", "release") or name.startswith("notebooks/released/"), name


def test_a_draft_says_so_on_its_first_page(tmp_path: Path, definitions: Definitions) -> None:
    path = tmp_path / "M06-20160716-draft-synthetic-5afe02.duckdb"
    draft = ReleaseFile(write_synthetic_release(path, definitions, 6, is_draft=True))
    found = members(build_kit(draft, definitions, "en"))

    assert "draft for the coordinator alone" in found["README.txt"].decode()
    assert "_draft" in kit_name(draft, "en") or "-draft-" in kit_name(draft, "en")


def test_an_unknown_language_is_told_with_those_there_are(release: ReleaseFile, definitions: Definitions) -> None:
    with pytest.raises(UserError, match="no language 'xx'. Use en, bg"):
        build_kit(release, definitions, "xx")


def test_the_kit_opens_as_it_was_downloaded_and_speaks_its_language(kit_file: Path, release: ReleaseFile) -> None:
    opened, direct = open_release(kit_file), open_release(release.path)

    assert (opened.release_id, opened.language) == (release.release_id, LANGUAGE)
    assert set(direct.tables()) < set(opened.tables())
    for name in direct.tables():
        assert opened.table(name) == direct.table(name), name
    assert opened.texts.label("state", "withheld") != direct.texts.label("state", "withheld")


def test_without_room_for_temporary_files_the_sentence_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))

    with pytest.raises(UserError, match="needs room for temporary files"):
        build_wheel({})


def test_the_tutorial_names_the_wheel_that_the_kit_holds(kit: bytes) -> None:
    found = members(kit)
    [wheel] = [name for name in found if name.endswith(".whl")]

    assert wheel in found["tutorial.md"].decode() and wheel in found["README.txt"].decode("utf-8-sig")
