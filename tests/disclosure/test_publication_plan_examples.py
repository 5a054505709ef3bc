"""The publication plan's own examples, calculated."""

import pytest

from indicators.load import load_definitions
from tests.calculation.world import pathway, release

DEFINITIONS = load_definitions()


def enrolled(*rows):
    return {"PATHWAYS": list(rows)}


M12 = [  # 40 women in 6 countries, 5-9 each
    pathway("P01", 1, 10, 4),
    pathway("P02", 1, 10, 4),
    pathway("P04", 1, 10, 5),
    pathway("P05", 1, 10, 7),
    pathway("P08", 1, 10, 6),
    pathway("P10", 1, 10, 9),
    pathway("P12", 1, 10, 5),
]
M18 = [  # +90: BG 22, ES 18, GR 20, the rest 30
    pathway("P01", 2, 16, 11),
    pathway("P02", 2, 16, 11),
    pathway("P05", 2, 16, 9),
    pathway("P06", 2, 16, 9),
    pathway("P10", 2, 16, 10),
    pathway("P11", 2, 16, 10),
    pathway("P04", 2, 16, 10),
    pathway("P08", 2, 16, 4),
    pathway("P09", 2, 16, 4),
    pathway("P12", 2, 16, 12),
]


def test_enrolled_women_are_shown_in_total_first_and_by_country_when_each_country_bears_it():
    first, book = release(DEFINITIONS, enrolled(*M12), 12)
    assert first["OP-03", "M12", "total", "all"]["value"] == 40
    assert first["OP-03", "M12", "country", "not_broken_down"]["value"] == 40
    assert {first["OP-03", "M12", "country", code]["state"] for code in DEFINITIONS.countries} == {"withheld"}
    second, _book = release(DEFINITIONS, enrolled(*M12, *M18), 18, book)
    shown = {
        category: row["value"]
        for (code, month, breakdown, category), row in second.items()
        if (code, month, breakdown) == ("OP-03", "M18", "country") and row["value"] is not None
    }
    assert second["OP-03", "M18", "total", "all"]["value"] == 130
    assert shown == {"BG": 22, "ES": 18, "GR": 20, "not_broken_down": 70}


def test_nothing_is_broken_down_when_a_partner_would_know_how_few_its_neighbours_have():
    _first, book = release(DEFINITIONS, enrolled(*M12), 12)
    # P12 with 13 women: with 5 more in Italy the country would be as large as Spain and be shown, so there are fewer.
    rows = [*M18[:-1], pathway("P12", 2, 16, 13)]
    second, _book = release(DEFINITIONS, enrolled(*M12, *rows), 18, book)
    assert second["OP-03", "M18", "total", "all"]["value"] == 131
    assert second["OP-03", "M18", "country", "not_broken_down"]["value"] == 131
    assert {second["OP-03", "M18", "country", code]["state"] for code in DEFINITIONS.countries} == {"withheld"}


def test_rows_of_an_earlier_closing_are_the_same_in_every_later_release():
    first, book = release(DEFINITIONS, enrolled(*M12), 12)
    second, _book = release(DEFINITIONS, enrolled(*M12, *M18), 18, book)
    rows = [key for key, row in first.items() if row["class"] == "A" and row["month"] in ("M06", "M07", "M12")]
    assert len(rows) > 50
    assert [first[key] for key in rows] == [second[key] for key in rows]


def test_the_closing_that_is_skipped_stays_withheld():
    figures, _book = release(DEFINITIONS, enrolled(*M12), 12)
    assert figures["OP-03", "M06", "total", "all"]["state"] == "withheld"
    assert figures["OP-03", "M05", "total", "all"]["state"] == "not_due"


def running(month=16):
    """Women in running pathways, enough to stand between the two ledgers."""
    return [pathway(partner, 9, month, 9) for partner in ("P01", "P05", "P08", "P10")]


def ended(**changes):
    """Six ended pathways with 70 women: 53 completed, 17 left early."""
    split = [(9, 3), (9, 3), (9, 3), (9, 3), (9, 3), (8, 2)]
    partners = ["P01", "P02", "P05", "P08", "P10", "P12"]
    return [
        pathway(partner, 1, 17, done + left, completed=done, left=left, exit_month=17, **changes)
        for partner, (done, left) in zip(partners, split, strict=True)
    ]


def test_women_who_completed_are_exact_and_the_rate_goes_by_five_points():
    figures, _book = release(DEFINITIONS, enrolled(*running(), *ended()), 18)
    completed, rate = figures["OP-04", "M18", "total", "all"], figures["OC-05", "M18", "total", "all"]
    assert completed["value"] == 53
    assert rate["value"] == 75
    assert rate["numerator"] is None and rate["denominator"] is None
    assert rate["progress_pct"] == pytest.approx(100 * 75 / 70)


