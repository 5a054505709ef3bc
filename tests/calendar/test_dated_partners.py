"""A partner leaves in mid-project, another joins: what is expected of whom, and what stays of them."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from etl.attacker.attack import attack_files
from etl.comment import append_comment
from etl.errors import UserError
from etl.handout import build_template
from etl.history import read_history
from etl.home import open_home
from etl.store import Store
from etl.submit import submit_files
from etl.template import template_bytes
from indicators.load import read_definitions
from tests.calendar.living import figures, live, publish, read_table, send
from tests.calendar.variants import MINI, copy_definitions, let_partners_change

pytestmark = pytest.mark.slow
LEFT, JOINED = "P02", "P04"
CIRCLES = {
    "P01": [[(1, 6, 6, 0, 0), (4, 12, 12, 0, 0), (10, 16, 16, 0, 0)]],
    # Galway's circle still runs when the house leaves.
    "P02": [[(1, 7, 7, 0, 0), (5, 13, 13, 0, 0)]],
    "P03": [[(3, 8, 8, 0, 0), (8, 16, 16, 0, 0)]],
    "P04": [[(8, 7, 7, 0, 0), (11, 12, 12, 0, 0)]],
}
COURSES = {
    ("P01", 2): [("CO-101", "IE", 10, 8, 8, 4.25)],
    ("P02", 4): [("CO-201", "IE", 12, 12, 9, 4.5)],
    ("P02", 9): [("CO-202", "IE", 20, 15, 14, 4.0)],
    ("P04", 8): [("CO-401", "PT", 9, 9, 8, 4.0)],
}


@pytest.fixture(scope="module")
def definitions(tmp_path_factory):
    return let_partners_change(copy_definitions(MINI, tmp_path_factory.mktemp("changed") / "definitions"))


@pytest.fixture(scope="module")
def lived(tmp_path_factory, definitions):
    """The store after M12, and the releases of M06, M10 and M12."""
    home, releases, store = open_home(tmp_path_factory.mktemp("dated"), "test"), {}, None
    for month, store in enumerate(live(home, definitions, range(1, 13), CIRCLES, COURSES), start=1):
        if month in (6, 10, 12):
            releases[month] = publish(store, month).path
    return store, releases


def reporting(path, partner):
    return {row["month"]: row for row in read_table(path, "reporting") if row["partner_code"] == partner}


def test_nobody_expects_a_workbook_before_a_partner_joins_and_after_it_has_left(lived):
    _store, releases = lived
    left, joined = reporting(releases[12], LEFT), reporting(releases[12], JOINED)
    assert [left[month]["is_expected"] for month in ("M01", "M09", "M10", "M12")] == [True, True, False, False]
    assert [joined[month]["is_expected"] for month in ("M06", "M07", "M12")] == [False, True, True]
    assert {left["M12"]["state"], joined["M01"]["state"]} == {"not_expected"}
    rows = read_table(releases[12], "reporting")
    assert not [row for row in rows if row["state"] in ("late", "missing")]


def test_coverage_counts_those_who_are_there(lived):
    _store, releases = lived
    rows = figures(releases[12])
    told = {
        month: (
            rows["OP-04", month, "total", "all"]["reported_n"],
            rows["OP-04", month, "total", "all"]["expected_reports_n"],
        )
        for month in ("M06", "M07", "M09", "M10", "M12")
    }
    # Porto (P03) delivers no courses.
    assert told == {"M06": (2, 2), "M07": (3, 3), "M09": (3, 3), "M10": (2, 2), "M12": (2, 2)}
    country = rows["OP-04", "M12", "country", "IE"]
    assert (country["reported_n"], country["expected_reports_n"]) == (1, 1)


def test_what_a_partner_did_stays_when_it_has_left(lived):
    _store, releases = lived
    rows = figures(releases[12])
    assert rows["OP-03", "M12", "total", "all"]["value"] == 4
    assert rows["OP-04", "M12", "partner", LEFT]["value"] == 12 + 15
    assert rows["OP-04", "M12", "partner", LEFT]["state"] == "value"
    assert (rows["OP-04", "M12", "partner", LEFT]["expected_reports_n"]) == 0


def test_before_it_joins_nothing_is_due_of_a_partner(lived):
    _store, releases = lived
    rows = figures(releases[12])
    states = [rows["OP-04", month, "partner", JOINED]["state"] for month in ("M01", "M06", "M07", "M08")]
    assert states == ["not_due", "not_due", "value", "value"]
    assert rows["OP-04", "M07", "partner", JOINED]["value"] == 0
    assert rows["OP-04", "M08", "partner", JOINED]["value"] == 9


def test_women_of_a_partner_that_left_stay_in_the_closed_figures(lived):
    _store, releases = lived
    assert figures(releases[6])["OP-01", "M06", "total", "all"]["value"] == 12 + 13 + 8
    assert figures(releases[12])["OP-01", "M12", "total", "all"]["value"] == 16 + 13 + 16 + 12
    assert figures(releases[10])["OP-01", "M10", "total", "all"]["state"] == "not_due"


def test_a_country_of_one_house_at_a_time_gets_no_figure_of_its_own(lived):
    _store, releases = lived
    rows = figures(releases[12])
    for month in ("M06", "M12"):
        for country in ("IE", "PT"):
            assert rows["OP-01", month, "country", country]["state"] == "withheld"
    # Lisbon stands in the registry at M06, but Porto's eight women are the only ones of their country.
    assert rows["OP-01", "M06", "country", "not_broken_down"]["value"] == 12 + 13 + 8


def test_the_attacker_finds_nothing_and_both_calculations_agree(lived, definitions):
    _store, releases = lived
    assert attack_files(releases.values()) == []
    for path in releases.values():
        assert read_table(path, "verification")[0]["differences_n"] == 0


def test_templates_are_for_the_months_of_a_partner_alone(lived):
    store, _releases = lived
    for partner, month in ((LEFT, 10), (JOINED, 6)):
        with pytest.raises(UserError, match=f"{partner} doesn't report for M{month:02d}"):
            build_template(store, partner, month, "en")
    first = load_workbook(BytesIO(build_template(store, JOINED, 7, "en")))
    cover = {line[0].value: line[2].value for line in first["COVER"].iter_rows()}
    assert (cover["partner_code"], cover["reporting_month"]) == (JOINED, "M07")


def test_a_workbook_for_a_month_after_leaving_is_refused(lived):
    store, _releases = lived
    staying = Store(store.home, read_definitions(MINI))
    book = template_bytes(staying.definitions, staying.definitions.partner(LEFT), 10, "en", read_history(store, LEFT))
    [receipt] = submit_files(store, [("late.xlsx", book)], "officer@example.org")
    assert receipt.verdict == "rejected" and receipt.submission_id is None


def test_a_correction_of_an_earlier_month_is_still_taken_from_a_partner_that_left(lived):
    store, _releases = lived
    changed = COURSES | {("P02", 9): [("CO-202", "IE", 20, 16, 14, 4.0)]}
    receipt = send(store, LEFT, 9, CIRCLES, changed)
    assert receipt.state == "accepted", receipt.issues
    path = publish(store, 12).path
    assert figures(path)["OP-04", "M12", "partner", LEFT]["value"] == 12 + 16


def test_a_partner_that_has_left_can_own_no_action(lived):
    store, _releases = lived
    day = store.home.today()
    with pytest.raises(UserError, match="P02 leaves after M09"):
        append_comment(store, "OP-03", 12, "Rooms were lacking.", "Rent one.", LEFT, day, "desk@example.org")
    assert append_comment(store, "OP-03", 12, "Rooms were lacking.", "Rent one.", JOINED, day, "desk@example.org")
