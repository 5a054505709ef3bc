"""A real OpenID Connect provider, the real pages with a sign-in, and browsers that sign in to them; all on loopback."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from etl.access import grant_access
from etl.home import Home, open_home
from etl.sign_in.settings import settings_path
from indicators.load import load_definitions
from tests.reader.synthetic_release import write_synthetic_release

ROOT = Path(__file__).parents[2]
NEWEST, DRAFT = "M18-20170716-eeee02", "M19-20170816-eeee03"
_WAIT = 30_000
# Minutes since one of these people signed in, as the provider tells it.
SIGNED_IN_AGO = 30
# Each has an address like the name; what is not granted below is known to the provider alone.
PEOPLE = {
    "reader": ("reader", None),
    "evaluator": ("evaluator", None),
    "officer": ("partner", "P01"),
    "coordinator": ("coordinator", None),
    "guardian": ("safeguarding", None),
    "leaver": ("coordinator", None),
    "sleeper": ("partner", "P02"),
    "traveller": ("reader", None),
}


def address_of(name: str) -> str:
    """The e-mail of a person of these tests."""
    return f"{name}@example.org"


@dataclass(frozen=True)
class Served:
    """The pages, where they are and what they are served from."""

    home: Home
    address: str
    settings: str

    @contextmanager
    def with_rules(self, rules: str) -> Iterator[None]:
        """Other rules of the sign-in for a while, written into the file under the running server."""
        path = settings_path(self.home)
        path.write_text(f"{self.settings}\n[sign_in]\n{rules}\n", encoding="utf-8")
        try:
            yield
        finally:
            path.write_text(self.settings, encoding="utf-8")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], sign: str, **environment: str) -> Iterator[None]:
    """A program of ours, from when it says that it listens."""
    told = {"cwd": ROOT, "env": os.environ | {"PYTHONUNBUFFERED": "1"} | environment, "text": True}
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **told)
    try:
        assert program.stdout is not None
        said: list[str] = []
        assert any(sign in (said.append(line) or line) for line in program.stdout), "".join(said)
        yield
    finally:
        program.terminate()
        program.wait(timeout=30)


@pytest.fixture(scope="session")
def provider() -> Iterator[str]:
    """Address of the provider; everybody signs in there with one click."""
    port = _free_port()
    known: list[dict[str, Any]] = [
        # Written large by the provider: an address is the same in any case.
        {"sub": name, "email": address_of(name).title(), "email_verified": True}
        for name in (*PEOPLE, "stranger")
    ]
    sleeper = next(person for person in known if person["sub"] == "sleeper")
    sleeper["iat"] = int(time.time()) - SIGNED_IN_AGO * 60
    known.append({"sub": "doubtful", "email": address_of("coordinator"), "email_verified": False})
    users = [part for person in known for part in ("--user-claims", json.dumps(person))]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true", *users]
    with _running(command, "Uvicorn running"):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, provider: str) -> Iterator[Served]:
    """The pages of a test home with a release, a draft and an access list, started as for users."""
    home = open_home(tmp_path_factory.mktemp("sign_in") / "home", "test").remember_day(date(2017, 8, 16))
    for name, month, is_draft in ((NEWEST, 18, False), (DRAFT, 19, True)):
        write_synthetic_release(home.releases / f"{name}.duckdb", load_definitions(), month, is_draft)
    for name, (role, partner) in PEOPLE.items():
        grant_access(home, address_of(name), role, partner)
    port = _free_port()
    text = (
        f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        'cookie_secret = "7dKq3xVn9TbW2mRz8YcL5fHs4JgP6aEu"\n'
        '[auth.house]\nclient_id = "wego"\nclient_secret = "a secret"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n'
    )
    path = settings_path(home)
    path.parent.mkdir(mode=0o700)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    command = [sys.executable, "-m", "etl.cli", "dashboard", "--port", str(port)]
    with _running(command, "server started", WEGO_HOME=str(home.path)):
        yield Served(home, f"http://127.0.0.1:{port}", text)


@dataclass
class Window:
    """A tab of somebody's browser, and every word that the server sent to it."""

    page: Page
    address: str
    received: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(_WAIT)
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._keep))

    def _keep(self, frame: bytes | str) -> None:
        self.received.append(frame.encode() if isinstance(frame, str) else frame)

    def open(self, path: str = "") -> "Window":
        """Type an address."""
        self.page.goto(f"{self.address}/{path}")
        return self.wait()

    def wait(self) -> "Window":
        """Wait until the page is drawn to its foot."""
        self.page.wait_for_selector(".colophon")
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        return self

    def sign_in(self, name: str) -> "Window":
        """From the page for signing in, by way of the provider."""
        self.page.locator(".st-key-sign_in button").click()
        self.page.get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_url(f"{self.address}/**")
        return self.wait()

    def expect_title(self, title: str) -> "Window":
        """Wait for a page's heading."""
        self.page.get_by_role("heading", level=1, name=title, exact=True).wait_for()
        return self.wait()

    def go(self, title: str) -> None:
        """Click on a page of the menu."""
        self.page.locator("[data-testid=stSidebarNavLink]").filter(has_text=title).click()

    @property
    def title(self) -> str:
        """The page's heading."""
        return self.page.locator("h1").first.inner_text()

    @property
    def text(self) -> str:
        """What is read on the page."""
        return self.page.locator("[data-testid=stMain]").inner_text()

    @property
    def menu(self) -> list[str]:
        """The pages in the menu."""
        return [name.strip() for name in self.page.locator("[data-testid=stSidebarNavLink]").all_inner_texts()]


OpenWindow = Callable[..., Window]


@pytest.fixture(scope="module")
def browsers(chromium: Browser) -> Iterator[dict[str, BrowserContext]]:
    """The browser of each person who has signed in once."""
    known: dict[str, BrowserContext] = {}
    yield known
    for context in known.values():
        context.close()


@pytest.fixture
def fresh(chromium: Browser, served: Served) -> Iterator[OpenWindow]:
    """Browsers that know nobody."""
    made: list[BrowserContext] = []

    def start() -> Window:
        made.append(chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB"))
        return Window(made[-1].new_page(), served.address)

    yield start
    for context in made:
        context.close()


@pytest.fixture
def window_of(chromium: Browser, served: Served, browsers: dict[str, BrowserContext]) -> Iterator[OpenWindow]:
    """A new tab of a person's own browser, signed in."""
    pages: list[Page] = []

    def start(name: str) -> Window:
        if name not in browsers:
            browsers[name] = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
            window = Window(browsers[name].new_page(), served.address)
            window.open().sign_in(name)
        else:
            window = Window(browsers[name].new_page(), served.address)
        pages.append(window.page)
        return window

    yield start
    for page in pages:
        page.close()
