"""One pass over the XML of a sheet, or of a table on it: where its cells are, and what its values don't tell."""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, field

from etl.cell_area import Area, Cell, column_number, read_area
from etl.unpack import Refused
from etl.xml_scan import MAX_ATTRIBUTES, MAX_DEPTH, local_name, open_parser, refuse_remarks, run_parser

# A reader builds the whole rectangle up to the last cell; a monthly sheet has some dozen rows of 30 columns.
MAX_ROWS, MAX_COLUMNS = 1_000, 100
# Of the file format.
_LAST_ROW = 1_048_576
_MOST_FAR = 100
_MOST_SPANS = 2_000
_MOST_NAMES = 500

_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")
# LibreOffice writes hidden="false" everywhere: only these two mean yes.
_YES = {"1", "true"}


@dataclass
class Seen:
    """What one pass has found; `cuts` are the stretches of the XML that hold the cells that are far out."""

    has_data: bool = False
    filled: set[Cell] = field(default_factory=set)
    errors: set[Cell] = field(default_factory=set)
    unresolved: set[Cell] = field(default_factory=set)
    formulas: set[Cell] = field(default_factory=set)
    percents: set[Cell] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    folded_columns: list[range] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    filters: list[Area] = field(default_factory=list)
    far: list[Cell] = field(default_factory=list)
    cuts: list[tuple[int, int]] = field(default_factory=list)


def scan_sheet(xml: bytes, percent_styles: Container[str] = ()) -> Seen:
    """Go through the XML once; raises Refused for what no program writes."""
    return _Scan(percent_styles).run(xml)


class _Acts(dict[str, Callable[[dict[str, str]], None] | None]):
    """What is done at an element, by its name with or without a prefix; looked up once for each name."""

    def __missing__(self, name: str) -> Callable[[dict[str, str]], None] | None:
        if len(self) > _MOST_NAMES:
            raise Refused("unsafe")
        plain = local_name(name)
        self[name] = self[plain] if plain != name else None
        return self[name]


