"""The examples of the publication plan, each as a world, by the second calculation alone."""

import pytest

from tests.verification.protected import Releases, centre, figure, pathway, session, world

OPEN = [pathway(partner, 90, 1, 20) for partner in ("P08", "P09", "P10")]


def ended(split, month=17, **columns):
    """Pathways of six partners that ended with these parts; further columns are dealt out in the same order."""
    partners = ("P01", "P02", "P03", "P05", "P06", "P12")
    rows = []
    for place, (partner, (completed, left)) in enumerate(zip(partners, split, strict=True)):
        own = {column: values[place] for column, values in columns.items()}
        rows.append(pathway(partner, 1, month, completed + left, ended=(completed, left), **own))
    return rows


# 53 completed and 17 left early: 70 women of six pathways
SPLIT = [(9, 3), (9, 3), (9, 3), (9, 3), (9, 3), (8, 2)]


def at_m18(code, split=None, **columns):
    rows = {"PATHWAYS": OPEN + ended(split or SPLIT, **columns)}
    return figure(world(rows, 18), code, 18)


def test_women_enrolled_by_country_are_sums_of_closed_blocks():
    first = [
        pathway(partner, 1, 6, women)
        for partner, women in [("P01", 7), ("P04", 5), ("P05", 6), ("P08", 9), ("P10", 6), ("P12", 7)]
    ]
    chain = Releases()
    made = chain.release({"PATHWAYS": first}, 12)
    assert figure(made, "OP-03", 12).value == 40
    assert figure(made, "OP-03", 12, "country", "not_broken_down").value == 40
    new = [("P01", 11), ("P02", 11), ("P05", 9), ("P06", 9), ("P10", 10), ("P11", 10)]
    new += [("P04", 10), ("P08", 9), ("P12", 11)]
    made = chain.release({"PATHWAYS": first + [pathway(partner, 2, 15, women) for partner, women in new]}, 18)
    by_country = {
        country: figure(made, "OP-03", 18, "country", country).value
        for country in ("BG", "CY", "ES", "GB", "GR", "IT", "not_broken_down")
    }
    assert figure(made, "OP-03", 18).value == 130
    assert by_country == {
        "BG": 22, "CY": None, "ES": 18, "GB": None, "GR": 20, "IT": None, "not_broken_down": 70
    }  # fmt: skip


def test_women_who_completed_close_only_with_those_who_left_early():
    assert at_m18("OP-04").value == 53
    assert at_m18("OC-05")[:4] == ("value", 75, None, None)
    three_left = [(12, 1), (11, 1), (11, 1), (11, 0), (11, 0), (11, 0)]
    assert at_m18("OP-04", three_left).state == "withheld"
    assert at_m18("OC-05", three_left).state == "withheld"


@pytest.mark.parametrize(
    ("code", "columns", "value"),
    [
        ("OC-03", {"plans_agreed_cum": [10, 9, 9, 9, 9, 9]}, 80),
        ("OC-03", {"plans_agreed_cum": [12, 12, 12, 11, 10, 10]}, None),
        ("OC-04", {"econ_step_cum": [7, 7, 6, 6, 6, 6]}, 55),
        ("PR-04", {"ese_paired_n": [10, 10, 10, 10, 10, 9]}, 85),
        ("OC-01", {"ese_paired_n": [10, 10, 10, 10, 10, 9], "ese_improved_n": [7, 6, 6, 6, 6, 6]}, 65),
        ("OC-06", {"satisfied_asked_n": [10, 10, 10, 10, 9, 9], "satisfied_n": [8, 8, 8, 8, 8, 8]}, 85),
        (
            "OC-02",
            {"ese_paired_n": [10, 10, 10, 10, 10, 9], "ese_pre_mean": [2.0] * 6, "ese_post_mean": [2.47] * 5 + [2.49]},
            0.5,
        ),
        (
            "IM-02",
            {"ses_paired_n": [10, 10, 10, 10, 10, 9], "ses_pre_mean": [30.0] * 6, "ses_post_mean": [34.37] * 6},
            4,
        ),
    ],
)
def test_a_share_or_a_mean_of_ended_pathways(code, columns, value):
    shown = at_m18(code, **columns)
    assert (shown.state, shown.value) == (("withheld", None) if value is None else ("value", value))
    assert shown.numerator is None
    assert shown.denominator is None


def test_the_change_in_work_is_the_difference_of_the_shown_shares():
    columns = {
        "work_known_entry_n": [11, 11, 11, 11, 10, 10],
        "work_entry_n": [5, 4, 4, 4, 4, 4],
        "work_known_last_n": [11] * 6,
        "work_last_n": [6, 5, 5, 5, 5, 5],
    }
    made = world({"PATHWAYS": OPEN + ended(SPLIT, **columns)}, 18)
    shares = [figure(made, "IM-01", 18, "observation", name).value for name in ("entry", "last")]
    assert (shares, figure(made, "IM-01", 18).value) == ([40, 45], 5)


def test_hours_go_by_tens_and_no_partner_may_hold_over_half():
    hours = [("P01", 81.5), ("P02", 70.0), ("P03", 63.0)]
    rows = [pathway(partner, 1, 5, 8, mentoring_hours_month=amount) for partner, amount in hours]
    assert figure(world({"PATHWAYS": rows}, 6), "OP-05", 6).value == 210
    rows[0]["mentoring_hours_month"] = 134.0
    assert figure(world({"PATHWAYS": rows}, 6), "OP-05", 6).state == "withheld"


