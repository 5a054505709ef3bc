"""Sentences that say why a figure has its status or state, from released columns only.

Class A has one sentence whatever the cause: a reason that named the small part would tell it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from indicators.model.project import ProgressRules
from indicators.periods import Periods, month_number
from indicators.texts import N_, Texts

# What a released row is read as: a pandas Series or a dictionary with the columns of `figure`, and, where it is known,
# `decimals`, `direction` and `frequency` of its indicator.
Figure = Mapping[str, Any]

STATUS_NAMES = {
    "delayed": N_("delayed"),
    "at_risk": N_("at risk"),
    "on_track": N_("on track"),
    "ahead": N_("ahead"),
    "unavailable": N_("no status"),
}
STATE_NAMES = {
    "value": N_("value"),
    "withheld": N_("hidden to protect people"),
    "not_reported": N_("not reported"),
    "not_due": N_("not due"),
    "not_applicable": N_("not applicable"),
    "too_few": N_("too few answers"),
}
CLASS_OF_WOMEN = "A"
# How often there is a new figure, as the release tells it of what has none in any release.
NEVER_PUBLISHED = N_("never published")
_NO_BREAK = "\u00a0"
_POINTS = "percentage points"
_DOWN = "down"


def is_missing(value: Any) -> bool:
    """Is a released cell empty (None or NaN)?"""
    return value is None or value != value


def is_percent(unit: str) -> bool:
    """Is the unit a percentage, so that % stands behind the number?"""
    return unit.replace(";", " ").split(" ")[0] in ("percent", "%")


def format_value(value: Any, unit: str, texts: Texts, decimals: int | None = None) -> str:
    """A number as people read it, a dash when it is empty; without `decimals`, only a fraction has one."""
    if is_missing(value):
        return "–"
    whole = float(value).is_integer()
    places = decimals if decimals is not None else (0 if whole else 1)
    return texts.number(float(value), places) + (f"{_NO_BREAK}%" if is_percent(unit) else "")


def format_plan(value: Any, unit: str, texts: Texts, decimals: int | None = None) -> str:
    """As `format_value`, for planned values: whole ones stay short, 0.8 planned sessions are not 1."""
    if is_missing(value):
        return format_value(value, unit, texts)
    return format_value(value, unit, texts, 0 if float(value).is_integer() else max(decimals or 0, 1))


def say_value(value: Any, unit: str, texts: Texts, decimals: int | None = None) -> str:
    """As `format_value`, where no unit stands beside: a change of percentages says that it counts in points."""
    return _in_points(format_value(value, unit, texts, decimals), value, unit, texts)


def say_plan(value: Any, unit: str, texts: Texts, decimals: int | None = None) -> str:
    """As `say_value`, for planned values."""
    return _in_points(format_plan(value, unit, texts, decimals), value, unit, texts)


def _in_points(shown: str, value: Any, unit: str, texts: Texts) -> str:
    is_in_points = unit.startswith(_POINTS) and not is_missing(value)
    return texts("{value} percentage points", value=shown) if is_in_points else shown


def status_reason(
    figure: Figure,
    texts: Texts,
    periods: Periods,
    rules: ProgressRules | None = None,
    last_closed: str | None = None,
) -> str:
    """Why a figure stands as it does: values, period, the threshold of `rules` that was met or missed, coverage.

    `figure` may carry `decimals`; `last_closed` is the month of the newest shown figure of a class A indicator.
    """
    if figure["state"] != "value":
        return state_reason(figure, texts, periods, last_closed)
    if is_missing(figure["progress_pct"]):
        return _join(_why_no_status(figure, texts, periods), coverage_sentence(figure, texts))
    return _join(_comparison(figure, texts, rules), coverage_sentence(figure, texts))


def state_reason(figure: Figure, texts: Texts, periods: Periods, last_closed: str | None = None) -> str:
    """The plain sentence of a figure without a value."""
    _, month, state = texts, figure["month"], figure["state"]
    if figure.get("frequency") == NEVER_PUBLISHED:
        return _("This figure is never shown.")
    if figure["class"] == CLASS_OF_WOMEN and state != "not_applicable":
        return neutral_sentence(month, state, texts, last_closed)
    named = f"{month} ({texts.month_name(*periods.calendar_month(month_number(month)))})"
    match state:
        case "withheld":
            return _("Not shown at {month}, to protect the people behind it.", month=month)
        case "too_few":
            return _("Too few answers by {month} for a share or a mean.", month=month)
        case "not_due":
            return _("Nothing is due by {month} yet.", month=named)
        case "not_reported":
            return _join(_("Nothing has been reported by {month}.", month=named), coverage_sentence(figure, texts))
        case "not_applicable":
            return _("Not delivered here, so no figure is expected.")
    return _("No figure is shown for {month}.", month=month)


def neutral_sentence(month: str, state: str, texts: Texts, last_closed: str | None) -> str:
    """The one sentence of class A, the same whatever the cause; it depends on the calendar and on what is shown."""
    _ = texts
    if state == "not_due":
        if last_closed:
            return _("{month} is no closing month; the last figure is of {last}.", month=month, last=last_closed)
        return _("{month} is no closing month; no figure has been closed so far.", month=month)
    if last_closed:
        return _("No new figure could be closed at {month}; the last is of {last}.", month=month, last=last_closed)
    return _("No new figure could be closed at {month}; none has been closed so far.", month=month)


def coverage_sentence(figure: Figure, texts: Texts) -> str:
    """How many partners the figure rests on; empty when none was expected."""
    if is_missing(figure["expected_reports_n"]) or not figure["expected_reports_n"]:
        return ""
    reported, expected = int(figure["reported_n"]), int(figure["expected_reports_n"])
    sentence = texts.plural(
        "{reported} of {n} partner reported.", "{reported} of {n} partners reported.", expected, reported=reported
    )
    carried = 0 if is_missing(figure["carried_forward_n"]) else int(figure["carried_forward_n"])
    return _join(sentence, texts("{n} carried forward from earlier months.", n=carried) if carried else "")


def _comparison(figure: Figure, texts: Texts, rules: ProgressRules | None) -> str:
    _, unit = texts, figure["unit"]
    places = {
        "value": say_value(figure["value"], unit, texts, _decimals(figure)),
        "expected": say_plan(figure["expected"], unit, texts, _decimals(figure)),
        "month": figure["month"],
        "progress": _progress(figure, texts, rules),
        "rule": _rule(figure["status"], texts, rules),
    }
    if is_less_better(figure):
        return _comparison_downward(figure, texts, places)
    is_count = figure["numerator"] == figure["value"] and is_missing(figure["denominator"])
    if is_count and not figure["baseline"] and not is_percent(unit):
        if places["rule"]:
            return _("{value} of {expected} expected by {month} ({progress}); {rule}.", **places)
        return _("{value} of {expected} expected by {month} ({progress}).", **places)
    if places["rule"]:
        return _("{value}, planned by {month}: {expected} ({progress} of the plan); {rule}.", **places)
    return _("{value}, planned by {month}: {expected} ({progress} of the plan).", **places)


def _comparison_downward(figure: Figure, texts: Texts, places: dict[str, str]) -> str:
    """Of what should fall: at most so much was planned, and how much of the planned fall was reached."""
    _ = texts
    if float(figure["progress_pct"]) < 0:
        # Minus 20 % of a fall is no way to say that it has risen.
        if places["rule"]:
            return _("{value}, planned by {month}: at most {expected}; it has risen instead; {rule}.", **places)
        return _("{value}, planned by {month}: at most {expected}; it has risen instead.", **places)
    if places["rule"]:
        return _("{value}, planned by {month}: at most {expected} ({progress} of the way down); {rule}.", **places)
    return _("{value}, planned by {month}: at most {expected} ({progress} of the way down).", **places)


def is_less_better(figure: Figure) -> bool:
    """Is less better? From the indicator's `direction`; without it, what was planned below the baseline tells it."""
    direction = figure.get("direction")
    if not is_missing(direction):
        return bool(direction == _DOWN)
    baseline, expected = figure["baseline"], figure["expected"]
    return not is_missing(baseline) and not is_missing(expected) and float(expected) < float(baseline)


