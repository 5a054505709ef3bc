"""The same workbook as different programs save it, part by part: what the file format allows, somebody writes."""

import io
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from tests.intake.workbooks import Book

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DATE_STYLE = 1


@dataclass
class Saved:
    """Habits of a program; the defaults are Excel's."""

    prefix: str = ""
    strings: str = "shared"  # shared, inline, rich
    has_places: bool = True
    is_absolute: bool = False
    is_1904: bool = False
    has_iso_dates: bool = False
    has_styles: bool = True
    trailing_rows: int = 0
    more_sheets: dict[str, list[list[Any]]] = field(default_factory=dict)
    more_parts: dict[str, str] = field(default_factory=dict)
    sheet_tail: str = ""
    workbook_path: str = "xl/workbook.xml"
    texts: list[str] = field(default_factory=list)

    def content(self, book: Book) -> bytes:
        """The workbook's bytes."""
        sheets = {sheet.title: [list(row) for row in sheet.values] for sheet in book.workbook().worksheets}
        sheets |= self.more_sheets
        parts = {f"xl/worksheets/sheet{n}.xml": self.sheet(rows) for n, rows in enumerate(sheets.values(), start=1)}
        parts |= {self.workbook_path: self.workbook(list(sheets)), "_rels/.rels": self.root()}
        folder, _, name = self.workbook_path.rpartition("/")
        parts[f"{folder}/_rels/{name}.rels"] = self.links(len(sheets))
        if self.strings != "inline":
            parts["xl/sharedStrings.xml"] = self.shared()
        if self.has_styles:
            parts["xl/styles.xml"] = self.styles()
        parts["[Content_Types].xml"] = (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
        )
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, text in (parts | self.more_parts).items():
                archive.writestr(path, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
        return target.getvalue()

    def tag(self, name: str) -> str:
        return f"{self.prefix}:{name}" if self.prefix else name

    def element(self, name: str, inner: str = "", **attributes: Any) -> str:
        told = "".join(f' {key}="{value}"' for key, value in attributes.items())
        return f"<{self.tag(name)}{told}>{inner}</{self.tag(name)}>"

    def whole(self, name: str, inner: str) -> str:
        mark = f":{self.prefix}" if self.prefix else ""
        return f'<{self.tag(name)} xmlns{mark}="{MAIN}" xmlns:r="{TYPES}">{inner}</{self.tag(name)}>'

    def workbook(self, names: list[str]) -> str:
        sheets = "".join(
            f'<{self.tag("sheet")} name="{name}" sheetId="{n}" r:id="rId{n}"'
            + (' state="hidden"/>' if name == "LISTS" else "/>")
            for n, name in enumerate(names, start=1)
        )
        about = self.element("workbookPr", date1904="1") if self.is_1904 else ""
        return self.whole("workbook", about + self.element("sheets", sheets))

    def root(self) -> str:
        return self.relations([("officeDocument", ("/" if self.is_absolute else "") + self.workbook_path)])

    def links(self, n_sheets: int) -> str:
        start = "/xl/" if self.is_absolute else ""
        links = [("worksheet", f"{start}worksheets/sheet{n}.xml") for n in range(1, n_sheets + 1)]
        links += [("sharedStrings", f"{start}sharedStrings.xml")] if self.strings != "inline" else []
        return self.relations(links + ([("styles", f"{start}styles.xml")] if self.has_styles else []))

    def relations(self, links: list[tuple[str, str]]) -> str:
        told = "".join(
            f'<Relationship Id="rId{n}" Type="{TYPES}/{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(links, start=1)
        )
        return f'<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'

    def styles(self) -> str:
        formats = self.element("xf", numFmtId=0) + self.element("xf", numFmtId=14, applyNumberFormat=1)
        return self.whole("styleSheet", self.element("cellXfs", formats, count=2))

    def shared(self) -> str:
        if self.strings == "rich":
            # Half of each text is bold, and a reading aid stands beside it.
            items = [
                self.element("si", self.run(text[: len(text) // 2]) + self.run(text[len(text) // 2 :]) + self.aid())
                for text in self.texts
            ]
        else:
            items = [self.element("si", self.text(text)) for text in self.texts]
        return self.whole("sst", "".join(items))

    def text(self, text: str) -> str:
        return self.element("t", escape(text), **{"xml:space": "preserve"})

    def run(self, text: str) -> str:
        return self.element("r", self.element("rPr", self.element("b")) + self.text(text)) if text else ""

    def aid(self) -> str:
        return self.element("rPh", self.text("ignored"), sb=0, eb=1)

    def sheet(self, rows: list[list[Any]]) -> str:
        lines = []
        for number, row in enumerate(rows, start=1):
            cells = [self.cell(value, number, column) for column, value in enumerate(row, start=1)]
            place = {"r": number} if self.has_places else {}
            lines.append(self.element("row", "".join(cells), **place))
        for number in range(len(rows) + 1, len(rows) + 1 + self.trailing_rows):
            empty = "".join(f'<c r="{get_column_letter(n)}{number}" s="0"/>' for n in range(1, 27))
            lines.append(self.element("row", empty, r=number))
        return self.whole("worksheet", self.element("sheetData", "".join(lines)) + self.sheet_tail)

    def cell(self, value: Any, row: int, column: int) -> str:
        place = {"r": f"{get_column_letter(column)}{row}"} if self.has_places else {}
        if value is None:
            return "" if self.has_places else self.element("c")
        if isinstance(value, datetime | date):
            return self.day(value, place)
        if isinstance(value, str):
            if self.strings == "inline":
                return self.element("c", self.element("is", self.text(value)), t="inlineStr", **place)
            if value not in self.texts:
                self.texts.append(value)
            return self.element("c", self.element("v", str(self.texts.index(value))), t="s", **place)
        return self.element("c", self.element("v", repr(value)), **place)

    def day(self, value: date, place: dict[str, Any]) -> str:
        if self.has_iso_dates:
            return self.element("c", self.element("v", f"{value:%Y-%m-%d}"), t="d", s=DATE_STYLE, **place)
        start = datetime(1904, 1, 1) if self.is_1904 else datetime(1899, 12, 30)
        days = (datetime(value.year, value.month, value.day) - start) // timedelta(days=1)
        return self.element("c", self.element("v", str(days)), s=DATE_STYLE, **place)
