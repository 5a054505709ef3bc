"""The formula of each kind of calculation, in words and from columns, follows from the definitions."""

import pytest

from indicators.axes import over_partners, over_time
from indicators.formula import formula_in_words
from indicators.formula_columns import formula_in_columns
from indicators.iati import iati_codes
from indicators.load import load_definitions, read_definitions
from indicators.model.indicator import Calculation
from indicators.texts import Texts, load_texts
from tests.definitions.folder import edit

DEFINITIONS = load_definitions()
ENGLISH = Texts("en")
ENDED = " Only the final row of what has ended: “Stage at the month's end” is “S6 Completed” or “SX Ended early”."


@pytest.mark.parametrize(
    ("code", "words", "columns"),
    [
        (
            "OP-07",
            "Number of different codes in “Session code”. Only rows in which “Counts towards the target” is “Yes”.",
            "count(distinct TRAININGS.session_code) where counts_to_target in (Y)",
        ),
        (
            "OP-20",
            "Sum of “People present”. Plus the sum of “People informed without being present”, of rows in which “How "
            "the reach was counted” is “Counted” or “Statistics of the platform”.",
            "sum(EVENTS.participants_n) + sum(EVENTS.reach_n where reach_method in (COUNTED, PLATFORM_STATISTIC))",
        ),
        (
            "PR-04",
            "100 × sum of “Self-efficacy: women measured twice” ÷ sum of (“Women who completed, since the start” + "
            "“Women who left early, since the start”)."
            + ENDED
            + " A blank counts as 0. Rounded to 5 and kept from 5 to 95.",
            "round(100 * sum(PATHWAYS.ese_paired_n) / sum(PATHWAYS.women_completed_cum + "
            "PATHWAYS.women_left_early_cum), to 5) where stage in (S6, SX)",
        ),
        (
            "OC-08",
            "Mean of (“Mean test result after” − “Mean test result before”), each row weighted with “Persons with both "
            "tests”. A row in which one of them is blank is left out.",
            "sum(TRAININGS.paired_n * (TRAININGS.paired_post_mean - TRAININGS.paired_pre_mean)) / "
            "sum(TRAININGS.paired_n)",
        ),
        (
            "OC-10",
            "100 × rows in which “Mutual-help group in place” is “Yes” ÷ rows in which it is “Yes” or “No”, by “Survey "
            "wave”. Only rows in which “State of the questionnaire” is “Answers validated”.",
            "100 * count(rows where SURVEY.mutual_help_in_place in (Y)) / count(rows where "
            "SURVEY.mutual_help_in_place in (Y, N)) by survey_wave where survey_state in (VALIDATED)",
        ),
        (
            "OP-16",
            "The highest of the newest values of “Work done”. Only rows in which “Type of deliverable” is “Handbook”.",
            "max(newest DELIVERABLES.progress_pct) where deliverable_type in (HANDBOOK)",
        ),
        (
            "PR-02",
            "100 × months first received by their due day (the month's end + 15 days) ÷ months due.",
            "100 * count(months received <= end of month + 15 days) / count(months due)",
        ),
        (
            "PR-03",
            "100 × different “Deliverable code” with “Submitted on” by the end of their due month ÷ those due so far.",
            "100 * count(DELIVERABLES.deliverable_code where DELIVERABLES.submitted_on <= end of due month) / "
            "count(deliverables due)",
        ),
        (
            "OP-18",
            "Number of different codes in “Event code”. Only rows in which “Type of event” is not “Campaign” or “Other "
            "event or item”.",
            "count(distinct EVENTS.event_code) where event_type not in (CAMPAIGN, OTHER)",
        ),
        (
            "OC-11",
            "Number of different codes in “Practice code”. Only rows in which “State of the practice” is “Shared”. "
            "Only rows in which “Partners that took it up” names a partner of another country than the row's.",
            "count(distinct PRACTICES.practice_code) where practice_state in (SHARED) and adopted_partner_codes has a "
            "partner of another country",
        ),
    ],
)
def test_each_kind_of_calculation_has_its_formula(code, words, columns):
    indicator = DEFINITIONS.indicator(code)
    assert formula_in_words(DEFINITIONS, indicator, ENGLISH) == words
    assert formula_in_columns(DEFINITIONS, indicator) == columns


