"""A folder that a test may spoil."""

import shutil
from pathlib import Path

import pytest

from tests.definitions.folder import MINI


@pytest.fixture
def folder(tmp_path):
    """A copy of the mini project's definitions."""
    return Path(shutil.copytree(MINI, tmp_path / "definitions"))
