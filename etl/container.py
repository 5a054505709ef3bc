"""Looks at the bytes of a workbook before anything reads its values: what kind of file it is and what it carries.

An .xlsx file is a zip of XML parts. Each is gone through once by a parser that expands and follows nothing; the reader
of the values gets what was seen here, and nothing else of the file.
"""

import posixpath
from dataclasses import dataclass, field

from etl.cell_area import column_letters
from etl.looks import Learnt, is_look
from etl.percent_styles import read_percent_styles
from etl.sheet_part import SheetPart, read_sheet_part
from etl.unpack import MAX_FILE_BYTES, MAX_SIZE_TEXT, FileFault, Refused, other_kind, unpack
from etl.xml_scan import read_comments, read_elements

__all__ = ["MAX_FILE_BYTES", "MAX_SIZE_TEXT", "Burden", "Container", "read_container"]

# Kind of relation (the last part of its type) -> case of rule F01.
_BURDENS = {
    "macro": {"vbaProject", "xlMacrosheet", "xlIntlMacrosheet", "dialogsheet"},
    "external": {"externalLink", "externalLinkPath", "connections", "queryTable"},
    "image": {"image", "oleObject", "package", "chart", "chartsheet", "control", "ctrlProp", "drawing"},
    "comment": {"comments", "threadedComment"},
}
_SOUND, _PERCENTS = Learnt(), Learnt()
# Cells with a value in the whole workbook; a large partner's sheet has 3,000.
_MOST_CELLS = 12_000


@dataclass(frozen=True)
class Burden:
    """Something that a workbook may not carry: the case of F01, its sheet and cell where known."""

    case: str
    sheet: str = ""
    cell: str = ""
    # Of a comment what it says, to tell our own marks from others; never shown.
    text: str = field(default="", repr=False)


@dataclass(frozen=True)
class Container:
    """What the bytes tell: a fault that stops reading, or what the workbook carries, its sheets by name, its parts."""

    fault: FileFault | None = None
    burdens: tuple[Burden, ...] = ()
    sheets: dict[str, SheetPart] = field(default_factory=dict)
    # Name of each part of the zip -> its bytes, for the personal-data gate; never logged, never kept.
    parts: dict[str, bytes] = field(default_factory=dict, repr=False)
    # Texts that the sheets share, and their number formats.
    strings: bytes = field(default=b"", repr=False)
    styles: bytes = field(default=b"", repr=False)
    # Days counted from 1904, as old Macintosh workbooks do.
    is_1904: bool = False


def read_container(data: bytes) -> Container:
    """Look at a file's bytes; never raises, a file that is no sound workbook has a `fault`."""
    try:
        return _Archive(unpack(data)).look()
    except Refused as refused:
        return Container(refused.case)
    # Damaged bytes reach every corner of the zip reader: it raises half a dozen kinds of errors.
    except Exception:
        return Container("damaged")


