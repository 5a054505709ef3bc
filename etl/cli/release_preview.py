"""`wego publish --preview`: what a release would do, publish now or wait, and what the attacker makes of it."""

from typing import Any

import typer

from etl.cli.console import note, print_json, progress, say, show_table
from etl.cli.session import Session
from etl.errors import UserError
from etl.preview_text import say_absent, say_publish_now, say_question, say_wait
from etl.rehearsal import Rehearsal, rehearse_release, say_tried
from etl.release_preview import CLOSED, NEVER, NEW, Outlook, ReleasePreview, preview_release
from indicators.periods import month_code
from indicators.reasons import format_value
from indicators.texts import SOURCE_LANGUAGE, Texts

_TEXTS = Texts(SOURCE_LANGUAGE)
_OUTCOMES = {NEW: "figure of {closing}", CLOSED: "no new figure", NEVER: "never released"}


def show_release_preview(session: Session, month: int, supersedes: str | None, as_json: bool) -> None:
    """Print the preview of a release and its attack; nothing is kept. Exit code 1 when it would not leave."""
    with progress("Looking ahead") as advance:
        preview = preview_release(session.store, month, supersedes, advance)
        try:
            attack, fault = rehearse_release(session.store, month, supersedes, advance), None
        except UserError as error:
            attack, fault = None, str(error)
    refusals = [str(one) for one in (preview.refusal, fault) if one]
    if preview.comments and session.home.kind != "test":
        refusals.append(f"Delayed binding targets that nobody has commented on: {', '.join(preview.comments)}.")
    if attack and not attack.is_cleared:
        refusals.append("The attacker does not clear it.")
    if as_json:
        print_json(_document(preview, attack, refusals, session))
    else:
        _print(preview, attack, refusals, session)
    if refusals:
        raise typer.Exit(1)


def _document(
    preview: ReleasePreview, attack: Rehearsal | None, refusals: list[str], session: Session
) -> dict[str, Any]:
    periods = session.definitions.periods
    return {
        "month": month_code(preview.month),
        "closing": _code(preview.closing),
        "skipped": [month_code(one) for one in preview.skipped],
        "later_closings": [month_code(one) for one in preview.later],
        "newest_release": preview.newest_release,
        "newest_closing": _code(preview.newest_closing),
        "women": [_outlook(one) for one in preview.women],
        "answers": [
            {"indicator": one.indicator, "breakdown": one.breakdown, "is_new": one.is_new} for one in preview.answers
        ],
        "absent": [
            {"partner": one.partner, "months": dict(one.months), "is_reporting_women": one.is_reporting_women}
            for one in preview.absent
        ],
        "without_comment": list(preview.comments),
        "publish_now": say_publish_now(preview, periods, _TEXTS),
        "wait": say_wait(preview, periods, _TEXTS),
        "attack": attack and {"tried": say_tried(attack, _TEXTS), "findings": [str(one) for one in attack.findings]},
        "refusals": refusals,
    }


def _code(month: int | None) -> str | None:
    return None if month is None else month_code(month)


def _outlook(one: Outlook) -> dict[str, Any]:
    released = one.released and {"month": one.released["month"], "value": one.released["value"]}
    place = {"indicator": one.indicator, "breakdown": one.breakdown, "category": one.category}
    return place | {"released": released, "outcome": one.outcome}


def _print(preview: ReleasePreview, attack: Rehearsal | None, refusals: list[str], session: Session) -> None:
    periods = session.definitions.periods
    say(say_question(preview, _TEXTS), "")
    for title, lines in (
        ("Publish now", say_publish_now(preview, periods, _TEXTS)),
        ("Wait", say_wait(preview, periods, _TEXTS)),
    ):
        say(title, *(f"  - {line}" for line in lines), "")
    if preview.absent:
        say("Absent partners", *(f"  {one.partner} {say_absent(one, _TEXTS)}" for one in preview.absent), "")
    if preview.closing is not None:
        show_table(("figure about women", "released so far", "with this release"), _rows(preview, session))
        say("")
    new = [one.indicator + (f" by {one.breakdown}" if one.breakdown else "") for one in preview.answers if one.is_new]
    say(f"Answers, scores and centres with something new: {', '.join(new) or 'none'}.")
    if attack:
        verdict = "Nothing was learnt." if attack.is_cleared else "The attacker does not clear it:"
        say(f"Attack: {say_tried(attack, _TEXTS)} {verdict}", *(f"  {finding}" for finding in attack.findings))
    if refusals:
        note("It would not leave:", *(f"  {line}" for line in refusals))


def _rows(preview: ReleasePreview, session: Session) -> list[tuple[str, str, str]]:
    # Categories of which nothing is shown, before or after, would only fill the screen.
    seen = (one for one in preview.women if one.breakdown == "total" or one.released or one.outcome == NEW)
    return [(_name(one, session), _released(one, session), _outcome(one, preview)) for one in seen]


def _outcome(one: Outlook, preview: ReleasePreview) -> str:
    return _OUTCOMES[one.outcome].format(closing=_code(preview.closing))


def _name(one: Outlook, session: Session) -> str:
    if one.breakdown != "total":
        return f"  {one.indicator} {one.breakdown} {one.category}"
    return f"{one.indicator} {session.definitions.indicator(one.indicator).name}"


def _released(one: Outlook, session: Session) -> str:
    if one.released is None:
        return "-"
    decimals = session.definitions.indicator(one.indicator).decimals
    return f"{format_value(one.released['value'], one.released['unit'], _TEXTS, decimals)} ({one.released['month']})"