def test_pathways_of_one_woman_are_added_in_blocks():
    def single(partner, month, stage):
        return pathway(partner, 50 + month, month, 1, pathway_format="INDIVIDUAL", stage=stage)

    partners = ("P01", "P02", "P03", "P04", "P05", "P06", "P08", "P09", "P10", "P11")
    groups = [
        pathway(partner, 1, 4 if place < 2 else 10 if place < 6 else 16, 9) for place, partner in enumerate(partners)
    ]
    singles = [single(partner, 11 if place < 3 else 17, "S4") for place, partner in enumerate(partners[:9])]
    chain = Releases()
    known = [row for row in [*groups, *singles] if row["month"] <= 12]
    made = chain.release({"PATHWAYS": known}, 12)
    assert [figure(made, "OP-01", month).value for month in (4, 12)] == [2, 6]
    assert figure(chain.release({"PATHWAYS": groups + singles}, 18), "OP-01", 18).value == 19
    done = [row | {"stage": "S6"} for row in groups[:6]] + [row | {"stage": "S6"} for row in singles[:4]]
    assert figure(world({"PATHWAYS": done + groups[6:] + singles[4:]}, 18), "OP-02", 18).value == 6


def test_a_service_that_few_women_tested_is_not_counted():
    seen_by_many = [[f"V{number}" for number in (1, 2, 3)], ["V4", "V5", None]]
    rows = [
        pathway(partner, place, 5, 6, tested_service_1=codes[0], tested_service_2=codes[1], tested_service_3=codes[2])
        for place, codes in enumerate(seen_by_many)
        for partner in ("P01", "P02")
    ]
    rows += [pathway("P05", 7, 5, 1, tested_service_1="V6"), pathway("P06", 7, 5, 3, tested_service_1="V7")]
    assert figure(world({"PATHWAYS": rows}, 6), "OP-06", 6).value == 5


def test_satisfaction_and_gain_are_exact_means_over_sessions():
    rows = [session("P01", n, 2, 8, 4.25) for n in (1, 2)] + [session("P02", n, 2, 8, 4.5) for n in (1, 2)]
    assert figure(world({"TRAININGS": rows}, 2), "OC-07", 2) == ("value", 4.375, 140, 32)
    gain = [session("P01", 1, 2, None, None, paired_n=24, paired_pre_mean=41.1, paired_post_mean=59.5)]
    assert figure(world({"TRAININGS": gain}, 2), "OC-08", 2).value == pytest.approx(18.4)


def test_the_follow_up_shows_its_share_and_beside_it_the_response_rate():
    answers = {"followup_asked_n": 25, "followup_answered_n": 20, "followup_applied_n": 13}
    follow_up = {"partner_code": "P01", "month": 5, "session_code": "TR-P01-01"} | answers
    made = world({"TRAININGS": [session("P01", 1, 2, 8, 4.0)], "FOLLOWUP": [follow_up]}, 5)
    assert figure(made, "OC-09", 5) == ("value", 65, 13, 20)
    assert figure(made, "OC-09", 5, "companion", "response_rate") == ("value", 80, 20, 25)


def test_a_small_sex_is_merged_with_the_smallest_passing_one():
    sexes = {"attended_women_n": 30, "attended_men_n": 5, "attended_undisclosed_n": 3}
    made = world({"TRAININGS": [session("P01", 1, 2, None, None, **sexes)]}, 2)
    shown = {name: figure(made, "OP-09", 2, "sex", name).value for name in ("women", "men", "not_broken_down")}
    assert shown == {"women": 30, "men": None, "not_broken_down": 8}


def test_centres_with_a_service_are_a_share_of_those_that_answered():
    rows = [centre("P10", place, 3, "Y" if place < 4 else "N", "GR") for place in range(6)]
    rows += [centre("P01", place, 3, "Y" if place < 3 else "N") for place in range(6)]
    made = world({"SURVEY": rows}, 3)
    assert figure(made, "IM-03", 3).value == pytest.approx(58.3, abs=0.05)
    assert figure(made, "IM-03", 3, "wave", "W1_BASELINE").denominator == 12
    assert figure(made, "IM-03", 3, "wave", "W2_FOLLOWUP").state == "too_few"


def test_forms_of_centres_are_counted_and_a_country_of_one_centre_is_hidden():
    rows = [centre("P10", place, 3, None, "GR", women_forms_n=92) for place in range(3)]
    rows += [centre(partner, 0, 3, None, women_forms_n=92) for partner in ("P01", "P02")]
    rows += [centre("P04", 1, 3, None, "CY", women_forms_n=92)]
    made = world({"SURVEY": rows}, 3)
    assert figure(made, "OP-12", 3).value == 552
    assert figure(made, "OP-12", 3, "country", "CY").state == "withheld"
    # In Bulgaria each partner would know the other's centre, in the remainder nobody does.
    assert figure(made, "OP-12", 3, "country", "not_broken_down").value == 276


def test_safety_concerns_are_withheld_in_every_row():
    made = world({"META": [{"partner_code": "P01", "month": 1, "safety_concerns_month": 9}]}, 7)
    assert {figure(made, "PR-05", month).state for month in range(1, 8)} == {"withheld"}
