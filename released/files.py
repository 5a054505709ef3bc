"""The files of a data package, in a folder or in a zip: read by name, nothing outside of it, nothing unpacked."""

import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Protocol

from released.fault import ReleaseFault

# A zip that claims more than this unpacks into something else than a release.
_MOST_BYTES = 2_000_000_000
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


class Files(Protocol):
    """Files by the names that a package gives them, with / between folders."""

    path: Path

    def names(self) -> tuple[str, ...]:
        """Names of all files, as far as a package may lie there."""
        ...

    def read(self, name: str) -> bytes:
        """One of them; raises ReleaseFault."""
        ...


class FolderFiles:
    """A folder that was unpacked or exported."""

    # A package lies in the folder itself or one or two below, as in the whole kit.
    _PATTERNS = ("*", "*/*", "*/*/*")

    def __init__(self, path: Path) -> None:
        self.path = path

    def names(self) -> tuple[str, ...]:
        found = (file for pattern in self._PATTERNS for file in self.path.glob(pattern) if file.is_file())
        return tuple(sorted(file.relative_to(self.path).as_posix() for file in found))

    def read(self, name: str) -> bytes:
        file = self.path / inside(self.path, name)
        try:
            return file.read_bytes()
        except FileNotFoundError:
            raise missing(self.path, name) from None
        except OSError as error:
            raise ReleaseFault(f"{file} can't be read ({error.strerror or error}).") from None


class ZipFiles:
    """A zip as it was downloaded."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with zipfile.ZipFile(path) as bundle:
                listed = bundle.infolist()
        except _DAMAGED:
            raise damaged(path) from None
        if sum(part.file_size for part in listed) > _MOST_BYTES:
            raise ReleaseFault(f"{path.name} would unpack into more than 2 GB: that is no release.")
        self._names = tuple(sorted(part.filename for part in listed if not part.is_dir()))

    def names(self) -> tuple[str, ...]:
        return self._names

    def read(self, name: str) -> bytes:
        inside(self.path, name)
        if name not in self._names:
            raise missing(self.path, name)
        try:
            with zipfile.ZipFile(self.path) as bundle:
                return bundle.read(name)
        except _DAMAGED:
            raise damaged(self.path) from None


def inside(path: Path, name: str) -> str:
    """The name, if it stays within the package; raises ReleaseFault for an address or a way out of it."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or ":" in name or "\\" in name:
        raise ReleaseFault(f"{path.name} names a file outside of itself ({name}): it is not read.")
    return name


def damaged(path: Path) -> ReleaseFault:
    """What is said of a file that can't be read as what it is."""
    return ReleaseFault(f"{path.name} is damaged or was not downloaded whole: download it again.")


def missing(path: Path, name: str) -> ReleaseFault:
    """What is said of a package without one of its files."""
    return ReleaseFault(f"{path.name} lacks its file {name}: download or unpack the whole package again.")
