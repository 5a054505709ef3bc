"""How complete the partners' reporting is: of the release's month, since the start, and who has not reported."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from etl.export.workbook.source import NO_VALUE, Rows, Source
from indicators.texts import Texts

_NO_BREAK = "\u00a0"


def say_reporting(source: Source) -> Iterator[str]:
    """Sentences, then a line for each partner whose workbook is missing, the longest missing first."""
    _, month = source.texts, source.about["month"]
    due = [row for row in source.rows("reporting") if row["is_expected"] and row["month"] <= month]
    now = [row for row in due if row["month"] == month]
    if not due:
        yield NO_VALUE
        return
    yield _("{received} of {expected} workbooks received.", received=_received(now), expected=len(now))
    yield _to_date(due, _)
    gaps: dict[str, Rows] = {}
    for row in sorted(due, key=lambda row: row["month"]):
        if row["received_on"] is None and row["state"] in ("missing", "late"):
            gaps.setdefault(row["partner_code"], []).append(row)
    for code, rows in sorted(gaps.items(), key=lambda gap: (gap[1][0]["month"], gap[0])):
        yield _gap(source, code, rows)


def _to_date(due: Rows, texts: Texts) -> str:
    on_time = sum(row["is_on_time"] is True for row in due)
    return texts(
        "{received} of {expected} workbooks received since the start, {on_time} on time.",
        received=texts.number(_received(due)),
        expected=texts.number(len(due)),
        on_time=f"{texts.number(100 * on_time / len(due))}{_NO_BREAK}%",
    )


def _received(rows: Rows) -> int:
    return sum(row["received_on"] is not None for row in rows)


def _gap(source: Source, code: str, rows: list[dict[str, Any]]) -> str:
    """A partner with the months that are missing, and since when."""
    _, first = source.texts, rows[0]["due_on"]
    is_late = any(row["state"] == "late" for row in rows)
    since = _("late since {day}", day=first + timedelta(days=1)) if is_late else _("due by {day}", day=first)
    months = ", ".join(row["month"] for row in rows)
    return f"{code} · {source.label('partner_name', code)} · {months} · {since}"
