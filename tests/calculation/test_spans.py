"""In which months a row counts: sets of months against looking at every month by itself, in plain loops."""

from datetime import date

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.calculate.facts import identity
from indicators.calculate.month_sets import create_macros
from indicators.load import load_definitions
from tests.calculation.world import connect

DEFINITIONS = load_definitions()
MONTHS = 5
PARTNERS = ("P01", "P02", "P05")
LATER = 66  # months beyond those that 64 bits can hold


def longer(months):
    """The project with more months than it has."""
    calendar = DEFINITIONS.project.calendar.model_copy(update={"months": months})
    return DEFINITIONS.model_copy(update={"project": DEFINITIONS.project.model_copy(update={"calendar": calendar})})


def later(rows, months):
    """The same rows so many months later."""
    return {sheet: [row | {"month": row["month"] + months} for row in own] for sheet, own in rows.items()}


where_and_when = st.fixed_dictionaries({"partner_code": st.sampled_from(PARTNERS), "month": st.integers(1, MONTHS)})
events = st.lists(
    st.builds(
        lambda own, code, organiser, day: (
            own | {"event_code": code, "organiser_code": organiser, "date": date(2016, 5, day), "country": "BG"}
        ),
        where_and_when,
        st.sampled_from(["EV-1", "EV-2", "EV-3", "EV-4"]),
        st.sampled_from([None, *PARTNERS]),
        st.integers(1, 2),
    ),
    max_size=12,
)
sessions = st.lists(
    st.builds(
        lambda own, code, country: own | {"session_code": code, "country": country, "training_type": country},
        where_and_when,
        st.sampled_from(["TR-1", "TR-2"]),
        st.sampled_from([None, "IT", "FR"]),
    ),
    max_size=6,
)
answers = st.lists(
    st.builds(
        lambda own, code: own | {"session_code": code}, where_and_when, st.sampled_from(["TR-1", "TR-2", "TR-3"])
    ),
    max_size=6,
)
pathways = st.lists(
    st.builds(
        lambda own, code, stage: own | {"pathway_code": code, "stage": stage},
        where_and_when,
        st.sampled_from(["PW-1", "PW-2", "PW-3"]),
        st.sampled_from(["S4", "S6"]),
    ),
    max_size=10,
)


def counted(rows, month, joint):
    """Rows known at a month; of a joint event the organiser's row, else the first guest's."""
    known = [row for row in rows if row["month"] <= month]
    if joint is None:
        return known

    def event(row):
        return (row[joint.organiser] or row["partner_code"], *(row[column] for column in joint.same))

    def is_host(row):
        return row[joint.organiser] in (None, row["partner_code"])

    hosted = {event(row) for row in known if is_host(row)}
    kept, guests = [], set()
    for row in sorted(known, key=lambda row: (row["month"], row["submission_id"], row["row_number"])):
        if is_host(row):
            kept.append(row)
        elif event(row) not in hosted | guests:
            guests.add(event(row))
            kept.append(row)
    return kept


def newest(rows, keys):
    """Of each thing the row of the newest month, of the first partner, the last one there."""
    found = {}
    for row in sorted(
        rows, key=lambda row: (row["month"], [-ord(one) for one in row["partner_code"]], row["row_number"])
    ):
        found[tuple(row[key] for key in keys)] = row
    return list(found.values())


def numbers(connection, view, month, columns="row_number"):
    return sorted(connection.execute(f"SELECT {columns} FROM {view} WHERE as_of = ?", [month]).fetchall(), key=str)


def numbered(rows):
    """The rows with the numbers and ids that the small world gives them."""
    filled = [{"organiser_code": None, "date": None, "country": None, "event_type": None} | row for row in rows]
    return [
        row | {"row_number": number, "submission_id": f"{row['partner_code']}-{row['month']:02d}"}
        for number, row in enumerate(filled, start=3)
    ]


@pytest.mark.parametrize("start", [0, LATER])
@settings(max_examples=20, deadline=None)
@given(rows=st.fixed_dictionaries({"EVENTS": events, "PATHWAYS": pathways}))
def test_rows_count_in_the_months_in_which_plain_loops_find_them(start, rows):
    definitions = longer(start + 24)
    connection = connect(definitions, later(rows, start), start + MONTHS)
    for name, own in rows.items():
        sheet = definitions.workbook.sheets[name]
        for month in range(1, MONTHS + 1):
            known = counted(numbered(own), month, sheet.joint)
            chosen = newest(known, identity(sheet))
            assert numbers(connection, f"ever_{name}", start + month) == sorted(
                ((row["row_number"],) for row in known), key=str
            )
            assert numbers(connection, f"latest_{name}", start + month) == sorted(
                ((row["row_number"],) for row in chosen), key=str
            )


@settings(max_examples=20, deadline=None)
@given(trainings=sessions, followups=answers)
def test_answers_take_country_and_kind_of_their_session_as_they_are_in_each_month(trainings, followups):
    connection = connect(DEFINITIONS, {"TRAININGS": trainings, "FOLLOWUP": followups}, MONTHS)
    homes = {partner.code: partner.country for partner in DEFINITIONS.partners}
    for month in range(1, MONTHS + 1):
        held = {row["session_code"]: row for row in newest(counted(numbered(trainings), month, None), ["session_code"])}
        for view, known in (
            ("ever", counted(numbered(followups), month, None)),
            ("latest", newest(counted(numbered(followups), month, None), ["session_code"])),
        ):
            expected = []
            for row in known:
                session = held.get(row["session_code"])
                country = (session["country"] or homes[session["partner_code"]]) if session else None
                kind = session["training_type"] if session else None
                expected.append((row["row_number"], country or homes[row["partner_code"]], kind))
            found = numbers(connection, f"{view}_FOLLOWUP", month, "row_number, row_country, training_type")
            assert found == sorted(expected, key=str)


@pytest.mark.parametrize("longest", [24, 99])
def test_a_set_of_months_ends_before_the_next_month_of_its_thing(longest):
    connection = duckdb.connect()
    create_macros(connection, longest - 1, longest)

    def months(expression):
        (found,) = connection.execute(f"SELECT {expression}").fetchone()
        return [month for month in range(longest + 1) if found >> month & 1]

    last = longest - 1
    assert months("onwards(3)") == list(range(3, last + 1))
    assert months(f"onwards({longest})") == []
    assert months("until_next(3, only_in(3) | only_in(7) | only_in(9))") == [3, 4, 5, 6]
    assert months("until_next(7, only_in(3) | only_in(7))") == list(range(7, last + 1))
    assert months(f"until_next({last}, only_in({last}))") == [last]
