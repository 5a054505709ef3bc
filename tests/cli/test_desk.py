"""`wego review`, `lock`, `unlock`, `status`: the coordinator's desk."""

from datetime import date
from pathlib import Path

import pytest

from etl.access import read_trail
from etl.home import open_home
from etl.services import ask_for_unlock
from tests.actors import make_officer
from tests.cli.conftest import MakeWorkbook, Run
from tests.intake.workbooks import event


@pytest.fixture
def waiting(run: Run, workbook: MakeWorkbook) -> str:
    """Id of a submission that waits: another partner has reported an event of the same day, place and kind."""
    day = {"date": date(2016, 5, 20), "country": "BG"}
    run("submit", workbook("P01", sheets={"EVENTS": [event(**day)]}), "--as", "one@example.org")
    path = workbook("P02", sheets={"EVENTS": [event(**day, event_code="EV-P02-001")]})
    (file,) = run("submit", path, "--as", "two@example.org", "--json").document["files"]
    assert (file["verdict"], file["state"]) == ("accepted", "received")
    return str(file["submission_id"])


def test_nothing_waits_in_an_empty_home(run: Run) -> None:
    assert run("review", "list", "--json").document == {"waiting": [], "unlock_requests": []}
    assert "Nothing waits" in run("review", "list").out


def test_what_waits_is_listed_with_its_question(run: Run, waiting: str) -> None:
    (row,) = run("review", "list", "--json").document["waiting"]

    assert (row["submission_id"], row["partner_code"], row["month"]) == (waiting, "P02", "M05")
    assert [issue["severity"] for issue in row["issues"]] == ["query"]
    shown = run("review", "list")
    assert waiting in shown.out and "P02 M05 revision 1" in shown.out and "(V04)" in shown.out


def test_the_queries_of_a_greek_workbook_are_listed_in_english(run: Run, workbook: MakeWorkbook) -> None:
    day = {"date": date(2016, 5, 20), "country": "GR"}
    run(
        "submit", workbook("P10", sheets={"EVENTS": [event(**day, event_code="EV-P10-001")]}), "--as", "one@example.org"
    )
    own = [event(**day, event_code="EV-P11-001")]
    path = workbook("P11", sheets={"EVENTS": own}, cover={"language": "el"})
    (file,) = run("submit", path, "--as", "two@example.org", "--json").document["files"]
    (sent,) = file["issues"]
    assert sent["expected"].startswith("ένας"), "who sends it is told in the workbook's language"
    (row,) = run("review", "list", "--json").document["waiting"]
    (issue,) = row["issues"]
    assert (list(issue), issue["found"]) == (list(sent), "20 May 2016")
    assert issue["expected"] == "one organiser named by both, if it is the same event"
    assert "P10 has reported an event of the same day" in run("review", "list").out


def test_what_is_accepted_counts(run: Run, waiting: str, home: Path) -> None:
    done = run("review", "accept", waiting, "--as", "head@example.org", "--json")

    assert (done.code, done.document) == (0, {"submission_id": waiting, "state": "accepted"})
    assert run("status", "--month", "M05", "--json").document["partners"][1]["state"] == "accepted"
    newest = read_trail(open_home(home))[0]
    assert (newest["who"], newest["action"], newest["object"]) == ("head@example.org", "review.accept", waiting)


def test_what_is_returned_waits_no_more(run: Run, waiting: str, home: Path) -> None:
    done = run("review", "return", waiting, "--reason", "the same event as that of P01")

    assert done.code == 0
    assert run("status", "--month", "M05", "--json").document["partners"][1]["state"] == "returned"
    newest = read_trail(open_home(home))[0]
    assert (newest["who"], newest["action"], newest["detail"]) == ("command line", "review.return", "")


def test_a_decision_on_nothing_is_wrong_use(run: Run, waiting: str) -> None:
    assert run("review", "accept", "nothing").code == 2
    assert run("review", "return", waiting).code == 2
    assert run("review", "return", waiting, "--reason", "  ").code == 2
    run("review", "accept", waiting)
    again = run("review", "accept", waiting)
    assert (again.code, again.out) == (2, "")
    assert "nothing to decide" in again.err


def test_a_locked_month_takes_no_workbook_until_it_is_opened(run: Run, workbook: MakeWorkbook, home: Path) -> None:
    done = run("lock", "--month", "M05", "--reason", "the committee has met", "--json")
    assert (done.code, done.document) == (0, {"month": "M05", "partner": None, "is_locked": True})
    refused = run("submit", workbook(), "--as", "one@example.org", "--json")
    assert refused.code == 1
    assert [issue["code"] for issue in refused.document["files"][0]["issues"]] == ["F03"]

    assert "M05 is open for P01" in run("unlock", "--month", "M05", "--partner", "P01", "--reason", "late").out
    assert run("submit", workbook(), "--as", "one@example.org").code == 0
    assert run("submit", workbook("P02"), "--as", "one@example.org").code == 1
    assert [entry["action"] for entry in read_trail(open_home(home))] == ["submit", "unlock", "lock"]


@pytest.mark.parametrize(
    "options",
    [
        ("--month", "M05"),
        ("--month", "M99", "--reason", "why"),
        ("--month", "M05", "--partner", "P77", "--reason", "why"),
        ("--month", "M05", "--reason", " "),
    ],
)
def test_a_lock_without_month_partner_or_reason_is_wrong_use(run: Run, options: tuple[str, ...]) -> None:
    done = run("lock", *options)

    assert (done.code, done.out) == (2, "")


def test_the_status_is_of_the_newest_month_that_is_over(run: Run, workbook: MakeWorkbook) -> None:
    run("submit", workbook(month=7), "--as", "one@example.org")
    document = run("status", "--json").document

    assert (document["month"], document["today"]) == ("M07", "2016-08-01")
    first, second = document["partners"][:2]
    assert (first["partner_code"], first["state"], first["received_on"]) == ("P01", "accepted", "2016-08-01")
    assert (second["partner_code"], second["state"], second["received_on"]) == ("P02", "missing", None)
    assert len(document["partners"]) == 15
    shown = run("status")
    assert "M07, due on 2016-08-15" in shown.out and "1 accepted, 14 missing" in shown.out


def test_the_status_of_no_month_is_wrong_use(run: Run) -> None:
    assert run("status", "--month", "May").code == 2


def test_a_request_to_open_a_month_is_listed_until_the_month_is_unlocked(run: Run, home: Path) -> None:
    run("lock", "--month", "M05", "--reason", "the committee has met")
    opened = open_home(home)
    ask_for_unlock(make_officer(opened, "P01"), "P01", 5, "Two sessions were forgotten.")
    (request,) = run("review", "list", "--json").document["unlock_requests"]
    assert (request["partner"], request["month"]) == ("P01", "M05")
    assert "P01 asks for M05 to be opened: Two sessions were forgotten." in run("review", "list").out

    run("unlock", "--month", "M05", "--partner", "P01", "--reason", "one correction")
    assert run("review", "list", "--json").document["unlock_requests"] == []
