"""What many tests need and is made once in a run: a demo home of the first months, a running LibreOffice, a browser."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from etl.home import Home, open_home
from indicators.load import load_definitions
from tests.machine_setup import FLAGS, HOW_TO, HOW_TO_OFFICE, find_chromium, find_office
from tests.office import Office

DEMO_MONTHS = 7


@pytest.fixture(scope="session")
def published_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A demo home of the first months with their releases; read it, copy it, but don't write to it."""
    from etl.demo.run import run_demo

    # With several test processes the first one makes it, the others wait for the lock.
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    with FileLock(str(shared / "demo.lock")):
        home = open_home(shared / "demo_home", "demo")
        run_demo(home, load_definitions(), DEMO_MONTHS)
    return open_home(shared / "demo_home")


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The machine's LibreOffice; without one the test fails and says how to install it."""
    program = find_office()
    if program is None:
        pytest.fail(HOW_TO_OFFICE)
    return Office(program, tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The distribution's Chromium; one for all tests of a process, since Playwright allows no second one beside it."""
    path = find_chromium()
    if path is None:
        pytest.fail(HOW_TO)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A test sees no home, date or definitions of the person who runs it."""
    of_home = ("WEGO_HOME", "WEGO_HOME_KIND", "WEGO_TODAY", "WEGO_DEFINITIONS")
    for name in (*of_home, "WEGO_STORE_KEY", "WEGO_STORE_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    yield
