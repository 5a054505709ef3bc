"""`wego explain`: what a figure says, how it is made, what stands behind it, and what was known at a past day."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

import typer

from etl.cli.console import AsJson, print_json, say, show_table
from etl.cli.session import MonthOption, Session, start_session
from etl.errors import UserError
from indicators.periods import month_code
from indicators.texts import Texts

_TEXTS = Texts("en")
_HEADER = ("partner", "month", "revision", "received", "state", "sheet", "rows")
_Code = Annotated[str, typer.Argument(metavar="INDICATOR", help="Code of the indicator, for instance OP-07.")]
_Breakdown = Annotated[str, typer.Option("--breakdown", help="For instance country; without it, the total.")]
_Category = Annotated[str | None, typer.Option("--category", help="Category of the breakdown, for instance BG.")]
_Release = Annotated[str, typer.Option("--release", metavar="ID", help="A release, or latest.")]
_AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="As it was known at the end of that day.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command("explain")(explain)


def explain(
    indicator: _Code,
    month: MonthOption,
    breakdown: _Breakdown = "total",
    category: _Category = None,
    release: _Release = "latest",
    as_of: _AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Explain one figure: state, formula, and the submissions, sheets and rows behind it."""
    session = start_session()
    place = (indicator.upper(), month_code(session.month(month)), breakdown, category or _only_category(breakdown))
    if as_of is None:
        _explain_released(session, release, place, None, as_json)
        return
    if release != "latest":
        raise UserError("Name either --release or --as-of, not both.")
    day = _parse_day(as_of)
    if _is_from_store(session, place):
        _explain_past(session, place, day, as_json)
    else:
        _explain_released(session, None, place, day, as_json)


def _only_category(breakdown: str) -> str:
    return "all" if breakdown == "total" else ""


def _parse_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"{text!r} is not a day. Write it as 2017-03-01.") from None


def _is_from_store(session: Session, place: tuple[str, str, str, str]) -> bool:
    from etl.as_of import is_from_store

    known = [one.code for one in session.definitions.indicators]
    if place[0] not in known:
        raise UserError(f"There is no indicator {place[0]}. Known: {', '.join(known)}.")
    return is_from_store(session.definitions, place[0], place[2])


def _explain_released(
    session: Session, release: str | None, place: tuple[str, str, str, str], day: date | None, as_json: bool
) -> None:
    from etl.as_of import release_as_of
    from etl.explain import explain_figure
    from etl.release_file import find_release

    found = release_as_of(session.home, day) if day else find_release(session.home, release or "latest")
    explained = explain_figure(found, *place)
    if as_json:
        print_json({"as_of": day, **asdict(explained), "reason": _lines(session, explained)[2]})
        return
    if day:
        say(f"As known at the end of {day}: figures about people are taken from the release that was out then.", "")
    _show(session, explained)


def _lines(session: Session, explained: Any) -> list[str]:
    from etl.explain_text import say_figure

    return list(say_figure(explained.figure, explained.passport, session.definitions, _TEXTS, explained.closing))


def _show(session: Session, explained: Any) -> None:
    from etl.explain_text import say_behind, say_changes, say_method, say_release, say_verification

    lines = _lines(session, explained)
    say(lines[0], style="bold")
    say(*lines[1:], "", *say_method(explained.passport, _TEXTS), "")
    say(*filter(None, [say_behind(explained, _TEXTS)]))
    # All workbooks that a coverage counts are a list that tells nothing; `--json` has it.
    if explained.is_traced:
        _show_sources(explained.sources)
    if explained.blocks:
        say("", "Closed blocks whose sum it is:")
        names = ("block", "month", "partner_code", "country", "session", "category", "wave", "numerator", "denominator")
        shown = [name for name in names if any(row.get(name) is not None for row in explained.blocks)]
        show_table(shown, [[row.get(name) for name in shown] for row in explained.blocks])
    changes = list(say_changes(explained, _TEXTS))
    say("", *changes, say_verification(explained, _TEXTS), say_release(explained, _TEXTS))


def _show_sources(sources: Any) -> None:
    if sources:
        show_table(
            _HEADER,
            [
                (
                    one.partner_code,
                    one.month,
                    one.revision,
                    one.received_on,
                    one.state,
                    one.sheet,
                    ", ".join(map(str, one.rows)),
                )
                for one in sources
            ],
        )


def _explain_past(session: Session, place: tuple[str, str, str, str], day: date, as_json: bool) -> None:
    from etl.as_of import past_figure
    from etl.explain_text import say_figure, say_method
    from etl.release_framework import framework_rows

    found = past_figure(session.store, place[0], session.month(place[1]), place[2], place[3], day)
    rows = framework_rows(session.definitions)["indicator"]
    passport = next(row for row in rows if row["indicator_code"] == place[0])
    lines = list(say_figure(found.row, passport, session.definitions, _TEXTS, None))
    if as_json:
        print_json(
            {
                "as_of": day,
                "release": None,
                "figure": found.row,
                "reason": lines[2],
                "passport": passport,
                "sources": [asdict(one) for one in found.sources],
            }
        )
        return
    say(f"As known at the end of {day}, calculated from what was accepted by then, by today's definitions.", "")
    say(lines[0], style="bold")
    say(*lines[1:], "", *say_method(passport, _TEXTS), "")
    _show_sources(found.sources)
