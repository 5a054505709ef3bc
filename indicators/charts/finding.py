"""What a progress curve shows, as a sentence: where the indicator stands and since when it stands so.

Pure, from released rows. Only rows with a value speak, so a figure about women tells nothing but its closings.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from indicators.reasons import Figure, is_less_better, is_missing, is_percent, say_plan, say_value
from indicators.texts import Texts

_BEHIND = ("delayed", "at_risk")
_PROPOSED = "proposed"


def say_finding(rows: Iterable[Figure], month: str, texts: Texts) -> str:
    """For instance "At M18: 12 of 14 planned; behind the plan since M15.", of the totals of one indicator.

    `rows` may carry `decimals` and `direction` of the indicator; `month` is the release's, for what has no value yet.
    """
    _, shown = texts, sorted((row for row in rows if row["state"] == "value"), key=lambda row: str(row["month"]))
    if not shown:
        return _("No figure up to {month}.", month=month)
    newest = shown[-1]
    places = {"month": newest["month"], "figures": say_against_plan(newest, texts), "since": _since(shown)}
    if is_missing(newest["target"]):
        return _("At {month}: {figures}; there is no target to compare it with.", **places)
    if is_missing(newest["progress_pct"]):
        return _("At {month}: {figures}; nothing was due yet.", **places)
    return _say_standing(newest["status"], newest["target_state"] == _PROPOSED, places, texts)


def _say_standing(status: str, is_proposed: bool, places: dict[str, str], texts: Texts) -> str:
    _ = texts
    if status in _BEHIND:
        if is_proposed:
            return _("At {month}: {figures}; behind the plan, which is only proposed, since {since}.", **places)
        return _("At {month}: {figures}; behind the plan since {since}.", **places)
    if is_proposed:
        return _("At {month}: {figures}; on the plan, which is only proposed, or ahead since {since}.", **places)
    return _("At {month}: {figures}; on plan or ahead since {since}.", **places)


def say_against_plan(figure: Figure, texts: Texts) -> str:
    """Value and plan side by side: "27 of 50 planned", "79.4 %, planned 85 %", "12, planned at most 10"."""
    _, unit = texts, figure["unit"]
    found: Any = figure.get("decimals")
    decimals = None if is_missing(found) else int(found)
    value, expected = figure["value"], figure["expected"]
    said = say_value(value, unit, texts, decimals)
    if is_missing(expected):
        return said
    places = {"value": said, "expected": say_plan(expected, unit, texts, decimals)}
    if is_less_better(figure):
        return _("{value}, planned at most {expected}", **places)
    is_count = figure["numerator"] == value and is_missing(figure["denominator"]) and not is_percent(unit)
    if is_count and not figure["baseline"]:
        return _("{value} of {expected} planned", **places)
    return _("{value}, planned {expected}", **places)


def _since(shown: Sequence[Figure]) -> str:
    """The first month of the unbroken run of figures that stand on the same side of the plan as the newest."""
    side, since = _is_behind(shown[-1]), str(shown[-1]["month"])
    for row in reversed(shown):
        if is_missing(row["progress_pct"]) or _is_behind(row) != side:
            break
        since = str(row["month"])
    return since


def _is_behind(figure: Figure) -> bool:
    return figure["status"] in _BEHIND
