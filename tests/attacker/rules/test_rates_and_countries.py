"""Rules that the mini project has no figures for: rates, means, hours, countries, classes. Rows are made by hand."""

from dataclasses import replace

import pytest

from etl.attacker.definitions_held import attack_plan
from etl.attacker.deserved import attack_classes
from etl.attacker.history import attack_growth
from etl.attacker.rows import attack_sums, attack_women
from tests.attacker.rules.hand_made import case, figure, rules


def found(rule, *months, book=None):
    return {(one.place, one.found) for one in rule(case(*months, book=book))}


def country(category, value, month="M18"):
    return figure("OP-03", month, value, breakdown="country", category=category, numerator=value)


@pytest.mark.parametrize(
    ("code", "value", "told"),
    [
        ("OC-05", 62.7, "a value that is not rounded to 5"),
        ("OC-05", 100.0, "a percentage at its end"),
        ("OC-05", 0.0, "a percentage at its end"),
        ("OC-02", 0.47, "a value that is not rounded to 0.1"),
        ("OP-05", 214.5, "a value that is not rounded to 10"),
        ("OP-04", 4.0, "a count under k"),
        ("OP-06", 0.0, "a count under k"),
    ],
)
def test_a_value_that_gives_back_what_rounding_hides(code, value, told):
    assert (f"{code} M18 total all", told) in found(attack_women, [figure(code, "M18", value)])


@pytest.mark.parametrize(("code", "value"), [("OC-05", 75.0), ("OC-02", 0.5), ("OP-05", 210.0), ("OP-04", 53.0)])
def test_a_value_as_planned_is_no_finding(code, value):
    assert found(attack_women, [figure(code, "M18", value)]) == set()


def test_the_parts_of_a_rate_are_a_finding():
    rows = [figure("OC-05", "M18", 75.0, numerator=53.0, denominator=70.0)]
    assert ("OC-05 M18 total all", "the parts of a rate") in found(attack_women, rows)


def test_what_is_never_published_is_a_finding_in_every_month():
    told = "the state value of a figure about women in a closing"
    assert ("PR-05 M18 total all", told) in found(attack_women, [figure("PR-05", "M18", 9.0)])


def test_a_running_mean_between_closings_is_a_finding():
    told = "the state value of a figure about women in another month"
    assert ("OC-02 M15 total all", told) in found(attack_women, [figure("OC-02", "M15", 0.5)])


def test_a_country_with_one_partner_or_under_its_threshold_is_a_finding():
    single = next(one for one in rules().countries if rules().partners_in(one) == 1)
    several = next(one for one in rules().countries if rules().partners_in(one) > 1)
    told = found(attack_women, [country(single, 22.0), country(several, 9.0)])
    assert (f"OP-03 M18 country {single}", "a country with one partner") in told
    assert (f"OP-03 M18 country {several}", "a country under its threshold") in told


def test_parts_that_leave_a_visible_remainder_are_a_finding():
    rows = [figure("OP-03", "M18", 130.0), country("BG", 60.0), country("not_broken_down", 67.0)]
    assert ("OP-03 M18 country", "parts that don't add up to their total") in found(attack_sums, rows)


def test_a_change_between_two_shares_is_their_difference():
    shares = [
        figure("IM-01", "M18", 40.0, breakdown="observation", category="entry"),
        figure("IM-01", "M18", 45.0, breakdown="observation", category="last"),
    ]
    assert found(attack_sums, [figure("IM-01", "M18", 5.0), *shares]) == set()
    told = found(attack_sums, [figure("IM-01", "M18", 7.0), *shares])
    assert ("IM-01 M18 total all", "a change that the two shares don't tell") in told


def test_a_country_or_a_remainder_that_grows_by_a_few_is_a_finding():
    first = [figure("OP-03", "M12", 40.0), country("BG", 20.0, "M12"), country("not_broken_down", 20.0, "M12")]
    second = [figure("OP-03", "M18", 60.0), country("BG", 34.0), country("not_broken_down", 26.0)]
    told = found(attack_growth, [*first, *second])
    assert told == {("OP-03 M18 country not_broken_down", "a small difference between two closings")}


def test_a_sum_of_columns_about_women_that_is_called_a_thing_is_a_finding():
    book = rules()
    lowered = replace(book, classes=book.classes | {"OP-04": "C"})
    told = found(attack_classes, [figure("OP-04", "M18", 53.0)], book=lowered)
    assert ("definition OP-04", "what is calculated from rows about women is called less than class A") in told


def test_answers_that_are_called_things_are_a_finding():
    book = rules()
    lowered = replace(book, classes=book.classes | {"OC-07": "C"})
    told = found(attack_classes, [figure("OP-04", "M18", 53.0)], book=lowered)
    assert ("definition OC-07", "what is calculated from columns that are not released is called class C") in told


def test_the_products_own_classes_are_deserved():
    assert found(attack_classes, [figure("OP-04", "M18", 53.0)]) == set()
    assert found(attack_plan, [figure("OP-04", "M18", 53.0)]) == set()


def test_an_indicator_without_a_class_or_a_plan_is_a_finding():
    book = rules()
    rows = {code: row for code, row in book.disclosure["rows"].items() if code != "OP-04"}
    bare = replace(book, classes=book.classes | {"OC-05": ""}, disclosure=book.disclosure | {"rows": rows})
    told = found(attack_plan, [figure("OP-04", "M18", 53.0)], book=bare)
    assert ("definition OC-05", "an indicator without a class") in told
    assert ("definition OP-04", "a figure about women without a plan") in told


def test_a_threshold_that_protects_nobody_is_a_finding():
    book = rules()
    rows = book.disclosure["rows"] | {"OP-03": book.disclosure["rows"]["OP-03"] | {"k": 2}}
    told = found(
        attack_plan, [figure("OP-04", "M18", 53.0)], book=replace(book, disclosure=book.disclosure | {"rows": rows})
    )
    assert ("definition OP-03", "a threshold that protects nobody") in told


def test_a_ledger_or_a_part_whose_threshold_protects_nobody_is_a_finding():
    book = rules()
    part = {"name": "completed", "of": "PATHWAYS.women_completed_cum", "k_consortium": 2}
    rows = book.disclosure["rows"] | {"OP-04": book.disclosure["rows"]["OP-04"] | {"parts": [part]}}
    ledgers = book.disclosure["ledgers"] | {"k": 1}
    plan = book.disclosure | {"rows": rows, "ledgers": ledgers}
    told = found(attack_plan, [figure("OP-04", "M18", 53.0)], book=replace(book, disclosure=plan))
    assert ("definition ledgers", "a threshold that protects nobody") in told
    assert ("definition OP-04", "a threshold that protects nobody") in told
