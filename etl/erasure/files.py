"""Workbooks that lie in the home's inbox: those of a partner whose rows go, and those that name what goes."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from etl.container import read_container
from etl.erasure.find import Found
from etl.erasure.scope import Scope
from etl.erasure.texts import code_pattern
from etl.home import Home
from etl.layout import CODE_COLUMN, VALUE_COLUMN, find_sheets
from etl.pending import count_all_of, drop_all_of
from etl.read import Grid, read_grids
from etl.unpack import Refused
from indicators.load import Definitions

_WORKBOOK, _WAITING = ".xlsx", "waiting"


def find_workbooks(home: Home, definitions: Definitions, scope: Scope, found: Found) -> list[Path]:
    """Files of the inbox, those that wait apart, that would keep what is erased."""
    names = byte_search(found.secret_codes)
    return [
        path
        for path in sorted(home.inbox.rglob(f"*{_WORKBOOK}"))
        if _WAITING not in path.relative_to(home.inbox).parts[:1]
        and (any(map(names, contents(path))) or _is_of(path, definitions, scope, found))
    ]


def count_waiting(home: Home, found: Found) -> int:
    """Sets of files that wait for a confirmation, of the partners concerned: they may hold the same rows."""
    return sum(count_all_of(home, partner) for partner in found.partners)


def drop_files(home: Home, workbooks: list[Path], found: Found) -> None:
    """Remove the workbooks, and all that waits of the partners concerned."""
    for path in workbooks:
        path.unlink(missing_ok=True)
    for partner in found.partners:
        drop_all_of(home, partner)


def byte_search(codes: frozenset[str]) -> Callable[[bytes | None], bool]:
    """A search for any of the codes in bytes, large or small letters; in what can't be read (None) nothing is found."""
    pattern = re.compile(code_pattern(codes).encode(), re.IGNORECASE)
    return lambda content: bool(codes) and content is not None and pattern.search(content) is not None


def contents(path: Path) -> Iterator[bytes | None]:
    """The bytes of a file, and unpacked those of its parts where it is a ZIP file; None for what can't be read."""
    try:
        yield path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield from (_part(archive, name) for name in archive.namelist())
    except (zipfile.BadZipFile, OSError):
        yield None


def _part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
        # Broken, or with a password.
        return None


def _is_of(path: Path, definitions: Definitions, scope: Scope, found: Found) -> bool:
    if scope.kind == "all":
        return True
    return scope.kind == "partner" and _cover_partner(path, definitions) in found.partners


def _cover_partner(path: Path, definitions: Definitions) -> str | None:
    try:
        grids = read_grids(read_container(path.read_bytes())) or {}
    except Refused:
        return None
    roles = definitions.workbook.roles
    cover = grids.get(find_sheets(definitions, grids).get(roles.sheet, ""), Grid([]))
    rows = range(1, cover.height + 1)
    told = (cover.at(row, VALUE_COLUMN) for row in rows if cover.at(row, CODE_COLUMN) == roles.partner)
    return next((value.strip().upper() for value in told if isinstance(value, str)), None)
