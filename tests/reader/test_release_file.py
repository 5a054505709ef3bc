"""The reader of releases: which there are, and that it can read this one file and nothing else."""

import shutil
from pathlib import Path

import duckdb
import pytest

from etl.errors import UserError
from etl.home import Home, open_home
from etl.release_file import ReleaseFile, find_release, list_releases, open_read_only
from etl.release_schema import TABLES
from indicators.load import Definitions
from tests.reader.conftest import DRAFT, MISTAKEN, NEWEST, OLDER


def test_releases_are_listed_by_month_with_what_replaced_them(released_home: Home) -> None:
    found = list_releases(released_home)

    assert [info.release_id for info in found] == [OLDER, MISTAKEN, NEWEST, DRAFT]
    assert [info.is_superseded for info in found] == [False, True, False, False]
    assert [info.is_draft for info in found] == [False, False, False, True]
    assert found[2].supersedes == MISTAKEN and found[2].reason == "a workbook was missing"
    assert found[0].month == 12 and found[0].as_of.isoformat() == "2017-01-16"


def test_latest_skips_drafts_and_replaced_releases_and_a_draft_replaces_nothing(released_home: Home) -> None:
    assert find_release(released_home).release_id == NEWEST
    assert find_release(released_home, "latest").release_id == NEWEST


def test_a_replaced_release_and_a_draft_are_found_by_their_id(released_home: Home) -> None:
    assert find_release(released_home, MISTAKEN).info.release_id == MISTAKEN
    assert find_release(released_home, DRAFT).info.is_draft


def test_a_release_is_found_by_its_id_though_another_file_is_damaged(tmp_path: Path, released_home: Home) -> None:
    home = open_home(tmp_path / "home", "test")
    shutil.copy(released_home.releases / f"{OLDER}.duckdb", home.releases)
    (home.releases / f"{NEWEST}.duckdb").write_bytes(b"nothing")
    assert find_release(home, OLDER).release_id == OLDER
    for asked in (NEWEST, "latest"):
        with pytest.raises(UserError, match=f"{NEWEST}.duckdb is not a readable release file"):
            find_release(home, asked)


@pytest.mark.parametrize("way", ["../{}", "./{}", "sub/../{}"])
def test_an_id_is_no_way_through_folders(tmp_path: Path, released_home: Home, way: str) -> None:
    home = open_home(tmp_path / "home", "test")
    shutil.copy(released_home.releases / f"{OLDER}.duckdb", home.releases.parent)
    shutil.copy(released_home.releases / f"{OLDER}.duckdb", home.releases)
    with pytest.raises(UserError, match="There is no release"):
        find_release(home, way.format(OLDER))


def test_an_unknown_id_is_refused_with_the_known_ones(released_home: Home) -> None:
    with pytest.raises(UserError, match=f"no release M99-x.*{NEWEST}"):
        find_release(released_home, "M99-x")


def test_a_home_without_releases_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="wego publish"):
        find_release(open_home(tmp_path / "home", "test"))


def test_a_home_with_drafts_alone_has_no_latest_release(tmp_path: Path, released_home: Home) -> None:
    home = open_home(tmp_path / "home", "test")
    shutil.copy(released_home.releases / f"{DRAFT}.duckdb", home.releases)

    with pytest.raises(UserError, match="no release yet"):
        find_release(home)


@pytest.mark.parametrize("content", [b"", b"no database", b"x" * 20_000])
def test_a_damaged_file_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    home = open_home(tmp_path / "home", "test")
    (home.releases / "M06-20160716-abcdef.duckdb").write_bytes(content)

    with pytest.raises(UserError, match=r"M06-20160716-abcdef\.duckdb is not a readable release"):
        list_releases(home)


def test_a_database_that_is_no_release_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE release AS SELECT 1 AS release_id")

    with pytest.raises(UserError, match="not a readable release"):
        _ = ReleaseFile(path).info


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no release file"):
        ReleaseFile(tmp_path / "M06-20160716-abcdef.duckdb")


def test_a_renamed_file_is_refused_for_its_name_is_its_id(tmp_path: Path, release: ReleaseFile) -> None:
    path = tmp_path / "M18-20170716-other1.duckdb"
    shutil.copy(release.path, path)

    with pytest.raises(UserError, match=release.release_id):
        _ = ReleaseFile(path).info


def test_a_file_that_is_still_being_built_is_no_release(tmp_path: Path, release: ReleaseFile) -> None:
    home = open_home(tmp_path / "home", "test")
    shutil.copy(release.path, home.releases / f".building-{release.release_id}.duckdb")

    assert list_releases(home) == []


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('/*')",
        "COPY figure TO '{folder}/figures.csv'",
        "ATTACH '{folder}/other.duckdb'",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "CREATE TABLE other AS SELECT 1",
        "DELETE FROM figure",
        "INSTALL httpfs",
    ],
)
def test_the_reader_opens_nothing_else_and_changes_nothing(
    release: ReleaseFile, tmp_path: Path, statement: str
) -> None:
    before = release.path.read_bytes()

    with pytest.raises(UserError), open_read_only(release.path) as connection:
        connection.execute(statement.format(folder=tmp_path))

    assert release.path.read_bytes() == before
    assert list(tmp_path.iterdir()) == []


def test_a_reader_may_change_a_table_without_changing_the_next_reader(release: ReleaseFile) -> None:
    mine = release.table("figure")
    mine["value"] = -1.0
    mine.loc[0, "state"] = "changed"

    theirs = ReleaseFile(release.path).table("figure")
    assert not (theirs["value"] == -1.0).any()
    assert not (theirs["state"] == "changed").any()


def test_figures_are_kept_to_what_was_asked_for(release: ReleaseFile) -> None:
    found = release.figures(month="M06", breakdown="total")

    assert set(found["month"]) == {"M06"} and set(found["category"]) == {"all"}
    with pytest.raises(UserError, match="no column colour"):
        release.figures(colour="red")


def test_an_unknown_table_is_refused_with_the_known_ones(release: ReleaseFile) -> None:
    with pytest.raises(UserError, match="no table women.*figure"):
        release.table("women")


def test_each_release_is_opened_once_to_be_listed(released_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    list_releases(released_home)
    monkeypatch.setattr(duckdb, "connect", lambda *args, **kwargs: pytest.fail("a known release was opened again"))

    assert len(list_releases(released_home)) == 4


def test_a_remade_home_is_read_anew(tmp_path: Path, definitions: Definitions, release: ReleaseFile) -> None:
    path = tmp_path / f"{release.release_id}.duckdb"
    shutil.copy(release.path, path)
    first = ReleaseFile(path).info
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE release SET month = 'M07'")

    assert (first.month, ReleaseFile(path).info.month) == (18, 7)


def test_the_invented_release_is_complete(release: ReleaseFile, definitions: Definitions) -> None:
    assert set(TABLES) < set(release.tables())
    for name, columns in TABLES.items():
        assert list(release.table(name).columns) == list(columns)
    figures = release.table("figure")
    assert set(figures["indicator_code"]) == {indicator.code for indicator in definitions.indicators}
    assert set(figures["month"]) == {f"M{number:02d}" for number in range(1, 19)}
    assert set(figures["state"]) == {"value", "not_reported", "not_due", "not_applicable", "withheld", "too_few"}
    assert not figures.duplicated(["indicator_code", "month", "breakdown", "category"]).any()
    assert figures.loc[figures["state"] != "value", ["value", "numerator", "progress_pct"]].isna().all().all()
