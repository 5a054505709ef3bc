"""`wego review`, `lock`, `unlock`, `status`: the coordinator's desk."""

from typing import Annotated, Any

import typer

from etl.cli.console import AsJson, note, print_json, say, show_table
from etl.cli.session import (
    COMMAND_LINE,
    MaybeMonthOption,
    MaybePartnerOption,
    MonthOption,
    Session,
    WhoOption,
    start_session,
)
from indicators.periods import month_code

_Id = Annotated[str, typer.Argument(metavar="ID", help="Id of the submission, as `wego review list` shows it.")]
_Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, in a sentence without personal data.")]

review = typer.Typer(name="review", help="Look at the workbooks that wait for the coordinator.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.add_typer(review)
    app.command("lock")(lock)
    app.command("unlock")(unlock)
    app.command("status")(status)


@review.command("list")
def list_all(as_json: AsJson = False) -> None:
    """List the workbooks that wait for the coordinator, and the requests to open a locked month."""
    from etl.review import list_waiting
    from etl.unlock_request import list_requests

    store = start_session().store
    waiting = list_waiting(store)
    asked = [one for one in list_requests(store) if one.state == "open"]
    if as_json:
        print_json({"waiting": waiting, "unlock_requests": [_plain_request(one) for one in asked]})
        return
    if not waiting:
        say("Nothing waits.")
    for row in waiting:
        _show_waiting(row)
    if waiting:
        note("Decide: wego review accept ID, or wego review return ID --reason TEXT")
    for request in map(_plain_request, asked):
        say(f"{request['partner']} asks for {request['month']} to be opened: {request['reason']}")
    if asked:
        note("Open a month: wego unlock --month M05 --partner P02 --reason TEXT (to decline, use the desk's page)")


def _plain_request(request: Any) -> dict[str, Any]:
    told = {"request_id": request.request_id, "partner": request.partner, "month": month_code(request.month)}
    return told | {"reason": request.reason, "asked_at": request.asked_at, "asked_by": request.asked_by}


def _show_waiting(row: dict[str, Any]) -> None:
    about = f"{row['partner_code']} {row['month']} revision {row['revision']}"
    say(f"{row['submission_id']}  {about}, received {row['received_at']:%Y-%m-%d} from {row['submitted_by']}")
    for issue in row["issues"]:
        place = " ".join(part for part in (issue["sheet"], issue["cell"]) if part)
        say(f"    {place}: {issue['message']} ({issue['code']})")


@review.command("accept")
def accept(submission_id: _Id, who: WhoOption = COMMAND_LINE, as_json: AsJson = False) -> None:
    """Accept a waiting workbook."""
    from etl import decisions

    decisions.accept(start_session().store, submission_id, who)
    _done({"submission_id": submission_id, "state": "accepted"}, f"{submission_id} is accepted.", as_json)


@review.command("return")
def send_back(submission_id: _Id, reason: _Reason, who: WhoOption = COMMAND_LINE, as_json: AsJson = False) -> None:
    """Return a waiting workbook to its partner."""
    from etl import decisions

    decisions.give_back(start_session().store, submission_id, who, reason)
    _done({"submission_id": submission_id, "state": "returned"}, f"{submission_id} is returned.", as_json)


def lock(
    month: MonthOption,
    reason: _Reason,
    partner: MaybePartnerOption = None,
    who: WhoOption = COMMAND_LINE,
    as_json: AsJson = False,
) -> None:
    """Lock a month, so that no more workbooks are taken for it."""
    _change_lock(month, partner, reason, who, as_json, is_locked=True)


def unlock(
    month: MonthOption,
    reason: _Reason,
    partner: MaybePartnerOption = None,
    who: WhoOption = COMMAND_LINE,
    as_json: AsJson = False,
) -> None:
    """Open a locked month again."""
    _change_lock(month, partner, reason, who, as_json, is_locked=False)


def _change_lock(month: str, partner: str | None, reason: str, who: str, as_json: bool, is_locked: bool) -> None:
    from etl import decisions

    session = start_session()
    number, code = session.month(month), session.maybe_partner(partner)
    decisions.set_lock(session.store, number, code, who, reason, is_locked)
    name = session.definitions.periods.codes[number - 1]
    said = f"{name} is {'locked' if is_locked else 'open'} for {code or 'all partners'}."
    _done({"month": name, "partner": code, "is_locked": is_locked}, said, as_json)


def status(month: MaybeMonthOption = None, as_json: AsJson = False) -> None:
    """Show who has reported a month, who is late, who is missing."""
    from etl.review import read_reporting

    session = start_session()
    number = session.month(month) if month else newest_complete_month(session)
    name = session.definitions.periods.codes[number - 1]
    rows = [row for row in read_reporting(session.store, number) if row["month"] == name]
    if as_json:
        print_json({"month": name, "today": session.home.today(), "partners": rows})
        return
    columns = {"partner_code": "partner", "state": "state", "received_on": "received", "revisions_n": "revisions"}
    say(f"{name}, due on {session.definitions.periods.due_day(number)}; today is {session.home.today()}.")
    show_table(list(columns.values()), [[row[column] for column in columns] for row in rows])
    counts = {
        state: sum(row["state"] == state for row in rows) for state in dict.fromkeys(row["state"] for row in rows)
    }
    say(", ".join(f"{n} {state.replace('_', ' ')}" for state, n in counts.items()))


def newest_complete_month(session: Session) -> int:
    """The newest month whose last day is over, the first one before that."""
    periods, today = session.definitions.periods, session.home.today()
    return max([number for number in range(1, periods.count + 1) if periods.last_day(number) < today], default=1)


def _done(document: dict[str, Any], said: str, as_json: bool) -> None:
    if as_json:
        print_json(document)
    else:
        say(said)
