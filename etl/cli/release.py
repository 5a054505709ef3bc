"""`wego publish`, `audit`, `export`: from the store to what others may read."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from etl.cli.console import AsJson, note, print_json, progress, say
from etl.cli.session import COMMAND_LINE, MonthOption, Session, WhoOption, start_session
from etl.errors import UserError
from indicators.periods import month_code

if TYPE_CHECKING:
    from etl.attacker.attack import Tried, Verdict
    from etl.publish import Published
    from etl.release_file import ReleaseFile


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
    preview: Annotated[
        bool, typer.Option("--preview", help="Only show what it would do, publish now or wait; nothing is kept.")
    ] = False,
    who: WhoOption = COMMAND_LINE,
    as_json: AsJson = False,
) -> None:
    """Build the release of the months up to one, as of now, and print its id."""
    from etl.access import record_action
    from etl.cli.release_preview import show_release_preview

    session = start_session()
    number = session.month(month)
    if preview:
        show_release_preview(session, number, supersedes, as_json)
        return
    _expect_publishable(session, number, supersedes, reason)
    if not draft and sys.stdin.isatty():
        _ask_about_absent(session, number)
    published = _publish(session, number, draft, supersedes, reason)
    record_action(session.home, who, "publish", published.release_id, f"replaces {supersedes}" if supersedes else "")
    _note_gaps(published)
    if as_json:
        print_json(_document(published, supersedes))
    else:
        say(published.release_id)
        note("See it: wego dashboard. Take it along: wego export --release latest --format xlsx --out FOLDER")


def _publish(session: Session, month: int, is_draft: bool, supersedes: str | None, reason: str | None) -> "Published":
    from etl.publish import publish_release

    # A home without a key is no question of its data.
    store = session.store
    with progress("Publishing") as advance:
        try:
            return publish_release(store, month, is_draft, supersedes, reason, advance)
        except UserError as error:
            # The request itself was looked at before: what is refused now lies in the data.
            raise Refused("{told}", told=str(error)) from None


def _ask_about_absent(session: Session, month: int) -> None:
    """A person at a terminal is asked before a closing is dealt with for good while partners are absent."""
    from etl.absent_partners import list_absent, of_women
    from etl.book import read_book
    from indicators.disclosure.closings import closing_due

    with session.store.open() as opened:
        before = read_book(opened)
    due = closing_due(session.definitions, before, month).closing
    absent = [one.partner for one in of_women(list_absent(session.store, before, month))]
    if due is None or not absent:
        return
    note(f"This release deals with the closing {month_code(due)} for good. Absent: {', '.join(absent)}.")
    note(
        "Their women come with the next closing at the earliest. wego publish --month MONTH --preview shows both ways."
    )
    typer.confirm("Publish without them?", abort=True, err=True)


def _note_gaps(published: "Published") -> None:
    if published.without_comment:
        codes = ", ".join(published.without_comment)
        note(f"Delayed binding targets that nobody has commented on: {codes}. See wego comment list.")
    if published.absent:
        note(
            f"Absent partners: {', '.join(published.absent)}. What they send now comes with the next closing at the "
            "earliest. To see it before publishing: wego publish --month MONTH --preview"
        )


def _document(published: "Published", supersedes: str | None) -> dict[str, Any]:
    return {
        "release_id": published.release_id,
        "month": month_code(published.month),
        "as_of": published.as_of,
        "is_draft": published.is_draft,
        "supersedes": supersedes,
        "path": str(published.path),
        "without_comment": list(published.without_comment),
    }


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
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Files or folders that somebody wants to send: attacked instead."),
    ] = None,
    release_id: Annotated[
        str | None,
        typer.Option(
            "--release", metavar="ID", help="Findings of this release only (or latest); what FILE is made of."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Attack all releases together, as an outsider and every partner would; exit code 1 if anything is learnt."""
    from etl.access import record_action
    from etl.release_file import LATEST, find_release, list_releases

    session = start_session()
    known = find_release(session.home, release_id or LATEST) if release_id or files else None
    verdict = _attack(session, known, files or [])
    findings = [str(finding) for finding in verdict.findings]
    if not files:
        attacked = known.release_id if known else "all"
        record_action(session.home, COMMAND_LINE, "audit", attacked, f"{len(findings)} findings")
    if as_json:
        document = {"releases_n": len(list_releases(session.home)), "release_id": known.release_id if known else None}
        print_json(document | {"findings": findings, "tried": asdict(verdict.tried)})
    else:
        say(*findings or ["Nothing learnt."])
        note(_say_tried(verdict.tried))
    if findings:
        raise typer.Exit(1)


def _attack(session: Session, known: "ReleaseFile | None", files: list[Path]) -> "Verdict":
    """All releases, or the files made of the one that is known."""
    from etl.audit import audit_outputs, audit_releases

    for path in files:
        if not path.exists():
            raise UserError(f"There is no file {path}.")
    with progress("Attacking") as advance:
        if files and known:
            return audit_outputs(known.path, files, advance)
        return audit_releases(session.store, known.release_id if known else None, advance)


def _say_tried(tried: "Tried") -> str:
    return (
        f"Tried: {tried.releases} releases together, {tried.rows} figures, {tried.rules} rules, {tried.programmes} "
        f"linear and integer programmes, {tried.insiders} insiders, {tried.exports} exported files, in "
        f"{tried.seconds:.1f} s."
    )


def export(
    format: Annotated[str, typer.Option("--format", help="csv, xlsx, parquet, duckdb, datapackage, iati or kit.")],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Folder to write to; made if missing.")],
    release_id: Annotated[str, typer.Option("--release", metavar="ID", help="A release, or latest.")] = "latest",
    language: Annotated[str, typer.Option("--language", help="Language of labels; columns and codes stay.")] = "en",
    indicator: Annotated[list[str] | None, typer.Option(help="Only this indicator; may be repeated.")] = None,
    objective: Annotated[list[str] | None, typer.Option(help="Only this objective; may be repeated.")] = None,
    breakdown: Annotated[list[str] | None, typer.Option(help="Only this breakdown (or total); repeatable.")] = None,
    from_month: Annotated[str | None, typer.Option("--from", metavar="MONTH", help="First month, M05.")] = None,
    to_month: Annotated[str | None, typer.Option("--to", metavar="MONTH", help="Last month.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write the KPI table, its dictionary and the facts of a release, or the evaluator's kit; all files or none."""
    from etl.export import Asked, Selection, export_release, missing_for
    from etl.release_file import find_release

    session = start_session()
    chosen = Selection(
        indicators=tuple(indicator or ()),
        objectives=tuple(objective or ()),
        breakdowns=tuple(breakdown or ()),
        from_month=from_month,
        to_month=to_month,
    )
    found, name = find_release(session.home, release_id), format.lower()
    files = export_release(found, name, out, Asked(language, chosen, session.definitions))
    missing = missing_for(name, session.definitions)
    if missing:
        note(f"Not stated, for project.yaml leaves it open: {', '.join(missing)}.")
    if as_json:
        written = [str(path) for path in files]
        print_json({"release_id": found.release_id, "format": name, "files": written, "missing": list(missing)})
    else:
        say(*map(str, files))
