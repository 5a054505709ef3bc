"""The sentences that stand above charts and at the top of the overview say what the rows say, and no more."""

import pytest

from dashboard.headline_figures import choose_headlines
from dashboard.objective_standing import say_why
from dashboard.spoken import say_what_is_behind, say_where_we_are, say_who_is_missing
from dashboard.standing import Reporting, Standing
from indicators.charts import say_finding
from indicators.texts import Texts

ENGLISH = Texts("en")


def row(month, value, expected, status, **more):
    state = "value" if value is not None else more.pop("state", "not_reported")
    progress = None if value is None or expected is None else 100 * value / expected
    return {
        "month": month,
        "value": value,
        "expected": expected,
        "status": status,
        "state": state,
        "numerator": value,
        "denominator": None,
        "baseline": 0.0,
        "target": 20.0,
        "target_state": "binding",
        "unit": "persons",
        "progress_pct": progress,
        "class": "C",
    } | more


def standing(code, row_, target_state="binding", **more):
    indicator = {
        "indicator_code": code,
        "indicator_name": f"Name of {code}",
        "decimals": 0,
        "class": row_["class"],
        "target_state": target_state,
        "position": int(code[-2:]),
        "direction": row_.get("direction"),
    }
    shown = row_ if row_["state"] == "value" else None
    return Standing(indicator | more, row_, shown)


def reporting(expected):
    return Reporting(expected, 0, expected, 0, 0, ())


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [row("M13", 9, 9, "on_track"), row("M15", 9, 11, "at_risk"), row("M18", 12, 14, "at_risk")],
            "At M18: 12 of 14 planned; behind the plan since M15.",
        ),
        (
            [row("M15", 9, 14, "delayed"), row("M17", 14, 14, "on_track"), row("M18", 15, 14, "ahead")],
            "At M18: 15 of 14 planned; on plan or ahead since M17.",
        ),
        # A month without a figure says nothing, for or against.
        (
            [row("M16", 9, 14, "delayed"), row("M17", None, 14, "unavailable"), row("M18", 9, 14, "delayed")],
            "At M18: 9 of 14 planned; behind the plan since M16.",
        ),
        ([row("M18", 0, None, "unavailable")], "At M18: 0; nothing was due yet."),
        (
            [row("M18", 3, None, "unavailable", target=None)],
            "At M18: 3; there is no target to compare it with.",
        ),
        ([row("M17", None, 14, "unavailable"), row("M18", None, 14, "unavailable")], "No figure up to M18."),
        (
            [row("M18", 9, 14, "delayed", target_state="proposed")],
            "At M18: 9 of 14 planned; behind the plan, which is only proposed, since M18.",
        ),
        (
            [row("M18", 12, 10, "delayed", direction="down", baseline=20.0, progress_pct=60)],
            "At M18: 12, planned at most 10; behind the plan since M18.",
        ),
        (
            [row("M18", 79.4, 85, "on_track", unit="percent", denominator=100, decimals=1)],
            "At M18: 79.4\u00a0%, planned 85\u00a0%; on plan or ahead since M18.",
        ),
    ],
)
def test_a_chart_says_where_the_indicator_stands_and_since_when(rows, said):
    assert say_finding(reversed(rows), "M18", ENGLISH) == said


def test_figures_about_women_speak_by_their_closings_alone():
    closed = [row(month, 50, 70, "delayed", **{"class": "A"}) for month in ("M12", "M18")]
    between = [
        row(month, None, 60, "on_track", state=state) for month, state in (("M15", "not_due"), ("M16", "withheld"))
    ]
    hidden = [one | {"value": 99.0, "class": "A"} for one in between]
    assert say_finding(closed + hidden, "M18", ENGLISH) == say_finding(closed, "M18", ENGLISH)
    assert say_finding(closed, "M18", ENGLISH) == "At M18: 50 of 70 planned; behind the plan since M12."


def test_three_sentences_tell_month_worst_and_who_is_missing():
    found = [
        standing("OP-01", row("M18", 9, 10, "on_track")),
        standing("OP-02", row("M18", 8, 10, "at_risk")),
        standing("OP-03", row("M18", 4, 10, "delayed")),
        standing("OP-04", row("M18", 1, 10, "delayed"), "proposed"),
    ]
    assert say_where_we_are(found, "June 2017", 18, 24, ENGLISH) == (
        "In month 18 of 24, June 2017, 1 of 3 indicators with a decided target is on track or ahead."
    )
    assert say_what_is_behind(found, ENGLISH) == (
        "2 are behind their plan, the farthest “Name of OP-03” (4 of 10 planned by M18)."
    )
    assert say_who_is_missing(reporting(15), ["One", "Two"], "June 2017", ENGLISH) == (
        "2 of 15 partners have not reported for June 2017: One and Two."
    )
    many = ["One", "Two", "Three", "Four", "Five"]
    assert "One, Two, Three and 2 more" in say_who_is_missing(reporting(15), many, "June 2017", ENGLISH)


def test_the_sentences_say_what_there_is_none_of():
    well = [standing("OP-01", row("M18", 9, 9, "on_track")), standing("OP-02", row("M18", 1, 9, "delayed"), "proposed")]
    assert say_what_is_behind(well, ENGLISH) == "None with a decided target is behind its plan."
    assert say_why(well[:1], ENGLISH) == "Nothing is behind its plan."
    assert "a proposed one is “Name of OP-02”: 1 of 9 planned" in say_why(well, ENGLISH)
    assert say_where_we_are(well[1:], "May 2016", 5, 24, ENGLISH).endswith("no decided target can be judged yet.")
    assert say_who_is_missing(reporting(0), [], "May 2016", ENGLISH) == "No partner was due to report for May 2016."
    assert say_who_is_missing(reporting(3), [], "May 2016", ENGLISH).startswith("All 3 partners")


def test_headlines_are_those_that_the_definitions_name_in_the_order_of_the_framework():
    found = [standing(f"OP-{n:02}", row("M18", n, 10, "delayed")) for n in range(1, 9)]
    assert [one.code for one in choose_headlines(found, {"OP-07", "OP-02"})] == ["OP-02", "OP-07"]


def test_without_any_named_the_first_page_takes_five_with_a_figure_decided_targets_first():
    silent = standing("OP-01", row("M18", None, 10, "unavailable"))
    proposed = [standing(f"OP-{n:02}", row("M18", n, 10, "delayed"), "proposed") for n in (2, 3)]
    decided = [standing(f"OP-{n:02}", row("M18", n, 10, "delayed")) for n in (4, 5, 6, 7)]
    chosen = choose_headlines([silent, *proposed, *decided], set())
    assert [one.code for one in chosen] == ["OP-02", "OP-04", "OP-05", "OP-06", "OP-07"]
