"""What a review with fresh eyes found: corrections, blanks, residues and single centres must not tell anything."""

import pytest

from indicators.disclosure.rounding import round_half_up
from tests.calculation.world import pathway, release
from tests.disclosure.test_publication_plan_examples import DEFINITIONS, ended, enrolled, running, session


def form(partner, country, centre, month, forms, wave="W1_BASELINE"):
    return {
        "partner_code": partner,
        "month": month,
        "centre_code": f"C-{centre}",
        "country": country,
        "survey_wave": wave,
        "survey_state": "VALIDATED",
        "women_forms_n": forms,
    }


REAL = [
    form("P01", "BG", "BG001", 5, 37),
    *[form(partner, "GR", f"GR{n}", 5, 45) for n, partner in enumerate(["P10", "P11"] * 3)],
    *[form(partner, "IT", f"IT{n}", 5, 45) for n, partner in enumerate(["P12", "P13", "P14"])],
    *[form(partner, "ES", f"ES{n}", 5, 45) for n, partner in enumerate(["P05", "P06"])],
]


def shown(figures, code, month, breakdown):
    """Categories with a value."""
    return {
        category: row["value"]
        for (one, when, name, category), row in figures.items()
        if (one, when, name) == (code, month, breakdown) and row["value"] is not None
    }


def test_forms_of_the_only_centre_of_a_country_are_not_the_remainder():
    figures, _book = release(DEFINITIONS, {"SURVEY": REAL}, 6)
    parts = shown(figures, "OP-12", "M06", "country")
    assert sum(parts.values()) == figures["OP-12", "M06", "total", "all"]["value"] == 532
    assert parts["not_broken_down"] > 37


def test_forms_of_one_new_centre_wait_for_two_others_of_other_partners():
    _first, book = release(DEFINITIONS, {"SURVEY": REAL}, 6)
    rows = [*REAL, form("P15", "NO", "NO001", 7, 23)]
    figures, book = release(DEFINITIONS, {"SURVEY": rows}, 7, book)
    assert figures["OP-12", "M07", "total", "all"]["value"] == 532
    # With one other centre the partner of each would know the other's forms by taking its own away.
    rows.append(form("P04", "CY", "CY001", 8, 30))
    figures, book = release(DEFINITIONS, {"SURVEY": rows}, 8, book)
    assert figures["OP-12", "M08", "total", "all"]["value"] == 532
    rows.append(form("P07", "FR", "FR001", 9, 20))
    figures, _book = release(DEFINITIONS, {"SURVEY": rows}, 9, book)
    assert figures["OP-12", "M09", "total", "all"]["value"] == 532 + 73


def test_forms_of_two_new_centres_of_one_partner_wait_for_nobody():
    """Without that partner nothing is left: nobody else's forms are in the block."""
    _first, book = release(DEFINITIONS, {"SURVEY": REAL}, 6)
    rows = [*REAL, *(form("P04", "CY", f"CY{number}", 7, 12) for number in (1, 2))]
    figures, _book = release(DEFINITIONS, {"SURVEY": rows}, 7, book)
    assert figures["OP-12", "M07", "total", "all"]["value"] == 532 + 24


def test_a_partner_that_takes_its_own_forms_away_never_learns_those_of_one_other_centre():
    """A planted insider: of every figure, each partner subtracts what it knows; two other centres at least are left."""
    counted = [row for row in REAL if row["women_forms_n"]]
    figures, book = release(DEFINITIONS, {"SURVEY": REAL}, 6)
    places = {entry.unit.split("|")[0]: entry.category for entry in book.of("OP-12")}
    assert set(shown(figures, "OP-12", "M06", "country")) == set(places.values())
    for category in {*places.values(), "all"}:
        inside = [row for row in counted if category in ("all", places[row["centre_code"]])]
        for insider in {row["partner_code"] for row in inside}:
            assert len([row for row in inside if row["partner_code"] != insider]) != 1, (category, insider)
    assert "ES" not in places.values(), "two centres of two partners: each would know the other's"


