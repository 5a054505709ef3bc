"""Changes of a workbook's main part: the sheet of issues stands first and is the one that is seen."""

from xml.sax.saxutils import quoteattr

from etl.feedback.package import OFFICE
from etl.feedback.splice import Edit, Element, append_inside, find_elements, set_attribute, splice
from etl.layout import ISSUES_SHEET

_PRINT_TITLES = "_xlnm.Print_Titles"


def is_issues_sheet(name: str) -> bool:
    """Is a sheet a list of issues from an earlier round? Some programs add the name of its table: ISSUES - Table 1."""
    return name.strip().upper().split(" - ")[0] == ISSUES_SHEET


class BookPart:
    """The main part: its sheets in order, each with the id of its relation."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.elements = find_elements(xml, _belongs)
        self.sheets = [one for one in self.elements if one.name == "sheet"]

    def relation_of(self, sheet: Element) -> str:
        """Id of the relation to a sheet's part."""
        return next((value for key, value in sheet.attributes.items() if key.endswith(":id")), "")

    @property
    def earlier(self) -> list[Element]:
        """The sheets of issues from earlier rounds."""
        return [one for one in self.sheets if is_issues_sheet(one.attributes.get("name", ""))]

    def with_issues(self, relation: str, heading_row: int) -> bytes:
        """The XML with a new sheet of issues instead of earlier ones; what counts sheets counts anew."""
        numbers = [int(one.attributes.get("sheetId", "0")) for one in self.sheets]
        prefix = f"{self.sheets[0].prefix}:" if self.sheets[0].prefix else ""
        new = (
            f'<{prefix}sheet name="{ISSUES_SHEET}" sheetId="{max(numbers) + 1}" xmlns:r="{OFFICE}" '
            f"r:id={quoteattr(relation)}/>"
        )
        start = self.sheets[0].start
        edits: list[Edit] = [(start, start, new.encode())]
        edits += [(one.start, one.end, b"") for one in self.earlier]
        edits += self._renumber_names() + self._show_first() + self._repeat_heading(heading_row)
        return splice(self.xml, edits)

    def _renumber_names(self) -> list[Edit]:
        kept = [number for number, one in enumerate(self.sheets) if one not in self.earlier]
        new_numbers = {str(number): str(position) for position, number in enumerate(kept, start=1)}
        edits: list[Edit] = []
        for one in self.elements:
            if one.name != "definedName" or "localSheetId" not in one.attributes:
                continue
            new = new_numbers.get(one.attributes["localSheetId"])
            if new is None:
                edits.append((one.start, one.end, b""))
            else:
                edits.append((one.start, one.inside, set_attribute(one.tag(self.xml), "localSheetId", new)))
        return edits

    def _show_first(self) -> list[Edit]:
        edits: list[Edit] = []
        for one in self.elements:
            if one.name == "workbookView":
                tag = set_attribute(set_attribute(one.tag(self.xml), "activeTab", "0"), "firstSheet", "0")
                edits.append((one.start, one.inside, tag))
        return edits

    def _repeat_heading(self, row: int) -> list[Edit]:
        """The heading on each printed page; only where the workbook has names already, for their place is fixed."""
        names = next((one for one in self.elements if one.name == "definedNames"), None)
        if names is None:
            return []
        prefix = f"{names.prefix}:" if names.prefix else ""
        told = (
            f'<{prefix}definedName name="{_PRINT_TITLES}" localSheetId="0">\'{ISSUES_SHEET}\'!${row}:${row}'
            f"</{prefix}definedName>"
        )
        return append_inside(self.xml, names, told.encode())


def _belongs(name: str, parent: str, depth: int, told: dict[str, str]) -> object:
    is_named = (name, parent) in (
        ("sheet", "sheets"),
        ("definedName", "definedNames"),
        ("workbookView", "bookViews"),
        ("definedNames", "workbook"),
    )
    return "" if is_named else None