def test_a_change_of_shares_names_both_shares_and_rounds_each():
    indicator = DEFINITIONS.indicator("IM-01")
    words = formula_in_words(DEFINITIONS, indicator, ENGLISH)
    assert "minus 100 × sum of “Work at entry: women in work”" in words
    assert words.endswith("Each share is rounded to 5 and kept from 5 to 95 before they are subtracted.")
    assert formula_in_columns(DEFINITIONS, indicator).count("round(100 * sum(") == 2


def test_every_kind_that_the_model_knows_has_been_tried():
    kinds = {member.model_fields["kind"].annotation.__args__[0] for member in Calculation.__origin__.__args__}
    assert {indicator.calculation.kind for indicator in DEFINITIONS.indicators} == kinds


def test_the_formula_follows_when_the_calculation_is_edited(folder):
    where = {"country": ["IE"]}
    edit(folder, "indicators", lambda data: data[3]["calculation"].update(where=where))
    loaded = read_definitions(folder)
    indicator = loaded.indicator("OP-04")
    assert formula_in_columns(loaded, indicator) == "sum(COURSES.attended_n) where country in (IE)"
    assert formula_in_words(loaded, indicator, ENGLISH).endswith("Only rows in which “Country” is “Ireland”.")


def test_columns_and_codes_are_named_in_the_readers_language():
    bulgarian = load_texts(DEFINITIONS, "bg")
    label = bulgarian("Session code")
    assert label != "Session code"
    assert f"„{label}“" in formula_in_words(DEFINITIONS, DEFINITIONS.indicator("OP-07"), bulgarian)


def test_both_axes_are_one_sentence_without_places_for_every_indicator():
    for indicator in DEFINITIONS.indicators:
        for axis in (over_partners, over_time):
            said = axis(DEFINITIONS, indicator)
            assert said.endswith(".") and "{" not in said, indicator.code


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("OC-01", "after it has ended"),
        ("OP-03", "however long its partner is silent"),
        ("OP-05", "All months are added up"),
        ("OP-06", "from the closing at which it may be shown"),
        ("OP-01", "Whatever was ever so"),
        ("OP-02", "The newest row of each thing"),
        ("OC-07", "pools of enough answers"),
        ("OP-12", "in blocks that are large enough"),
        ("IM-03", "The newest wave"),
        ("OP-16", "The newest report"),
        ("OP-07", "stays when its partner is silent"),
        ("PR-02", "due day is over"),
        ("PR-03", "due month is over"),
        ("PR-05", "All months are taken together"),
    ],
)
def test_over_time_says_what_the_publication_plan_and_the_calculation_do(code, words):
    assert words in over_time(DEFINITIONS, DEFINITIONS.indicator(code))


def test_joint_things_are_counted_once_and_rates_are_never_means_of_shares():
    assert "counts once" in over_partners(DEFINITIONS, DEFINITIONS.indicator("OP-18"))
    assert "the organiser's row" in over_partners(DEFINITIONS, DEFINITIONS.indicator("OP-19"))
    assert "never a mean of shares" in over_partners(DEFINITIONS, DEFINITIONS.indicator("PR-01"))


def test_iati_codes_follow_from_level_type_and_direction():
    codes = {one.code: iati_codes(one) for one in DEFINITIONS.indicators}
    assert (codes["IM-01"].result_type, codes["IM-01"].measure, codes["IM-01"].is_ascending) == (3, 2, True)
    assert (codes["OC-07"].result_type, codes["OC-07"].measure) == (2, 1)
    assert (codes["OP-16"].result_type, codes["OP-16"].measure) == (1, 2)
    assert (codes["PR-05"].result_type, codes["PR-05"].measure, codes["PR-05"].is_ascending) == (9, 1, False)