def test_two_waves_of_one_centre_are_one_centre():
    _first, book = release(DEFINITIONS, {"SURVEY": REAL}, 6)
    rows = [*REAL, form("P04", "CY", "CY001", 7, 12), form("P04", "CY", "CY001", 7, 20, "W2_FOLLOWUP")]
    figures, _book = release(DEFINITIONS, {"SURVEY": rows}, 7, book)
    assert figures["OP-12", "M07", "total", "all"]["value"] == 532


def test_the_residue_of_adding_hours_is_nothing_new():
    old = [pathway("P01", 1, month, 8) for month in (1, 2, 3, 4)]
    for row, hours in zip(old, (6.5, 5.65, 8.1, 11.45), strict=True):
        row["mentoring_hours_month"] = hours
    others = [pathway(partner, 1, 4, 5, mentoring_hours_month=30.0) for partner in ("P05", "P08")]
    _first, book = release(DEFINITIONS, enrolled(*old, *others), 6)
    new = [pathway(partner, 1, 15, 5, mentoring_hours_month=20.0) for partner in ("P05", "P08")]
    quiet = pathway("P01", 1, 15, 8)
    _second, book = release(DEFINITIONS, enrolled(*old, *others), 12, book)
    figures, _book = release(DEFINITIONS, enrolled(*old, *others, *new, quiet), 18, book)
    assert figures["OP-05", "M18", "total", "all"]["state"] == "withheld"


def test_a_small_correction_downwards_does_not_stop_hours_for_ever():
    rows = [pathway(partner, 1, 4, 8, mentoring_hours_month=40.0) for partner in ("P01", "P05", "P08")]
    _first, book = release(DEFINITIONS, enrolled(*rows), 6)
    rows[0] = rows[0] | {"mentoring_hours_month": 39.5}
    more = [pathway(partner, 2, 10, 8, mentoring_hours_month=40.0) for partner in ("P01", "P05", "P08", "P10")]
    figures, _book = release(DEFINITIONS, enrolled(*rows, *more), 12, book)
    assert figures["OP-05", "M12", "total", "all"]["value"] == 280


def test_an_answer_base_never_falls_under_k():
    rows = [session("P01", 1, 3, satisfaction_n=8, satisfaction_mean=4.0)]
    _first, book = release(DEFINITIONS, {"TRAININGS": rows}, 6)
    rows[0] = rows[0] | {"satisfaction_n": 2, "satisfaction_mean": 5.0}
    figures, _book = release(DEFINITIONS, {"TRAININGS": rows}, 7, book)
    assert figures["OC-07", "M07", "total", "all"]["denominator"] == 8


def test_a_small_correction_does_not_ride_along_with_a_new_session():
    rows = [session("P01", 1, 3, satisfaction_n=8, satisfaction_mean=4.0)]
    _first, book = release(DEFINITIONS, {"TRAININGS": rows}, 6)
    rows[0] = rows[0] | {"satisfaction_mean": 4.125}
    rows.append(session("P01", 2, 7, satisfaction_n=5, satisfaction_mean=5.0))
    figures, _book = release(DEFINITIONS, {"TRAININGS": rows}, 7, book)
    assert figures["OC-07", "M07", "total", "all"]["numerator"] == pytest.approx(8 * 4.0 + 25)


def test_a_mean_that_was_not_reported_is_no_zero():
    rows = [
        session("P01", 1, 3, satisfaction_n=8, satisfaction_mean=4.0, paired_n=8, paired_post_mean=80.0),
        session("P05", 1, 3, satisfaction_n=8),
    ]
    figures, _book = release(DEFINITIONS, {"TRAININGS": rows}, 6)
    assert figures["OC-07", "M06", "total", "all"]["value"] == 4.0
    assert figures["OC-08", "M06", "total", "all"]["value"] is None


def answered(partner, country, centre, month, answer):
    return form(partner, country, centre, month, None) | {"econ_service_in_place": answer}


