"""A mini home with a release of M06, lived until M12, a copy for each test; and what stands in its files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.home import Home
from etl.store import Store
from tests.publish.conftest import lived_home, store

__all__ = ["lived_home", "store"]

WHO = "desk@example.org"
REASON = "Asked by the house."


def circle_of(store: Store, partner: str = "P01") -> str:
    """The code of a partner's circle."""
    with store.open() as connection:
        own = "SELECT submission_id FROM submission WHERE partner_code = ?"
        query = f"SELECT DISTINCT circle_code FROM sheet_circles WHERE submission_id IN ({own})"
        [[code]] = connection.execute(query, [partner]).fetchall()
    return str(code)


def rows(store: Store, query: str, *parameters: object) -> list[tuple[object, ...]]:
    """Rows of a query on the store."""
    with store.open() as connection:
        return connection.execute(query, list(parameters)).fetchall()


def holding(home: Home, text: str) -> list[str]:
    """Names of the files of a home whose bytes hold a text."""
    found = (path for path in home.path.rglob("*") if path.is_file() and text.encode() in path.read_bytes())
    return sorted(str(path.relative_to(home.path)) for path in found)


def files(home: Home) -> dict[str, bytes]:
    """Every file of a home but its locks."""
    return {str(path): path.read_bytes() for path in _files(home.path)}


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".lock")


@pytest.fixture
def code(store: Store) -> str:
    """The circle of the first house; what is in its rows goes in many tests."""
    return circle_of(store)
