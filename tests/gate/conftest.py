"""A home of its own for each test, and the command run in this process."""

from tests.cli.conftest import home, run, workbook

__all__ = ["home", "run", "workbook"]
