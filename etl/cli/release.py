"""`wego publish`, `audit`, `export`: from the store to what others may read."""

from pathlib import Path
from typing import Annotated

import typer

from etl.cli.console import AsJson, note, print_json, progress, say
from etl.cli.session import COMMAND_LINE, MonthOption, Session, WhoOption, start_session
from etl.errors import UserError


class Refused(UserError):
    """The data don't allow it: told with the reason, exit code 1."""

    exit_code = 1


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command("publish")(publish)
    app.command("audit")(audit)
    app.command("export")(export)


def publish(
    month: MonthOption,
    draft: Annotated[bool, typer.Option("--draft", help="For the coordinator alone; closes nothing.")] = False,
    supersedes: Annotated[str | None, typer.Option(metavar="ID", help="Release that this one replaces.")] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why it is replaced.")] = None,
    who: WhoOption = COMMAND_LINE,
    as_json: AsJson = False,
) -> None:
    """Build the release of the months up to one, as of now, and print its id."""
    from etl.publish import publish_release
    from etl.services import record_action

    session = start_session()
    session.warn_of_real_data()
    number = session.month(month)
    _expect_publishable(session, number, supersedes, reason)
    with progress("Publishing") as advance:
        try:
            published = publish_release(session.store, number, draft, supersedes, reason, advance)
        except UserError as error:
            # The request itself was looked at above: what is refused now lies in the data.
            raise Refused(error.text, **error.places) from None
    record_action(session.home, who, "publish", published.release_id, f"replaces {supersedes}" if supersedes else "")
    document = {
        "release_id": published.release_id,
        "month": session.definitions.periods.codes[number - 1],
        "as_of": published.as_of,
        "is_draft": draft,
        "supersedes": supersedes,
        "path": str(published.path),
        "without_comment": list(published.without_comment),
    }
    if published.without_comment:
        codes = ", ".join(published.without_comment)
        note(f"Delayed binding targets that nobody has commented on: {codes}. See wego comment list.")
    if as_json:
        print_json(document)
    else:
        say(published.release_id)
        note("See it: wego dashboard. Take it along: wego export --release latest --format xlsx --out FOLDER")


def _expect_publishable(session: Session, month: int, supersedes: str | None, reason: str | None) -> None:
    from etl.release_file import find_release

    periods, today = session.definitions.periods, session.home.today()
    if not periods.is_begun(month, today):
        raise UserError(
            f"{periods.codes[month - 1]} has not begun yet (today is {today}): there is nothing to publish."
        )
    if (supersedes is None) != (reason is None):
        raise UserError("A release that replaces another needs both --supersedes ID and --reason TEXT.")
    if supersedes is not None:
        find_release(session.home, supersedes)


def audit(
    release_id: Annotated[
        str | None, typer.Option("--release", metavar="ID", help="Findings of this release only, or latest.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Attack all releases together, as an outsider would; exit code 1 if anything is learnt."""
    from etl.publish import audit_releases
    from etl.release_file import find_release, list_releases

    session = start_session()
    wanted = find_release(session.home, release_id).release_id if release_id else None
    n = len(list_releases(session.home))
    findings = [str(finding) for finding in audit_releases(session.store, wanted)]
    if as_json:
        print_json({"releases_n": n, "release_id": wanted, "findings": findings})
    elif findings:
        say(*findings)
    else:
        say(f"{n} releases attacked, nothing learnt.")
    if findings:
        raise typer.Exit(1)


def export(
    format: Annotated[str, typer.Option("--format", help="csv, xlsx or parquet.")],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Folder to write to; made if missing.")],
    release_id: Annotated[str, typer.Option("--release", metavar="ID", help="A release, or latest.")] = "latest",
    as_json: AsJson = False,
) -> None:
    """Write the KPI table, its dictionary and the facts of a release."""
    from etl.export import export_release
    from etl.release_file import find_release

    session = start_session()
    found = find_release(session.home, release_id)
    files = export_release(found, format.lower(), out)
    if as_json:
        print_json({"release_id": found.release_id, "format": format.lower(), "files": [str(path) for path in files]})
    else:
        say(*map(str, files))
