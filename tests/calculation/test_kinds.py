"""An indicator of every kind, over time in every way, in every breakdown: all of it YAML, all calculated by hand."""

from datetime import date

import pytest

from tests.calculation.kinds import code_of, definitions_of_every_kind, good
from tests.calculation.world import release

# P02 falls silent after M02: of a limit of two months nothing is left from M05 on.
SILENT = [("P02", month) for month in (3, 4, 5, 6)]
ROWS = {
    "GOODS": [
        good("P01", 1, "A", country="IE", make="ROOF", places="IE", shop="S1", wave="W1", answer="Y", made_n=3,
             wanted_n=4, before_made_n=1, before_wanted_n=4, score_n=4, score_mean=2.0, entry_mean=1.0, hours=0.1,
             progress_pct=30),
        good("P02", 1, "B", country="PT", make="TOOL", places="PT", shop="S2", wave="W1", answer="N", made_n=10,
             wanted_n=10, before_made_n=5, before_wanted_n=10, score_n=10, score_mean=4.0, entry_mean=3.5, hours=0.3,
             progress_pct=90),
        good("P03", 2, "C", country="PT", make="TOOL", places="PT", shop="S3", wave="W1", answer="Y", made_n=2,
             wanted_n=5, before_made_n=1, before_wanted_n=5, score_n=6, score_mean=1.5, entry_mean=1.0, hours=0.4,
             progress_pct=50),
        # "Does not apply" and blanks: known as a thing, in no sum, no base, no share.
        good("P01", 2, "D", country="IE", make="ROOF", wanted_n=100, before_wanted_n=50, score_n=7,
             not_applicable="answer;made_n;score_mean"),
        good("P01", 3, "A", country="IE", make="ROOF", places="IE;PT", shop="S4", wave="W2", answer="N", made_n=5,
             wanted_n=8, before_made_n=1, before_wanted_n=8, score_n=2, score_mean=3.0, entry_mean=1.0, hours=0.2,
             progress_pct=20),
    ],
    "PLANS": [
        {"partner_code": "P01", "month": 2, "plan_code": "D1", "submitted_on": date(2020, 4, 30)},
        {"partner_code": "P02", "month": 2, "plan_code": "D2", "submitted_on": None},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def figures():
    """All figures of the first six months."""
    return release(definitions_of_every_kind(), ROWS, 6, silent=SILENT)[0]


#  kind, over_time: M02, M04, M05
BY_HAND = [
    ("sum", "newest", 15, 17, 17),
    ("sum", "carried", 15, 17, 7),
    ("sum", "every", 15, 20, 20),
    ("sum_of_decimals", "newest", 0.8, 0.9, 0.9),
    ("sum_of_decimals", "carried", 0.8, 0.9, 0.6),
    ("sum_of_decimals", "every", 0.8, 1.0, 1.0),
    ("sum_under_conditions", "newest", 3 + 20 + 7, 20 + 7, 20 + 7),
    ("sum_under_conditions", "carried", 3 + 20 + 7, 20 + 7, 7),
    ("sum_under_conditions", "every", 3 + 20 + 7, 3 + 20 + 7, 3 + 20 + 7),
    ("distinct_things", "newest", 4, 4, 4),
    ("distinct_things", "carried", 4, 4, 3),
    ("distinct_things", "every", 4, 4, 4),
    ("distinct", "newest", 3, 3, 3),
    ("distinct", "carried", 3, 3, 2),
    ("distinct", "every", 3, 4, 4),
    ("distinct_of_sets", "newest", 2, 2, 2),
    ("distinct_of_sets", "carried", 2, 2, 2),
    ("distinct_of_sets", "every", 2, 2, 2),
    ("distinct_of_several", "newest", 4, 4, 4),
    ("distinct_of_several", "carried", 4, 4, 4),
    ("distinct_of_several", "every", 4, 4, 4),
    ("ratio", "newest", 100 * 15 / 19, 100 * 17 / 23, 100 * 17 / 23),
    ("ratio", "carried", 100 * 15 / 19, 100 * 17 / 23, 100 * 7 / 13),
    ("ratio", "every", 100 * 15 / 19, 100 * 20 / 27, 100 * 20 / 27),
    ("change", "newest", 100 * 8 / 19, 100 * 10 / 23, 100 * 10 / 23),
    ("change", "carried", 100 * 8 / 19, 100 * 10 / 23, 100 * 5 / 13),
    ("change", "every", 100 * 8 / 19, 100 * 12 / 27, 100 * 12 / 27),
    ("mean", "newest", 57 / 20, 55 / 18, 55 / 18),
    ("mean", "carried", 57 / 20, 55 / 18, 15 / 8),
    ("mean", "every", 57 / 20, 63 / 22, 63 / 22),
    ("mean_change", "newest", 12 / 20, 12 / 18, 12 / 18),
    ("mean_change", "carried", 12 / 20, 12 / 18, 7 / 8),
    ("mean_change", "every", 12 / 20, 16 / 22, 16 / 22),
    ("share", "newest", 200 / 3, 0, 0),  # the newest wave from M03 on is W2
    ("share", "carried", 200 / 3, 0, 0),
    ("share", "every", 200 / 3, 0, 0),
    ("milestone", "newest", 90, 90, 90),
    ("milestone", "carried", 90, 90, 50),
    ("milestone", "every", 90, 90, 90),
]


@pytest.mark.parametrize(("kind", "over_time", "second", "fourth", "fifth"), BY_HAND)
def test_a_kind_over_time_is_what_a_hand_calculates(figures, kind, over_time, second, fourth, fifth):
    found = [figures[code_of(kind, over_time), month, "total", "all"] for month in ("M02", "M04", "M05")]
    assert [row["state"] for row in found] == ["value"] * 3
    assert [row["value"] for row in found] == pytest.approx([second, fourth, fifth], abs=1e-12)


def test_every_kind_of_calculation_is_tried_in_all_three_ways_over_time():
    assert len({(kind, time) for kind, time, *_values in BY_HAND}) == len(BY_HAND) == 13 * 3


#  kind, over_time, breakdown: categories at M05
BROKEN_DOWN = [
    ("sum", "newest", "country", {"IE": 5, "PT": 12}),
    ("sum", "carried", "country", {"IE": 5, "PT": 2}),
    ("sum", "every", "country", {"IE": 8, "PT": 12}),
    ("sum", "newest", "partner", {"P01": 5, "P02": 10, "P03": 2}),
    ("sum", "newest", "make", {"ROOF": 5, "TOOL": 12}),
    ("sum", "newest", "place", {"IE": 5, "PT": 17}),  # a good of two places stands in both
    ("sum", "newest", "shop", {"S1": 0, "S2": 10, "S3": 2, "S4": 5}),
    ("sum", "every", "shop", {"S1": 3, "S2": 10, "S3": 2, "S4": 5}),
    ("sum", "newest", "side", {"made": 17, "wanted": 123}),
    ("sum", "carried", "side", {"made": 7, "wanted": 113}),
    ("distinct_things", "newest", "country", {"IE": 2, "PT": 2}),
    ("distinct_things", "carried", "make", {"ROOF": 2, "TOOL": 1}),
    ("distinct_things", "newest", "place", {"IE": 1, "PT": 3}),
    ("distinct", "every", "country", {"IE": 2, "PT": 2}),
    ("distinct_of_sets", "newest", "place", {"IE": 2, "PT": 2}),
    ("ratio", "newest", "country", {"IE": 100 * 5 / 8, "PT": 80}),
    ("ratio", "every", "partner", {"P01": 100 * 8 / 12, "P02": 100, "P03": 40}),
    ("mean", "newest", "country", {"IE": 3, "PT": 49 / 16}),
    ("mean_change", "carried", "make", {"ROOF": 2, "TOOL": 0.5}),
    ("change", "newest", "make", {"ROOF": 50, "TOOL": 100 * 6 / 15}),
    # Of each category the newest wave in which anybody answered there.
    ("share", "newest", "country", {"IE": 0, "PT": 50}),
    ("share", "every", "make", {"ROOF": 0, "TOOL": 50}),
    ("milestone", "newest", "country", {"IE": 20, "PT": 90}),
    ("milestone", "newest", "place", {"IE": 20, "PT": 90}),
]


@pytest.mark.parametrize(("kind", "over_time", "breakdown", "by_hand"), BROKEN_DOWN)
def test_a_breakdown_is_what_a_hand_calculates(figures, kind, over_time, breakdown, by_hand):
    code = code_of(kind, over_time)
    found = {
        category: row["value"]
        for (indicator, month, name, category), row in figures.items()
        if (indicator, month, name) == (code, "M05", breakdown)
    }
    assert found == pytest.approx(by_hand, abs=1e-12)


def test_decimals_leave_no_residue(figures):
    # 0.2 + 0.4 is 0.6000000000000001 to a computer that adds its own decimals.
    assert figures[code_of("sum_of_decimals", "carried"), "M05", "total", "all"]["value"] == 0.6


def test_beside_a_change_stand_both_observations(figures):
    beside = {one: figures[code_of("change"), "M05", "observation", one]["value"] for one in ("entry", "last")}
    assert beside == pytest.approx({"entry": 100 * 7 / 23, "last": 100 * 17 / 23})


def test_beside_a_share_stands_every_wave(figures):
    def waves(over_time):
        return {one: figures[code_of("share", over_time), "M05", "wave", one]["value"] for one in ("W1", "W2")}

    assert waves("newest") == {"W1": 50, "W2": 0}
    assert waves("carried") == {"W1": 100, "W2": 0}
    assert waves("every") == pytest.approx({"W1": 200 / 3, "W2": 0})


def test_beside_a_ratio_stands_its_companion_with_a_base_of_its_own(figures):
    row = figures[code_of("ratio"), "M05", "companion", "wish_rate"]
    assert (row["numerator"], row["denominator"]) == (8 + 10 + 5 + 100, 2 + 10 + 6 + 7)


def test_a_count_has_no_denominator_and_a_mean_has_its_sum_and_its_n(figures):
    count = figures[code_of("sum"), "M05", "total", "all"]
    mean = figures[code_of("mean"), "M05", "total", "all"]
    assert (count["numerator"], count["denominator"]) == (17, None)
    assert (mean["numerator"], mean["denominator"]) == (55, 18)


def test_a_code_of_an_open_list_has_rows_from_its_first_month_on(figures):
    months = [month for code, month, name, category in figures if (code, name, category) == ("OP-10", "shop", "S4")]
    assert code_of("sum") == "OP-10"
    assert months == ["M03", "M04", "M05", "M06"]


def test_reports_on_time_count_partners_from_their_first_month_on(figures):
    code = code_of("reports_on_time")
    total = figures[code, "M03", "total", "all"]
    assert (total["numerator"], total["denominator"]) == (2 + 3 + 2, 2 + 3 + 3)
    assert figures[code, "M03", "partner", "P02"]["value"] == pytest.approx(200 / 3)
    assert figures[code, "M01", "partner", "P03"]["state"] == "not_due"
    assert figures[code, "M03", "country", "PT"]["value"] == 100


def test_deliverables_on_time_wait_for_their_due_month_and_for_nobody_after_it(figures):
    code = code_of("deliverables_on_time")
    assert figures[code, "M01", "total", "all"]["state"] == "not_due"
    assert figures[code, "M02", "total", "all"]["value"] == 100
    assert figures[code, "M03", "total", "all"]["value"] == 50
    by_stream = {one: figures[code, "M03", "workstream", one]["value"] for one in ("WS1", "WS2")}
    assert by_stream == {"WS1": 100, "WS2": 0}
    assert figures[code, "M03", "partner", "P03"]["state"] == "not_applicable"


def test_a_silent_partner_is_carried_within_the_limit_and_then_left_out(figures):
    def carried(kind, over_time, month, *place):
        return figures[code_of(kind, over_time), month, *(place or ("total", "all"))]["carried_forward_n"]

    assert [carried("sum", "carried", month) for month in ("M02", "M03", "M04", "M05")] == [0, 1, 1, 0]
    assert [carried("milestone", "newest", month) for month in ("M04", "M05", "M06")] == [1, 1, 1]
    assert [carried("share", "newest", month) for month in ("M04", "M05")] == [1, 1]
    assert [carried("milestone", "carried", month) for month in ("M04", "M05")] == [1, 0]
    assert [carried("sum", over_time, "M04") for over_time in ("newest", "every")] == [0, 0]


def test_a_scope_of_which_everybody_is_silent_is_not_reported(figures):
    code = code_of("sum", "carried")
    assert figures[code, "M04", "partner", "P02"]["value"] == 10
    silent = figures[code, "M05", "partner", "P02"]
    assert (silent["state"], silent["value"], silent["expected_reports_n"]) == ("not_reported", None, 1)
    # What was newest stays to date, and so does a flow.
    assert figures[code_of("sum"), "M06", "partner", "P02"]["value"] == 10
    assert figures[code_of("sum", "every"), "M06", "partner", "P02"]["value"] == 10


def test_a_partner_that_never_reported_does_not_keep_a_silent_scope_alive():
    silent = [*SILENT, *(("P01", month) for month in range(1, 7))]
    rows = {"GOODS": [row for row in ROWS["GOODS"] if row["partner_code"] == "P02"]}
    found = release(definitions_of_every_kind(), rows, 6, silent=silent)[0]
    assert found[code_of("sum", "carried"), "M04", "country", "IE"]["state"] == "value"
    assert found[code_of("sum", "carried"), "M05", "country", "IE"]["state"] == "not_reported"


def test_a_partner_that_has_left_is_not_expected_and_what_it_reported_stays_but_for_running_totals():
    left = release(definitions_of_every_kind("M02"), ROWS, 6, silent=SILENT)[0]
    total = left[code_of("sum"), "M05", "total", "all"]
    assert (total["value"], total["reported_n"], total["expected_reports_n"]) == (17, 2, 2)
    assert left[code_of("sum", "every"), "M05", "partner", "P02"]["value"] == 10
    assert left[code_of("distinct"), "M05", "total", "all"]["value"] == 3
    assert left[code_of("milestone"), "M05", "total", "all"]["value"] == 90
    # Carried three months at most (here two), whatever the cause of the silence; nobody is carried who isn't due.
    carried = left[code_of("sum", "carried"), "M04", "total", "all"]
    assert (carried["value"], carried["carried_forward_n"]) == (17, 0)
    assert left[code_of("sum", "carried"), "M05", "total", "all"]["value"] == 7
    assert left[code_of("sum", "carried"), "M05", "partner", "P02"]["state"] == "not_reported"


def test_a_partner_that_joins_later_is_neither_due_nor_counted_before(figures):
    row = figures[code_of("sum"), "M01", "partner", "P03"]
    assert (row["state"], row["expected_reports_n"]) == ("not_due", 0)
    assert figures[code_of("sum"), "M01", "total", "all"]["expected_reports_n"] == 2
    assert figures[code_of("sum"), "M02", "total", "all"]["expected_reports_n"] == 3
