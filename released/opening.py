"""Opening a release: a data package (folder or zip, the whole kit too) or the release file of DuckDB."""

import os
import warnings
from pathlib import Path

from released.data_package import DESCRIPTION, PackageSource
from released.duck import SUFFIX, DuckSource
from released.fault import DraftWarning, ReleaseFault, listed
from released.files import Files, FolderFiles, ZipFiles, damaged
from released.language import load_catalogue
from released.release import Release
from released.texts import SOURCE_LANGUAGE, Texts

# Who runs notebooks for others names release and language here; a notebook itself names neither.
PATH_SETTING = "RELEASED_PATH"
LANGUAGE_SETTING = "RELEASED_LANGUAGE"
_ZIP_START, _DUCK_MARK = b"PK", b"DUCK"
_TABLES = (".csv", ".xlsx", ".parquet", ".xml", ".json", ".pdf", ".html", ".docx")


def open_release(path: str | Path | None = None, language: str | None = None) -> Release:
    """Open a release for reading; raises ReleaseFault with a sentence that says what is wrong and what to do.

    `path`: a data package (its folder, its .zip, the kit that holds it) or a .duckdb file. Without it, what the
    setting RELEASED_PATH names, else the release that lies beside or above the working folder, as in the kit.
    `language`: of names, numbers and sentences; without it RELEASED_LANGUAGE, else the first of the package.
    """
    source = _open_source(_expect(path) if path is not None else _nearest())
    release = Release(source, _texts(source, language or os.environ.get(LANGUAGE_SETTING) or None))
    _check(release)
    if release.is_draft:
        warnings.warn(
            f"{release.release_id} is a DRAFT for the coordinator alone: not to be passed on or quoted.",
            DraftWarning,
            stacklevel=2,
        )
    return release


def _open_source(path: Path) -> PackageSource | DuckSource:
    if path.is_dir():
        return _open_package(FolderFiles(path))
    if path.name == DESCRIPTION:
        return _open_package(FolderFiles(path.parent))
    start = _first_bytes(path)
    if path.suffix.lower() in _TABLES:
        raise ReleaseFault(
            f"{path.name} is one file of an export, not a release: open the data package (folder or .zip) "
            f"or the {SUFFIX} file."
        )
    if start[:2] == _ZIP_START:
        return _open_package(ZipFiles(path))
    if start[8:12] == _DUCK_MARK:
        return DuckSource(path)
    if path.suffix.lower() in (SUFFIX, ".zip"):
        raise damaged(path)
    raise ReleaseFault(f"{path.name} is not a release: open its data package (folder or .zip) or its {SUFFIX} file.")


def _open_package(files: Files) -> PackageSource | DuckSource:
    found = [name for name in files.names() if name.rpartition("/")[2] == DESCRIPTION]
    if found:
        nearest = min(found, key=lambda name: name.count("/"))
        return PackageSource(files, nearest[: -len(DESCRIPTION)])
    return _only_release_file(files)


def _only_release_file(files: Files) -> DuckSource:
    names = [name for name in files.names() if name.endswith(SUFFIX) and "/" not in name and not name.startswith(".")]
    if isinstance(files, FolderFiles) and len(names) == 1:
        return DuckSource(files.path / names[0])
    if names:
        raise ReleaseFault(f"{files.path.name} holds {listed(names)}: name the one to open.")
    raise ReleaseFault(
        f"There is no release in {files.path.name or files.path}: it has no {DESCRIPTION}. "
        "Open the data package of a release (folder or .zip) or its .duckdb file."
    )


def _texts(source: PackageSource | DuckSource, language: str | None) -> Texts:
    known = source.languages() if isinstance(source, PackageSource) else ()
    known = known or (SOURCE_LANGUAGE,)
    language = language or known[0]
    if language not in known:
        hint = "" if isinstance(source, PackageSource) else "; the data package has more"
        raise ReleaseFault(f"{source.path.name} has no language {language!r}; it has {listed(known)}{hint}.")
    return Texts(language, load_catalogue(language), source.labels(language))


def _check(release: Release) -> None:
    # What can't be read of the first table is told here, not in the middle of somebody's analysis.
    if len(release.table("release")) != 1 or not {"release_id", "month", "as_of", "is_draft"} <= set(release.about()):
        raise damaged(release.path)


def _expect(path: str | Path) -> Path:
    given = Path(path).expanduser()
    if not given.exists():
        raise ReleaseFault(f"There is no file or folder {given} (looked for in {Path.cwd()}).")
    return given


def _nearest() -> Path:
    named = os.environ.get(PATH_SETTING)
    if named:
        return _expect(named)
    here = Path.cwd()
    for folder in (here, *list(here.parents)[:2]):
        for place in (folder, folder / "release"):
            if (place / DESCRIPTION).is_file():
                return place
    raise ReleaseFault(
        f'There is no release in or above {here}: give its path, as in open_release("path/of/the/package.zip").'
    )


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(16)
    except OSError as error:
        raise ReleaseFault(f"{path} can't be read ({error.strerror or error}).") from None
