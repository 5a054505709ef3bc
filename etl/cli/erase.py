"""`wego erase`, `purge`: rows leave the store for good; what goes and what stays is listed first."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from etl.cli.console import AsJson, note, print_json, say
from etl.cli.session import COMMAND_LINE, WhoOption, start_session
from etl.errors import UserError

if TYPE_CHECKING:
    from etl.erasure.certificate import Certificate
    from etl.erasure.erase import Plan

_Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, in a sentence without personal data.")]
_Yes = Annotated[bool, typer.Option("--yes", help="Do it; without it nothing is changed, what would go is listed.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command("erase")(erase)
    app.command("purge")(purge)


def erase(
    reason: _Reason,
    partner: Annotated[
        str | None, typer.Option("--partner", help="All rows of this partner, for instance P03.")
    ] = None,
    pathway: Annotated[str | None, typer.Option("--pathway", metavar="CODE", help="All rows of this pathway.")] = None,
    sheet: Annotated[
        list[str] | None, typer.Option("--sheet", help="With --partner: this sheet alone; may be repeated.")
    ] = None,
    yes: _Yes = False,
    who: WhoOption = COMMAND_LINE,
    as_json: AsJson = False,
) -> None:
    """Erase a partner's or a pathway's rows with every revision, and print the certificate."""
    from etl.erasure.erase import erase_rows, plan_erasure
    from etl.erasure.scope import scope_of_partner, scope_of_pathway

    if (partner is None) == (pathway is None) or (sheet and partner is None):
        raise UserError("Name either --partner (with --sheet for some sheets alone) or --pathway.")
    session = start_session()
    if partner is not None:
        scope = scope_of_partner(session.definitions, session.partner(partner).code, tuple(sheet or ()))
    else:
        scope = scope_of_pathway(session.definitions, pathway or "")
    if not yes:
        _tell_plans([plan_erasure(session.store, scope)], as_json)
    else:
        _tell_certificates([erase_rows(session.store, scope, reason, who)], as_json)


def purge(yes: _Yes = False, who: WhoOption = COMMAND_LINE, as_json: AsJson = False) -> None:
    """Erase all rows and names when the time for which they are kept is over; releases and definitions stay."""
    from etl.erasure.purge import plan_purge
    from etl.erasure.purge import purge as purge_all

    session = start_session()
    if not yes:
        _tell_plans(plan_purge(session.store), as_json)
    else:
        _tell_certificates(purge_all(session.store, who), as_json)


def _tell_plans(plans: "list[Plan]", as_json: bool) -> None:
    from etl.erasure.certificate import tell_counts, what_stays

    if as_json:
        print_json(
            {"is_done": False, "erasures": [{"what": plan.what, "counts": asdict(plan.counts)} for plan in plans]}
        )
        return
    for plan in plans:
        say(f"Would be erased: {plan.what}.", *(f"  {line}" for line in tell_counts(plan.counts)))
    say("What stays, and what would be left to do:", *(f"  {line}" for line in what_stays()))
    note("Nothing was changed. To do it, add --yes. It can't be undone.")


def _tell_certificates(certificates: "list[Certificate]", as_json: bool) -> None:
    if as_json:
        print_json({"is_done": True, "erasures": [one.as_dict() for one in certificates]})
    else:
        say(*(one.as_text() for one in certificates))
    if any(one.found_in for one in certificates):
        raise typer.Exit(1)