class _Scan:
    """One pass over a sheet. A cell is placed only when it holds something: most are styled and empty."""

    def __init__(self, percent_styles: Container[str]) -> None:
        self.percent_styles = percent_styles
        self.seen = Seen()
        self._depth = self._row = self._column = 0
        self._cell: dict[str, str] = {}
        self._last = ""
        self._place: Cell | None = None
        self._start = 0
        self._has_formula = self._has_value = False
        self._merged_cells = 0
        self._filter: Area | None = None
        self._acts = _Acts(
            **{"row": self._start_row, "c": self._start_cell, "f": self._start_formula, "v": self._start_value},
            **{"is": self._start_text, "col": self._read_columns, "mergeCell": self._read_merge},
            **{"autoFilter": self._start_filter, "filterColumn": self._use_filter, "sheetData": self._start_data},
        )

    def run(self, xml: bytes) -> Seen:
        parser = self._parser = open_parser(self._start_element, self._end_element)
        refuse_remarks(parser)
        run_parser(parser, xml)
        return self.seen

    def _start_element(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        act = self._acts[name]
        if act is not None:
            act(attributes)
        elif self._depth > MAX_DEPTH or len(attributes) > MAX_ATTRIBUTES:
            raise Refused("unsafe")

    def _end_element(self, name: str) -> None:
        self._depth -= 1
        if self._place is not None:
            if self._depth == 3:
                self._end_cell(self._cell, self._place)
                self._place = None
            elif self._has_formula:
                self._parser.CharacterDataHandler = None

    def _start_data(self, _attributes: dict[str, str]) -> None:
        if self.seen.has_data:
            raise Refused("damaged")
        self.seen.has_data = self._depth == 2

    def _start_row(self, attributes: dict[str, str]) -> None:
        if self._depth != 3:
            raise Refused("damaged")
        number = attributes.get("r")
        self._row, self._column = int(number) if number else self._row + 1, 0
        if not 0 < self._row <= _LAST_ROW:
            raise Refused("damaged")
        if attributes.get("hidden") in _YES or _is_nothing(attributes.get("ht")):
            self.seen.hidden_rows.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if self._depth != 4:
            raise Refused("damaged")
        self._cell, self._has_formula = attributes, False
        if "r" in attributes:
            # Its column is read only when it is needed: for the next cell without a place of its own.
            self._column, self._last = -1, attributes["r"]
        else:
            self._column = (column_number(self._last.rstrip("0123456789")) if self._column < 0 else self._column) + 1
        self._start = self._parser.CurrentByteIndex

    def _end_cell(self, cell: dict[str, str], place: Cell) -> None:
        if place[0] > MAX_ROWS or place[1] > MAX_COLUMNS:
            self._cut_off(place)
        elif cell.get("t") == "e":
            self.seen.errors.add(place)
        elif self._has_formula:
            kept = self.seen.formulas if self._has_value or cell.get("t") == "str" else self.seen.unresolved
            kept.add(place)
        if self.percent_styles and cell.get("s") in self.percent_styles and cell.get("t", "n") == "n":
            self.seen.percents.add(place)

    def _cut_off(self, place: Cell) -> None:
        self.seen.far.append(place)
        self.seen.cuts.append((self._start, self._parser.CurrentByteIndex))
        if len(self.seen.far) > _MOST_FAR:
            raise Refused("size")

    def _find_place(self) -> None:
        if self._place is not None:
            return
        column = self._column
        if column < 0:
            found = _PLACE.match(self._last)
            if found is None or int(found[2]) != self._row:
                raise Refused("damaged")
            column = column_number(found[1])
        self._place = (self._row, column)
        self._has_value = False
        # Two values for one place: one reader would take the first, another the last.
        if self._place in self.seen.filled:
            raise Refused("damaged")
        self.seen.filled.add(self._place)

    def _start_formula(self, _attributes: dict[str, str]) -> None:
        if self._is_in_cell():
            self._find_place()
            self._has_formula = True

    def _start_value(self, _attributes: dict[str, str]) -> None:
        if self._is_in_cell():
            self._find_place()
            if self._has_formula:
                self._parser.CharacterDataHandler = self._note_value

    def _start_text(self, _attributes: dict[str, str]) -> None:
        if self._is_in_cell():
            self._find_place()
            self._has_value = True

    def _is_in_cell(self) -> bool:
        # Deeper down an `f` is no cell's: a drop-down of another sheet has one, too.
        return self._depth == 5 and self.seen.has_data

    def _note_value(self, text: str) -> None:
        self._has_value = self._has_value or bool(text.strip())

    def _read_columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _YES or _is_nothing(attributes.get("width")):
            columns = range(int(attributes["min"]), min(int(attributes["max"]), 16_384) + 1)
            is_folded = attributes.get("outlineLevel", "0") != "0"
            (self.seen.folded_columns if is_folded else self.seen.hidden_columns).append(columns)
            if len(self.seen.hidden_columns) + len(self.seen.folded_columns) > _MOST_SPANS:
                raise Refused("size")

    def _read_merge(self, attributes: dict[str, str]) -> None:
        area = read_area(attributes.get("ref", ""))
        if area is None:
            return
        self.seen.merged.append(area)
        # Merged cells never lie over one another; a file that says so could say it a million times.
        rows = min(area.last_row, MAX_ROWS) - area.first_row + 1
        self._merged_cells += max(rows, 1) * (min(area.last_column, MAX_COLUMNS) - area.first_column + 1)
        if len(self.seen.merged) > _MOST_SPANS or self._merged_cells > MAX_ROWS * MAX_COLUMNS:
            raise Refused("damaged")

    def _start_filter(self, attributes: dict[str, str]) -> None:
        self._filter = read_area(attributes.get("ref", "")) if self._depth <= 2 else None

    def _use_filter(self, _attributes: dict[str, str]) -> None:
        if self._filter is not None and self._filter not in self.seen.filters:
            self.seen.filters.append(self._filter)


def _is_nothing(size: str | None) -> bool:
    return size is not None and size.strip("0.") == "" and "0" in size
