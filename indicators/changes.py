"""Sentences on what changed since the last release, from the columns of the release's table `change` alone."""

from collections.abc import Mapping
from typing import Any

from indicators.reasons import STATE_NAMES, STATUS_NAMES, is_missing, say_value
from indicators.texts import N_, Texts

REASON_NAMES = {
    "new_data": N_("new workbooks"),
    "late_data": N_("workbooks that came late"),
    "correction": N_("corrected workbooks"),
    "returned": N_("returned workbooks"),
    "merge": N_("events merged into one"),
    "closing": N_("a closing"),
    "definition": N_("another definition"),
    "target": N_("another target"),
    "partners": N_("a change among the partners"),
    "calendar": N_("another calendar"),
}
Change = Mapping[str, Any]
_MOST_DECIMALS = 6


def describe_change(row: Change, texts: Texts) -> str:
    """What changed, from what to what, and why; `row` may carry `unit` and `decimals` of its indicator."""
    said = _restated(row, texts) if row["kind"] == "restated" else _new(row, texts)
    return " ".join(part for part in (said, _status(row, texts), _reason(row, texts)) if part)


def reason_names(reason: str | None, texts: Texts) -> str:
    """The reasons of the column `reason` as people read them, with commas between."""
    codes = [code for code in (reason or "").split(";") if code]
    return ", ".join(texts(REASON_NAMES.get(code, code)) for code in codes)


def _new(row: Change, texts: Texts) -> str:
    before, now = _figures(row, texts)
    places = {"month": row["month"], "now": now, "before": before, "before_month": row["before_month"]}
    if is_missing(row["before_month"]):
        return texts("{month}: {now}; it was not there before.", **places)
    if before == now:
        return texts("{month}: {now}, as at {before_month}.", **places)
    return texts("{month}: {now}; at {before_month}: {before}.", **places)


def _restated(row: Change, texts: Texts) -> str:
    before, now = _figures(row, texts)
    places = {"month": row["month"], "now": now, "before": before}
    if now == before:
        return texts("{month}: {now} as before, but its plan or status is another one.", **places)
    return texts("{month}: {now}; the earlier release said {before}.", **places)


def _figures(row: Change, texts: Texts) -> tuple[str, str]:
    """Both figures, with as many decimals as it takes to tell them apart."""
    decimals: Any = row.get("decimals")
    first = 0 if is_missing(decimals) else int(decimals)
    is_same = _is_same(row["before_value"], row["after_value"])
    for places in (None if is_missing(decimals) else first, *range(first + 1, _MOST_DECIMALS + 1)):
        before, now = (_figure(row, side, texts, places) for side in ("before", "after"))
        if is_same or before != now:
            break
    return before, now


def _is_same(first: Any, second: Any) -> bool:
    if is_missing(first) or is_missing(second):
        return is_missing(first) and is_missing(second)
    return abs(first - second) < 10**-_MOST_DECIMALS


def _figure(row: Change, side: str, texts: Texts, decimals: int | None) -> str:
    state, value = row[f"{side}_state"], row[f"{side}_value"]
    if state == "value" and not is_missing(value):
        return say_value(value, row.get("unit") or "", texts, decimals)
    return texts(STATE_NAMES.get(state, str(state)))


def _status(row: Change, texts: Texts) -> str:
    before, after = row["before_status"], row["after_status"]
    if is_missing(before) or before == after or row["after_state"] != "value":
        return ""
    names = [texts(STATUS_NAMES.get(str(status), str(status))) for status in (before, after)]
    return texts("Status: {after}, before: {before}.", before=names[0], after=names[1])


def _reason(row: Change, texts: Texts) -> str:
    names = reason_names(row["reason"], texts)
    return texts("Reason: {reasons}.", reasons=names) if names else ""
