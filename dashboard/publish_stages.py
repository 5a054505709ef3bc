"""What a release goes through, told while it runs, in the reader's language; the attacker itself speaks English."""

from collections.abc import Callable
from typing import Any

from dashboard.session import Context
from indicators.texts import N_

STAGES = (
    N_("Reading accepted workbooks"),
    N_("Closing blocks"),
    N_("Calculating figures"),
    N_("Verifying by a second calculation"),
    N_("Building the exports"),
    N_("Reading the releases"),
    N_("Attacking the files"),
    N_("Attacking the chain of releases"),
    N_("Attacking the rules that the releases state"),
    N_("Attacking tables and columns"),
    N_("Attacking figures row by row"),
    N_("Attacking what stands beside the figures"),
    N_("Attacking differences between releases"),
    N_("Attacking by mathematics"),
    N_("Attacking the exports"),
    N_("Attacked"),
)


def make_teller(status: Any, context: Context) -> Callable[[str], None]:
    """A function that shows on a status element of Streamlit what is being done."""
    return lambda told: status.update(label=say_stage(told, context))


def say_stage(told: str, context: Context) -> str:
    """The stage, and as which partner the attacker tries; what no stage is known of stays as it was told."""
    stage = next((one for one in STAGES if told.startswith(one)), None)
    if stage is None:
        return told
    insider = context.definitions.partner(told.rsplit(" ", 1)[-1])
    said = context.texts(stage)
    return f"{said} ({insider.code}) …" if insider else f"{said} …"