def _why_no_status(figure: Figure, texts: Texts, periods: Periods) -> str:
    _ = texts
    places = {
        "value": say_value(figure["value"], figure["unit"], texts, _decimals(figure)),
        "month": figure["month"],
    }
    if figure["breakdown"] != "total":
        return _("{value} by {month}; targets are set for the total alone.", **places)
    if is_missing(figure["target"]):
        return _("{value} by {month}; there is no target to compare it with.", **places)
    if not _is_over(figure, periods):
        return _("{value} so far; {month} is not over yet, so it is not judged.", **places)
    return _("{value} by {month}; nothing was due yet.", **places)


def _is_over(figure: Figure, periods: Periods) -> bool:
    """Was the month over when the release was made? What doesn't say when counts as over."""
    as_of: Any = figure.get("as_of")
    return is_missing(as_of) or date.fromisoformat(str(as_of)) > periods.last_day(month_number(figure["month"]))


def _progress(figure: Figure, texts: Texts, rules: ProgressRules | None) -> str:
    """Progress in percent, with as many decimals as it takes to stay on its side of every threshold."""
    progress = float(figure["progress_pct"])
    bounds = [100 * bound for bound in map(_bound, rules.thresholds) if bound is not None] if rules else []
    for decimals in (0, 1, 2):
        shown = round(progress, decimals)
        if all((shown < bound, shown > bound) == (progress < bound, progress > bound) for bound in bounds):
            break
    return f"{texts.number(progress, decimals)}{_NO_BREAK}%"


def _rule(status: str, texts: Texts, rules: ProgressRules | None) -> str:
    _ = texts
    names = [threshold.status for threshold in rules.thresholds] if rules else []
    if rules is None or status not in names:
        return ""
    position = names.index(status)
    # What reaches the plan is praised by its own bound; what doesn't is told the bound that it missed.
    reached = rules.thresholds.index(rules.on_track)
    threshold = rules.thresholds[position if position <= reached else position - 1]
    bound = f"{texts.number(100 * (_bound(threshold) or 0))}{_NO_BREAK}%"
    name = _(STATUS_NAMES.get(status, status))
    if position > reached:
        return _("{status} is under {bound}", status=name, bound=bound)
    if threshold.above is not None:
        return _("{status} is over {bound}", status=name, bound=bound)
    return _("{status} is {bound} or more", status=name, bound=bound)


def _bound(threshold: Any) -> float | None:
    return threshold.above if threshold.above is not None else threshold.at_least


def _decimals(figure: Figure) -> int | None:
    decimals: Any = figure.get("decimals")
    return None if is_missing(decimals) else int(decimals)


def _join(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