def test_with_three_women_who_left_early_the_whole_block_waits():
    rows = [
        pathway(partner, 1, 17, 12, completed=12 - left, left=left, exit_month=17)
        for partner, left in zip(["P01", "P02", "P05", "P08", "P10", "P12"], [1, 1, 1, 0, 0, 0], strict=True)
    ]
    figures, book = release(DEFINITIONS, enrolled(*running(), *rows), 18)
    assert figures["OP-04", "M18", "total", "all"]["state"] == "withheld"
    assert figures["OC-05", "M18", "total", "all"]["state"] == "withheld"
    later = [pathway(partner, 5, 22, 8, completed=5, left=3, exit_month=22) for partner in ("P01", "P02", "P05", "P10")]
    figures, _book = release(DEFINITIONS, enrolled(*running(), *rows, *later), 24, book)
    assert figures["OP-04", "M24", "total", "all"]["value"] == 69 + 20


def test_without_women_left_in_running_pathways_no_outcome_closes():
    figures, _book = release(DEFINITIONS, enrolled(*ended()), 18)
    assert figures["OP-03", "M18", "total", "all"]["value"] == 70
    assert figures["OP-04", "M18", "total", "all"]["state"] == "withheld"


def test_at_the_projects_end_the_difference_of_the_ledgers_is_no_secret():
    figures, _book = release(DEFINITIONS, enrolled(*ended()), 24)
    assert figures["OP-04", "M24", "total", "all"]["value"] == 53


@pytest.mark.parametrize(("with_plan", "shown"), [(55, 80), (67, None)])
def test_plans_are_shown_by_five_points_unless_nearly_all_have_one(with_plan, shown):
    rows = ended()
    left = 70 - with_plan
    for row in rows:
        without = min(left, 3 if with_plan == 55 else 1)
        row["plans_agreed_cum"] = row["women_enrolled_cum"] - without
        left -= without
    assert sum(row["plans_agreed_cum"] for row in rows) == with_plan or left == 0
    figures, _book = release(DEFINITIONS, enrolled(*running(), *rows), 18)
    assert figures["OC-03", "M18", "total", "all"]["value"] == shown


def test_employment_is_the_difference_of_the_two_shown_shares():
    rows = ended()
    for row, entry, last in zip(rows, [5, 4, 4, 4, 4, 4], [6, 5, 5, 5, 5, 5], strict=True):
        known = 11 if row["women_enrolled_cum"] == 12 else 9
        row |= {"work_known_entry_n": known, "work_entry_n": entry, "work_known_last_n": 11, "work_last_n": last}
    figures, _book = release(DEFINITIONS, enrolled(*running(), *rows), 18)
    assert figures["IM-01", "M18", "observation", "entry"]["value"] == 40  # 25 of 64
    assert figures["IM-01", "M18", "observation", "last"]["value"] == 45  # 31 of 66
    assert figures["IM-01", "M18", "total", "all"]["value"] == 5


def test_hours_go_by_tens_and_wait_when_one_partner_holds_more_than_half():
    rows = [pathway(partner, 1, 10, 8) for partner in ("P01", "P05", "P08")]
    for row, hours in zip(rows, (81.5, 72.0, 61.0), strict=True):
        row["mentoring_hours_month"] = hours
    figures, _book = release(DEFINITIONS, enrolled(*rows), 12)
    assert figures["OP-05", "M12", "total", "all"]["value"] == 210
    rows[0]["mentoring_hours_month"] = 200.0
    figures, _book = release(DEFINITIONS, enrolled(*rows), 12)
    assert figures["OP-05", "M12", "total", "all"]["state"] == "withheld"


def test_a_service_counts_once_enough_women_of_several_partners_are_in_its_pathways():
    rows = [
        pathway("P01", 1, 10, 6, tested_service_1="HOUSING", tested_service_2="CHILDCARE"),
        pathway("P05", 1, 10, 6, tested_service_1="HOUSING"),
        pathway("P08", 1, 10, 3, tested_service_1="ICT_SKILLS"),
    ]
    figures, _book = release(DEFINITIONS, enrolled(*rows), 12)
    assert figures["OP-06", "M12", "total", "all"]["value"] == 1


