"""Every page in every role and language, of homes with and without releases, and of another project.

Nothing is looked for here but that a page is drawn to its end, under its own title, without a fault of ours in it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from dashboard.page_table import PAGES, PROJECT, PageEntry
from dashboard.roles import DEMO_ROLES, READER
from etl.home import Home, open_home
from indicators.load import DEFAULT_FOLDER, load_definitions
from indicators.texts import load_texts
from tests.dashboard.conftest import ENTRY, plain
from tests.reader.synthetic_release import write_synthetic_release
from tests.whole_way.mini import FOLDER as MINI

pytestmark = pytest.mark.slow

EARLY = "M06-20160716-dddd01"
# Known beforehand, because the cases are counted before any home is opened.
LANGUAGES = tuple(yaml.safe_load((DEFAULT_FOLDER / "project.yaml").read_text(encoding="utf-8"))["languages"])
# Before the first release pages hold sentences alone: the source language, and the one with the longest words.
FEW = ("en", "el")
MINI_LANGUAGES = tuple(yaml.safe_load((MINI / "project.yaml").read_text(encoding="utf-8"))["languages"])
# What a person should never read: a traceback, a place that nobody filled, a value that is none.
_FAULTS = re.compile(r"Traceback|\bNaN\b|\bnan\b|\bNone\b|\bNaT\b|<NA>|\{\w+\}")


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory, demo_home: Home) -> dict[str, Home]:
    """By what is in it: nothing yet, the first release, a year and a half; and one of another project."""
    folder = tmp_path_factory.mktemp("homes")
    made = {name: open_home(folder / name, "demo").remember_day(demo_home.today()) for name in ("empty", "early")}
    write_synthetic_release(made["early"].releases / f"{EARLY}.duckdb", load_definitions(), 6)
    return made | {"whole": demo_home}


@pytest.fixture(scope="module")
def mini_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The mini project with one release."""
    from tests.whole_way.mini import definitions

    loaded = definitions()
    home = open_home(tmp_path_factory.mktemp("mini") / "home", "demo").remember_day(loaded.periods.due_day(7))
    write_synthetic_release(home.releases / f"{EARLY}.duckdb", loaded, 6)
    return home


def pages_to_open(role: str) -> Iterator[PageEntry]:
    """All that the role sees; what the project shows is the same for all, and opened once."""
    return (page for page in PAGES if role in page.roles and (role == READER or page.section != PROJECT))


def walk(home: Home, role: str, language: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Go through the pages of a role in one session; returns what is wrong by page."""
    monkeypatch.setenv("WEGO_HOME", str(home.path))
    texts = load_texts(load_definitions(), language)
    app = AppTest.from_file(str(ENTRY), default_timeout=120)
    app.query_params.update({"language": language, "role": role})
    app.run()
    found = {page.name: fault_of(turn_to(app, page, role), texts(page.title)) for page in pages_to_open(role)}
    return {name: fault for name, fault in found.items() if fault}


def turn_to(app: AppTest, page: PageEntry, role: str) -> AppTest:
    """The first page of a role has no address of its own and is open already."""
    is_first = page == next(one for one in PAGES if role in one.roles)
    return app if is_first else app.switch_page(f"views/{page.name}.py").run()


def fault_of(app: AppTest, title: str) -> str:
    """What is wrong with a page, nothing where it is drawn as it should be."""
    if app.exception:
        return str(app.exception[0].value)
    if app.error:
        return str(app.error[0].value)
    text = plain(app)
    said = _FAULTS.search(text)
    if said:
        return text[max(0, said.start() - 60) : said.end() + 60]
    headings = re.findall(r"<h1>(.*?)</h1>", "".join(one.proto.body for one in app.main.get("html")))
    is_titled = len(headings) == 1 and (headings[0] == title or re.search(r"\d", headings[0]))
    return "" if is_titled else f"{headings} instead of {title}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", DEMO_ROLES)
def test_every_page_of_a_role_is_drawn_in_every_language(homes, role, language, monkeypatch):
    assert walk(homes["whole"], role, language, monkeypatch) == {}


@pytest.mark.parametrize("language", FEW)
@pytest.mark.parametrize("role", DEMO_ROLES)
@pytest.mark.parametrize("kind", ["early", "empty"])
def test_every_page_of_a_role_is_drawn_when_little_or_nothing_was_published(homes, kind, role, language, monkeypatch):
    assert walk(homes[kind], role, language, monkeypatch) == {}


@pytest.mark.parametrize("language", MINI_LANGUAGES)
@pytest.mark.parametrize("role", DEMO_ROLES)
def test_every_page_is_drawn_for_a_project_with_other_definitions(mini_home, role, language, monkeypatch):
    monkeypatch.setenv("WEGO_DEFINITIONS", str(MINI))
    assert walk(mini_home, role, language, monkeypatch) == {}


@pytest.mark.parametrize("role", DEMO_ROLES)
def test_every_page_of_a_role_is_drawn_before_anything_of_another_project_was_published(
    tmp_path: Path, role, monkeypatch
):
    monkeypatch.setenv("WEGO_DEFINITIONS", str(MINI))
    home = open_home(tmp_path / "home", "demo").remember_day(load_definitions().periods.due_day(1))
    assert walk(home, role, MINI_LANGUAGES[0], monkeypatch) == {}
