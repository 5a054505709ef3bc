"""The list of issues in a workbook of its own, for a file that can't be marked."""

from collections.abc import Sequence
from dataclasses import replace

from etl.feedback.issues_sheet import build_issues_sheet
from etl.feedback.package import HEAD, MAIN, OFFICE, Package
from etl.feedback.placing import Placed
from etl.feedback.sheet_styles import SheetStyles
from etl.feedback.style_table import PLAIN_STYLES, StyleTable
from etl.layout import ISSUES_SHEET
from etl.parsed import ParsedWorkbook
from indicators.load import Definitions
from indicators.texts import Texts

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
_TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
).encode()


def build_alone(
    placed: Sequence[Placed], definitions: Definitions, texts: Texts, parsed: ParsedWorkbook | None
) -> bytes:
    """A workbook with the sheet of issues; addresses are told, but there is nothing to jump to."""
    package = Package({"[Content_Types].xml": _TYPES})
    table = StyleTable(PLAIN_STYLES)
    styles = SheetStyles(table, definitions.project.accent_colour.lstrip("#").upper())
    unlinked = [replace(one, sheet="", place=None) for one in placed]
    sheet = build_issues_sheet(unlinked, definitions, texts, parsed, styles)
    main = package.add("xl/workbook", "xml", b"", _TYPE.format("sheet.main"))
    package.relate("", "officeDocument", main)
    part = package.add("xl/worksheets/issues", "xml", sheet.xml("&C&P / &N"), _TYPE.format("worksheet"))
    relation = package.relate(main, "worksheet", part)
    package.relate(main, "styles", package.add("xl/styles", "xml", table.content(), _TYPE.format("styles")))
    package.parts[main] = (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="{ISSUES_SHEET}" sheetId="1" '
        f'r:id="{relation}"/></sheets></workbook>'
    ).encode()
    return package.content()
