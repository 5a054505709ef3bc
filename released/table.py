"""Tables of a release: columns and rows in plain Python, frozen, so that what was read stays as it was read."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from released.fault import ReleaseFault, listed
from released.table_csv import build_csv, write_csv
from released.table_html import build_html
from released.texts import ENGLISH, Texts

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]
# Columns that are empty unless `state` is value.
_SHOWN_BY_STATE = ("value", "numerator", "denominator", "progress_pct")
_HAS_VALUE = "value"


class Table(Sequence[Row]):
    """Rows of named columns; every method gives a new table and leaves this one as it is.

    An empty cell is None. A row is a dictionary of its own: whoever changes it changes nothing else.
    """

    __slots__ = ("name", "columns", "texts", "_values")

    def __init__(
        self,
        name: str,
        columns: Iterable[str],
        values: Iterable[Sequence[Any]] = (),
        texts: Texts = ENGLISH,
    ) -> None:
        """`values`: one sequence per row, in the order of the columns. `texts`: the language in which it is shown."""
        self.name = name
        self.columns = tuple(columns)
        self.texts = texts
        self._values = tuple(tuple(row) for row in values)

    @classmethod
    def of(
        cls, rows: Iterable[Mapping[str, Any]], name: str = "table", columns: Iterable[str] = (), texts: Texts = ENGLISH
    ) -> "Table":
        """A table of dictionaries; without `columns`, those of the rows in the order of their first appearance."""
        listed_rows = list(rows)
        found = tuple(columns) or tuple(dict.fromkeys(key for row in listed_rows for key in row))
        return cls(name, found, ([row.get(column) for column in found] for row in listed_rows), texts)

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> "Table": ...

    def __getitem__(self, place: int | slice) -> "Row | Table":
        if isinstance(place, slice):
            return self._with(self._values[place])
        return dict(zip(self.columns, self._values[place], strict=True))

    def __iter__(self) -> Iterator[Row]:
        return (dict(zip(self.columns, row, strict=True)) for row in self._values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and (self.columns, self._values) == (other.columns, other._values)

    def __hash__(self) -> int:
        return hash((self.name, self.columns, len(self._values)))

    def __repr__(self) -> str:
        return f"<{self.name}: {len(self)} rows of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        return build_html(self)

    @property
    def rows(self) -> list[Row]:
        """All rows, as dictionaries that the reader may change."""
        return list(self)

    def values(self) -> tuple[tuple[Any, ...], ...]:
        """All rows as tuples, in the order of the columns: quicker than dictionaries where there are many."""
        return self._values

    def column(self, name: str) -> list[Any]:
        """The cells of one column, in the order of the rows."""
        place = self._place(name)
        return [row[place] for row in self._values]

    def distinct(self, name: str) -> list[Any]:
        """The different values of a column in the order of their first appearance; empty cells are left out."""
        return [value for value in dict.fromkeys(self.column(name)) if value is not None]

    def where(self, **wanted: Any) -> "Table":
        """The rows whose columns hold the wanted value, or one of a collection of values; None is an empty cell.

        A column called like a word of Python takes an underscore: `where(class_="A")`.
        """
        kept: Iterable[tuple[Any, ...]] = self._values
        for name, value in wanted.items():
            place = self._place(name if name in self.columns else name.rstrip("_"))
            accepted = value if isinstance(value, Collection) and not isinstance(value, (str, bytes)) else (value,)
            kept = [row for row in kept if row[place] in accepted]
        return self._with(kept)

    def keep(self, condition: Callable[[Row], bool]) -> "Table":
        """The rows that meet a condition: a function of the row that says yes or no."""
        return self._with(row for row in self._values if condition(dict(zip(self.columns, row, strict=True))))

    def only(self, *columns: str) -> "Table":
        """Some columns, in the order given."""
        places = [self._place(name) for name in columns]
        return Table(self.name, columns, ([row[place] for place in places] for row in self._values), self.texts)

    def with_column(self, name: str, value: Callable[[Row], Any]) -> "Table":
        """The table with one column more (or made anew), calculated from each row by a function."""
        rows = ({**row, name: value(row)} for row in self)
        return Table.of(rows, self.name, dict.fromkeys((*self.columns, name)), self.texts)

    def sorted_by(self, *columns: str, descending: bool = False) -> "Table":
        """The rows in the order of these columns; empty cells come last in both directions."""
        ordered = list(self._values)
        for place in reversed([self._place(name) for name in columns]):
            filled = [row for row in ordered if row[place] is not None]
            empty = [row for row in ordered if row[place] is None]
            ordered = sorted(filled, key=lambda row: row[place], reverse=descending) + empty
        return self._with(ordered)

    def group(self, *columns: str) -> "dict[Any, Table]":
        """Tables by the value of one column, or by the tuple of values of several, in order of appearance."""
        places = [self._place(name) for name in columns]
        parts: dict[Any, list[tuple[Any, ...]]] = {}
        for row in self._values:
            key = row[places[0]] if len(places) == 1 else tuple(row[place] for place in places)
            parts.setdefault(key, []).append(row)
        return {key: self._with(rows) for key, rows in parts.items()}

    def pivot(self, index: str, columns: str, values: str = "value") -> "Table":
        """One row per value of `index`, one column per value of `columns`.

        A figure without a value stands as the word of its state (`withheld`, `not_due` …), never as an empty cell.
        Raises ReleaseFault when two rows fall into one cell: then another breakdown is mixed in.
        """
        across = self.distinct(columns)
        cells: dict[Any, dict[Any, Any]] = {}
        for row in self:
            line = cells.setdefault(row[index], {})
            if row[columns] in line:
                raise ReleaseFault(
                    f"Two rows of {self.name} have {index} {row[index]} and {columns} {row[columns]}: "
                    f"choose one breakdown, category or indicator with where() first."
                )
            line[row[columns]] = shown_cell(row, values)
        lines = ([key, *(line.get(name) for name in across)] for key, line in cells.items())
        return Table(self.name, [index, *(str(name) for name in across)], lines, self.texts)

    def to_pandas(self) -> "pd.DataFrame":
        """The table as a data frame of pandas, if pandas is installed (it is not needed for anything else)."""
        try:
            import pandas as pd
        except ImportError:
            raise ReleaseFault(
                "pandas is not installed, and to_pandas() alone needs it: pip install pandas. "
                "Everything else of a table works without it."
            ) from None
        return pd.DataFrame(list(self._values), columns=list(self.columns))

    def to_csv(self, path: str | Path | None = None) -> str:
        """The table as CSV (comma, UTF-8); with a path also written there. Formulas are neutralised."""
        text = build_csv(self.columns, self._values)
        if path is not None:
            write_csv(Path(path), text)
        return text

    def _place(self, name: str) -> int:
        try:
            return self.columns.index(name)
        except ValueError:
            raise ReleaseFault(f"{self.name} has no column {name!r}; it has {listed(self.columns)}.") from None

    def _with(self, values: Iterable[Sequence[Any]]) -> "Table":
        return Table(self.name, self.columns, values, self.texts)


def shown_cell(row: Mapping[str, Any], column: str) -> Any:
    """A cell of a row; of a figure without a value the code of its state stands where the number would."""
    state = row.get("state")
    if row[column] is None and column in _SHOWN_BY_STATE and state not in (None, _HAS_VALUE):
        return state
    return row[column]
