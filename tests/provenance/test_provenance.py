"""What stands behind a figure: for every month and breakdown, and never more than is public."""

from datetime import date

import duckdb
import pytest

from etl.publish import publish_release
from tests.provenance.lives import event, make_store, named, on_day, session, submit

pytestmark = pytest.mark.slow


def query(path, text):
    """Rows of a query on a release."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(text).fetchall()


def test_every_counted_figure_of_every_month_and_breakdown_names_its_submissions(lived):
    unexplained = query(
        lived,
        "SELECT indicator_code, month, breakdown, category FROM figure f ANTI JOIN "
        "(SELECT * FROM provenance WHERE submission_id IS NOT NULL) USING (indicator_code, month, breakdown, category) "
        "WHERE f.class <> 'A' AND state = 'value' AND numerator > 0 AND indicator_code NOT IN ('OP-01', 'OP-02')",
    )
    # A centre in a country of which no partner is: its coverage counts none, either.
    assert [row for row in unexplained if row[0] not in ("OP-10", "OP-11")] == []
    months = query(lived, "SELECT DISTINCT month FROM provenance WHERE indicator_code = 'OP-20' ORDER BY 1")
    assert [month for (month,) in months] == [f"M{number:02d}" for number in range(1, 13)]


@pytest.mark.parametrize(
    ("code", "table", "column"),
    [("OP-09", "session", "attended_n"), ("OP-19", "event", "policy_makers_n"), ("OP-08", "session", "first_time_n")],
)
def test_the_rows_named_add_up_to_the_figure(lived, code, table, column):
    keys = "indicator_code, month, breakdown, category"
    rows = query(
        lived,
        "WITH named AS (SELECT * EXCLUDE (rows), unnest(string_split(rows, ';'))::INTEGER AS row_number "
        f"FROM provenance WHERE indicator_code = '{code}' AND breakdown <> 'sex') "
        f"SELECT f.breakdown, f.value, sum(coalesce(t.{column}, 0)) FROM figure f JOIN named n USING ({keys}) "
        f"JOIN {table} t USING (submission_id, row_number) GROUP BY f.breakdown, f.category, f.month, f.value",
    )
    assert len({breakdown for breakdown, *_rest in rows}) > 2
    assert len(rows) > 40
    assert all(value == total for _breakdown, value, total in rows)


def test_rows_are_named_only_of_sheets_whose_rows_are_released(lived):
    found = query(lived, "SELECT DISTINCT sheet FROM provenance WHERE rows IS NOT NULL ORDER BY 1")
    assert [sheet for (sheet,) in found] == ["DELIVERABLES", "EVENTS", "PRACTICES", "TRAININGS"]


def test_women_have_a_closing_and_no_submission(lived):
    rows = query(
        lived,
        "SELECT DISTINCT submission_id, p.sheet, rows FROM provenance p JOIN figure f USING (indicator_code, month, "
        "breakdown, category) WHERE f.class = 'A' OR indicator_code IN ('OP-01', 'OP-02')",
    )
    assert set(rows) <= {(None, None, None)}


def test_of_centres_all_workbooks_are_named_that_the_coverage_counts(lived):
    named = query(
        lived,
        "SELECT DISTINCT submission_id FROM provenance WHERE indicator_code = 'OP-10' AND month = 'M12' "
        "AND breakdown = 'total' ORDER BY 1",
    )
    accepted = query(lived, "SELECT submission_id FROM submission WHERE state = 'accepted' ORDER BY 1")
    assert named == accepted


def test_a_figure_that_is_not_shown_has_nothing_behind_it(lived):
    rows = query(
        lived,
        "SELECT count(*) FROM provenance JOIN figure f USING (indicator_code, month, breakdown, category) "
        "WHERE f.state <> 'value'",
    )
    assert rows == [(0,)]


def publish(folder, workbooks):
    """Provenance and pool of M03 of a store with these workbooks (partner and month -> sheets)."""
    store = make_store(folder)
    for (partner, month), sheets in workbooks.items():
        day = date(2016, month + 1, 9)
        submit(store, partner, month, sheets, day, submission_id=named(f"{partner}-{month}"))
    path = publish_release(on_day(store, date(2016, 4, 16)), 3).path
    figures = query(path, "SELECT indicator_code, month, breakdown, category, state, value FROM figure ORDER BY ALL")
    return figures, query(path, "SELECT * FROM provenance ORDER BY ALL"), query(path, "SELECT * FROM pool ORDER BY ALL")


def centre(code, country="BG"):
    """A validated questionnaire."""
    return {
        "centre_code": code,
        "country": country,
        "survey_wave": "W1_BASELINE",
        "survey_state": "VALIDATED",
        "econ_service_in_place": "Y",
    }


def test_which_partner_has_a_centre_is_not_told(tmp_path):
    codes = [f"C-AAAA{letter}" for letter in "BCDEFG"]
    worlds = []
    for number, owner in enumerate(("P01", "P02")):
        other = "P02" if owner == "P01" else "P01"
        workbooks = {
            (owner, 3): {"SURVEY": [centre(code) for code in codes[:3]]},
            (other, 3): {"SURVEY": [centre(code) for code in codes[3:5]]},
            ("P13", 3): {"SURVEY": [centre(codes[5])]},
        }
        worlds.append(publish(tmp_path / str(number), workbooks))
    assert worlds[0] == worlds[1]


def test_whether_a_small_session_has_answers_is_not_told(tmp_path):
    worlds = []
    for number, answers in enumerate((0, 2)):
        # Attendance is public and the same; only the answers differ, which the other session makes up for.
        held = [
            session("P01", 1, date(2016, 3, 5), "BG", answers, attended_n=12, registered_n=12, first_time_n=4),
            session("P01", 2, date(2016, 3, 9), "BG", 9 - answers, attended_n=12, registered_n=12, first_time_n=4),
        ]
        for one in held:
            one |= {"attended_women_n": 12, "attended_men_n": 0, "satisfaction_n": one["satisfaction_n"]}
        # One more answer with the first world's second session, so that both blocks are of several sessions.
        held.insert(1, session("P01", 3, date(2016, 3, 7), "BG", 1, attended_n=12, registered_n=12, first_time_n=4))
        held[1] |= {"attended_women_n": 12, "attended_men_n": 0}
        held = [one | {"session_code": f"TR-P01-0{place}"} for place, one in enumerate(held, start=1)]
        worlds.append(publish(tmp_path / str(number), {("P01", 3): {"TRAININGS": held}}))
    assert worlds[0] == worlds[1]
    _figures, provenance, pool = worlds[0]
    assert any(row[0] == "OC-07" and row[-1] == "3;4;5" for row in provenance)
    assert any(row[0] == "OC-07" for row in pool)


def test_a_guests_row_stands_behind_the_months_before_the_organisers_came(tmp_path):
    store = make_store(tmp_path)
    day = date(2016, 2, 9)
    guest = event("P02", 1, day, "BG", "P01", participants_n=5)
    host = event("P01", 1, day, "BG", "P01", participants_n=40)
    submit(store, "P02", 2, {"EVENTS": [guest]}, date(2016, 3, 9), submission_id=named("guest"))
    submit(store, "P01", 3, {"EVENTS": [host]}, date(2016, 4, 9), submission_id=named("host"))
    path = publish_release(on_day(store, date(2016, 4, 16)), 3).path
    behind = query(
        path,
        "SELECT month, submission_id, rows FROM provenance WHERE indicator_code = 'OP-20' AND breakdown = 'total' "
        "ORDER BY 1",
    )
    assert behind == [("M02", named("guest"), "3"), ("M03", named("host"), "3")]
    facts = query(path, "SELECT submission_id, counts_from, counts_to FROM event ORDER BY 1")
    assert set(facts) == {(named("guest"), "M02", "M02"), (named("host"), "M03", None)}
