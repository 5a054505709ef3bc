"""Cells of released facts (things: sessions, events, practices), by what each indicator takes from a row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from released.evaluation.cell import Cell
from released.evaluation.stated import Stated
from released.release import Release

ROW, ITEMS = "(the row)", "(items)"
PAPERS = "the partner's own papers"
_WOMEN = "A"
_COLUMN = re.compile(r"\b([A-Z][A-Z_]*)\.([a-z_0-9]+)\b")
Row = Mapping[str, Any]


def fact_tables(release: Release) -> dict[str, tuple[str, Stated]]:
    """Fact tables of the release, each with its sheet."""
    sheets = release.definition("workbook")["sheets"]
    there = release.tables()
    return {sheet["fact"]: (name, sheet) for name, sheet in sheets.items() if sheet.get("fact") in there}


def fact_cells(release: Release) -> Iterator[Cell]:
    """Every number that an indicator takes from a row of facts that counts now; of women there are no such rows."""
    countries = {row["partner_code"]: row["country"] for row in release.table("partner")}
    women = set(release.table("indicator").where(class_=_WOMEN).column("indicator_code"))
    stated = [one for one in release.definition("indicators") if one["code"] not in women]
    for table, (name, sheet) in fact_tables(release).items():
        readers = [reader for one in stated for reader in _readers(one, name, release.table(table).columns, countries)]
        for row in _counting(release.table(table).rows):
            thing = "/".join(str(row[key]) for key in sheet["key"] if key in row)
            yield from _row_cells(table, thing, row, readers)


def _row_cells(table: str, thing: str, row: Row, readers: Sequence["_Reader"]) -> Iterator[Cell]:
    place, origin = (table, row["partner_code"], row["month"], thing), (row["submission_id"], row["row_number"])
    # Every row has to be borne out, also one from which no indicator takes a number.
    serves: dict[str, list[str]] = {ROW: [f"{table}, rows"]}
    numbers, proofs = {ROW: 1.0}, {ROW: PAPERS}
    for reader in readers:
        reported = reader.read(row)
        if reported is not None:
            serves.setdefault(reader.what, []).append(reader.serves)
            numbers[reader.what], proofs[reader.what] = reported, reader.proof
    for what, names in serves.items():
        yield Cell(*place, what, tuple(names), numbers[what], proofs[what], *origin)


def _counting(rows: Sequence[Row]) -> list[Row]:
    """Rows that count at the release's month: those that something newer replaced have an end."""
    return [row for row in rows if row["counts_from"] is not None and row["counts_to"] is None]


@dataclass(frozen=True)
class _Reader:
    """What one indicator takes from a row of a table."""

    what: str
    serves: str
    proof: str
    column: str
    conditions: Stated
    countries: Mapping[str, str]

    def read(self, row: Row) -> float | None:
        """The number that the indicator takes, or None where the row doesn't count for it."""
        if not _meets(row, self.conditions, self.countries):
            return None
        value = row.get(self.column)
        if self.what == ROW:
            return 1.0
        if self.what.endswith(ITEMS):
            return float(len(_items(value)))
        return float(value) if isinstance(value, (int, float)) else None


def _readers(stated: Stated, sheet: str, columns: Sequence[str], countries: Mapping[str, str]) -> Iterator[_Reader]:
    calculation, code = stated["calculation"], str(stated["code"])
    proof = str(stated["means_of_verification"])
    for part, expression, own in _parts(calculation):
        conditions = {key: {**calculation.get(key, {}), **own.get(key, {})} for key in ("where", "where_not")}
        conditions["partner_of_other_country"] = calculation.get("partner_of_other_country")
        needed = {*conditions["where"], *conditions["where_not"], conditions["partner_of_other_country"]} - {None}
        for named, column in _COLUMN.findall(str(expression)):
            if named == sheet and {column, *needed} <= set(columns):
                what = _what(part, column)
                serves = code if part in ("distinct", "of", "terms") else f"{code}/{part}"
                yield _Reader(what, serves, proof, column, conditions, countries)


def _what(part: str, column: str) -> str:
    """A thing is counted once for its row; a list in a cell by its items; everything else is a number."""
    if part != "distinct":
        return column
    return ROW if column == "country" or column.endswith("_code") else f"{column} {ITEMS}"


def _parts(calculation: Stated) -> Iterator[tuple[str, Any, Stated]]:
    """The columns that a calculation takes, by their part in it."""
    if calculation["kind"] == "distinct":
        yield from (("distinct", one, {}) for one in calculation["of"])
    elif calculation["kind"] == "sum":
        yield from (("terms", term["of"], term) for term in calculation["terms"])
    elif calculation["kind"] == "milestone":
        yield "of", calculation["of"], {}
    elif calculation["kind"] == "ratio":
        yield from ((part, calculation[part], {}) for part in ("numerator", "denominator"))


def _meets(row: Row, conditions: Stated, countries: Mapping[str, str]) -> bool:
    if any(row[column] not in wanted for column, wanted in conditions["where"].items()):
        return False
    if any(row[column] in refused for column, refused in conditions["where_not"].items()):
        return False
    adopting = conditions["partner_of_other_country"]
    return not adopting or any(countries.get(one) != row["country"] for one in _items(row[adopting]))


def _items(value: Any) -> list[str]:
    return [one.strip() for one in re.split(r"[;,]", str(value or "")) if one.strip()]
