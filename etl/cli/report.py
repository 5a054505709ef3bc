"""`wego report`: the committee's report pack and the one-page brief."""

from pathlib import Path
from typing import Annotated

import typer

from etl.cli.console import AsJson, note, print_json, progress, say
from etl.cli.session import start_session


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command("report")(report)


def report(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="File to write; its folder is made if missing.")],
    release_id: Annotated[str, typer.Option("--release", metavar="ID", help="A release, or latest.")] = "latest",
    format: Annotated[str, typer.Option("--format", help="html or pdf.")] = "pdf",
    language: Annotated[str, typer.Option("--language", help="Language of the report, for instance bg.")] = "en",
    brief: Annotated[bool, typer.Option("--brief", help="One page instead of the whole pack.")] = False,
    meeting: Annotated[
        str | None, typer.Option("--meeting", metavar="DAY", help="Day of the committee's meeting, YYYY-MM-DD.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write the report of a release for the steering committee, with charts, footnotes, causes and actions."""
    from etl.export.writing import write_files
    from etl.release_file import find_release
    from etl.report import build_report, expect_file, missing_settings

    session = start_session()
    found, kind = find_release(session.home, release_id), "brief" if brief else "pack"
    expect_file(out, format.lower())
    with progress("Making the report") as advance:
        data = build_report(found, session.definitions, language, kind, format.lower(), advance, meeting)
    [path] = write_files(out.parent, {out.name: data})
    missing = missing_settings(session.definitions)
    if missing:
        note(f"Not stated, for project.yaml leaves it open: {', '.join(missing)}.")
    if as_json:
        told = {"release_id": found.release_id, "kind": kind, "format": format.lower(), "language": language}
        print_json(told | {"file": str(path), "missing": list(missing)})
    else:
        say(str(path))
