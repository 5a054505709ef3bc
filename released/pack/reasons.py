"""Sentences that say why a figure stands as it does, or why there is none, from released columns alone.

About women there is one sentence whatever the cause: a reason that named the small part would tell it.
"""

from calendar import monthrange
from datetime import date
from typing import Any

from released.months import calendar_month
from released.pack.saying import is_count, is_less_better, plan_of, value_of
from released.pack.standing import Standing
from released.release import Release
from released.texts import Texts

_NO_BREAK = "\u00a0"
# How often there is a new figure, as the release tells it of what has none in any release.
_NEVER = "never published"


def explain(standing: Standing, release: Release) -> str:
    """Why a figure stands as it does, then why there is no newer one."""
    if standing.shown is None:
        return why_none(standing, release)
    said = _status_reason(standing, release)
    return f"{said} {why_none(standing, release)}" if standing.is_earlier else said


def why_none(standing: Standing, release: Release) -> str:
    """The plain sentence of a month without a figure; the neutral one where women stand behind it."""
    _, row = release.texts, standing.now
    month, state = row["month"], row["state"]
    if _frequency(standing, release) == _NEVER:
        return _("This figure is never shown.")
    if standing.about.is_about_women and state != "not_applicable":
        return _neutral(month, state, _, standing.last_closed)
    named = f"{month} ({_.label('month', month)})"
    match state:
        case "withheld":
            return _("Not shown at {month}, to protect the people behind it.", month=month)
        case "too_few":
            return _("Too few answers by {month} for a share or a mean.", month=month)
        case "not_due":
            return _("Nothing is due by {month} yet.", month=named)
        case "not_reported":
            return _("Nothing has been reported by {month}.", month=named)
        case "not_applicable":
            return _("Not delivered here, so no figure is expected.")
    return _("No figure is shown for {month}.", month=month)


def _frequency(standing: Standing, release: Release) -> Any:
    rows = release.table("indicator").where(indicator_code=standing.code)
    return rows[0].get("frequency") if len(rows) else None


def _neutral(month: str, state: str, texts: Texts, last_closed: str | None) -> str:
    """The one sentence about women: it depends on the calendar and on what is shown, on nothing else."""
    _ = texts
    if state == "not_due":
        if last_closed:
            return _("{month} is no closing month; the last figure is of {last}.", month=month, last=last_closed)
        return _("{month} is no closing month; no figure has been closed so far.", month=month)
    if last_closed:
        return _("No new figure could be closed at {month}; the last is of {last}.", month=month, last=last_closed)
    return _("No new figure could be closed at {month}; none has been closed so far.", month=month)


def _status_reason(standing: Standing, release: Release) -> str:
    _, row = release.texts, standing.row
    value = value_of(standing, _)
    if row["progress_pct"] is None:
        if standing.about.target is None:
            return _("{value} by {month}; there is no target to compare it with.", value=value, month=row["month"])
        if not _is_over(row, release):
            return _("{value} so far; {month} is not over yet, so it is not judged.", value=value, month=row["month"])
        return _("{value} by {month}; nothing was due yet.", value=value, month=row["month"])
    places = {"value": value, "expected": plan_of(standing, _), "month": row["month"]}
    return _comparison(standing, places | _progress(row, release), _)


def _comparison(standing: Standing, places: dict[str, str], texts: Texts) -> str:
    _, row = texts, standing.row
    if is_less_better(standing):
        if row["progress_pct"] < 0:
            return _("{value}, planned by {month}: at most {expected}; it has risen instead.", **places)
        if not places["rule"]:
            return _("{value}, planned by {month}: at most {expected} ({progress} of the way down).", **places)
        return _("{value}, planned by {month}: at most {expected} ({progress} of the way down); {rule}.", **places)
    if is_count(standing):
        if not places["rule"]:
            return _("{value} of {expected} expected by {month} ({progress}).", **places)
        return _("{value} of {expected} expected by {month} ({progress}); {rule}.", **places)
    if not places["rule"]:
        return _("{value}, planned by {month}: {expected} ({progress} of the plan).", **places)
    return _("{value}, planned by {month}: {expected} ({progress} of the plan); {rule}.", **places)


def _is_over(row: dict[str, Any], release: Release) -> bool:
    """Was the month over when the release was made?"""
    year, month = calendar_month(release, row["month"])
    return date.fromisoformat(release.as_of) > date(year, month, monthrange(year, month)[1])


def _progress(row: dict[str, Any], release: Release) -> dict[str, str]:
    """Progress in percent, and the rule that made it this status."""
    thresholds = (release.find_definition("progress") or {}).get("thresholds") or []
    progress, bounds = float(row["progress_pct"]), [bound for bound in map(_bound, thresholds) if bound is not None]
    # With as many decimals as it takes to stay on its side of every threshold.
    for decimals in (0, 1, 2):
        rounded = round(progress, decimals)
        if all((rounded < bound, rounded > bound) == (progress < bound, progress > bound) for bound in bounds):
            break
    shown = f"{release.texts.number(progress, decimals)}{_NO_BREAK}%"
    return {"progress": shown, "rule": _rule(str(row["status"]), thresholds, release.texts)}


def _rule(status: str, thresholds: list[dict[str, Any]], texts: Texts) -> str:
    _, names = texts, [threshold["status"] for threshold in thresholds]
    if status not in names:
        return ""
    # What reaches the plan is praised by its own bound; what doesn't is told the bound that it missed.
    reached = next((place for place, one in enumerate(thresholds) if _holds_plan(one)), 0)
    position = names.index(status)
    threshold = thresholds[position if position <= reached else position - 1]
    places = {"status": texts.label("status", status), "bound": f"{_.number(_bound(threshold) or 0)}{_NO_BREAK}%"}
    if position > reached:
        return _("{status} is under {bound}", **places)
    if threshold.get("above") is not None:
        return _("{status} is over {bound}", **places)
    return _("{status} is {bound} or more", **places)


def _holds_plan(threshold: dict[str, Any]) -> bool:
    """Does exactly the plan earn this status?"""
    bound = _bound(threshold)
    return bound is None or bound < 100 or (bound == 100 and threshold.get("above") is None)


def _bound(threshold: dict[str, Any]) -> float | None:
    """The threshold in percent of the plan."""
    bound = threshold.get("above") if threshold.get("above") is not None else threshold.get("at_least")
    return None if bound is None else round(100 * float(bound), 6)
