"""`wego access`: who may do what."""

from typing import TYPE_CHECKING, Annotated

import typer

from etl.cli.console import AsJson, note, print_json, say, show_table
from etl.cli.session import COMMAND_LINE, MaybePartnerOption, Session, WhoOption, start_session

if TYPE_CHECKING:
    from etl.access import Role

app = typer.Typer(help="Say who may do what; a list of e-mails and roles.", no_args_is_help=True)
_RoleName = Annotated[
    str, typer.Argument(metavar="ROLE", help="One of reader, evaluator, partner, coordinator, safeguarding.")
]
_Email = Annotated[str, typer.Argument(metavar="EMAIL", help="E-mail of the person, as the sign-in knows it.")]


@app.command("list")
def list_all(as_json: AsJson = False) -> None:
    """List everybody who has a role."""
    from etl.access import list_access

    roles = list_access(start_session().home)
    if as_json:
        print_json({"access": [_row(role) for role in roles]})
    elif not roles:
        say("Nobody has access yet.")
        note("Begin: wego access grant name@example.org coordinator")
    else:
        show_table(list(_row(roles[0])), [list(_row(role).values()) for role in roles])


@app.command("grant")
def grant(
    email: _Email,
    role: Annotated[
        str, typer.Argument(metavar="ROLE", help="Reader, evaluator, partner, coordinator or safeguarding.")
    ],
    partner: MaybePartnerOption = None,
    who: WhoOption = COMMAND_LINE,
    as_json: AsJson = False,
) -> None:
    """Give a person a role, in place of the one that the person had."""
    from etl.access import grant_access

    session = start_session()
    was_last = _is_last_coordinator(session, email)
    granted = grant_access(session.home, email, role.lower(), session.maybe_partner(partner), who)
    if as_json:
        print_json(_row(granted))
    else:
        say(f"{granted.email} is {granted.name}{f' of {granted.partner}' if granted.partner else ''}.")
    _warn_without_coordinator(was_last and granted.name != "coordinator")


@app.command("revoke")
def revoke(email: _Email, who: WhoOption = COMMAND_LINE, as_json: AsJson = False) -> None:
    """Take a person's role away."""
    from etl.access import revoke_access

    session = start_session()
    was_last = _is_last_coordinator(session, email)
    held = revoke_access(session.home, email, who)
    if as_json:
        print_json(_row(held) | {"is_revoked": True})
    else:
        say(f"{held.email} has no access any more (was {held.name}).")
    _warn_without_coordinator(was_last)


def _is_last_coordinator(session: Session, email: str) -> bool:
    from etl.people import is_last_coordinator

    return is_last_coordinator(session.home, email)


def _warn_without_coordinator(is_none_left: bool) -> None:
    # The pages refuse it; whoever sits at this machine can name another one, so here it is told.
    if is_none_left:
        note("There is no coordinator left: nobody can publish or give access on the pages.")
        note("Name one: wego access grant name@example.org coordinator")


def _row(role: "Role") -> dict[str, object]:
    return {
        "email": role.email,
        "role": role.name,
        "partner": role.partner,
        "granted_at": role.granted_at,
        "granted_by": role.granted_by,
    }
