"""Small releases of which anybody can say by hand what is learnt, and the attacker finds it."""

import pytest

from tests.attacker.mathematics.by_hand import attack, country, definitions, own_rows, release, told, total

FOUR = {"P01": "BG", "P02": "BG", "P03": "ES", "P04": "ES"}
EIGHT = FOUR | {"P05": "GR", "P06": "GR", "P07": "IT", "P08": "IT"}
TEN_FIVE = definitions(FOUR)
FIVE_FIVE = definitions(FOUR, closes=(5, 5))
# A plan that closes whatever comes.
ANYTHING = definitions(FOUR, closes=(1, 0), of_country=(1, 0))


def test_a_block_of_ten_with_five_left_without_any_partner_passes():
    found = attack([release("M03", [total("IN-1", "M03", 10)], TEN_FIVE)])
    assert told(found) == ""
    assert found.counts > 0 and found.witnesses > 0


def test_two_totals_that_differ_by_three_tell_three_women_of_the_consortium():
    shown = [total("IN-1", "M03", 20), total("IN-1", "M06", 23)]
    found = told(attack([release("M03", shown[:1], ANYTHING), release("M06", shown, ANYTHING)]))
    assert "enrolled M03–M06, the consortium: a small number of women follows by plain algebra by anybody" in found


def test_a_finding_never_tells_the_number():
    shown = [total("IN-1", "M03", 20), total("IN-1", "M06", 23)]
    found = attack([release("M03", shown[:1], ANYTHING), release("M06", shown, ANYTHING)])
    assert not any(" 3" in str(one) or "three" in str(one) for one in found.findings)


def test_what_the_rule_book_would_never_have_closed_is_no_pass():
    shown = [total("IN-1", "M03", 20), total("IN-1", "M06", 23)]
    found = told(attack([release("M03", shown[:1], TEN_FIVE), release("M06", shown, TEN_FIVE)]))
    assert "no verdict" in found


def test_a_total_of_seven_tells_that_no_partner_brought_five():
    # Five are left without any partner, so each brought two at most, and a country of two four.
    found = told(attack([release("M03", [total("IN-1", "M03", 7)], FIVE_FIVE)]))
    assert "enrolled M03, country BG: a small number of women is learnt by anybody" in found
    assert "enrolled M03, the consortium" not in found


def test_ten_for_everybody_of_twelve_tell_that_no_partner_has_five():
    shown = [total("IN-1", "M06", 100), total("OUT-1", "M06", 12)]
    strict, fair = definitions(EIGHT, part=10), definitions(EIGHT)
    assert "OUT-1 finished M06, country BG" in told(attack([release("M06", shown, strict)]))
    assert told(attack([release("M06", shown, fair)])) == ""


def test_twenty_four_finished_at_eighty_percent_pin_those_who_left():
    # 24 of 29 to 30: five or six left early; five of them are left without any partner, so none has more than one.
    shown = [total("IN-1", "M06", 100), total("OUT-1", "M06", 24), total("RATE-1", "M06", 80)]
    found = told(attack([release("M06", shown, definitions(EIGHT, closes=(5, 5)))]))
    assert "OUT-1 left M06, country BG: a small number of women is learnt by anybody" in found


def test_enough_who_left_pass():
    shown = [total("IN-1", "M06", 200), total("OUT-1", "M06", 53), total("RATE-1", "M06", 75)]
    assert told(attack([release("M06", shown, TEN_FIVE)])) == ""


def test_a_rate_that_was_not_rounded_gives_its_parts_back():
    # 86.96 % of at most 45 women are 20 of 23 and nothing else: three without a plan. 85 % may be five of forty.
    exact = ANYTHING | {"disclosure": ANYTHING["disclosure"].replace("round_to: 5", "round_to: 0.01")}
    rounded = [total("IN-1", "M06", 45), total("PLAN-1", "M06", 85)]
    assert told(attack([release("M06", rounded, ANYTHING)])) == ""
    found = told(attack([release("M06", [rounded[0], total("PLAN-1", "M06", 86.96)], exact)]))
    assert "PLAN-1 no_plan M06, the consortium" in found


def test_a_country_beside_its_rest_tells_what_the_rest_is():
    parts = [total("IN-1", "M03", 24), country("IN-1", "M03", "BG", 20), country("IN-1", "M03", "not_broken_down", 4)]
    found = told(attack([release("M03", parts, ANYTHING)]))
    assert "enrolled M03, country ES: a small number of women follows by plain algebra by anybody" in found


