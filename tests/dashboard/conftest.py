"""Homes with invented releases, and pages run in this process."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etl.home import Home, open_home
from indicators.load import Definitions, load_definitions
from tests.reader.synthetic_release import write_synthetic_release

ENTRY = Path(__file__).parents[2] / "dashboard" / "app.py"
OLDER, NEWEST, DRAFT = "M12-20170116-bbbb01", "M18-20170716-bbbb02", "M19-20170816-bbbb03"
OpenPage = Callable[..., AppTest]


def write_releases(folder: Path, definitions: Definitions) -> Path:
    """Two releases and a draft, in a folder."""
    for name, month, is_draft in ((OLDER, 12, False), (NEWEST, 18, False), (DRAFT, 19, True)):
        write_synthetic_release(folder / f"{name}.duckdb", definitions, month, is_draft)
    return folder


def make_home(path: Path, kind: str, releases: Path) -> Home:
    """A home of a kind with copies of the releases in a folder."""
    home = open_home(path, kind)
    shutil.copytree(releases, home.releases, dirs_exist_ok=True)
    return home if kind == "production" else home.remember_day(date(2017, 8, 16))


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with invented releases, made once: copy it."""
    return write_releases(tmp_path_factory.mktemp("releases"), load_definitions())


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory, releases: Path) -> Home:
    """A demo home; only its releases are read."""
    return make_home(tmp_path_factory.mktemp("pages") / "demo", "demo", releases)


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Run the entry script on a home, then a page of it: `open_page(home, "partners", role="partner")`."""

    def run(home: Home, page: str = "overview", language: str = "en", role: str | None = None) -> AppTest:
        monkeypatch.setenv("WEGO_HOME", str(home.path))
        app = AppTest.from_file(str(ENTRY), default_timeout=60)
        app.query_params["language"] = language
        app.run()
        if role:
            app.radio(key=f"role_{language}").set_value(role).run()
        return app if page == "overview" else app.switch_page(f"views/{page}.py").run()

    return run


def markup(app: AppTest) -> str:
    """All markup that the page put out."""
    return "\n".join(one.proto.body for one in app.main.get("html"))


def plain(app: AppTest) -> str:
    """What a person reads of it, without tags."""
    without_style = re.sub(r"<(style|script)>.*?</\1>", " ", markup(app), flags=re.S)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", without_style)))
