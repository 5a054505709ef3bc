"""`wego funder`: the funder's forms from a release, and when each can be made."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from etl.cli.console import AsJson, note, print_json, say
from etl.cli.session import Session, start_session
from etl.errors import UserError

if TYPE_CHECKING:
    from etl.funder import ReportStanding
    from etl.release_file import ReleaseFile


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("funder")(funder)


def funder(
    form: Annotated[str | None, typer.Option("--form", help="progress or annex.")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="File to write.")] = None,
    release_id: Annotated[str, typer.Option("--release", metavar="ID", help="A release, or latest.")] = "latest",
    format: Annotated[
        str | None, typer.Option("--format", help="docx or xlsx; without it, what the file's name ends in.")
    ] = None,
    due: Annotated[bool, typer.Option("--due", help="Only tell when each report is ready, and what misses.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write the technical report on progress or the indicator annex, in English, as a release tells them."""
    session = start_session()
    if due:
        _show_due(session, as_json)
        return
    if form is None or out is None:
        raise UserError("Name the form and the file: --form progress --out FILE.docx; or ask what is due: --due.")
    _write(session, form.lower(), out, release_id, format, as_json)


def _write(session: Session, form: str, out: Path, release_id: str, format: str | None, as_json: bool) -> None:
    from etl.export.writing import write_files
    from etl.funder import build_form, open_settings
    from etl.release_file import find_release

    if out.is_dir():
        raise UserError(f"{out} is a folder. Name a file, for instance {out / f'{form}.docx'}.")
    release = find_release(session.home, release_id)
    kind = (format or out.suffix.lstrip(".") or "docx").lower()
    data = build_form(release, session.definitions, form, kind)
    if out.suffix.lower() != f".{kind}":
        raise UserError(f"{out.name} doesn't end in .{kind}. Give the file that ending, or another --format.")
    (path,) = write_files(out.parent, {out.name: data})
    _note_month(session, release, form)
    missing = open_settings(session.definitions)
    if missing:
        note(f"To fill in, for project.yaml leaves it open: {', '.join(missing)}.")
    if as_json:
        print_json({"release_id": release.release_id, "form": form, "file": str(path), "missing": list(missing)})
    else:
        say(str(path))


def _note_month(session: Session, release: "ReleaseFile", form: str) -> None:
    from etl.funder import report_of

    report = report_of(session.definitions, form)
    month = release.about()["month"]
    if report is not None and report.month != month:
        note(f"This release is of {month}; the report is due for {report.month}. See wego funder --due.")


def _show_due(session: Session, as_json: bool) -> None:
    from etl.funder import list_reports

    reports = list_reports(session.home, session.definitions)
    if as_json:
        print_json({"reports": [one.document() for one in reports]})
        return
    if not reports:
        say("The project names no reports to the funder (`reports` of project.yaml).")
    for one in reports:
        say(*_told(one))


def _told(one: "ReportStanding") -> list[str]:
    """One report in a few lines: when, of which release, and what is missing."""
    day = "the day is reached" if one.is_day_reached else "not yet"
    lines = [f"{one.report.code}: {one.report.form}, {one.report.month}, from {one.ready_on.isoformat()} ({day})"]
    if one.has_release:
        lines.append(f"  release: {one.release_id}")
    else:
        newest = f"; the newest before it is {one.release_id}" if one.release_id else ""
        lines.append(f"  There is no release of {one.report.month}{newest}.")
    for name, missing in (
        ("workbooks not accepted", one.unreported),
        ("behind the plan without a comment", one.uncommented),
        ("open in project.yaml", one.open_settings),
    ):
        if missing:
            lines.append(f"  {name}: {', '.join(missing)}")
    return lines
