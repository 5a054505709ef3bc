"""`wego visibility`: what can be shown of women at which closing if the project runs to plan, before any data."""

from dataclasses import asdict
from itertools import groupby

import typer

from etl.cli.console import AsJson, note, print_json, say
from etl.errors import UserError
from etl.visibility_document import OLDER, SHOWN, WAITS, sign_of
from indicators.load import load_definitions
from indicators.texts import N_
from indicators.visibility import plan_visibility


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("visibility")(visibility)


def visibility(as_json: AsJson = False) -> None:
    """Tell which figure about women can be shown at which closing if the project runs to plan."""
    definitions = load_definitions()
    if definitions.population is None:
        raise UserError(
            N_("No expected population is stated, so nothing can be planned. Add population.yaml to {folder}."),
            folder=str(definitions.folder),
        )
    rows = plan_visibility(definitions)
    if as_json:
        print_json({"basis": definitions.population.basis, "rows": [asdict(row) for row in rows]})
        return
    say(f"{'':24}{' '.join(definitions.disclosure.closings)}")
    for (code, breakdown), own in groupby(rows, key=lambda row: (row.indicator, row.breakdown)):
        name = code if breakdown == "total" else f"{code} {breakdown}"
        say(f"{name:24}{' '.join(f'{sign_of(row):^3}' for row in own)}")
    note(f"{SHOWN} a new figure can be shown, {OLDER} the last one stands, {WAITS} none yet. Why: --json.")