def test_single_women_enter_the_count_of_pathways_only_in_blocks():
    groups = [pathway("P01", number, 4, 8) for number in (1, 2)]
    singles = [
        pathway(partner, number, 8, 1, pathway_format="INDIVIDUAL")
        for partner, number in [("P01", 5), ("P05", 5), ("P08", 5)]
    ]
    figures, book = release(DEFINITIONS, enrolled(*groups, *singles), 12)
    assert figures["OP-01", "M04", "total", "all"]["value"] == 2
    assert figures["OP-01", "M12", "total", "all"]["value"] == 2
    more = [
        pathway(partner, number, 15, 1, pathway_format="INDIVIDUAL")
        for partner, number in [("P10", 5), ("P12", 5), ("P05", 6), ("P08", 6)]
    ]
    figures, _book = release(DEFINITIONS, enrolled(*groups, *singles, *more), 18, book)
    assert figures["OP-01", "M17", "total", "all"]["value"] == 2
    assert figures["OP-01", "M18", "total", "all"]["value"] == 2 + 7


def test_safety_concerns_are_withheld_in_every_row():
    meta = [{"partner_code": "P01", "month": 3, "safety_concerns_month": 7}]
    figures, _book = release(DEFINITIONS, {"META": meta}, 18)
    rows = [row for (code, *_rest), row in figures.items() if code == "PR-05"]
    assert len(rows) == 18
    assert {(row["state"], row["value"], row["status"]) for row in rows} == {("withheld", None, "unavailable")}


def session(partner, number, month, **values):
    return {
        "partner_code": partner,
        "month": month,
        "session_code": f"TR-{partner}-{number:02d}",
        "training_type": "TOT_PRACTITIONER",
        "counts_to_target": "Y",
        "country": next(one.country for one in DEFINITIONS.partners if one.code == partner),
        "mode": "IN_PERSON",
        "registered_n": 12,
        "attended_n": 10,
        "first_time_n": 8,
    } | values


def test_satisfaction_is_the_weighted_mean_over_sessions():
    rows = [
        session(partner, number, 5, satisfaction_n=8, satisfaction_mean=mean)
        for partner, number, mean in [("P01", 1, 4.25), ("P01", 2, 4.5), ("P05", 1, 4.25), ("P05", 2, 4.5)]
    ]
    figures, _book = release(DEFINITIONS, {"TRAININGS": rows}, 6)
    assert figures["OC-07", "M06", "total", "all"]["value"] == 4.375
    assert figures["OC-07", "M06", "partner", "P01"]["denominator"] == 16
    assert figures["OC-07", "M04", "total", "all"]["state"] == "too_few"


def test_a_small_session_waits_for_the_next_of_its_pool_and_is_never_told_apart():
    rows = [session("P01", 1, 3, satisfaction_n=3, satisfaction_mean=2.0)]
    figures, book = release(DEFINITIONS, {"TRAININGS": rows}, 6)
    assert figures["OC-07", "M06", "total", "all"]["state"] != "value"
    rows.append(session("P01", 2, 8, satisfaction_n=8, satisfaction_mean=4.0))
    figures, _book = release(DEFINITIONS, {"TRAININGS": rows}, 12, book)
    assert figures["OC-07", "M12", "total", "all"]["denominator"] == 11
    assert figures["OC-07", "M12", "session", "TR-P01-02"]["state"] == "withheld"


def test_sex_is_merged_with_its_sibling_when_a_category_is_small():
    rows = [session("P01", 1, 5, attended_n=38, attended_women_n=30, attended_men_n=5, attended_undisclosed_n=3)]
    figures, _book = release(DEFINITIONS, {"TRAININGS": rows}, 6)
    assert figures["OP-09", "M06", "sex", "women"]["value"] == 30
    assert figures["OP-09", "M06", "sex", "not_broken_down"]["value"] == 8
    assert figures["OP-09", "M06", "sex", "men"]["state"] == "withheld"


def centre(partner, country, number, month, answer):
    return {
        "partner_code": partner,
        "month": month,
        "centre_code": f"C-{number:05d}",
        "country": country,
        "survey_wave": "W1_BASELINE",
        "survey_state": "VALIDATED",
        "econ_service_in_place": answer,
    }


def test_centres_are_a_share_of_those_that_answered_in_the_newest_wave():
    others = [("P12", "IT"), ("P13", "IT"), ("P14", "IT"), ("P05", "ES"), ("P06", "ES"), ("P01", "BG")]
    partners = [("P10", "GR")] * 6 + others
    answers = "YYYYNNYYNYNN"
    rows = [
        centre(partner, country, number, 5, answer)
        for number, ((partner, country), answer) in enumerate(zip(partners, answers, strict=True))
    ]
    figures, _book = release(DEFINITIONS, {"SURVEY": rows}, 6)
    assert figures["IM-03", "M06", "total", "all"]["value"] == pytest.approx(100 * 7 / 12)
    assert figures["IM-03", "M06", "country", "GR"]["value"] == pytest.approx(100 * 4 / 6)
    assert figures["IM-03", "M06", "country", "IT"]["state"] != "value"
    assert figures["OP-10", "M06", "country", "IT"]["value"] == 3