def test_a_changed_answer_enters_with_both_its_sides_and_stays_in_its_place():
    partners = ["P01", "P02", "P03", "P05", "P06", "P10"]
    countries = {one.code: one.country for one in DEFINITIONS.partners}
    rows = [answered(one, countries[one], f"A{one}", 4, "Y") for one in partners]
    first, book = release(DEFINITIONS, {"SURVEY": rows}, 6)
    assert first["IM-03", "M06", "total", "all"]["numerator"] == 6
    rows[-1] = rows[-1] | {"econ_service_in_place": "N", "month": 7}
    rows += [answered(one, "GR", f"N{n}", 7, "Y") for n, one in enumerate(["P10", "P11"] * 5)]
    rows += [answered(one, "IT", f"I{n}", 7, "N") for n, one in enumerate(["P12", "P13", "P14"] * 4)]
    figures, _book = release(DEFINITIONS, {"SURVEY": rows}, 7, book)
    for (code, month, _breakdown, _category), row in figures.items():
        if (code, month) == ("IM-03", "M07") and row["value"] is not None:
            assert 0 <= row["value"] <= 100
    total = figures["IM-03", "M07", "total", "all"]
    assert (total["numerator"], total["denominator"]) in ((15, 28), (16, 28)), "the correction is in, or it waits"


def test_a_pathway_without_measurement_stays_in_the_coverage_of_measurement():
    rows = ended(ese_paired_n=9)
    for row in rows[-2:]:
        row["ese_paired_n"] = None
    figures, _book = release(DEFINITIONS, enrolled(*running(), *rows), 18)
    assert figures["PR-04", "M18", "total", "all"]["value"] == 50  # 36 of 70


def test_at_the_last_closing_women_who_came_late_do_not_hold_back_the_outcome():
    _first, book = release(DEFINITIONS, enrolled(*running(16), *ended()), 18)
    done = [pathway(partner, 9, 23, 9, completed=6, left=3, exit_month=23) for partner in ("P01", "P05", "P08", "P10")]
    late = [pathway("P12", 8, 23, 3, completed=2, left=1, exit_month=23)]
    figures, _book = release(DEFINITIONS, enrolled(*running(16), *ended(), *done, *late), 24, book)
    assert figures["OP-04", "M24", "total", "all"]["value"] == 53 + 24 + 2


def test_a_pathway_that_grew_is_no_new_one():
    singles = [
        pathway(partner, 5, 8, 1, pathway_format="INDIVIDUAL") for partner in ("P01", "P02", "P05", "P08", "P10", "P12")
    ]
    first, book = release(DEFINITIONS, enrolled(*singles), 12)
    assert first["OP-01", "M12", "total", "all"]["value"] == 6
    grown = [row | {"women_enrolled_cum": 3, "month": 15} for row in singles[:3]]
    new = pathway("P06", 6, 15, 1, pathway_format="INDIVIDUAL")
    figures, _book = release(DEFINITIONS, enrolled(*singles, *grown, new), 18, book)
    assert figures["OP-01", "M18", "total", "all"]["value"] == 6


def test_a_service_that_was_tested_earlier_still_counts():
    rows = []
    for month, service in ((8, "HOUSING"), (10, "CHILDCARE")):
        rows += [pathway(partner, 1, month, 6, tested_service_1=service) for partner in ("P01", "P05", "P08")]
    figures, _book = release(DEFINITIONS, enrolled(*rows), 12)
    assert figures["OP-06", "M12", "total", "all"]["value"] == 2


@pytest.mark.parametrize(
    ("value", "step", "rounded"), [(-0.03, 0.1, 0.0), (-2.5, 1, -2), (0.25, 0.1, 0.3), (4.37, 1, 4), (214.5, 10, 210)]
)
def test_a_tie_goes_up_and_a_zero_has_no_sign(value, step, rounded):
    assert round_half_up(value, step) == rounded
    assert str(round_half_up(-0.03, 0.1)) == "0.0"
