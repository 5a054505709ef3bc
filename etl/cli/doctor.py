"""`wego doctor`: is the installation whole, are the data sound; each fault with its repair."""

from typing import TYPE_CHECKING

import typer

from etl.cli.console import AsJson, note, print_json, say

if TYPE_CHECKING:
    from etl.health import Finding


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor(as_json: AsJson = False) -> None:
    """Look over the installation and the data, and say the repair of what is wrong."""
    from etl.health import examine

    findings = list(examine())
    if as_json:
        print_json({"findings": [_row(finding) for finding in findings]})
    else:
        for finding in findings:
            _show(finding)
    if not all(finding.is_sound for finding in findings):
        raise typer.Exit(1)
    note("Everything is sound.")


def _row(finding: "Finding") -> dict[str, object]:
    return {
        "subject": finding.subject,
        "is_sound": finding.is_sound,
        "found": finding.found,
        "repair": finding.repair,
    }


def _show(finding: "Finding") -> None:
    say(
        f"{'✓' if finding.is_sound else '✗'} {finding.subject}: {finding.found}",
        style="" if finding.is_sound else "red",
    )
    if finding.repair:
        say(f"  Repair: {finding.repair}")
