"""What the XML of a sheet tells that its values don't: what is hidden, merged, calculated, or far out."""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, field

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
_EMPTY_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: [st]="[a-zA-Z0-9]*")* ?/>')
_UNPLACED_CELL, _PREFIXED_CELL = re.compile(rb'<c(?! r=")[\s/>]'), re.compile(rb":c[\s/>]")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?\Z")
# LibreOffice writes hidden="false" everywhere: only these two mean yes.
_YES = {"1", "true"}

Cell = tuple[int, int]


@dataclass(frozen=True)
class Area:
    """A rectangle of cells, ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class SheetPart:
    """Rows and columns are counted from 1; a cell is (row, column)."""

    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    # Rows that a filter hides: the partner sees them by clearing the filter.
    filtered_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[range, ...] = ()
    # Hidden by folding a group: a click on the plus sign shows them.
    folded_columns: tuple[range, ...] = ()
    # Cells with an error value, and formulas without a result: a reader gives both as blank.
    errors: frozenset[Cell] = frozenset()
    unresolved: frozenset[Cell] = frozenset()
    formulas: frozenset[Cell] = frozenset()
    # Cells that show 0.85 as 85 %.
    percents: frozenset[Cell] = frozenset()
    merged: tuple[Area, ...] = ()
    # Number of cells that hold something.
    filled: int = 0
    # Cells with a value so far out that they were cut off before reading.
    far: tuple[Cell, ...] = ()
    # The XML without the cells that are far out.
    xml: bytes = field(default=b"", repr=False)


def read_sheet_part(
    xml: bytes, is_hidden: bool = False, percent_styles: Container[str] = (), tables: tuple[bytes, ...] = ()
) -> SheetPart:
    """Look at the XML of a sheet and of the tables on it; raises Refused for what no program writes."""
    scan = _Scan(percent_styles)
    xml = _strip_empty_cells(xml)
    scan.run(xml)
    filters = scan.filters
    for table in tables:
        of_table = _Scan(())
        of_table.run(table)
        filters += of_table.filters
    filtered = {row for row in scan.hidden_rows if any(one.first_row < row <= one.last_row for one in filters)}
    return SheetPart(
        is_hidden=is_hidden,
        hidden_rows=frozenset(scan.hidden_rows - filtered),
        filtered_rows=frozenset(filtered),
        hidden_columns=tuple(scan.hidden_columns),
        folded_columns=tuple(scan.folded_columns),
        errors=frozenset(scan.errors),
        unresolved=frozenset(scan.unresolved),
        formulas=frozenset(scan.formulas),
        percents=frozenset(scan.percents),
        merged=tuple(scan.merged),
        filled=len(scan.filled),
        far=tuple(scan.far),
        xml=_cut(xml, scan.cuts) if scan.has_data else b"",
    )


def _strip_empty_cells(xml: bytes) -> bytes:
    # Most cells of a template are coloured and empty. A cell that doesn't say where it is needs those before it.
    is_irregular = _UNPLACED_CELL.search(xml) or _PREFIXED_CELL.search(xml)
    return xml if is_irregular else _EMPTY_CELL.sub(b"", xml)


def column_number(letters: str) -> int:
    """Number of a column: `AB` is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Letters of a column: 28 is `AB`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_area(text: str) -> Area | None:
    """The cells that a reference such as A3:B5 names; None when it names none."""
    found = _AREA.match(text)
    if not found:
        return None
    row, column = int(found[2]), column_number(found[1])
    return Area(row, column, int(found[4] or row), column_number(found[3]) if found[3] else column)


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
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[range] = []
        self.folded_columns: list[range] = []
        self.errors: set[Cell] = set()
        self.unresolved: set[Cell] = set()
        self.formulas: set[Cell] = set()
        self.percents: set[Cell] = set()
        self.merged: list[Area] = []
        self.filters: list[Area] = []
        self.far: list[Cell] = []
        self.cuts: list[tuple[int, int]] = []
        self.has_data = False
        self.filled: set[Cell] = set()
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

    def run(self, xml: bytes) -> None:
        parser = self._parser = open_parser(self._start_element, self._end_element)
        refuse_remarks(parser)
        run_parser(parser, xml)

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
        if self.has_data:
            raise Refused("damaged")
        self.has_data = self._depth == 2

    def _start_row(self, attributes: dict[str, str]) -> None:
        if self._depth != 3:
            raise Refused("damaged")
        number = attributes.get("r")
        self._row, self._column = int(number) if number else self._row + 1, 0
        if not 0 < self._row <= _LAST_ROW:
            raise Refused("damaged")
        if attributes.get("hidden") in _YES or _is_nothing(attributes.get("ht")):
            self.hidden_rows.add(self._row)

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
            self.errors.add(place)
        elif self._has_formula:
            kept = self.formulas if self._has_value or cell.get("t") == "str" else self.unresolved
            kept.add(place)
        if self.percent_styles and cell.get("s") in self.percent_styles and cell.get("t", "n") == "n":
            self.percents.add(place)

    def _cut_off(self, place: Cell) -> None:
        self.far.append(place)
        self.cuts.append((self._start, self._parser.CurrentByteIndex))
        if len(self.far) > _MOST_FAR:
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
        if self._place in self.filled:
            raise Refused("damaged")
        self.filled.add(self._place)

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
        return self._depth == 5 and self.has_data

    def _note_value(self, text: str) -> None:
        self._has_value = self._has_value or bool(text.strip())

    def _read_columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _YES or _is_nothing(attributes.get("width")):
            columns = range(int(attributes["min"]), min(int(attributes["max"]), 16_384) + 1)
            is_folded = attributes.get("outlineLevel", "0") != "0"
            (self.folded_columns if is_folded else self.hidden_columns).append(columns)
            if len(self.hidden_columns) + len(self.folded_columns) > _MOST_SPANS:
                raise Refused("size")

    def _read_merge(self, attributes: dict[str, str]) -> None:
        area = read_area(attributes.get("ref", ""))
        if area is None:
            return
        self.merged.append(area)
        # Merged cells never lie over one another; a file that says so could say it a million times.
        rows = min(area.last_row, MAX_ROWS) - area.first_row + 1
        self._merged_cells += max(rows, 1) * (min(area.last_column, MAX_COLUMNS) - area.first_column + 1)
        if len(self.merged) > _MOST_SPANS or self._merged_cells > MAX_ROWS * MAX_COLUMNS:
            raise Refused("damaged")

    def _start_filter(self, attributes: dict[str, str]) -> None:
        self._filter = read_area(attributes.get("ref", "")) if self._depth <= 2 else None

    def _use_filter(self, _attributes: dict[str, str]) -> None:
        if self._filter is not None and self._filter not in self.filters:
            self.filters.append(self._filter)


def _is_nothing(size: str | None) -> bool:
    return size is not None and size.strip("0.") == "" and "0" in size


def _cut(xml: bytes, cuts: list[tuple[int, int]]) -> bytes:
    kept, place = [], 0
    for start, end in cuts:
        kept.append(xml[place:start])
        # The end is where the closing tag begins.
        place = xml.index(b">", end) + 1
    return b"".join([*kept, xml[place:]]) if kept else xml