def test_countries_that_are_large_enough_pass():
    parts = [total("IN-1", "M03", 24), country("IN-1", "M03", "BG", 14), country("IN-1", "M03", "not_broken_down", 10)]
    assert told(attack([release("M03", parts, TEN_FIVE)])) == ""


def test_an_insider_who_owns_nearly_everything_learns_the_rest():
    texts = definitions(FOUR, closes=(10, 0))
    shown = release("M03", [total("IN-1", "M03", 23)], texts)
    assert told(attack([shown])) == "", "an outsider learns nothing"
    found = told(attack([shown], {"P01": own_rows({"M03": 20})}))
    assert "the consortium" in found and "partner P01, who knows its own women" in found


def test_an_insider_with_a_share_learns_nothing():
    shown = release("M03", [total("IN-1", "M03", 23)], TEN_FIVE)
    found = attack([shown], {partner: own_rows({"M03": own}) for partner, own in zip(FOUR, (9, 8, 6, 0), strict=True)})
    assert told(found) == ""
    assert found.insiders == 4


def test_an_insider_without_rows_at_a_closing_is_no_verdict():
    shown = release("M03", [total("IN-1", "M03", 23)], TEN_FIVE)
    assert "no verdict" in told(attack([shown], {"P01": {}}))


def test_an_insider_whose_numbers_fit_nothing_is_no_verdict():
    shown = release("M03", [total("IN-1", "M03", 23)], TEN_FIVE)
    assert "no verdict" in told(attack([shown], {"P01": own_rows({"M03": 40})}))


def test_a_correction_of_an_insiders_own_women_is_no_contradiction():
    first, second = [total("IN-1", "M03", 30)], [total("IN-1", "M03", 30), total("IN-1", "M06", 45)]
    releases = [release("M03", first, TEN_FIVE), release("M06", second, TEN_FIVE)]
    assert told(attack(releases, {"P01": own_rows({"M03": 12, "M06": 9})})) == ""


def test_a_silent_partner_is_taken_out_of_what_came_since():
    # Twelve came since M03, of two partners: each can have had five to seven. The others are known to have none.
    silent = {"P01": "M03", "P03": "M03"}
    first = release("M03", [total("IN-1", "M03", 40)], TEN_FIVE)
    second = release("M06", [total("IN-1", "M03", 40), total("IN-1", "M06", 52)], TEN_FIVE, silent)
    found = attack([first, second])
    assert told(found) == ""
    assert {check.partner for run in found.runs for check in run.found.pool.checks if check.time == 1} == {"P02", "P04"}


def test_all_but_one_silent_tells_what_the_one_brought():
    silent = {"P01": "M03", "P02": "M03", "P03": "M03"}
    first = release("M03", [total("IN-1", "M03", 40)], ANYTHING)
    second = release("M06", [total("IN-1", "M03", 40), total("IN-1", "M06", 43)], ANYTHING, silent)
    found = told(attack([first, second]))
    assert "enrolled M03–M06" in found and "algebra" in found


def test_figures_of_partners_that_sent_nothing_are_no_pass():
    nobody = release("M03", [total("IN-1", "M03", 40)], TEN_FIVE, dict.fromkeys(FOUR, "M00"))
    assert "no verdict" in told(attack([nobody]))


def test_a_draft_deals_with_no_closing():
    first = release("M03", [total("IN-1", "M03", 40)], TEN_FIVE)
    draft = release("M06", [total("IN-1", "M03", 40)], TEN_FIVE, is_draft=True)
    found = attack([first, draft])
    assert told(found) == ""
    assert {run.system.times for run in found.runs} == {("M03",)}


@pytest.mark.parametrize(
    "wrong",
    [
        ("RATE-1", "M03", "observation", "entry", 60),
        ("IN-1", "M04", "total", "all", 30),
        ("IN-1", "M03", "partner", "P01", 30),
        ("OUT-1", "M03", "country", "BG", 30),
        ("NEVER-1", "M03", "total", "all", 30),
        ("OTHER-1", "M03", "total", "all", 30),
        ("OUT-1", "M03", "total", "all", 30.5),
        ("OUT-1", "M03", "total", "all", float("nan")),
    ],
)
def test_a_number_that_no_rule_explains_is_a_finding(wrong):
    found = told(attack([release("M03", [total("IN-1", "M03", 60), wrong], TEN_FIVE)]))
    assert "doesn't explain" in found


def test_a_wrong_label_of_the_class_hides_nothing():
    shown = release("M03", [total("IN-1", "M03", 7)], FIVE_FIVE)
    for row in shown.tables["figure"]:
        row["class"] = "C"
    assert "learnt" in told(attack([shown]))
