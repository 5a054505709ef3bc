"""Backup and restore: a whole home and back, and nothing restored from what is not whole."""

import json
import shutil
import stat
import zipfile
from pathlib import Path

import pytest

from etl.access import find_role, grant_access
from etl.backup import MANIFEST, restore_backup, write_backup
from etl.errors import UserError
from etl.home import Home, open_home
from etl.release_file import ReleaseFile, list_releases
from etl.store import Store, append_rows
from indicators.load import Definitions


@pytest.fixture
def home(tmp_path: Path, release: ReleaseFile, definitions: Definitions) -> Home:
    """A home with a submission, a person with access and a release."""
    home = open_home(tmp_path / "home", "test")
    with Store(home, definitions).open() as connection:
        append_rows(connection, "submission", [{"submission_id": "s1", "partner_code": "P01", "month": 1}])
    grant_access(home, "one@example.org", "coordinator")
    shutil.copy2(release.path, home.releases)
    return home


def test_a_home_comes_back_as_it_was(home: Home, tmp_path: Path, definitions: Definitions) -> None:
    file, other = tmp_path / "backup.zip", tmp_path / "other"
    saved = write_backup(home, file)
    restored = restore_backup(file, other)

    assert saved == restored
    again = open_home(other, "test")
    assert [info.release_id for info in list_releases(again)] == [info.release_id for info in list_releases(home)]
    assert find_role(again, "one@example.org") is not None
    with Store(again, definitions).open() as connection:
        assert connection.execute("SELECT submission_id FROM submission").fetchall() == [("s1",)]


def test_a_restored_release_keeps_its_time_which_orders_releases_of_one_day(home: Home, tmp_path: Path) -> None:
    write_backup(home, tmp_path / "backup.zip")
    restore_backup(tmp_path / "backup.zip", tmp_path / "other")

    times = [
        path.stat().st_mtime_ns
        for folder in (home.path, tmp_path / "other")
        for path in folder.glob("releases/*.duckdb")
    ]
    assert times[0] == times[1]


def test_a_backup_is_for_its_owner_alone(home: Home, tmp_path: Path) -> None:
    write_backup(home, tmp_path / "backup.zip")

    assert stat.S_IMODE((tmp_path / "backup.zip").stat().st_mode) == 0o600
    assert {path.name for path in tmp_path.iterdir()} == {"home", "backup.zip"}


def test_a_backup_never_overwrites_a_file(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    file.write_text("an older one")

    with pytest.raises(UserError, match="exists"):
        write_backup(home, file)
    assert file.read_text() == "an older one"


def test_nothing_is_restored_over_data(home: Home, tmp_path: Path) -> None:
    write_backup(home, tmp_path / "backup.zip")

    with pytest.raises(UserError, match="not empty"):
        restore_backup(tmp_path / "backup.zip", home.path)


def test_a_home_that_was_only_opened_is_empty(home: Home, tmp_path: Path) -> None:
    write_backup(home, tmp_path / "backup.zip")
    fresh = open_home(tmp_path / "fresh", "test")

    assert restore_backup(tmp_path / "backup.zip", fresh.path)
    assert len(list_releases(fresh)) == 1


def test_a_home_without_any_data_can_be_saved(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home", "test")

    assert [entry["name"] for entry in write_backup(home, tmp_path / "backup.zip")] == ["home.json"]


@pytest.mark.parametrize("content", [b"", b"no archive"])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "backup.zip").write_bytes(content)

    with pytest.raises(UserError, match="not a whole backup") as caught:
        restore_backup(tmp_path / "backup.zip", tmp_path / "other")
    assert caught.value.exit_code == 1  # type: ignore[attr-defined]
    assert not (tmp_path / "other").exists()


def test_a_missing_backup_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no file"):
        restore_backup(tmp_path / "backup.zip", tmp_path / "other")


def rewrite(source: Path, target: Path, name: str, content: bytes, manifest: dict[str, object] | None = None) -> None:
    """Copy an archive with one file changed or added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        kept = {one: old.read(one) for one in old.namelist()} | {name: content}
        if manifest is not None:
            kept[MANIFEST] = json.dumps(manifest).encode()
        for one, data in kept.items():
            new.writestr(one, data)


@pytest.mark.parametrize("name", ["home.json", "store/access.sqlite", "releases/added.duckdb"])
def test_one_changed_or_added_file_and_nothing_is_restored(home: Home, tmp_path: Path, name: str) -> None:
    write_backup(home, tmp_path / "backup.zip")
    rewrite(tmp_path / "backup.zip", tmp_path / "changed.zip", name, b"x" * (home.path / "home.json").stat().st_size)

    with pytest.raises(UserError, match="not a whole backup"):
        restore_backup(tmp_path / "changed.zip", tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_a_file_that_would_lie_elsewhere_is_refused(home: Home, tmp_path: Path) -> None:
    write_backup(home, tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        manifest = json.loads(archive.read(MANIFEST))
    manifest["files"].append({"name": "../outside", "size": 1, "sha256": "", "modified_ns": 0})
    rewrite(tmp_path / "backup.zip", tmp_path / "changed.zip", "../outside", b"x", manifest)

    with pytest.raises(UserError, match="another place"):
        restore_backup(tmp_path / "changed.zip", tmp_path / "other")
    assert not (tmp_path / "outside").exists()
