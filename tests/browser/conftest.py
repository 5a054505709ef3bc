"""A real server process on a home with invented releases, and a real Chromium that looks at it."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect
from playwright.sync_api import TimeoutError as NotThere

from dashboard.page_table import PageEntry
from etl.home import Home, open_home
from indicators.load import load_definitions
from indicators.texts import Texts
from tests.browser.furnished import furnish
from tests.reader.synthetic_release import write_synthetic_release

ROOT = Path(__file__).parents[2]
OLDER, NEWEST, DRAFT = "M12-20170116-cccc01", "M18-20170716-cccc02", "M19-20170816-cccc03"
_WAIT = 30_000
# More than any drop-down list has: the arrow keys have then gone round once.
_LINES = 120
_TRIES = 6
# A busy machine is slow, not wrong.
expect.set_options(timeout=_WAIT)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The demo home that is served; each test works for a partner of its own."""
    home = open_home(tmp_path_factory.mktemp("browser") / "home", "demo").remember_day(date(2017, 8, 16))
    for name, month, is_draft in ((OLDER, 12, False), (NEWEST, 18, False), (DRAFT, 19, True)):
        write_synthetic_release(home.releases / f"{name}.duckdb", load_definitions(), month, is_draft)
    return furnish(home)


@pytest.fixture(scope="session")
def address(home: Home) -> Iterator[str]:
    """Where the demo is served, by the same program as for users."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", "--server.port", str(port)]
    environment = os.environ | {"WEGO_HOME": str(home.path), "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        assert server.stdout is not None
        # The server says when it listens: no polling, no sleeping.
        told = next((line for line in server.stdout if "server started" in line), None)
        assert told, "the dashboard did not start"
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Visit:
    """One reader's window, with everything that it asked for and complained about."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def hear(self, said: ConsoleMessage) -> None:
        """Keep what the browser complains of."""
        # Opened by the address of a page, Streamlit looks for its own root below it first, finds nothing, and goes up.
        is_looking_up = re.search(r"/\w+/_stcore/", said.location["url"])
        if said.type == "error" and not is_looking_up:
            self.complaints.append(said.text)

    def open(self, query: str = "") -> "Visit":
        """Open the first page and wait until it is drawn."""
        self.page.goto(f"{self.address}/{query}")
        return self.wait()

    def wait(self) -> "Visit":
        """Wait until the page is drawn to its foot, its charts included."""
        self.page.wait_for_selector(".colophon", timeout=_WAIT)
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=_WAIT)
        drawn = "() => [...document.querySelectorAll('.stPlotlyChart')].every(one => one.querySelector('.main-svg'))"
        self.page.wait_for_function(drawn, timeout=_WAIT)
        # Until its letters are there, a text may take more lines.
        self.page.evaluate("document.fonts.ready.then(() => true)")
        return self

    def turn_to(self, page: PageEntry, texts: Texts) -> "Visit":
        """Follow the line of the menu, open or closed; the first page has its month as heading."""
        line = self.page.locator("[data-testid=stSidebarNavLink]").filter(
            has=self.page.get_by_text(texts(page.title), exact=True)
        )
        line.dispatch_event("click")
        month = texts("Month {number} of {count}", number=18, count=load_definitions().periods.count)
        title = re.compile(f"^({re.escape(texts(page.title))}$|{re.escape(month)} )")
        expect(self.page.locator("h1")).to_have_text(title)
        return self.wait()

    def go(self, name: str) -> "Visit":
        """Go to a page by the sidebar, as a reader does."""
        self.page.locator("[data-testid=stSidebarNavLink]").filter(has_text=name).click()
        self.page.get_by_role("heading", level=1, name=name).wait_for()
        return self.wait()

    def pick(self, label: str, option: str, within: Locator | None = None) -> "Visit":
        """Choose from a drop-down list by its arrow keys, as one does without a mouse.

        The list draws only the lines near the one that is marked, and where it has no search typing finds nothing.
        """
        # A list that is drawn anew while it opens closes again.
        self.wait()
        box = (within or self.page).get_by_role("combobox", name=re.compile(label))
        line = self.page.get_by_role("option", name=re.compile(option)).first
        box.click()
        self._open_list(box)
        for _ in range(_LINES):
            if line.count():
                break
            box.press("ArrowUp")
        line.click()
        return self.wait()

    def _open_list(self, box: Locator) -> None:
        # Scrolling, or a field that is left by the same click, closes the list again: then it is opened once more.
        for _ in range(_TRIES):
            box.press("ArrowDown")
            with suppress(NotThere):
                self.page.get_by_role("option").first.wait_for(timeout=_WAIT / _TRIES)
                return
        raise AssertionError("the list does not open")

    def write_day(self, form: Locator, *digits: str) -> "Visit":
        """Type a day into a form's date field, part by part."""
        for part, number in zip(form.get_by_role("spinbutton").all(), digits, strict=True):
            part.press_sequentially(number)
        return self

    def choose_role(self, name: str) -> "Visit":
        """Use the demo's role switch."""
        self.page.locator("[data-testid=stRadio] label").filter(has_text=name).click()
        return self.wait()

    def work_for(self, partner: str, language: str = "en") -> "Visit":
        """Open the submit page as a partner's officer, by the address as after a reload."""
        self.page.goto(f"{self.address}/submit?role=partner&partner={partner}&language={language}")
        return self.wait()

    def send(self, *paths: Path) -> "Visit":
        """Drop files and send them; the uploader is empty again when there is a verdict."""
        self.page.locator("input[type=file]").set_input_files(list(paths))
        expect(self.page.locator("[data-testid=stFileChip]")).to_have_count(len(paths))
        form = self.page.locator("[data-testid=stForm]").filter(has=self.page.locator("input[type=file]"))
        form.locator("[data-testid=stFormSubmitButton] button").click()
        expect(self.page.locator("[data-testid=stFileChip]")).to_have_count(0)
        return self.wait()


@contextmanager
def visiting(chromium: Browser, address: str, width: int = 1440, **options: Any) -> Iterator[Visit]:
    """A fresh reader with an English browser."""
    context = chromium.new_context(
        viewport={"width": width, "height": 1000}, locale="en-GB", reduced_motion="reduce", **options
    )
    page = context.new_page()
    page.set_default_timeout(_WAIT)
    one = Visit(page, address)
    page.on("request", lambda request: one.requests.append(request.url))
    page.on("console", one.hear)
    page.on("pageerror", lambda error: one.complaints.append(str(error)))
    yield one
    context.close()


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visit]:
    """One for each test, 1440 pixels wide."""
    with visiting(chromium, address) as one:
        yield one
