"""The sheet of issues: errors, warnings and queries apart from each other, each with a link to its cell."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from etl.cell_area import column_letters
from etl.feedback.colours import DARK, ORDER
from etl.feedback.package import HEAD, MAIN
from etl.feedback.placing import Placed
from etl.feedback.sheet_styles import SheetStyles
from etl.feedback.text import xml_text
from etl.feedback.told import counts_text, group_title, severity_name
from etl.issue import Severity
from etl.parsed import ParsedWorkbook
from etl.sheet_scan import MAX_ROWS
from indicators.load import Definitions
from indicators.periods import month_code
from indicators.texts import Texts
from indicators.translation_mark import say_unreviewed

# Nobody repairs more in one go, and a check after the first repairs tells what is left.
# Half of what intake reads of a sheet, for this one comes back with the others.
MOST_LISTED = MAX_ROWS // 2
HEADING_ROW = 4
_WIDTHS = (6.0, 19.0, 26.0, 10.0, 52.0, 22.0, 34.0, 54.0)
_LAST = column_letters(len(_WIDTHS))
_LINE_HEIGHT, _SPACE = 15.0, 6.0
_LEAST_HEIGHT, _MOST_HEIGHT = 24.0, 400.0


@dataclass
class IssuesSheet:
    """Rows as they are written; `links` say which cell jumps where."""

    styles: SheetStyles
    rows: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def add(self, cells: Sequence[tuple[str, str]]) -> int:
        """Add a row of texts with their roles; returns its number."""
        number = len(self.rows) + 1
        height = max(_height(text, width) for (text, _), width in zip(cells, _WIDTHS, strict=True))
        self._write(number, cells, height)
        return number

    def add_wide(self, text: str, role: str) -> None:
        """Add one text over the whole width."""
        number = len(self.rows) + 1
        height = _height(text, sum(_WIDTHS)) + (_LINE_HEIGHT if role == "title" else 0)
        self._write(number, [(text, role), *[("", role)] * (len(_WIDTHS) - 1)], height)
        self.merged.append(f"A{number}:{_LAST}{number}")

    def link(self, cell: str, sheet: str, target: str) -> None:
        """Let a cell jump to a cell of another sheet of the workbook."""
        quoted = sheet.replace("'", "''")
        location = quoteattr(f"'{quoted}'!{target}")
        self.links.append(f"<hyperlink ref={quoteattr(cell)} location={location}/>")

    def _write(self, number: int, cells: Sequence[tuple[str, str]], height: float) -> None:
        told = "".join(
            _cell(f"{column_letters(place)}{number}", text, self.styles.number(role))
            for place, (text, role) in enumerate(cells, start=1)
        )
        height = min(max(height, _LEAST_HEIGHT), _MOST_HEIGHT)
        self.rows.append(f'<row r="{number}" ht="{height:g}" customHeight="1">{told}</row>')

    def xml(self, footer: str) -> bytes:
        """The part of the workbook."""
        widths = "".join(
            f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(_WIDTHS, start=1)
        )
        merged = "".join(f'<mergeCell ref="{one}"/>' for one in self.merged)
        links = f"<hyperlinks>{''.join(self.links)}</hyperlinks>" if self.links else ""
        first = HEADING_ROW + 1
        return (
            f'{HEAD}<worksheet xmlns="{MAIN}"><sheetPr><tabColor rgb="FF{DARK["error"]}"/><pageSetUpPr fitToPage="1"/>'
            f'</sheetPr><dimension ref="A1:{_LAST}{len(self.rows)}"/><sheetViews><sheetView showGridLines="0" '
            f'tabSelected="1" workbookViewId="0"><pane ySplit="{HEADING_ROW}" topLeftCell="A{first}" '
            f'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A{first}" '
            f'sqref="A{first}"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols>'
            f'<sheetData>{"".join(self.rows)}</sheetData><mergeCells count="{len(self.merged)}">{merged}</mergeCells>'
            f'{links}<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
            '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
            f"<headerFooter><oddFooter>{escape(xml_text(footer))}</oddFooter></headerFooter></worksheet>"
        ).encode()


def build_issues_sheet(
    placed: Sequence[Placed], definitions: Definitions, texts: Texts, parsed: ParsedWorkbook | None, styles: SheetStyles
) -> IssuesSheet:
    """All issues of a workbook; those without a cell stand here alone."""
    sheet = IssuesSheet(styles)
    counts: dict[Severity, int] = {one: sum(each.issue.severity == one for each in placed) for one in ORDER}
    _add_head(sheet, counts, definitions, texts, parsed)
    listed = list(enumerate(placed[:MOST_LISTED], start=1))
    for severity in ORDER:
        own = [(number, one) for number, one in listed if one.issue.severity == severity]
        if own:
            sheet.add_wide(group_title(severity, counts[severity], texts), f"band_{severity}")
        for number, one in own:
            _add_issue(sheet, number, one, definitions, texts)
    if len(placed) > MOST_LISTED:
        more = texts.number(len(placed) - MOST_LISTED)
        sheet.add_wide(texts("And {n} more. Repair these first, then check the workbook again.", n=more), "plain")
    return sheet


def _add_head(
    sheet: IssuesSheet, counts: dict[Severity, int], definitions: Definitions, _: Texts, parsed: ParsedWorkbook | None
) -> None:
    """Title, what to do, how many issues, and the headings: always in the same rows."""
    sheet.add_wide(_title(definitions, _, parsed), "title")
    guide = _(
        "Click the address of a cell to go there. Repair it, save the workbook and send it again; the colours, the "
        "comments and this sheet may stay."
    )
    # In the line of the guide: the headings stand in a row of their own that nothing may move.
    unreviewed = say_unreviewed(definitions, _)
    sheet.add_wide(f"{guide}\n{unreviewed}" if unreviewed else guide, "plain")
    sheet.add_wide(counts_text(counts, _), "plain")
    headings = [_("No."), _("Kind"), _("Sheet"), _("Cell"), _("What is wrong"), _("Found"), _("Expected"), _("Repair")]
    sheet.add([(text, "heading") for text in headings])


def _title(definitions: Definitions, texts: Texts, parsed: ParsedWorkbook | None) -> str:
    project = definitions.project.short_name
    if parsed is None or parsed.partner is None or parsed.month is None:
        return texts("{project}: what to repair in this workbook", project=project)
    return texts(
        "{project} · {partner} · {month}: what to repair",
        project=project,
        partner=parsed.partner,
        month=month_code(parsed.month),
    )


def _add_issue(sheet: IssuesSheet, number: int, one: Placed, definitions: Definitions, texts: Texts) -> None:
    issue = one.issue
    row = sheet.add(
        [
            (str(number), "number"),
            (f"{severity_name(issue.severity, texts)}\n{issue.code}", issue.severity),
            ("\n".join(_sheet_name(issue.sheet, definitions, texts)), "text"),
            (one.cell, "link" if one.place else "text"),
            (issue.message, "text"),
            (issue.found, "text"),
            (issue.expected, "text"),
            (issue.repair, "text"),
        ]
    )
    if one.place:
        sheet.link(f"D{row}", one.sheet, one.cell)


def _sheet_name(name: str, definitions: Definitions, texts: Texts) -> Iterator[str]:
    known = definitions.workbook.sheets.get(name)
    yield name or texts("the whole workbook")
    if known:
        yield texts(known.label)


def _height(text: str, width: float) -> float:
    """Height in points that shows a wrapped text in full; the room of one letter is the cell's margin."""
    lines = sum(max(len(textwrap.wrap(line, int(width) - 2)), 1) for line in text.split("\n"))
    return lines * _LINE_HEIGHT + _SPACE


def _cell(address: str, text: str, style: int) -> str:
    if not text:
        return f'<c r="{address}" s="{style}"/>'
    told = escape(xml_text(text))
    return f'<c r="{address}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{told}</t></is></c>'
