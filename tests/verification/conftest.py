"""The lived home of the mini project, as the tests of publishing have it."""

from tests.publish.conftest import lived_home, store

__all__ = ["lived_home", "store"]
