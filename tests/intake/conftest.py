"""A store of its own for each test."""

from datetime import date

import pytest

from etl.home import open_home
from etl.store import Store
from indicators.load import load_definitions


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A test home on 16 August 2017."""
    monkeypatch.delenv("WEGO_TODAY", raising=False)
    home = open_home(tmp_path / "home", "test").remember_day(date(2017, 8, 16))
    return Store(home, load_definitions())
