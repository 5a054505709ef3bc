"""`wego review queries`, `answer`, `merge`, `unmerge`: second looks at what is accepted, and joint events."""

from typing import Annotated, Any

import typer

from etl.cli.console import AsJson, note, print_json, say
from etl.cli.desk import review
from etl.cli.session import COMMAND_LINE, WhoOption, start_session
from indicators.texts import SOURCE_LANGUAGE

_Event = Annotated[str, typer.Argument(metavar="ID", help="Code of an event, or id of the submission that holds it.")]
_Why = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, in a sentence without personal data.")]


def register(app: typer.Typer) -> None:
    """The commands of this family belong to `wego review`."""


@review.command("queries")
def queries(
    with_explained: Annotated[bool, typer.Option("--all", help="Those already explained as well.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what is worth a second look in accepted workbooks; for the coordinator alone, nothing is changed by it."""
    from etl.merge import list_merges
    from etl.quality.decision import list_queries
    from indicators.texts import load_texts

    session = start_session()
    texts = load_texts(session.definitions, SOURCE_LANGUAGE)
    listed, merges = list_queries(session.store, with_explained), list_merges(session.store)
    if as_json:
        told = [{"sheet": one.sheet, "codes": list(one.codes), "organiser": one.organiser} for one in merges]
        print_json({"queries": [one.query.as_dict(texts, one.answer) for one in listed], "merged": told})
        return
    _say_queries([one.query.as_dict(texts, one.answer) for one in listed])
    for merge in merges:
        say(f"{merge.first_code} and {merge.second_code} are one, organised by {merge.organiser}.")


def _say_queries(listed: list[dict[str, Any]]) -> None:
    if not listed:
        say("No questions.")
        return
    for query in listed:
        say(f"{query['partner']} {query['month']} {query['sheet']} {query['thing']}: {query['found']}")
        say(f"    {query['key']}, {query['decision']}. Ask: {query['ask']}")
    note(
        "Answer: wego review answer KEY explained --note TEXT; "
        "make one event of two: wego review merge ID ID --organiser P06"
    )


@review.command("answer")
def answer(
    key: Annotated[str, typer.Argument(metavar="KEY", help="Key of the query, as `wego review queries` shows it.")],
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="explained, asked or open.")],
    why: Annotated[str, typer.Option("--note", metavar="TEXT", help="What explains it, without personal data.")] = "",
    who: WhoOption = COMMAND_LINE,
    as_json: AsJson = False,
) -> None:
    """Say what became of a query: an explained one stays away until its numbers change."""
    from etl import decisions

    decisions.answer(start_session().store, key, decision, why, who)
    if as_json:
        print_json({"key": key, "decision": decision})
    else:
        say(f"{key} is {decision}.")


@review.command("merge")
def merge(
    first: _Event,
    second: _Event,
    organiser: Annotated[str, typer.Option("--organiser", metavar="PARTNER", help="Which of the two organised it.")],
    reason: _Why = "",
    who: WhoOption = COMMAND_LINE,
    as_json: AsJson = False,
) -> None:
    """Make one event of two that partners reported apart; what they sent stays as it is."""
    from etl import decisions

    merged = decisions.merge(start_session().store, first, second, organiser, who, reason)
    if as_json:
        print_json(merged.as_dict())
        return
    say(f"{merged.codes[0]} and {merged.codes[1]} are one, organised by {merged.organiser}.")
    for submission_id in merged.accepted:
        say(f"{submission_id} is accepted.")


@review.command("unmerge")
def unmerge(
    first: _Event, second: _Event, reason: _Why = "", who: WhoOption = COMMAND_LINE, as_json: AsJson = False
) -> None:
    """Make two events again of what was merged."""
    from etl import decisions

    codes = decisions.unmerge(start_session().store, first, second, who, reason)
    if as_json:
        print_json({"unmerged": list(codes)})
    else:
        say(f"{codes[0]} and {codes[1]} are two again.")
