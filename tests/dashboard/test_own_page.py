"""Own figures: the partner's values beside the consortium's released ones, for that partner alone."""

import pytest

from dashboard.own_standing import compare_own
from etl.home import Home
from etl.own_figures import OwnFigures
from indicators.calculate.own import OwnValue
from indicators.load import load_definitions
from tests.actors import make_officer
from tests.dashboard.conftest import make_home, markup, plain
from tests.intake.workbooks import full_book, pathway, training


@pytest.fixture
def home(tmp_path, releases) -> Home:
    return make_home(tmp_path / "home", "demo", releases)


@pytest.fixture
def sent(home) -> Home:
    from etl.reception import receive_workbooks

    book = full_book(sheets={"PATHWAYS": [pathway()], "TRAININGS": [training()]})
    told = receive_workbooks(make_officer(home, "P01"), [("may.xlsx", book.content())], "P01", "en")
    assert told.receipts[0].state == "accepted"
    return home


def test_before_anything_is_accepted_the_page_says_so(open_page, home):
    app = open_page(home, "own", role="partner")
    assert not app.exception
    assert "No workbook of yours has been accepted yet." in plain(app)
    assert "Yours and the consortium's" not in plain(app)


def test_own_values_stand_beside_the_released_ones_with_coverage(open_page, sent):
    app = open_page(sent, "own", role="partner")
    assert not app.exception
    text = plain(app)
    assert "Yours: from 1 accepted workbook, the newest of M05" in text
    assert "Women enrolled in pathways OP-03 8" in text
    assert "of 15 partners" in text


def test_an_indicator_opens_with_its_months_and_its_rows(open_page, sent):
    app = open_page(sent, "own", role="partner")
    next(one for one in app.selectbox if one.label == "Indicator in detail").set_value("OP-03").run()
    assert not app.exception
    text = plain(app)
    assert "Your figure at M19: 8" in text
    assert "M05 · May 2016 1 Mentoring pathways PATHWAYS 3" in text
    assert len(app.get("plotly_chart")) == 1


def test_no_other_partners_code_or_name_is_on_the_page(open_page, sent):
    app = open_page(sent, "own", role="partner")
    for one in load_definitions().partners[1:]:
        assert one.code not in plain(app) and one.name not in plain(app)


def test_another_partner_of_the_same_session_starts_with_its_own(open_page, sent):
    app = open_page(sent, "own", role="partner")
    app.selectbox(key="partner_en").set_value("P02").run()
    assert "No workbook of yours has been accepted yet." in plain(app)
    assert "Women enrolled in pathways OP-03 8" not in plain(app)


def test_without_a_release_the_own_figures_stand_alone(open_page, sent):
    for path in sent.releases.glob("*.duckdb"):
        path.unlink()
    app = open_page(sent, "own", role="partner")
    assert not app.exception
    assert "No release of the consortium is out yet." in plain(app)
    assert "Women enrolled in pathways OP-03 8 –" in plain(app)


@pytest.mark.parametrize("role", ["reader", "evaluator", "coordinator", "safeguarding"])
def test_no_other_role_sees_the_page(open_page, sent, role):
    text = markup(open_page(sent, "own", role=role))
    assert "Yours" not in text and "OP-03" not in text


def test_the_own_value_is_of_the_month_of_the_released_figure():
    definitions = load_definitions()
    values = {one.code: tuple(OwnValue(m, "value", float(m)) for m in range(1, 20)) for one in definitions.indicators}
    own = OwnFigures("P01", 19, frozenset({19}), values, {}, ())

    class Closed:
        code, shown, now = "OP-03", {"month": "M12"}, {"month": "M18"}

    lines = {line.indicator.code: line for line in compare_own(definitions, own, [Closed()])}  # type: ignore[list-item]
    assert lines["OP-03"].own.month == 12 and lines["OP-03"].newest.month == 19
    assert lines["OP-08"].own.month == 19 and lines["OP-08"].standing is None
