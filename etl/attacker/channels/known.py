"""What a release itself says: the numbers, codes and days by which everything that leaves must be explained."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from etl.attacker.channels.derived import analysis_numbers, rounding_numbers
from etl.attacker.channels.distances import distance_numbers
from etl.attacker.channels.numbers import Numbers
from etl.attacker.channels.own_numbers import FIGURE_NUMBERS, coverage_of, own_numbers
from etl.attacker.channels.sampled import sample_numbers
from etl.attacker.channels.stated import read_hidden_columns, read_own_texts, read_thresholds
from etl.attacker.channels.tallies import tally_numbers
from etl.attacker.channels.tokens import read_tokens
from etl.attacker.released import Released, Row

# Written by itself, or within the id of a release.
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\b(\d{4})-?(\d\d)-?(\d\d)\b")
# Tables whose texts definitions and program give.
_OF_THE_PRODUCT = ("indicator", "result", "objective", "target", "partner", "milestone", "dictionary", "verification")


@dataclass(frozen=True)
class Known:
    """Everything that a release says, for the whole of it and by indicator; made once for many outputs."""

    released: Released
    # Ids of the other releases of the house: a page lists them all.
    others: tuple[str, ...] = ()

    @cached_property
    def words(self) -> set[str]:
        """Codes that stand anywhere in the release."""
        found = (token for text in self._texts for token in read_tokens(text))
        codes = {token.text for token in found if token.kind == "code"}
        return codes.union(self.others, self.months.values())

    @cached_property
    def months(self) -> dict[int, str]:
        """Codes of the project's months by number; those to come are known as well."""
        about = self.released.tables["release"][0]
        letters = str(about["month"]).rstrip("0123456789")
        width = len(about["month"]) - len(letters)
        return {number: f"{letters}{number:0{width}d}" for number in range(1, int(about["months_n"]) + 1)}

    @cached_property
    def days(self) -> frozenset[date]:
        """Days of the release, and the day after each: from then on something is late."""
        found = {day for cell in [*self._cells, *self.others] for day in _days(cell)}
        return frozenset(found | {day + timedelta(days=1) for day in found})

    @cached_property
    def years(self) -> frozenset[int]:
        """Years of these days and of the definitions' sources, and the one after, in which a project ends."""
        named = (token.text for text in self._texts for token in read_tokens(text) if token.kind == "month")
        found = {day.year for day in self.days} | {int(year) for text in named for year in _YEAR.findall(text)}
        return frozenset(found | {year + 1 for year in found})

    @cached_property
    def everywhere(self) -> Numbers:
        """All numbers of all tables, their texts' numbers, and what is counted of public rows."""
        cells = (float(cell) for cell in self._cells if _is_number(cell))
        told = told_numbers(self._texts)
        counted = [*tally_numbers(self.released), *distance_numbers(self.released), *analysis_numbers(self.released)]
        counted += sample_numbers(self.released)
        return Numbers([*cells, *told, *counted, *read_thresholds(self.released)])

    @cached_property
    def of_release(self) -> Numbers:
        """Numbers of the release as a whole, which may stand in a sentence beside any figure."""
        rows = [*self.released.tables["release"], *self.released.tables.get("verification", ())]
        return Numbers(float(cell) for row in rows for cell in row.values() if _is_number(cell))

    @cached_property
    def of_framework(self) -> Numbers:
        """Numbers in the words of objectives and results, such as how many pathways the grant binds."""
        rows = [*self.released.tables.get("result", ()), *self.released.tables.get("objective", ())]
        names = (str(row.get("result_name") or row.get("objective_name") or "") for row in rows)
        return Numbers(told_numbers(names))

    def of_indicator(self, code: str) -> Numbers:
        """The numbers that an indicator itself publishes, in its rows and its passport."""
        if code not in self._by_indicator:
            texts = [*self._texts_of(code), *read_own_texts(self.released, code)]
            own = [*own_numbers(self.released, self.rows_of(code), code), *told_numbers(texts)]
            own += rounding_numbers(self.released, self.rows_of(code), code)
            self._by_indicator[code] = Numbers(own)
        return self._by_indicator[code]

    def coverage_of(self, code: str) -> frozenset[tuple[float, ...]]:
        """Counts that sentences on an indicator's coverage tell together."""
        return coverage_of(self.rows_of(code), len(self.released.tables["partner"]))

    def of_month(self, code: str, month: str) -> Numbers:
        """What the total of an indicator says at one month, its plan included; "" is the start, with the baseline."""
        rows = [row for row in self.rows_of(code) if row["month"] == month and row["breakdown"] == "total"]
        told = [row[name] for row in rows for name in FIGURE_NUMBERS if row[name] is not None]
        for row in self.released.tables["indicator"]:
            if row["indicator_code"] == code:
                planned = json.loads(row.get("planned_path") or "{}").get(month) if month else row["baseline"]
                told += [planned] if planned is not None else []
        return Numbers(told)

    @cached_property
    def label_kinds(self) -> frozenset[str]:
        """Kinds of the labels of columns."""
        columns = {**self.released.columns, "label": ("language", "kind", "code", "text")}
        return frozenset(f"column:{table}.{name}" for table, names in columns.items() for name in names)

    @cached_property
    def formulas(self) -> list[str]:
        """How indicators are calculated, which names columns that are not released."""
        return sorted({str(row.get("formula") or "") for row in self.released.tables["indicator"]} - {""})

    @cached_property
    def hidden_columns(self) -> frozenset[str]:
        """Columns of the partners' workbook that stand in no table of the release."""
        return read_hidden_columns(self.released)

    @cached_property
    def of_women(self) -> Numbers:
        """Numbers that the rows of class A publish; those under the largest threshold excuse nobody."""
        least = max(self.thresholds, default=0)
        rows = [row for row in self.released.figures if self.is_of_women(row["indicator_code"])]
        told = (row[name] for row in rows if row["state"] == "value" for name in FIGURE_NUMBERS)
        return Numbers(value for value in told if value is not None and value >= least)

    @cached_property
    def thresholds(self) -> frozenset[int]:
        """The least numbers of women that the publication plan states."""
        classes = (self.released.rules.disclosure.get("classes") or {}).values()
        return frozenset(int(one[name]) for one in classes for name in ("k", "k_consortium") if one.get(name))

    @cached_property
    def own_sentences(self) -> str:
        """What definitions and product say in the release, joined; nothing that a coordinator wrote."""
        tables = [rows for name, rows in self.released.tables.items() if name in _OF_THE_PRODUCT]
        cells = {cell for rows in tables for row in rows for cell in row.values() if isinstance(cell, str)}
        return "\n".join(" ".join(text.split()) for text in sorted(cells | self.released.rules.sayings))

    @cached_property
    def partners(self) -> re.Pattern[str]:
        """A partner's code as a word."""
        listed = "|".join(re.escape(str(row["partner_code"])) for row in self.released.tables["partner"])
        return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)

    def subjects(self, text: str) -> frozenset[str]:
        """Indicators that a text names, by code or by name."""
        small = text.lower()
        named = {code for name, code in self._names.items() if name in small}
        return frozenset(named | set(self._codes.findall(text)))

    def is_of_women(self, code: str) -> bool:
        """Is the indicator class A?"""
        return self.released.rules.is_of_women(code)

    def rows_of(self, code: str) -> list[Row]:
        """The rows of an indicator in the KPI table."""
        return self._figures.get(code, [])

    @cached_property
    def _names(self) -> dict[str, str]:
        return {str(row["indicator_name"]).lower(): row["indicator_code"] for row in self.released.tables["indicator"]}

    @cached_property
    def _codes(self) -> re.Pattern[str]:
        listed = "|".join(sorted(map(re.escape, self.released.rules.types), key=len, reverse=True))
        return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])")

    @cached_property
    def _by_indicator(self) -> dict[str, Numbers]:
        return {}

    @cached_property
    def _figures(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.released.figures:
            found.setdefault(row["indicator_code"], []).append(row)
        return found

    @cached_property
    def _cells(self) -> list[Any]:
        """Each different cell of the release once; 1 and True are two."""
        tables = self.released.tables.values()
        return [
            cell for _kind, cell in {(type(cell), cell) for rows in tables for row in rows for cell in row.values()}
        ]

    @cached_property
    def _texts(self) -> list[str]:
        names = [name for columns in self.released.columns.values() for name in columns]
        return [cell for cell in self._cells if isinstance(cell, str)] + names

    def _texts_of(self, code: str) -> Iterator[str]:
        """Texts of an indicator's own rows, those of its passport above all, and of the result that it measures."""
        passport = [row for row in self.released.tables["indicator"] if row["indicator_code"] == code]
        for key, table in (("result", "result"), ("objective", "objective")):
            above = (row for row in self.released.tables.get(table, ()) for own in passport if row[key] == own.get(key))
            yield from (cell for row in above for cell in row.values() if isinstance(cell, str))
        for name, rows in self.released.tables.items():
            if name not in ("figure", "provenance"):
                own = (row for row in rows if row.get("indicator_code") == code)
                yield from (cell for row in own for cell in row.values() if isinstance(cell, str))


def told_numbers(texts: Iterable[str]) -> Iterator[float]:
    """Numbers that stand in texts, read in every way."""
    for text in texts:
        for token in read_tokens(text):
            yield from (value for reading in token.readings for value, _decimals in reading)


def _is_number(cell: Any) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _days(cell: Any) -> Iterator[date]:
    if isinstance(cell, date):
        yield date(cell.year, cell.month, cell.day)
    elif isinstance(cell, str):
        for year, month, day in _DAY.findall(cell):
            try:
                yield date(int(year), int(month), int(day))
            except ValueError:
                continue
