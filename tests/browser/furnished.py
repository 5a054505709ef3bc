"""A served home in which something waits on every page of the desk; for partners that no other test works for."""

from etl.access import grant_access
from etl.contact_note import append_note
from etl.home import Home
from etl.month_lock import lock_month
from etl.reception import receive_workbooks
from etl.services import ask_for_unlock
from etl.store import Store
from indicators.load import load_definitions
from tests.actors import make_officer
from tests.intake.workbooks import Book, Row, event, pathway

# One sends alone, two held something together; the journeys of a person have other months of theirs.
ALONE, FIRST, SECOND = "P13", "P14", "P15"
COORDINATOR = "coordinator@example.org"


def furnish(home: Home) -> Home:
    """Workbooks in each state, a lock, a request, a note, and accounts."""
    definitions = load_definitions()
    store = Store(home, definitions)
    grant_access(home, COORDINATOR, "coordinator")
    concern = {"safety_concerns_month": 1}
    send(
        home, Book(ALONE, 1, cover=concern, sheets={"PATHWAYS": [pathway(pathway_code="PW-ZZZZZZ", start_month="M01")]})
    )
    send(home, Book(ALONE, 2, sheets={"EVENTS": [event(event_code=f"EV-{ALONE}-001", country="XX")]}))
    # Of the newest month, so that something is behind its plan.
    send(home, Book(ALONE, 18))
    send_together(home, 3)
    lock_month(store, 1, SECOND, COORDINATOR, "The report is out.")
    ask_for_unlock(make_officer(home, SECOND), SECOND, 1, "One session was forgotten.")
    append_note(home, definitions, FIRST, 4, "comes Thursday", COORDINATOR)
    return home


def send_together(home: Home, month: int) -> None:
    """The same event from two partners: the first workbook is accepted, the second waits for a decision."""
    for partner in (FIRST, SECOND):
        send(home, Book(partner, month, sheets={"EVENTS": [held_together(partner, month)]}))


def held_together(partner: str, month: int) -> Row:
    """An event as both of them report it."""
    day = load_definitions().periods.first_day(month)
    return event(event_code=f"EV-{partner}-{month:03}", date=day)


def send(home: Home, book: Book) -> str | None:
    """Send a workbook as its partner's officer; returns its state."""
    officer = make_officer(home, book.partner)
    received = receive_workbooks(officer, [("book.xlsx", book.content())], book.partner, "en", is_confirmed=True)
    return received.receipts[0].state if received.receipts else None
