"""What the second calculation holds of protected figures, where the publication plan gives no example."""

from random import Random

import pytest

from tests.verification.protected import Releases, centre, figure, pathway, session, world

FIVE = (("P05", "ES"), ("P08", "GB"), ("P12", "IT"), ("P04", "CY"), ("P10", "GR"))
PLACES = (("P01", "BG"), *FIVE)
CODES = ("OP-03", "OP-04", "OC-05")


def answered(number, month, answer="Y", places=PLACES):
    return [centre(partner, number, month, answer, country) for partner, country in places]


def test_closings_that_were_skipped_are_withheld_and_close_as_one():
    rows = {"PATHWAYS": [pathway("P01", 1, 5, 20), pathway("P05", 1, 6, 20)]}
    made = Releases().release(rows, 13)
    shown = {month: figure(made, "OP-03", month) for month in range(1, 14)}
    assert {month for month, one in shown.items() if one.state == "withheld"} == {6, 7, 12}
    assert shown[13].value == 40
    assert {one.state for month, one in shown.items() if month not in (6, 7, 12, 13)} == {"not_due"}


def test_a_draft_and_a_release_of_an_older_month_close_nothing():
    chain = Releases()
    rows = {"PATHWAYS": [pathway("P01", 1, 5, 20), pathway("P05", 1, 6, 20)]}
    assert figure(chain.release(rows, 7, is_draft=True), "OP-03", 7).state == "withheld"
    assert chain.ledger == []
    chain.release(rows, 15)
    before = list(chain.ledger)
    chain.release({"PATHWAYS": [*rows["PATHWAYS"], pathway("P09", 1, 3, 60)]}, 14)
    assert chain.ledger == before


def test_what_was_released_of_a_closing_is_copied():
    chain = Releases()
    rows = {"PATHWAYS": [pathway("P01", 1, 5, 20), pathway("P05", 1, 6, 20)]}
    chain.release(rows, 6, codes=["OP-03"])
    later = chain.release({"PATHWAYS": [pathway("P01", 1, 5, 3), pathway("P05", 1, 6, 2)]}, 7)
    assert figure(later, "OP-03", 6).value == 40
    assert figure(later, "OP-03", 7).state == "withheld"


def test_no_outcome_closes_while_few_women_are_in_running_pathways():
    done = [pathway(partner, 1, 5, 20, ended=(12, 8)) for partner in ("P01", "P02", "P03")]
    few = [pathway("P05", 1, 5, 2), pathway("P06", 1, 5, 3)]
    made = world({"PATHWAYS": done + few}, 6)
    assert (figure(made, "OP-03", 6).value, figure(made, "OP-04", 6).state) == (65, "withheld")
    # At the end of the project it is known that nobody is in a pathway any more; earlier it is not.
    assert figure(world({"PATHWAYS": done}, 19), "OP-04", 19).state == "withheld"
    assert figure(world({"PATHWAYS": done}, 24), "OP-04", 24).value == 36
    assert figure(world({"PATHWAYS": done + few}, 24), "OP-04", 24).state == "withheld"


def test_a_country_is_hidden_when_all_others_would_tell_that_it_had_nobody():
    rows = [pathway("P01", 1, 3, 13), pathway("P03", 1, 3, 24), pathway("P08", 1, 3, 22), pathway("P09", 1, 3, 12)]
    made = world({"PATHWAYS": rows}, 6)
    shown = {one: figure(made, "OP-03", 6, "country", one).value for one in ("BG", "GB", "not_broken_down")}
    assert shown == {"BG": 37, "GB": None, "not_broken_down": 34}


def test_a_block_with_small_parts_waits_for_the_next_one():
    small = [pathway(partner, 1, 5, 6, ended=(3, 3), plans_agreed_cum=3) for partner in ("P01", "P02", "P03")]
    running = [pathway(partner, 9, 1, 20) for partner in ("P08", "P09", "P10")]
    chain = Releases()
    made = chain.release({"PATHWAYS": running + small}, 6)
    assert (figure(made, "OP-04", 6).value, figure(made, "OC-05", 6).state, figure(made, "OC-03", 6).state) == (
        None, "withheld", "withheld"
    )  # fmt: skip
    more = [pathway(partner, 1, 7, 6, ended=(3, 3), plans_agreed_cum=3) for partner in ("P04", "P05", "P06")]
    made = chain.release({"PATHWAYS": running + small + more}, 7)
    assert [figure(made, code, 7).value for code in ("OP-04", "OC-05", "OC-03")] == [18, 50, 50]


def test_pathways_of_one_woman_close_on_the_net_of_new_and_taken_back():
    def single(partner, number, month, women):
        return pathway(partner, number, month, women, pathway_format="INDIVIDUAL")

    stays = [single(partner, 1, 2, 2) for partner in ("P01", "P02", "P03")]
    chain = Releases()
    chain.release({"PATHWAYS": [*stays, single("P05", 1, 2, 4)]}, 6)
    # New 3 + 3 + 3, taken back 4: without P06 the net is 2.
    new = [single(partner, 2, 7, 3) for partner in ("P06", "P08", "P09")]
    assert figure(chain.release({"PATHWAYS": stays + new}, 7), "OP-01", 7).value == 4
    enough = [*new, single("P10", 2, 12, 3), single("P11", 2, 12, 3)]
    assert figure(chain.release({"PATHWAYS": stays + enough}, 12), "OP-01", 12).value == 8


