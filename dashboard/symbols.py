"""How a status or a state looks: symbol, colour and word always together, hollow for a proposed target."""

from typing import Any

from dashboard.markup import Child, Html, element
from indicators.charts.palette import STATUS_SYMBOLS
from indicators.names import TARGET_STATE_NAMES as TARGET_STATES
from indicators.reasons import N_, STATE_NAMES, STATUS_NAMES, format_value
from indicators.texts import Texts

__all__ = [
    "GOES_WELL",
    "MORE_IS_BETTER",
    "NEEDS_ATTENTION",
    "STATUS_SYMBOLS",
    "TARGET_STATES",
    "build_figure",
    "build_mark",
    "build_state",
    "build_status",
    "status_name",
]

NEEDS_ATTENTION = ("delayed", "at_risk")
GOES_WELL = ("on_track", "ahead")
MORE_IS_BETTER = N_("↑ more is better")


def status_name(status: str, texts: Texts) -> str:
    """The status as a word, with a capital."""
    name = texts(STATUS_NAMES[status])
    return name[:1].upper() + name[1:]


def build_status(status: str, is_proposed: bool, texts: Texts) -> Html:
    """A chip with symbol and word; hollow, and said to be so, against a proposed target."""
    symbol = element("span", STATUS_SYMBOLS[status][is_proposed], aria_hidden="true")
    hint = texts("Against a proposed target, not yet decided.") if is_proposed and status != "unavailable" else None
    kind = "hollow" if is_proposed else "solid"
    return element("span", symbol, " ", status_name(status, texts), cls=f"chip {kind} {status}", title=hint)


def build_mark(status: str, is_proposed: bool, said: Child) -> Html:
    """The symbol in the colour of the status, hollow against a proposed target, and beside it what is said."""
    glyph = element("span", STATUS_SYMBOLS[status][is_proposed], cls="glyph", aria_hidden="true")
    return element("span", glyph, said, cls=f"turn {status}")


def build_figure(row: dict[str, Any], texts: Texts, decimals: int | None) -> Html:
    """The value of a figure, or the word for why there is none: never a blank, never a 0."""
    if row["state"] == "value":
        return element("span", format_value(row["value"], row["unit"], texts, decimals), cls="value")
    return build_state(row["state"], texts)


def build_state(state: str, texts: Texts) -> Html:
    """A state without a value as a quiet label."""
    return element("span", texts(STATE_NAMES[state]), cls=f"state {state}")
