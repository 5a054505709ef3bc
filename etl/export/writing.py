"""Writing an export: everything beside, then swapped in, so that no half file and no half folder is ever seen."""

import errno
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

from etl.errors import UserError
from etl.to_disk import bring_to_disk
from indicators.texts import N_

# A full disk, a quota that is used up, a limit of the file system or of the process on a file's size.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NO_RIGHT = (errno.EACCES, errno.EPERM, errno.EROFS)


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files (names may hold folders, with /) into a folder, made if missing; all or none. Raises UserError.

    Files of the same names are replaced, others stay.
    """
    made: list[Path] = []
    try:
        made = _missing_above(folder)
        folder.mkdir(parents=True, exist_ok=True)
        return _write_all(folder, files)
    except OSError as error:
        for one in made:
            _remove_empty(one)
        raise _told(folder, error) from None


def write_plainly(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a folder of one's own, where nobody looks before all are there; returns it. Raises OSError."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def _write_all(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    # In the folder itself, so that the swap is a renaming, which needs no room.
    stage = Path(mkdtemp(prefix=".export-", dir=folder))
    try:
        for name, data in files.items():
            _write(stage / "new" / name, data)
        return _swap(stage, folder, list(files))
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
    # Some file systems tell only now that there is no room.
    bring_to_disk(path)


def _swap(stage: Path, folder: Path, names: list[str]) -> list[Path]:
    """Bring what was written to its place; when one can't be, what stood there before comes back."""
    done: list[str] = []
    made: list[Path] = []
    try:
        for name in names:
            target, old = folder / name, stage / "old" / name
            made += _missing_above(target.parent)
            target.parent.mkdir(parents=True, exist_ok=True)
            _set_aside(target, old)
            done.append(name)
            (stage / "new" / name).replace(target)
    except OSError:
        _undo(stage, folder, done, made)
        raise
    return [folder / PurePosixPath(name) for name in names]


def _set_aside(target: Path, old: Path) -> None:
    if target.is_dir():
        # It would go with all that somebody keeps in it.
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    old.parent.mkdir(parents=True, exist_ok=True)
    # Not asked for first: another export of the same may take it away in between.
    with suppress(FileNotFoundError):
        target.replace(old)


def _undo(stage: Path, folder: Path, done: list[str], made: list[Path]) -> None:
    for name in reversed(done):
        target, old = folder / name, stage / "old" / name
        if old.exists():
            old.replace(target)
        elif not (stage / "new" / name).exists():
            target.unlink(missing_ok=True)
    for one in made:
        _remove_empty(one)


def _missing_above(folder: Path) -> list[Path]:
    """Folders that must be made for this one, the innermost first."""
    return [one for one in (folder, *folder.parents) if not one.exists()]


def _remove_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        # Somebody else has put something in it meanwhile, or it was never made.
        return


def _told(folder: Path, error: OSError) -> UserError:
    if error.errno in _NO_ROOM:
        return UserError(
            N_("There is no room left for {folder}, so nothing was written. Make room or name another folder."),
            folder=folder,
        )
    if error.errno in _NO_RIGHT:
        return UserError(
            N_("You have no right to write to {folder}, so nothing was written. Name another folder."), folder=folder
        )
    return UserError(
        N_("{folder} can't be written ({fault}). Name another folder."),
        folder=folder,
        fault=error.strerror or error,
    )
