"""What a sheet shows while somebody types: sums, limits, repeated keys, and cells that are still open."""

from dataclasses import dataclass
from functools import cached_property

from openpyxl.worksheet.worksheet import Worksheet

from etl.template.arithmetic import (
    Stated,
    all_of,
    any_of,
    broken_formula,
    holding_formula,
    is_one_of,
    relations_by_cell,
)
from etl.template.columns import filled_in_columns, find_letters, foldable_columns, place_columns, spans_of
from etl.template.look import number_format
from etl.template.signs import Sign, Signs
from etl.template.values import show_label
from indicators.load import Definitions
from indicators.model.workbook import Column, Sheet
from indicators.texts import Texts


@dataclass(frozen=True)
class Live:
    """Writes the conditional formats of the data rows of one sheet."""

    sheet: Worksheet
    name: str
    definitions: Definitions
    texts: Texts
    signs: Signs
    first: int
    last: int

    def write(self) -> None:
        """Write all of them; where two apply to a cell the earlier one wins, so faults come first."""
        self._show_relations("wrong")
        self._show_limits()
        self._show_repeated_keys()
        self._show_end_of_row()
        self._show_relations("doubtful")
        self._show_relations("right")
        self._show_open_cells()

    @cached_property
    def _about(self) -> Sheet:
        return self.definitions.workbook.sheets[self.name]

    @cached_property
    def _columns(self) -> dict[str, Column]:
        return place_columns(self._about)

    @cached_property
    def _letters(self) -> dict[str, str]:
        return find_letters(self._about)

    @cached_property
    def _relations(self) -> dict[str, list[Stated]]:
        return relations_by_cell(self.definitions, self.name)

    def _show_relations(self, sign: Sign) -> None:
        for column, stated in self._relations.items():
            told = _told_by(sign, stated)
            if told:
                write = holding_formula if sign == "right" else broken_formula
                self._add([column], write(told, self._letters, self.first), sign)

    def _show_limits(self) -> None:
        """A number outside its range can be pasted in, past the limits of the cell."""
        alike: dict[tuple[str, ...], list[str]] = {}
        for name, column in self._columns.items():
            if column.type in ("integer", "decimal") and (column.min is not None or column.max is not None):
                alike.setdefault((*_excesses(column), number_format(column)), []).append(name)
        for (*excesses, _), names in alike.items():
            cell = self._cell(names[0])
            parts = [f"{cell}<>INT({cell})"] if self._columns[names[0]].type == "integer" else []
            outside = any_of([*(f"{cell}{excess}" for excess in excesses), *parts])
            self._add(names, all_of([f"ISNUMBER({cell})", outside]), "wrong")

    def _show_repeated_keys(self) -> None:
        key = self._about.row_key
        if key:
            cells = [self._cell(name, is_fixed=True) for name in key]
            ranges = [f"${self._letters[name]}${self.first}:${self._letters[name]}${self.last}" for name in key]
            pairs = ",".join(f"{cells},{cell}" for cells, cell in zip(ranges, cells, strict=True))
            self._add(key[:1], all_of([f"COUNTA({','.join(cells)})={len(key)}", f"COUNTIFS({pairs})>1"]), "wrong")

    def _show_end_of_row(self) -> None:
        """The end of a row wants its own columns filled in, and only the end does."""
        sheet = self._about
        needed = [name for name, column in sheet.columns.items() if column.when_ended == "must"]
        closing = sheet.prefill.closed_when if sheet.prefill else {}
        for column, codes in closing.items():
            said = [*codes, *(self._label(column, code) for code in codes)]
            stage = self._cell(column, is_fixed=True)
            is_ended = is_one_of(stage, said)
            blanks = [f"LEN({self._cell(name, is_fixed=True)})=0" for name in needed]
            for name, blank in zip(needed, blanks, strict=True):
                self._add([name], all_of([is_ended, blank]), "open")
                self._add([name], all_of([f"LEN({stage})>0", f"NOT({is_ended})", f"NOT({blank})"]), "wrong")
            if needed:
                self._add([column], all_of([is_ended, any_of(blanks)]), "unfold")

    def _show_open_cells(self) -> None:
        """What must be filled in is tinted as soon as its row has begun."""
        names = [name for name, column in self._columns.items() if column.is_required]
        if not names:
            return
        begun = (
            f"${start}{self.first}:${end}{self.first}"
            for start, end in spans_of(self._letters, filled_in_columns(self._about))
        )
        cell = self._cell(names[0])
        self._add(names, all_of([f"COUNTA({','.join(begun)})>0", f"LEN({cell})=0"]), "open")

    def _add(self, names: list[str] | tuple[str, ...], formula: str, sign: Sign) -> None:
        cells = " ".join(f"{start}{self.first}:{end}{self.last}" for start, end in spans_of(self._letters, names))
        self.signs.add(self.sheet, cells, formula, sign, number_format(self._columns[names[0]]))

    def _cell(self, name: str, is_fixed: bool = False) -> str:
        return f"{'$' if is_fixed else ''}{self._letters[name]}{self.first}"

    def _label(self, column: str, code: str) -> str:
        return show_label(self.definitions, self.texts, self._columns[column].list or "", code)


def _told_by(sign: Sign, stated: list[Stated]) -> list[Stated]:
    if sign == "right":
        return stated if any(one.is_sum for one in stated) else []
    return [one for one in stated if one.is_error == (sign == "wrong")]


def _excesses(column: Column) -> list[str]:
    least = [] if column.min is None else [f"<{column.min:g}"]
    most = [] if column.max is None else [f">{column.max:g}"]
    return least + most


def hint_of_fold(definitions: Definitions, texts: Texts, name: str) -> dict[str, str]:
    """The line that the last column before the folded ones carries: what the button over it opens."""
    sheet = definitions.workbook.sheets[name]
    folded = foldable_columns(sheet)
    before = [column for column in find_letters(sheet) if column not in folded]
    if not folded or not before:
        return {}
    return {before[-1]: texts("[+] opens {n} columns for what has ended", n=len(folded))}
