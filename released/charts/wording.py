"""Values, plans and findings in words, as the product's pages say them; from released columns only."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from released.about import Indicator
from released.texts import N_, Texts

Figure = Mapping[str, Any]
LESS_IS_BETTER = N_("↓ less is better")
_NO_BREAK = "\u00a0"
_POINTS = "percentage points"
_BEHIND = ("delayed", "at_risk")
_PROPOSED = "proposed"


def is_percent(unit: str) -> bool:
    """Is the unit a percentage, so that % stands behind the number?"""
    return unit.replace(";", " ").split(" ")[0] in ("percent", "%")


def percent_sign(unit: str) -> str:
    """What stands behind a number of this unit on an axis."""
    return f"{_NO_BREAK}%" if is_percent(unit) else ""


def is_in_points(unit: str) -> bool:
    """Is the unit a change of percentages, whose values say that they count in points?"""
    return unit.startswith(_POINTS)


def unit_beside(about: Indicator) -> str:
    """The unit as it stands beside a value; nothing where the value says it."""
    return "" if is_percent(about.unit) or is_in_points(about.unit) else about.unit_name


def say_value(value: float, about: Indicator, texts: Texts, decimals: int | None = None) -> str:
    """A value with the indicator's decimals or others; a change of percentages says that it counts in points."""
    shown = texts.number(value, about.decimals if decimals is None else decimals)
    return _in_points(shown + percent_sign(about.unit), about, texts)


def say_plan(value: float, about: Indicator, texts: Texts) -> str:
    """As `say_value`, for planned values: whole ones stay short, 0.8 planned sessions are not 1."""
    decimals = 0 if float(value).is_integer() else max(about.decimals, 1)
    return _in_points(texts.number(value, decimals) + percent_sign(about.unit), about, texts)


def say_target(value: float, about: Indicator, texts: Texts) -> str:
    """The target with its state, for instance "target 80 %, proposed"."""
    said = say_plan(value, about, texts)
    is_less_better = about.direction == "down"
    told = texts("target at most {target}", target=said) if is_less_better else texts("target {target}", target=said)
    if about.target_state == _PROPOSED:
        told = texts("{target}, proposed", target=told)
    return f"{told} {texts(LESS_IS_BETTER)}" if is_less_better else told


def say_finding(rows: Iterable[Figure], about: Indicator, month: str, texts: Texts) -> str:
    """What a curve shows, for instance "At M18: 12 of 14 planned; behind the plan since M15.".

    Only rows with a value speak, so a figure about women tells nothing but its closings; `month` is the release's.
    """
    _, shown = texts, sorted((row for row in rows if row["state"] == "value"), key=lambda row: str(row["month"]))
    if not shown:
        return _("No figure up to {month}.", month=month)
    newest = shown[-1]
    places = {"month": newest["month"], "figures": _against_plan(newest, about, texts), "since": _since(shown)}
    if newest.get("target") is None:
        return _("At {month}: {figures}; there is no target to compare it with.", **places)
    if newest.get("progress_pct") is None:
        return _("At {month}: {figures}; nothing was due yet.", **places)
    return _say_standing(newest["status"], newest.get("target_state") == _PROPOSED, places, texts)


def _say_standing(status: str, is_proposed: bool, places: dict[str, str], texts: Texts) -> str:
    _ = texts
    if status in _BEHIND:
        if is_proposed:
            return _("At {month}: {figures}; behind the plan, which is only proposed, since {since}.", **places)
        return _("At {month}: {figures}; behind the plan since {since}.", **places)
    if is_proposed:
        return _("At {month}: {figures}; on the plan, which is only proposed, or ahead since {since}.", **places)
    return _("At {month}: {figures}; on plan or ahead since {since}.", **places)


def _against_plan(figure: Figure, about: Indicator, texts: Texts) -> str:
    _, said = texts, say_value(figure["value"], about, texts)
    if figure.get("expected") is None:
        return said
    places = {"value": said, "expected": say_plan(figure["expected"], about, texts)}
    if about.direction == "down":
        return _("{value}, planned at most {expected}", **places)
    if about.type == "count" and not figure.get("baseline"):
        return _("{value} of {expected} planned", **places)
    return _("{value}, planned {expected}", **places)


def _since(shown: Sequence[Figure]) -> str:
    """The first month of the unbroken run of figures that stand on the same side of the plan as the newest."""
    side, since = shown[-1].get("status") in _BEHIND, str(shown[-1]["month"])
    for row in reversed(shown):
        if row.get("progress_pct") is None or (row.get("status") in _BEHIND) != side:
            break
        since = str(row["month"])
    return since


def capital(text: str) -> str:
    """A word at the beginning of a legend."""
    return text[:1].upper() + text[1:]


def _in_points(shown: str, about: Indicator, texts: Texts) -> str:
    return texts("{value} percentage points", value=shown) if is_in_points(about.unit) else shown
