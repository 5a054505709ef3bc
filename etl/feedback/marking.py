"""Marks the partner's own workbook: cells, comments and the sheet of issues, part by part."""

from collections.abc import Mapping, Sequence

from etl.feedback.book_part import BookPart
from etl.feedback.colours import ORDER
from etl.feedback.fault import MarkingFault
from etl.feedback.issues_sheet import HEADING_ROW, build_issues_sheet
from etl.feedback.notes import NO_NOTES, Notes
from etl.feedback.package import Package
from etl.feedback.placing import Placed, marks_by_sheet
from etl.feedback.sheet_look import Place, find_merged
from etl.feedback.sheet_marks import mark_sheet
from etl.feedback.sheet_styles import SheetStyles
from etl.feedback.style_table import PLAIN_STYLES, StyleTable
from etl.feedback.told import mark_text
from etl.issue import Issue
from etl.parsed import ParsedWorkbook
from indicators.load import Definitions
from indicators.texts import Texts

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# Parts whose drawing we would have to know to draw our comments beside them; the sheet is only coloured then.
_DRAWN_OTHERWISE = {"ctrlProp", "control", "oleObject", "package"}


def mark_workbook(
    parts: Mapping[str, bytes],
    placed: Sequence[Placed],
    definitions: Definitions,
    texts: Texts,
    parsed: ParsedWorkbook | None,
) -> bytes:
    """The workbook with marks; raises MarkingFault (or what a broken file leads to) when that can't be done."""
    marker = _Marker(Package(dict(parts)), definitions, texts)
    for name, path in marker.sheet_parts().items():
        marker.mark(path, marks_by_sheet(placed).get(name, {}))
    marker.write_issues(placed, parsed)
    return marker.package.content()


class _Marker:
    def __init__(self, package: Package, definitions: Definitions, texts: Texts) -> None:
        self.package, self.definitions, self.texts = package, definitions, texts
        self.main = next((one.target for one in package.relations("") if one.kind == "officeDocument"), "")
        self.book = BookPart(package.parts[self.main])
        self.styles_part = self._part_of(self.main, "styles") or self._add_styles()
        self.styles = StyleTable(package.parts[self.styles_part])

    def sheet_parts(self) -> dict[str, str]:
        """Sheets of the partner -> their parts; earlier sheets of issues are none."""
        targets = {one.id: one.target for one in self.package.relations(self.main) if one.kind == "worksheet"}
        pairs = ((one, targets.get(self.book.relation_of(one), "")) for one in self.book.sheets)
        kept = {one.attributes.get("name", ""): part for one, part in pairs if one not in self.book.earlier and part}
        if len(set(kept.values())) < len(kept):
            raise MarkingFault("two sheets of one part")
        return kept

    def mark(self, path: str, issues: Mapping[Place, Sequence[Issue]]) -> None:
        """Fill, comment and clear the cells of one sheet."""
        package, xml = self.package, self.package.parts[path]
        issues = _on_merged(issues, find_merged(xml, issues))
        notes_part = self._part_of(path, "comments")
        notes = Notes(package.parts[notes_part] if notes_part else NO_NOTES)
        severities = {place: min((one.severity for one in own), key=ORDER.__getitem__) for place, own in issues.items()}
        can_comment = not {one.kind for one in package.relations(path)} & _DRAWN_OTHERWISE
        is_first = bool(issues) and can_comment and self._part_of(path, "vmlDrawing") is None
        notes_id = self._relate_drawing(path) if is_first else None
        marked = mark_sheet(xml, severities, notes.remembered(), self.styles, notes_id)
        package.parts[path] = marked.xml
        if can_comment and (issues or notes.remembered()):
            self._write_notes(path, notes_part, notes, issues, marked.fills)

    def _write_notes(
        self,
        path: str,
        notes_part: str | None,
        notes: Notes,
        issues: Mapping[Place, Sequence[Issue]],
        fills: Mapping[Place, str],
    ) -> None:
        project = self.definitions.project.short_name
        told = {place: mark_text(own, self.texts, project, fills.get(place, "")) for place, own in issues.items()}
        written = notes.replaced(told, project)
        if notes_part is None:
            notes_part = self.package.add("xl/comments", "xml", b"", _TYPE.format("comments"))
            self.package.relate(path, "comments", notes_part)
        self.package.parts[notes_part] = written.xml
        drawing = self._part_of(path, "vmlDrawing")
        if drawing is not None:
            self.package.parts[drawing] = written.drawing()
        if not written.notes:
            self.package.drop_relations(path, {notes_part})
            self.package.drop(notes_part)

    def _relate_drawing(self, path: str) -> str:
        part = self.package.add("xl/drawings/vmlDrawing", "vml", b"", _DRAWING_TYPE)
        return self.package.relate(path, "vmlDrawing", part)

    def write_issues(self, placed: Sequence[Placed], parsed: ParsedWorkbook | None) -> None:
        """The sheet of issues in the first place, instead of those of earlier rounds."""
        package, accent = self.package, self.definitions.project.accent_colour.lstrip("#").upper()
        targets = {one.id: one.target for one in package.relations(self.main)}
        earlier = {targets.get(self.book.relation_of(one), "") for one in self.book.earlier} - {""}
        package.drop_relations(self.main, earlier)
        for part in earlier:
            package.drop(part)
        styles = SheetStyles(self.styles, accent)
        sheet = build_issues_sheet(placed, self.definitions, self.texts, parsed, styles)
        name = package.add("xl/worksheets/issues", "xml", sheet.xml("&C&P / &N"), _TYPE.format("worksheet"))
        relation = package.relate(self.main, "worksheet", name)
        package.parts[self.main] = self.book.with_issues(relation, HEADING_ROW)
        package.parts[self.styles_part] = self.styles.content()

    def _part_of(self, source: str, kind: str) -> str | None:
        found = (one.target for one in self.package.relations(source) if one.kind == kind and not one.is_external)
        return next((target for target in found if target in self.package.parts), None)

    def _add_styles(self) -> str:
        part = self.package.add("xl/styles", "xml", PLAIN_STYLES, _TYPE.format("styles"))
        self.package.relate(self.main, "styles", part)
        return part


def _on_merged(issues: Mapping[Place, Sequence[Issue]], merged: Mapping[Place, Place]) -> dict[Place, list[Issue]]:
    moved: dict[Place, list[Issue]] = {}
    for place, own in issues.items():
        moved.setdefault(merged.get(place, place), []).extend(own)
    return moved
