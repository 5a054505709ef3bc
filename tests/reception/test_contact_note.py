"""What the coordinator notes of a partner: kept, taken back, refused where it may be personal, for the desk alone."""

import pytest

from etl.access import grant_access, read_trail
from etl.access_file import open_access_file
from etl.actor import Actor, NoRight
from etl.contact_note import MAX_CHARACTERS, append_note, forget_notes, list_notes
from etl.errors import UserError
from etl.services import keep_contact_note, read_months_now

DESK = "desk@example.org"


def note(home, definitions, text, partner="P01", month=5):
    append_note(home, definitions, partner, month, text, DESK)


def told(home):
    return [(one.partner, one.month, one.text) for one in list_notes(home)]


@pytest.fixture
def desk(home, definitions):
    grant_access(home, DESK, "coordinator", None, "test")
    return Actor(home, definitions, DESK, "coordinator")


def test_the_newest_note_on_a_month_takes_the_place_of_the_older(home, definitions):
    note(home, definitions, "comes Thursday")
    note(home, definitions, "comes on Friday, after all")
    note(home, definitions, "new accountant", month=None)
    assert told(home) == [("P01", None, "new accountant"), ("P01", 5, "comes on Friday, after all")]


def test_an_empty_note_takes_back_what_stood(home, definitions):
    note(home, definitions, "comes Thursday")
    note(home, definitions, "   ")
    assert told(home) == []


def test_a_second_click_writes_nothing(home, definitions):
    for _click in range(3):
        note(home, definitions, "comes Thursday")
    with open_access_file(home) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM contact_note").scalar() == 1


@pytest.mark.parametrize(
    "text", ["ask maria.petrova@example.org", "call 0888 123 456", "name: Maria Petrova", "+359 888 123456"]
)
def test_what_may_be_personal_is_not_kept(home, definitions, text):
    with pytest.raises(UserError, match="personal data"):
        note(home, definitions, text)
    assert told(home) == []
    assert text.encode() not in home.access_path.read_bytes()


def test_a_note_that_is_too_long_is_refused(home, definitions):
    with pytest.raises(UserError, match="201 characters"):
        note(home, definitions, "x" * (MAX_CHARACTERS + 1))


@pytest.mark.parametrize(("partner", "month"), [("P99", 5), ("P01", 0), ("P01", 25), ("P01", -1)])
def test_a_partner_or_month_that_does_not_exist_is_refused(home, definitions, partner, month):
    with pytest.raises(UserError):
        note(home, definitions, "comes Thursday", partner, month)
    assert told(home) == []


def test_the_trail_says_of_whom_and_never_what(home, desk):
    keep_contact_note(desk, "P03", 19, "comes Thursday")
    keep_contact_note(desk, "P03", 19, "")
    entries = [(entry["action"], entry["object"]) for entry in read_trail(home)][:2]
    assert entries == [("contact.withdraw", "P03 M19"), ("contact.note", "P03 M19")]
    assert not [entry for entry in read_trail(home) if "Thursday" in str(entry)]


@pytest.mark.parametrize(
    ("role", "partner"), [("reader", None), ("evaluator", None), ("partner", "P01"), ("safeguarding", None)]
)
def test_nobody_but_the_coordinator_reads_or_writes_a_note(home, definitions, role, partner):
    grant_access(home, "other@example.org", role, partner, "test")
    actor = Actor(home, definitions, "other@example.org", role, partner)
    # One that says of itself that it is the coordinator, and one that nobody knows.
    forged = Actor(home, definitions, "other@example.org", "coordinator")
    unknown = Actor(home, definitions, "", "coordinator")
    demo = Actor(home, definitions, "", "coordinator", is_demo=True)
    for one in (actor, forged, unknown, demo):
        with pytest.raises(NoRight):
            keep_contact_note(one, "P01", 5, "comes Thursday")
        with pytest.raises(NoRight):
            read_months_now(one)
    assert told(home) == []
    assert {entry["action"] for entry in read_trail(home) if entry["who"] == "other@example.org"} == {"refused"}


def test_notes_of_one_partner_or_of_all_are_emptied_for_good(home, definitions):
    note(home, definitions, "comes Thursday")
    note(home, definitions, "new accountant", partner="P02", month=None)
    with open_access_file(home) as connection:
        assert forget_notes(connection, ["P01"]) == 1
    assert told(home) == [("P02", None, "new accountant")]
    with open_access_file(home) as connection:
        assert forget_notes(connection) == 1
    assert told(home) == []


def test_the_desk_sees_open_months_counts_and_notes_at_once(home, desk):
    keep_contact_note(desk, "P03", 19, "comes Thursday")
    now = read_months_now(desk)
    own = next(one for one in now.open if one.partner == "P03")
    assert [one.month for one in own.months] == list(range(1, 20))
    assert {one.state for one in own.months} == {"late"}
    assert own.months[-1].days_late(home.today()) == 1
    assert [(one.partner, one.text) for one in now.notes] == [("P03", "comes Thursday")]
    assert next(one for one in now.counts if one.month == 19).states["late"] == 15
