"""`wego comment`: why a figure is not on track, what is done about it, by whom and until when."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from etl.cli.console import AsJson, note, print_json, say
from etl.cli.desk import newest_complete_month
from etl.cli.session import COMMAND_LINE, MaybeMonthOption, MonthOption, Session, WhoOption, start_session
from etl.errors import UserError
from indicators.periods import month_code

comment = typer.Typer(name="comment", help="Say why a figure is not on track and what is done.", no_args_is_help=True)

_Indicator = Annotated[str, typer.Argument(metavar="INDICATOR", help="Code of the indicator, for instance OP-11.")]
_Cause = Annotated[str, typer.Option("--cause", metavar="TEXT", help="Why, in one sentence; never about a person.")]
_Action = Annotated[str, typer.Option("--action", metavar="TEXT", help="What is done about it, in one sentence.")]
_Owner = Annotated[str, typer.Option("--owner", metavar="PARTNER", help="Partner who does it, for instance P04.")]
_Due = Annotated[str, typer.Option("--due", metavar="YYYY-MM-DD", help="Day until which it is done.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.add_typer(comment)


@comment.command("list")
def list_all(month: MaybeMonthOption = None, as_json: AsJson = False) -> None:
    """List what would not be on track in a release of a month as of now, with what was said of it."""
    from etl.comment_due import list_comment_needs

    session = start_session()
    number = session.month(month) if month else newest_complete_month(session)
    needs = list_comment_needs(session.store, number)
    told = [_plain(need, session) for need in needs]
    if as_json:
        print_json({"month": month_code(number), "needs": told})
        return
    if not told:
        say(f"Nothing would be delayed or at risk at {month_code(number)}.")
    for one in told:
        _show(one)
    if any(one["is_demanded"] for one in told):
        note(
            "A release waits for each marked with !: "
            f"wego comment add INDICATOR --month {month_code(number)} --cause TEXT --action TEXT --owner P01 "
            "--due YYYY-MM-DD"
        )


def _plain(need: Any, session: Session) -> dict[str, Any]:
    from indicators.reasons import status_reason
    from indicators.texts import Texts

    definitions, said = session.definitions, need.comment
    names = ("indicator_code", "indicator_name", "status", "target_state", "month", "value", "expected", "progress_pct")
    about = {name: need.figure[name] for name in names}
    about["reason"] = status_reason(need.figure, Texts("en"), definitions.periods, definitions.progress)
    about |= {"has_comment": need.has_comment, "is_demanded": need.is_demanded}
    kept = ("cause", "action", "owner", "due")
    written = None if said is None else {"month": month_code(said["month"])} | {name: said[name] for name in kept}
    return about | {"comment": written}


def _show(one: dict[str, Any]) -> None:
    mark, said = "!" if one["is_demanded"] else " ", one["comment"]
    state = f"{one['status'].replace('_', ' ')}, {one['target_state']} target"
    say(f"{mark} {one['indicator_code']} {one['indicator_name']}: {state}", f"      {one['reason']}")
    if said is not None:
        over = "" if one["has_comment"] else " (its day is over)"
        say(f"      {said['month']}: {said['cause']} {said['action']} {said['owner']}, by {said['due']}{over}")


@comment.command("add")
def add(
    indicator: _Indicator,
    month: MonthOption,
    cause: _Cause,
    action: _Action,
    owner: _Owner,
    due: _Due,
    who: WhoOption = COMMAND_LINE,
    as_json: AsJson = False,
) -> None:
    """Say why an indicator is not on track as of a month; a newer comment on the same month corrects the older."""
    from etl import decisions
    from etl.comment import check_comment
    from etl.released_text import FOR_EVER, IS_A_NAME, find_questions

    session = start_session()
    number, code = session.month(month), session.partner(owner).code
    day = _read_day(due)
    told = (indicator.strip().upper(), number, cause, action, code, day)
    maybe_names = find_questions(session.definitions, check_comment(session.store, *told).values())
    decisions.add_comment(session.store, *told, who)
    note(FOR_EVER, *(IS_A_NAME.format(word=word) for word in maybe_names))
    note(f"Take it back before the next release: wego comment withdraw {told[0]} --month {month_code(number)}")
    document = dict(zip(("indicator_code", "month", "cause", "action", "owner", "due"), told, strict=True))
    _done(document | {"month": month_code(number)}, f"Kept for {told[0]} as of {month_code(number)}.", as_json)


@comment.command("withdraw")
def withdraw(indicator: _Indicator, month: MonthOption, who: WhoOption = COMMAND_LINE, as_json: AsJson = False) -> None:
    """Take back what was said of an indicator as of a month; releases that hold it keep it."""
    from etl import decisions

    session = start_session()
    number, code = session.month(month), indicator.strip().upper()
    decisions.remove_comment(session.store, code, number, who)
    document = {"indicator_code": code, "month": month_code(number), "is_withdrawn": True}
    _done(document, f"Taken back for {code} as of {month_code(number)}.", as_json)


def _read_day(text: str) -> date:
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").date()
    except ValueError:
        raise UserError(f"{text!r} is no day. Write it as 2017-08-31.") from None


def _done(document: dict[str, Any], said: str, as_json: bool) -> None:
    if as_json:
        print_json(document)
    else:
        say(said)
