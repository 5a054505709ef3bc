"""How punctual partners report, from the released table alone."""

from datetime import date

from dashboard.timeliness import having, read_timeliness
from indicators.charts.timeliness import draw_timeliness, timeliness_parts
from indicators.texts import Texts


def report(partner, month, state="accepted", is_on_time=True, is_expected=True):
    due = {"due_on": date(2016, 2, 15), "received_on": None, "revisions_n": 1}
    return {
        "partner_code": partner,
        "month": month,
        "state": state,
        "is_on_time": is_on_time,
        "is_expected": is_expected,
    } | due


def test_workbooks_are_counted_by_what_became_of_them_up_to_the_month():
    rows = [
        report("P01", "M01"),
        report("P01", "M02", is_on_time=False),
        report("P01", "M03", "late", False),
        report("P01", "M04", "late", False),
        report("P02", "M01", "not_expected", None, is_expected=False),
    ]
    first, second = read_timeliness(rows, ["P01", "P02"], 3)
    assert first.expected_n == 3 and dict(first.counts) == {"on_time": 1, "accepted_late": 1, "late": 1}
    assert second.expected_n == 0 and second.of("late") == 0


def test_a_reader_finds_those_with_a_workbook_in_a_state():
    rows = [report("P01", "M01"), report("P02", "M01", "late", False)]
    found = read_timeliness(rows, ["P01", "P02"], 1)
    assert [one.partner_code for one in having(found, "late")] == ["P02"]
    assert len(having(found, None)) == 2


def test_every_part_of_a_bar_says_its_number_and_differs_by_pattern_not_by_colour_alone():
    names = {"on_time": "in time", "accepted_late": "late", "late": "missing", "returned": "returned"}
    parts = timeliness_parts(names)
    chart = draw_timeliness([("P01", {"on_time": 3, "late": 1}), ("P02", {"on_time": 4})], parts, Texts("en"))
    assert [trace.name for trace in chart.data] == ["in time", "missing"]
    assert list(chart.data[0].text) == ["3", "4"] and list(chart.data[1].text) == ["1", ""]
    assert len({part.pattern for part in parts}) == len(parts)