def test_women_who_join_a_counted_pathway_hide_no_new_one():
    first = [pathway(f"P0{own}", 1, 2, 1, pathway_format="INDIVIDUAL") for own in (1, 2, 3, 4, 5, 6, 8, 9)]
    chain = Releases()
    chain.release({"PATHWAYS": first}, 6)
    grown = [row | {"month": 7, "women_enrolled_cum": 3} for row in first]
    new = pathway("P10", 2, 7, 1, pathway_format="INDIVIDUAL")
    assert figure(chain.release({"PATHWAYS": [*first, *grown, new]}, 7), "OP-01", 7).value == 8


def test_hours_count_the_women_of_pathways_with_new_hours_alone():
    rows = [pathway(partner, 1, 5, 5, mentoring_hours_month=10.0) for partner in ("P01", "P02", "P03")]
    chain = Releases()
    made = chain.release({"PATHWAYS": [*rows, pathway("P05", 1, 5, 30, mentoring_hours_month=10.0)]}, 6)
    assert figure(made, "OP-05", 6).value == 40
    # Twelve women have new hours, eight without any one partner; the thirty of P05 only took hours back.
    new = [pathway(partner, 2, 7, 4, mentoring_hours_month=10.0) for partner in ("P01", "P02", "P03")]
    made = chain.release({"PATHWAYS": [*rows, *new, pathway("P05", 1, 5, 30)]}, 7)
    assert figure(made, "OP-05", 7).state == "withheld"


def test_a_session_that_waits_takes_the_next_one_of_its_pool_with_it():
    rows = [session("P01", 1, 2, 4, 4.0), session("P02", 1, 3, 9, 3.0), session("P01", 2, 4, 8, 5.0)]
    made = world({"TRAININGS": rows}, 4)
    assert [figure(made, "OC-07", month).denominator for month in (2, 3, 4)] == [None, 9, 21]
    assert [figure(made, "OC-07", month).state for month in (1, 2)] == ["too_few", "withheld"]
    states = [figure(made, "OC-07", 4, "session", f"TR-{own}").state for own in ("P01-01", "P01-02", "P02-01")]
    assert states == ["withheld", "withheld", "value"]


def test_a_correction_of_answers_waits_until_it_is_five_answers_more():
    chain = Releases()
    chain.release({"TRAININGS": [session("P01", 1, 2, 8, 4.0)]}, 3)
    made = chain.release({"TRAININGS": [session("P01", 1, 2, 11, 3.0), session("P01", 2, 5, 4, 1.0)]}, 5)
    assert figure(made, "OC-07", 5) == ("value", 4.0, 32, 8)
    made = chain.release({"TRAININGS": [session("P01", 1, 2, 13, 3.0), session("P01", 2, 5, 4, 1.0)]}, 6)
    assert figure(made, "OC-07", 6) == ("value", 3.0, 39, 13)


def test_a_changed_answer_waits_for_answers_that_hide_it_from_the_partner_that_gave_them():
    chain = Releases()
    chain.release({"SURVEY": answered(1, 1)}, 1)
    changed = [*answered(1, 1, places=PLACES[:1]), centre("P05", 1, 1, "N", "ES"), *answered(1, 1, places=FIVE[1:])]
    of_one = [centre("P01", number, 2, "Y") for number in range(2, 8)]
    # P01 gave all six new answers: it would see that one centre elsewhere went from yes to no.
    made = chain.release({"SURVEY": changed + of_one}, 2)
    assert figure(made, "IM-03", 2) == ("value", 100, 12, 12)
    made = chain.release({"SURVEY": [*changed, *of_one, *answered(12, 3), *answered(13, 3)]}, 3)
    assert figure(made, "IM-03", 3)[2:] == (23, 24)


def test_a_centre_that_is_gone_waits_for_answers_that_hide_it_from_the_partner_that_gave_them():
    chain = Releases()
    chain.release({"SURVEY": answered(1, 1)}, 1)
    left = [row for row in answered(1, 1) if row["partner_code"] != "P10"]
    made = chain.release({"SURVEY": left + [centre("P01", number, 2, "Y") for number in range(2, 8)]}, 2)
    assert figure(made, "IM-03", 2).denominator == 12


def test_a_change_that_no_new_answer_could_hide_waits():
    chain = Releases()
    chain.release({"SURVEY": answered(1, 1)}, 1)
    # Every new answer is no, so a numerator that falls would tell of the change.
    changed = [*answered(1, 1, places=PLACES[:5]), centre("P10", 1, 1, "N", "GR"), *answered(2, 2, "N")]
    made = chain.release({"SURVEY": [*changed, *answered(3, 2, "N")]}, 2)
    assert figure(made, "IM-03", 2) == ("value", pytest.approx(100 * 6 / 18), 6, 18)


