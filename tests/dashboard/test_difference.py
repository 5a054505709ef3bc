"""The difference of two releases, and which one was in force on a day."""

from datetime import date
from pathlib import Path

from dashboard.difference import CHANGED, GONE, NEW, compare, count_kinds, newest_totals
from dashboard.release_order import between, in_force, replaced_by
from etl.release_file import ReleaseInfo


def figure(code="C-1", month="M06", value=1.0, **other):
    state = "value" if value is not None else "not_reported"
    row = {"indicator_code": code, "month": month, "breakdown": "total", "category": "all", "class": "C"}
    return row | {"state": state, "value": value, "expected": 2.0, "status": "delayed", "target": 9.0} | other


def kinds(found):
    return [(one.kind, one.code, one.own["month"]) for one in found]


def test_equal_releases_have_no_difference():
    rows = [figure(), figure("C-2", value=None)]
    assert compare(rows, rows, ["C-1", "C-2"]) == []


def test_a_new_figure_stands_beside_the_newest_of_the_earlier_release():
    [one] = compare(
        [figure(month="M05"), figure(month="M06", value=3.0)],
        [figure(month="M05"), figure(month="M06", value=3.0), figure(month="M07", value=4.0)],
        ["C-1"],
    )
    assert (one.kind, one.before["month"], one.before["value"], one.after["value"]) == (NEW, "M06", 3.0, 4.0)


def test_another_value_state_status_or_target_of_the_same_figure_is_a_change():
    for other in ({"value": 5.0}, {"value": None}, {"status": "ahead"}, {"target": 10.0}):
        assert kinds(compare([figure()], [figure(**other)], ["C-1"])) == [(CHANGED, "C-1", "M06")]


def test_rounding_is_no_change():
    assert compare([figure(value=0.1 + 0.2)], [figure(value=0.3)], ["C-1"]) == []


def test_a_figure_that_is_no_longer_there_is_gone_but_not_one_that_never_had_a_value():
    before = [figure(), figure("C-2", value=None)]
    assert kinds(compare(before, [], ["C-1", "C-2"])) == [(GONE, "C-1", "M06")]


def test_of_women_nothing_but_closings_is_compared():
    women = {"class": "A"}
    before = [figure("A-1", "M06", 40.0, **women), figure("A-1", "M07", None, **women, state="not_due")]
    after = [
        figure("A-1", "M06", 40.0, **women),
        figure("A-1", "M07", None, **women, state="withheld"),
        figure("A-1", "M12", None, **women, state="withheld"),
    ]
    assert compare(before, after, ["A-1"]) == []
    closed = [*after[:2], figure("A-1", "M12", 60.0, **women)]
    [one] = compare(before, closed, ["A-1"])
    assert (one.kind, one.before["month"], one.after["month"]) == (NEW, "M06", "M12")


def test_the_order_is_that_of_the_framework_whatever_the_values():
    after = [figure("C-2", value=100.0), figure("C-1", value=1.0), figure("C-3", value=50.0)]
    assert [one.code for one in compare([], after, ["C-3", "C-1", "C-2"])] == ["C-3", "C-1", "C-2"]


def test_reasons_come_from_what_the_releases_on_the_way_told():
    told = (
        [figure() | {"reason": "late_data"}],
        [figure() | {"reason": "late_data;correction"}, figure("C-2") | {"reason": "merge"}],
    )
    [one] = compare([figure()], [figure(value=7.0)], ["C-1"], told)
    assert one.reasons == ("late_data", "correction")


def test_the_short_list_has_each_indicators_newest_total_of_a_kind_and_no_part():
    after = [figure(month="M07"), figure(month="M08"), figure(month="M08", breakdown="country", category="BG")]
    found = compare([], after, ["C-1"])
    assert count_kinds(found) == {NEW: 3, CHANGED: 0, GONE: 0}
    assert kinds(newest_totals(found)) == [(NEW, "C-1", "M08")]


def release(name, month, day, supersedes=None):
    return ReleaseInfo(name, month, day, False, True, supersedes, None, Path(name))


RELEASES = [
    release("a", 6, date(2016, 7, 16)),
    release("b", 12, date(2017, 1, 16)),
    release("b2", 12, date(2017, 2, 1), "b"),
    release("c", 18, date(2017, 7, 16)),
]


def test_on_a_day_the_newest_release_that_nobody_had_replaced_by_then_was_in_force():
    days = {date(2016, 7, 15): None, date(2016, 7, 16): "a", date(2017, 1, 20): "b", date(2017, 2, 1): "b2"}
    days |= {date(2017, 7, 15): "b2", date(2018, 1, 1): "c"}
    for day, name in days.items():
        found = in_force(RELEASES, day)
        assert (found.release_id if found else None) == name, day


def test_who_replaced_a_release_is_known():
    assert replaced_by(RELEASES[1], RELEASES).release_id == "b2"
    assert replaced_by(RELEASES[0], RELEASES) is None


def test_the_releases_on_the_way_are_those_after_the_first():
    assert [info.release_id for info in between("a", "c", RELEASES)] == ["b", "b2", "c"]