class _Archive:
    """The parts of a workbook with their relations."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        # Names of parts are the same in capitals and small letters.
        self.by_name = {name.lower(): part for name, part in parts.items()}
        self.scanned: set[str] = set()
        self.tags: dict[str, list[dict[str, str]]] = {}

    def look(self) -> Container:
        main = self.main()
        elements = read_elements(self.part(main), {"workbook", "sheet", "workbookPr"})
        named = [attributes for name, attributes in elements if name == "sheet"]
        if not elements or elements[0][0] != "workbook" or not named:
            raise Refused("type")
        strings, styles = self.target(main, "sharedStrings"), self.target(main, "styles")
        sheets, burdens = self.look_at_sheets(main, named, self.percent_styles(styles))
        self.check_rest()
        is_1904 = any(attributes.get("date1904") in ("1", "true") for name, attributes in elements)
        told = (*self.burdens_of_file(main), *burdens)
        return Container(None, told, sheets, self.parts, self.part(strings), self.part(styles), is_1904)

    def main(self) -> str:
        """Name of the part that lists the sheets."""
        main = next((target for kind, target in self.relations("") if kind == "officeDocument"), "")
        if not self.part(main) or not main.endswith(".xml"):
            raise Refused("damaged" if self.part("xl/workbook.xml") else other_kind(self.parts))
        self.scanned.add(main)
        return main

    def look_at_sheets(
        self, main: str, named: list[dict[str, str]], percents: frozenset[str]
    ) -> tuple[dict[str, SheetPart], list[Burden]]:
        """Each sheet by its name, and what the sheets carry."""
        sheets: dict[str, SheetPart] = {}
        burdens: list[Burden] = []
        paths = self.targets_by_id(main)
        for attributes in named:
            name, relation = attributes["name"], next(v for k, v in attributes.items() if k.endswith(":id"))
            path = paths[relation]
            if name in sheets:
                raise Refused("damaged")
            sheets[name] = self.sheet(path, attributes.get("state", "visible") != "visible", percents)
            burdens += self.burdens_of_sheet(path, name, sheets[name])
            if sum(part.filled for part in sheets.values()) > _MOST_CELLS:
                raise Refused("size")
        return sheets, burdens

    def part(self, name: str) -> bytes:
        """The bytes of a part; empty when there is none."""
        return self.by_name.get(name.lower(), b"")

    def sheet(self, path: str, is_hidden: bool, percents: frozenset[str]) -> SheetPart:
        self.scanned.add(path)
        tables = [self.part(target) for kind, target in self.relations(path) if kind == "table"]
        return read_sheet_part(self.by_name[path.lower()], is_hidden, percents, tuple(filter(None, tables)))

    def check_rest(self) -> None:
        """Every other part of XML is looked at, too: what is refused must not hide where nobody reads."""
        seen = {name.lower() for name in self.scanned}
        for name, part in self.by_name.items():
            if name not in seen and (name.endswith((".xml", ".rels", ".vml")) or part.lstrip()[:1] == b"<"):
                if is_look(name):
                    _SOUND.ask(part, read_elements, part)
                else:
                    read_elements(part)

    def percent_styles(self, path: str) -> frozenset[str]:
        """Numbers of the cell formats that show percentages."""
        part = self.part(path)
        if not part:
            return frozenset()
        self.scanned.add(path)
        return _PERCENTS.ask(part, read_percent_styles, part)

    def burdens_of_file(self, main: str) -> list[Burden]:
        kinds = {kind for kind, _ in self.relations(main)}
        is_macro = b"macroEnabled" in self.part("[Content_Types].xml")
        if is_macro or any(name.endswith("vbaproject.bin") for name in self.by_name):
            kinds.add("vbaProject")
        return [Burden(case) for case in ("macro", "external") if kinds & _BURDENS[case]]

    def burdens_of_sheet(self, path: str, name: str, part: SheetPart) -> list[Burden]:
        found = [Burden("far", name, f"{column_letters(column)}{row}") for row, column in part.far[:1]]
        cases: set[str] = set()
        for kind, target in self.relations(path):
            if kind == "drawing" and b"Anchor" not in self.part(target):
                continue  # an empty drawing is what some programs leave behind
            if kind == "comments":
                found += [Burden("comment", name, cell, text) for cell, text in read_comments(self.part(target))]
            else:
                cases |= {case for case, kinds in _BURDENS.items() if kind in kinds}
        return found + [Burden(case, name, self.first_thread(path) if case == "comment" else "") for case in cases]

    def first_thread(self, path: str) -> str:
        """Cell of the first comment of a conversation."""
        targets = [target for kind, target in self.relations(path) if kind == "threadedComment"]
        elements = [found for target in targets for found in read_elements(self.part(target), {"threadedComment"})]
        return elements[0][1].get("ref", "") if elements else ""

    def relation_tags(self, source: str) -> list[dict[str, str]]:
        if source not in self.tags:
            folder, _, name = source.rpartition("/")
            path = f"{folder}/_rels/{name}.rels".lstrip("/")
            self.scanned.add(path)
            part = self.part(path)
            self.tags[source] = [found for _, found in read_elements(part, {"Relationship"})] if part else []
        return self.tags[source]

    def relations(self, source: str) -> list[tuple[str, str]]:
        """Kind and target of each relation of a part."""
        tags = self.relation_tags(source)
        return [(tag.get("Type", "").rsplit("/", 1)[-1], _resolve(source, tag.get("Target", ""))) for tag in tags]

    def target(self, source: str, kind: str) -> str:
        """The first target of a kind; empty when there is none."""
        return next((target for found, target in self.relations(source) if found == kind), "")

    def targets_by_id(self, source: str) -> dict[str, str]:
        return {tag.get("Id", ""): _resolve(source, tag.get("Target", "")) for tag in self.relation_tags(source)}


def _resolve(source: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")
