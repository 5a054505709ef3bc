"""A release opens from whatever was downloaded, and a stranger's mistake is told in one clear sentence."""

import json
import zipfile
from pathlib import Path

import duckdb
import pytest

from released import DraftWarning, ReleaseFault, figures, open_release
from tests.released import package
from tests.released.package import RELEASE, write_folder, write_zip


def told(path: Path | str, language: str | None = None) -> str:
    with pytest.raises(ReleaseFault) as fault:
        open_release(path, language)
    sentence = str(fault.value)
    assert sentence.endswith(".") and "Traceback" not in sentence and "\n" not in sentence
    return sentence


def test_folder_zip_kit_and_description_open_the_same_release(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "kit" / "release")
    opened = [
        open_release(folder),
        open_release(str(folder / "datapackage.json")),
        open_release(tmp_path / "kit"),
        open_release(write_zip(tmp_path / "package.zip")),
        open_release(write_zip(tmp_path / "kit.zip", below="kit_things/release/")),
    ]

    assert {release.release_id for release in opened} == {RELEASE}
    assert all(release.table("figure") == opened[0].table("figure") for release in opened)


def test_the_release_beside_the_notebooks_opens_without_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path / "kit" / "release")
    (tmp_path / "kit" / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "kit" / "notebooks")

    assert open_release().release_id == RELEASE


def test_settings_name_release_and_language_for_a_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELEASED_PATH", str(write_zip(tmp_path / "package.zip")))
    monkeypatch.setenv("RELEASED_LANGUAGE", "nb")

    assert open_release().language == "nb"


def test_where_there_is_none_the_sentence_says_how_to_name_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a" / "b" / "c").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a" / "b" / "c")

    with pytest.raises(ReleaseFault, match="give its path"):
        open_release()


def test_line_ends_of_windows_do_not_damage_a_package(tmp_path: Path) -> None:
    plain, windows = write_folder(tmp_path / "a"), write_folder(tmp_path / "b", line_end="\r\n")

    assert open_release(windows).table("indicator") == open_release(plain).table("indicator")


def test_a_draft_opens_with_a_warning(tmp_path: Path) -> None:
    with pytest.warns(DraftWarning, match="DRAFT for the coordinator alone"):
        release = open_release(write_folder(tmp_path, is_draft=True))

    assert release.is_draft and "DRAFT" in repr(release)


def test_a_changed_table_is_refused(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    file = folder / "data" / "figure.csv"
    file.write_bytes(file.read_bytes().replace(b"2.5", b"9.5"))

    with pytest.raises(ReleaseFault, match=r"data/figure\.csv .* is not as it was released"):
        figures(open_release(folder))


def test_a_package_without_one_of_its_files_says_which(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    (folder / "data" / "figure.csv").unlink()

    with pytest.raises(ReleaseFault, match=r"lacks its file data/figure\.csv"):
        figures(open_release(folder))


@pytest.mark.parametrize("cell", ["twelve", "2.5.1"])
def test_a_cell_of_another_type_is_no_figure(tmp_path: Path, cell: str) -> None:
    folder = write_folder(tmp_path)
    described = json.loads((folder / "datapackage.json").read_bytes())
    for resource in described["resources"]:
        resource.pop("hash", None)
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    file = folder / "data" / "figure.csv"
    file.write_bytes(file.read_bytes().replace(b"2.5", cell.encode()))

    with pytest.raises(ReleaseFault, match="changed or damaged"):
        figures(open_release(folder))


@pytest.mark.parametrize("way_out", ["../secret.csv", "/etc/passwd", "C:\\secret.csv", "https://example.org/a.csv"])
def test_a_package_reads_nothing_outside_of_itself(tmp_path: Path, way_out: str) -> None:
    (tmp_path / "secret.csv").write_text("month\nM01\n", encoding="utf-8")
    folder = write_folder(tmp_path / "package")
    text = (folder / "datapackage.json").read_text(encoding="utf-8")
    (folder / "datapackage.json").write_text(text.replace('"data/figure.csv"', json.dumps(way_out)), encoding="utf-8")

    with pytest.raises(ReleaseFault, match="outside of itself"):
        figures(open_release(folder))


def test_what_is_no_release_is_told(tmp_path: Path) -> None:
    picture, table, truncated = tmp_path / "a.png", tmp_path / "figures.csv", tmp_path / "half.zip"
    picture.write_bytes(b"\x89PNG")
    table.write_text("month\n", encoding="utf-8")
    truncated.write_bytes(write_zip(tmp_path / "whole.zip").read_bytes()[:-200])
    other = write_folder(tmp_path / "other", lacking="figure")
    (tmp_path / "empty").mkdir()
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as box:
        box.writestr("a.png", b"")
    (tmp_path / "broken.duckdb").write_bytes(b"not a database at all")
    with duckdb.connect(str(tmp_path / "own.duckdb")) as connection:
        connection.execute("CREATE TABLE a (b INTEGER)")

    assert "no file or folder" in told(tmp_path / "missing.zip")
    assert "is not a release" in told(picture)
    assert "one file of an export" in told(table)
    assert "damaged or was not downloaded whole" in told(truncated)
    assert "has no table figure" in told(other)
    assert "no datapackage.json" in told(tmp_path / "empty")
    assert "no datapackage.json" in told(tmp_path / "photos.zip")
    assert "damaged" in told(tmp_path / "broken.duckdb")
    assert "not a release" in told(tmp_path / "own.duckdb")


def test_a_truncated_release_file_is_told(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "whole.duckdb")) as connection:
        connection.execute("CREATE TABLE release AS SELECT range AS month FROM range(100000)")
    half = tmp_path / "half.duckdb"
    half.write_bytes((tmp_path / "whole.duckdb").read_bytes()[:9000])

    assert "damaged" in told(half)


def test_a_folder_of_several_release_files_asks_which(tmp_path: Path) -> None:
    for name in ("a.duckdb", "b.duckdb"):
        duckdb.connect(str(tmp_path / name)).close()

    assert "a.duckdb, b.duckdb: name the one to open" in told(tmp_path)


def test_an_unknown_language_is_told_with_those_there_are(tmp_path: Path) -> None:
    assert "no language 'xx'; it has en, nb" in told(write_folder(tmp_path), "xx")


def test_a_zip_that_claims_to_be_huge_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("released.files._MOST_BYTES", 100)

    assert "more than" in told(write_zip(tmp_path / "package.zip"))


def test_without_duckdb_the_sentence_names_both_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb.connect(str(tmp_path / "a.duckdb")).close()
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)

    assert "pip install duckdb" in told(tmp_path / "a.duckdb")


def test_jupyter_shows_the_sentence_without_a_page_of_calls() -> None:
    assert ReleaseFault("Say it.")._render_traceback_() == ["ReleaseFault: Say it."]


def test_definitions_come_with_the_package(tmp_path: Path) -> None:
    release = open_release(write_folder(tmp_path))

    assert release.definition("project") == {"name": "Things"}
    with pytest.raises(ReleaseFault, match="no definition file 'x'; it has project"):
        release.definition("x")


def test_the_invented_package_has_what_its_description_names() -> None:
    contents = package.files()
    named = [resource["path"] for resource in json.loads(contents["datapackage.json"])["resources"]]

    assert sorted(named) == sorted(set(contents) - {"datapackage.json"})
