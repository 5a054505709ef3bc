"""The figures of a release: chosen by indicator, month, breakdown, category and state, with a word on what exists."""

import re
from collections.abc import Collection
from typing import Any

from released.fault import ReleaseFault, listed
from released.months import reporting_month
from released.release import Release
from released.table import Row, Table

TOTAL = "total"
ALL = "all"
_CALENDAR = re.compile(r"(\d{4})-(\d{2})")
_HAS_VALUE = "value"
_WOMEN = "A"

Choice = str | Collection[str] | None


def figures(
    release: Release,
    indicator: Choice = None,
    month: Choice = None,
    breakdown: Choice = TOTAL,
    category: Choice = None,
    state: Choice = None,
) -> Table:
    """The figures of a release, each choice one name or several; None takes all. Totals unless a breakdown is named.

    Months are M01, M02 … or 2016-05. Raises ReleaseFault for a name that the release doesn't have, with those it has.
    """
    table = release.table("figure")
    wanted = {
        "indicator_code": indicator,
        "month": _as_months(release, month),
        "breakdown": breakdown,
        "category": category,
        "state": state,
    }
    for column, choice in wanted.items():
        if choice is not None:
            table = _chosen(release, table, column, choice)
    return table


def newest(release: Release, code: str, breakdown: str = TOTAL, category: str = ALL) -> Row:
    """The figure of an indicator that counts today: about women the newest that is shown, else the last month's."""
    return _newest(figures(release, code, breakdown=breakdown, category=category))


def newest_figures(release: Release) -> Table:
    """`newest` of the total of every indicator, in the order of the results framework."""
    totals = figures(release).group("indicator_code")
    codes = release.table("indicator").sorted_by("position").column("indicator_code")
    rows = [_newest(totals[code]) for code in codes if code in totals]
    return Table.of(rows, "newest figures", release.table("figure").columns, release.texts)


def _newest(table: Table) -> Row:
    rows = table.sorted_by("month").rows
    shown = [row for row in rows if row["class"] == _WOMEN and row["state"] == _HAS_VALUE]
    return (shown or rows)[-1]


def _chosen(release: Release, table: Table, column: str, choice: str | Collection[str]) -> Table:
    names = [choice] if isinstance(choice, str) else list(choice)
    # States are few and known: that a release has no figure of one is an answer, not a mistake.
    known = list(release.states) if column == "state" else _known(release, table, column)
    for name in names:
        if name not in known:
            raise ReleaseFault(_unknown(release, table, column, name, known))
    return table.where(**{column: names})


def _known(release: Release, table: Table, column: str) -> list[Any]:
    return table.distinct(column) if column != "indicator_code" else release.table("indicator").column(column)


def _unknown(release: Release, table: Table, column: str, name: object, known: list[Any]) -> str:
    what = "indicator" if column == "indicator_code" else column
    if column == "month" and known:
        return f"The release {release.release_id} has no month {name!r}; it has {min(known)} to {max(known)}."
    codes = listed(table.distinct("indicator_code"), 5)
    of = f"of {codes} in" if column in ("breakdown", "category") else "in the release"
    return f"There is no {what} {name!r} {of} {release.release_id}; known: {listed(known)}."


def _as_months(release: Release, month: Choice) -> Choice:
    if month is None:
        return None
    names = [month] if isinstance(month, str) else list(month)
    return [_as_month(release, name) for name in names]


def _as_month(release: Release, name: str) -> str:
    calendar = _CALENDAR.fullmatch(str(name))
    if not calendar:
        return str(name)
    return reporting_month(release, int(calendar[1]), int(calendar[2]))
