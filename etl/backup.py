"""Backup of a home: store, access list and releases in one ZIP with a manifest, and the way back.

An encrypted store is saved as it is: no key is needed to save it, and the same key to bring it back.
"""

import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from etl.errors import UserError
from etl.file_digest import file_digest
from etl.home import Home
from etl.store import BUSY, StoreBusy
from etl.store_file import Engine, StoreLocked, is_encrypted
from etl.store_key import KEY_FILE, read_store_key
from indicators.texts import N_

MANIFEST = "manifest.json"
_FORMAT = 1
_WAIT_SECONDS = 60
_BLOCK = 1 << 20

Entry = dict[str, Any]


class DamagedBackup(UserError):
    """The file is no backup, or it is not what was saved."""

    exit_code = 1


def write_backup(home: Home, file: Path) -> list[Entry]:
    """Save a home as it is at one moment into a new file and return the manifest's entries; raises UserError."""
    if file.exists():
        raise UserError(N_("{file} exists. Name a new file: a backup is never written over another one."), file=file)
    if not file.parent.is_dir():
        raise UserError(N_("There is no folder {folder}. Make it, or name a file in another one."), folder=file.parent)
    fresh = file.with_name(f".{file.name}.part")
    try:
        # For the owner alone: it holds the private store.
        os.close(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        with tempfile.TemporaryDirectory(prefix=".wego-", dir=file.parent) as folder:
            entries = _save(home, fresh, Path(folder))
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    return entries


def _save(home: Home, target: Path, folder: Path) -> list[Entry]:
    try:
        # Nobody writes meanwhile, so that store and releases are of one moment.
        with (
            FileLock(str(home.lock_path), timeout=_WAIT_SECONDS),
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        ):
            entries = [_add(archive, path, name) for name, path in _sources(home, folder).items()]
            about: dict[str, Any] = {
                "format": _FORMAT,
                "kind": home.kind,
                "saved_at": home.now().isoformat(),
                "files": entries,
            }
            # None: there is no store yet.
            about["is_encrypted"] = is_encrypted(home.store_path)
            archive.writestr(MANIFEST, json.dumps(about, indent=1))
    except Timeout:
        raise StoreBusy(BUSY) from None
    return entries


def _sources(home: Home, folder: Path) -> dict[str, Path]:
    kept = [*sorted(home.path.glob("*.json")), home.store_path]
    kept += [home.store_path.with_name(f"{home.store_path.name}.wal")]
    kept += sorted(home.releases.glob("[!.]*.duckdb"))
    found = {path.relative_to(home.path).as_posix(): path for path in kept if path.exists()}
    if home.access_path.exists():
        found[home.access_path.relative_to(home.path).as_posix()] = _copy_access(home.access_path, folder)
    return found


def _copy_access(path: Path, folder: Path) -> Path:
    # SQLite's own backup: a plain copy would miss what still lies in the write-ahead log.
    copy = folder / path.name
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> Entry:
    archive.write(path, name)
    # The order of releases made on one day is told by their files' times, so they come back as well.
    return {
        "name": name,
        "size": path.stat().st_size,
        "modified_ns": path.stat().st_mtime_ns,
        "sha256": file_digest(path),
    }


def restore_backup(file: Path, home: Path) -> list[Entry]:
    """Bring a backup back into an empty or missing folder; raises UserError.

    Before anything is moved there every checksum is verified, and whether the key opens the store.
    """
    _expect_empty(home)
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".wego-", dir=home.parent) as folder:
        entries = _unpack(file, Path(folder))
        _expect_key(file, Home(Path(folder), "test").store_path)
        for entry in entries:
            target = home / entry["name"]
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700 if _is_private(entry) else 0o777)
            shutil.move(Path(folder) / entry["name"], target)
    return entries


def _expect_key(file: Path, store: Path) -> None:
    # Read from the file itself: it tells more surely than the manifest, which older backups have without this.
    if not is_encrypted(store):
        return
    key = read_store_key()
    if key is None:
        told = N_(
            "The store in {file} is encrypted, and there is no key. Name the file that holds it in {key_file}; nothing "
            "was restored."
        )
        raise StoreLocked(told, file=file, key_file=KEY_FILE)
    with Engine.open() as engine:
        engine.attach(store, key, is_read_only=True)


def _is_private(entry: Entry) -> bool:
    return bool(entry["name"].startswith("store/"))


def _expect_empty(home: Path) -> None:
    # What the first use of a home makes, its mark and empty folders, holds nothing that could be lost.
    held = [path for path in home.rglob("*") if path.is_file() and path.name != "home.json" and path.suffix != ".lock"]
    if held:
        raise UserError(
            N_("{folder} is not empty. Name an empty folder in WEGO_HOME: restoring never overwrites."), folder=home
        )


def _unpack(file: Path, folder: Path) -> list[Entry]:
    try:
        with zipfile.ZipFile(file) as archive:
            entries = _read_manifest(archive)
            for entry in entries:
                _unpack_one(archive, entry, folder)
            return entries
    except FileNotFoundError:
        raise UserError(N_("There is no file {file}."), file=file) from None
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise DamagedBackup(
            N_("{file} is not a whole backup ({fault}). Take an older one; nothing was restored."),
            file=file,
            fault=error,
        ) from None


def _read_manifest(archive: zipfile.ZipFile) -> list[Entry]:
    about = json.loads(archive.read(MANIFEST))
    if about["format"] != _FORMAT:
        raise ValueError(f"format {about['format']} is not known")
    entries = list(about["files"])
    if {entry["name"] for entry in entries} | {MANIFEST} != set(archive.namelist()):
        raise ValueError("its files are not those of its manifest")
    return entries


def _unpack_one(archive: zipfile.ZipFile, entry: Entry, folder: Path) -> None:
    path = (folder / entry["name"]).resolve()
    if not path.is_relative_to(folder.resolve()) or archive.getinfo(entry["name"]).file_size != entry["size"]:
        raise ValueError(f"{entry['name']} has another place or size")
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry["name"]) as source, path.open("wb") as target:
        shutil.copyfileobj(source, target, _BLOCK)
    if file_digest(path) != entry["sha256"]:
        raise ValueError(f"{entry['name']} has another checksum")
    path.chmod(0o600 if _is_private(entry) else 0o644)
    os.utime(path, ns=(entry["modified_ns"], entry["modified_ns"]))
