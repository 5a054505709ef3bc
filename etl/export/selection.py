"""Selecting figures of a release: by indicator, objective, class, breakdown and months. Facts always stay whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from etl.errors import UserError
from etl.release_file import ReleaseFile
from indicators.periods import month_code, month_number
from indicators.texts import N_


@dataclass(frozen=True)
class Selection:
    """What is wanted of the figures; an empty part wants everything. Months are codes, both ends included."""

    indicators: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    breakdowns: tuple[str, ...] = ()
    from_month: str | None = None
    to_month: str | None = None

    @property
    def is_everything(self) -> bool:
        """Is nothing left out?"""
        return self == Selection()


# Column of `figure` that each list of a selection is about, and how an unknown name is told.
_UNKNOWN = {
    "indicators": ("indicator_code", N_("The release has no indicator '{name}'. It has {known}.")),
    "objectives": ("objective", N_("The release has no objective '{name}'. It has {known}.")),
    "classes": ("class", N_("The release has no class '{name}'. It has {known}.")),
    "breakdowns": ("breakdown", N_("The release has no breakdown '{name}'. It has {known}.")),
}


def check_selection(release: ReleaseFile, selection: Selection) -> None:
    """Does the release have what is selected? Raises UserError with what exists."""
    if selection.is_everything:
        return
    figures = release.arrow("figure")
    for part, (column, told) in _UNKNOWN.items():
        _expect_known(getattr(selection, part), _values(figures, column), told)
    months = _values(figures, "month")
    for month in (selection.from_month, selection.to_month):
        _expect_known([month] if month else (), months, N_("The release has no month '{name}'. It has {known}."))
    first, last = _bounds(selection, months)
    if first > last:
        raise UserError(
            N_("The selection begins in {first}, after its end in {last}. Exchange the two months."),
            first=month_code(first),
            last=month_code(last),
        )
    if not select(figures, selection).num_rows:
        raise UserError(N_("The release has no figure of this selection. Select less at once."))


def select(table: pa.Table, selection: Selection) -> pa.Table:
    """The selected rows of a table, in its order, by those of the named columns that it has."""
    if selection.is_everything:
        return table
    wanted: list[pa.ChunkedArray] = []
    for part, (column, _told) in _UNKNOWN.items():
        names = getattr(selection, part)
        if names and column in table.column_names:
            wanted.append(pc.is_in(table.column(column), pa.array(names, pa.string())))
    if (selection.from_month or selection.to_month) and "month" in table.column_names:
        months = _values(table, "month")
        first, last = _bounds(selection, months)
        inside = [month for month in months if first <= month_number(month) <= last]
        wanted.append(pc.is_in(table.column("month"), pa.array(inside, pa.string())))
    for one in wanted:
        # Each mask is of the whole table: they are put together before anything is left out.
        wanted[0] = pc.and_(wanted[0], one)
    return table.filter(wanted[0]) if wanted else table


def selected_codes(release: ReleaseFile, selection: Selection) -> frozenset[str]:
    """Codes of the indicators that are selected: by code, objective and class."""
    own = Selection(selection.indicators, selection.objectives, selection.classes)
    return frozenset(_values(select(release.arrow("indicator"), own), "indicator_code"))


def describe_selection(selection: Selection) -> tuple[str, ...]:
    """One line "name: values" for each part that leaves something out; none when everything is there."""
    lines = [f"{part}: {', '.join(getattr(selection, part))}" for part in _UNKNOWN if getattr(selection, part)]
    if selection.from_month or selection.to_month:
        lines.append(f"selected months: {selection.from_month or 'the first'} to {selection.to_month or 'the last'}")
    return tuple(lines)


def _expect_known(names: Iterable[str], known: Sequence[str], told: str) -> None:
    for name in names:
        if name not in known:
            raise UserError(told, name=name, known=", ".join(known))


def _bounds(selection: Selection, months: Sequence[str]) -> tuple[int, int]:
    """First and last month as numbers; without months there is nothing between them."""
    numbers = [month_number(month) for month in months] or [0]
    first = month_number(selection.from_month) if selection.from_month else min(numbers)
    return first, month_number(selection.to_month) if selection.to_month else max(numbers)


def _values(table: pa.Table, column: str) -> list[str]:
    return sorted(str(value) for value in pc.unique(table.column(column)).to_pylist() if value is not None)