def test_forms_of_a_silent_partner_stay_in_the_closed_blocks():
    rows = [centre("P10", place, 1, None, "GR", women_forms_n=20) for place in range(3)]
    made = world({"SURVEY": rows}, 9, reported=[("P10", 1), ("P11", 1), ("P01", 9)])
    assert figure(made, "OP-12", 9).value == 60
    assert figure(made, "OP-12", 4, "country", "GR").value == 60
    assert figure(made, "OP-12", 5, "country", "GR").state == "not_reported"


def test_the_order_of_ledger_rows_is_irrelevant():
    rng = Random(3)
    first = [pathway("P01", 2, 7, 26), pathway("P02", 1, 3, 20), pathway("P03", 1, 7, 17)]
    others = [pathway(own, 1, 3, 20) for own in ("P08", "P09", "P10", "P11", "P12")]
    chain = Releases()
    chain.release({"PATHWAYS": first + others}, 7)
    grown = [row | {"month": 12, "women_enrolled_cum": row["women_enrolled_cum"] + 3} for row in first[:1]]
    more = [pathway(own, 3, 12, 70) for own in ("P08", "P09", "P10", "P12")]
    chain.release({"PATHWAYS": first + others + grown + more}, 12)
    gone = [
        *first[1:],
        *others,
        *more,
        *(pathway(own, 7, 18, 60) for own in ("P02", "P03", "P08", "P09", "P10", "P12")),
    ]
    seen = set()
    for _ in range(4):
        rng.shuffle(chain.ledger)
        made = world(
            {"PATHWAYS": gone}, 18, ledger=list(chain.ledger), closings_done=chain.closings_done, released_until=12
        )
        seen.add(tuple(figure(made, "OP-03", 18, "country", one).value for one in ("BG", "GB", "not_broken_down")))
    assert len(seen) == 1


def test_nothing_that_is_shown_of_women_ever_falls():
    rng = Random(7)
    for _ in range(15):
        chain, shown = Releases(), dict.fromkeys(CODES[:2], 0.0)
        rows = [
            pathway(partner, number, month, women, ended=(women // 2, women - women // 2) if month > 10 else (0, 0))
            for number, partner in enumerate(("P01", "P02", "P03", "P05", "P06", "P08", "P10", "P12"), start=1)
            for month, women in [(rng.randint(2, 20), rng.randint(0, 30))]
        ]
        for until in (6, 12, 13, 18, 24):
            made = chain.release({"PATHWAYS": [row for row in rows if row["month"] <= until]}, until)
            for code, before in shown.items():
                value = figure(made, code, until).value
                assert value is None or value >= before + 5
                shown[code] = value or before
            for row in rows:
                change = rng.choice([0, 0, -4, 2])
                row["women_enrolled_cum"] = max(0, row["women_enrolled_cum"] + change)
                row["women_completed_cum"] = max(0, row["women_completed_cum"] + change)


def test_nothing_is_broken_down_when_a_partner_would_know_how_few_its_neighbours_have():
    shown = [("P01", 11), ("P02", 11), ("P05", 9), ("P06", 9)]
    rest = [("P04", 10), ("P10", 6)]
    for of_italy, spain in ((12, 18), (13, None)):
        rows = [pathway(partner, 1, 5, women) for partner, women in [*shown, *rest, ("P12", of_italy)]]
        made = world({"PATHWAYS": rows}, 6)
        assert figure(made, "OP-03", 6).value == 56 + of_italy
        assert figure(made, "OP-03", 6, "country", "ES").value == spain


def test_forms_wait_until_two_centres_are_left_without_those_of_any_one_partner():
    def forms(*places):
        rows = [centre(one, place, 3, None, country, women_forms_n=20) for one, place, country in places]
        return figure(world({"SURVEY": rows}, 3), "OP-12", 3).value

    assert forms(("P10", 1, "GR"), ("P01", 1, "BG")) is None
    assert forms(("P10", 1, "GR"), ("P10", 2, "GR"), ("P01", 1, "BG")) is None, "P10 would know the one of P01"
    assert forms(("P10", 1, "GR"), ("P10", 2, "GR")) == 40, "nobody else's are in it"
    assert forms(("P10", 1, "GR"), ("P04", 1, "CY"), ("P01", 1, "BG")) == 60


def test_what_was_closed_of_erased_rows_is_never_taken_back():
    rows = [pathway(partner, 1, 5, 20) for partner in ("P01", "P05", "P08")]
    chain = Releases()
    chain.release({"PATHWAYS": rows}, 6)
    for row in chain.ledger:
        if row["partner_code"] == "P05":
            row["unit"] = "erased-4f1d2c"
    new = [pathway(partner, 2, 11, 9) for partner in ("P01", "P08", "P10")]
    made = world(
        {"PATHWAYS": [rows[0], rows[2], *new]},
        12,
        ledger=list(chain.ledger),
        closings_done=dict(chain.closings_done),
        released_until=6,
        erased=frozenset({"erased-4f1d2c"}),
    )
    assert figure(made, "OP-03", 12).value == 87
