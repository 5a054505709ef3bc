"""The dashboard in a generated language: no page, in no role, says a word of English."""

import pytest

from dashboard.page_table import PAGES as PAGE_TABLE
from indicators.texts import load_texts
from tests.dashboard.conftest import ENTRY, make_home, write_releases
from tests.intake.workbooks import Book, event, full_book
from tests.texts.pseudo import LANGUAGE
from tests.texts.shown import shown_on_page

pytestmark = pytest.mark.slow
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Every page in the first role that may see it, what differs by role in each, and two that are closed to a reader.
PAGES = [
    *((page.name, page.roles[0]) for page in PAGE_TABLE),
    *((page, role) for page in ("overview", "releases", "account") for role in ("evaluator", "partner", "coordinator")),
    ("safety", "safeguarding"),
    *((page, "reader") for page in ("submit", "desk")),
]


@pytest.fixture(scope="module")
def pseudo_releases(definitions, tmp_path_factory):
    return write_releases(tmp_path_factory.mktemp("releases"), definitions)


@pytest.fixture
def home(definitions, pseudo_releases, tmp_path, monkeypatch):
    monkeypatch.setenv("WEGO_DEFINITIONS", str(definitions.folder))
    home = make_home(tmp_path / "home", "demo", pseudo_releases)
    monkeypatch.setenv("WEGO_HOME", str(home.path))
    return home


@pytest.fixture
def open_page(home):
    from streamlit.testing.v1 import AppTest

    def run(page, role="reader"):
        app = AppTest.from_file(str(ENTRY), default_timeout=60)
        app.query_params["language"] = LANGUAGE
        app.run()
        app.radio(key=f"role_{LANGUAGE}").set_value(role).run()
        return app if page == "overview" else app.switch_page(f"views/{page}.py").run()

    return run


def _begin_reminder(definitions):
    """How body and subject of a reminder begin: it is in its partner's language."""
    for language in definitions.project.languages:
        texts = load_texts(definitions, language)
        yield texts("Dear colleagues of {partner},").split("{")[0]
        yield texts("{project}: monthly workbook {months}", project=definitions.project.short_name, months="")[:-4]


@pytest.fixture
def english_on(find_english, definitions):
    # A comment of the coordinator is in the words that were written; the picker of languages says its name in each.
    # Also decisions that no definition holds, and the literature that a scale is from.
    written = (
        *("Two partners started", "An additional session", "Language · "),
        *("Decision 4 of the steering committee", "a first proposal", "Hoge, "),
        *_begin_reminder(definitions),
    )

    def find(app):
        assert not app.exception
        return find_english(shown for shown in shown_on_page(app) if not shown[1].startswith(written))

    return find


@pytest.mark.parametrize(("page", "role"), PAGES)
def test_a_page_has_no_word_of_english(open_page, english_on, page, role):
    assert english_on(open_page(page, role)) == {}


@pytest.mark.parametrize("indicator", ["IM-01", "OC-01", "OC-07", "OP-08", "OP-16", "PR-05"])
def test_an_indicator_in_detail_has_no_word_of_english(open_page, english_on, indicator):
    app = open_page("objectives")
    app.selectbox(key=f"indicator_{LANGUAGE}").set_value(indicator).run()
    assert app.get("plotly_chart")
    assert english_on(app) == {}


def send(app, *books):
    app.get("file_uploader")[0].set_value([(f"{n}.xlsx", book.content(), XLSX) for n, book in enumerate(books)])
    next(one for one in app.button if "Çĥéçķ" in one.label).click()
    return app.run()


BOOKS = {
    "accepted": {},
    "faulty": {"sheets": {"EVENTS": [event(participants_n="1.234", country="XX")]}, "cover": {"revision_no": 3}},
}


@pytest.mark.parametrize("about", BOOKS)
def test_the_answer_to_a_workbook_has_no_word_of_english(open_page, english_on, about):
    options = BOOKS[about] | {"cover": BOOKS[about].get("cover", {}) | {"language": LANGUAGE}}
    app = send(open_page("submit", "partner"), full_book(**options))
    assert "receipt" in "".join(one.proto.body for one in app.main.get("html"))
    assert english_on(app) == {}


def test_a_waiting_workbook_on_the_desk_has_no_word_of_english(open_page, english_on):
    app = open_page("submit", "partner")
    for partner in ("P02", "P01"):
        app.selectbox(key=f"partner_{LANGUAGE}").set_value(partner).run()
        rows = [event(event_code=f"EV-{partner}-001")]
        app = send(app, Book(partner=partner, sheets={"EVENTS": rows}, cover={"language": LANGUAGE}))
    desk = open_page("desk", "coordinator")
    assert desk.button
    assert english_on(desk) == {}
