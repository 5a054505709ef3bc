"""What changed since the last release: restated figures first, each with its reason; of women the closing alone."""

import re

from dashboard.changed import read_changes
from tests.dashboard.conftest import markup, plain

CODES = ["OP-03", "OP-07", "OP-08"]


def change(code="OP-07", month="M18", kind="new", **values):
    row = {"indicator_code": code, "month": month, "breakdown": "total", "category": "all", "kind": kind}
    row |= {"since_release": "M15-x", "before_month": "M15", "before_state": "value", "before_value": 4.0}
    row |= {"before_status": "on_track", "after_state": "value", "after_value": 5.0, "after_status": "on_track"}
    return row | {"reason": "new_data"} | values


def test_restated_figures_are_told_by_indicator_with_the_newest_month_first():
    rows = [
        change(month="M12", kind="restated"),
        change(month="M14", kind="restated"),
        change("OP-08", "M13", "restated"),
        change("OP-08", "M13", "restated", breakdown="country", category="BG"),
    ]
    found = read_changes(rows, CODES)
    assert [(one.newest["indicator_code"], one.newest["month"], one.earlier_n) for one in found.restated] == [
        ("OP-07", "M14", 1),
        ("OP-08", "M13", 0),
    ]
    assert found.parts_n == 1 and found.since == "M15-x" and found.new == ()


def test_new_figures_are_totals_with_a_value_and_a_turned_status_is_told():
    rows = [
        change(after_status="at_risk"),
        change("OP-08"),
        change("OP-03", after_state="withheld", after_status="unavailable"),
        change("OP-08", breakdown="country", category="BG", after_status="delayed"),
    ]
    found = read_changes(rows, CODES)
    assert len(found.new) == 2
    assert [row["indicator_code"] for row in found.turned] == ["OP-07"]


def test_what_got_worse_is_told_before_what_got_better():
    better = change(before_status="at_risk", after_status="ahead")
    worse = change("OP-08", before_status="on_track", after_status="delayed")
    found = read_changes([better, worse], CODES)
    assert [row["indicator_code"] for row in found.turned] == ["OP-08", "OP-07"]


def test_a_status_that_was_not_there_before_has_not_turned():
    found = read_changes([change(before_status=None), change("OP-08", before_status="unavailable")], CODES)
    assert found.turned == () and len(found.new) == 2


def test_changes_of_an_indicator_that_the_release_does_not_know_are_left_out():
    assert read_changes([change("ZZ-99")], CODES).since is None


def test_the_overview_tells_restated_figures_with_their_reason_before_the_new_ones(open_page, demo_home):
    app = open_page(demo_home)
    text = plain(app)
    part = text[text.index("Since the last release") : text.index("On track value")]
    assert part.index("Earlier figures restated") < part.index("New figures")
    assert "Reason: corrected workbooks" in part
    assert re.search(r"and with them \d+ figures of breakdowns", part)
    assert re.search(r"\d+ indicators have a new figure; ", part)


def test_the_indicators_own_page_lists_every_change_those_of_breakdowns_named(open_page, demo_home):
    app = open_page(demo_home, "objectives")
    app.selectbox(key="indicator_en").set_value("OP-07").run()
    panel = next(one for one in app.expander if one.label == "What changed since the last release")
    body = "".join(one.proto.body for one in panel.get("html"))
    assert body.index("the earlier release said") < body.index("M18: ")
    assert "Country, Bulgaria: " in body


def test_of_women_nothing_but_a_closing_is_given_as_reason(open_page, demo_home):
    app = open_page(demo_home, "objectives")
    app.selectbox(key="indicator_en").set_value("OP-03").run()
    panel = next(one for one in app.expander if one.label == "What changed since the last release")
    body = "".join(one.proto.body for one in panel.get("html"))
    assert set(re.findall(r"Reason: ([^.]+)\.", body)) == {"a closing"}


def test_a_release_without_an_earlier_one_has_no_panel(open_page, tmp_path):
    import duckdb

    from etl.home import open_home
    from indicators.load import load_definitions
    from tests.reader.synthetic_release import write_synthetic_release

    home = open_home(tmp_path / "home", "demo")
    path = write_synthetic_release(home.releases / "M06-20160716-bbbb06.duckdb", load_definitions(), 6)
    with duckdb.connect(str(path)) as connection:
        connection.execute("DELETE FROM change")
    app = open_page(home)
    assert not app.exception and "Since the last release" not in markup(app)
