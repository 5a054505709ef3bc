"""How the sheets print and what stays in sight on a screen: landscape A4, headings on every page, pages numbered."""

import math
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins

from etl.export.workbook.page import Page
from etl.export.workbook.source import Source

# Characters of width that a landscape A4 page takes at about 65 %, the smallest that is still read with ease.
_PAGE_WIDTH = 235
_MARGIN = 0.4
_MOST_FROZEN = 2


def shape_sheet(sheet: Any, page: Page) -> None:
    """Widths, what stays in sight, and the filter."""
    for number, width in enumerate(page.widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.sheet_view.showGridLines = page.is_filtered
    if page.head_rows:
        sheet.freeze_panes = f"{get_column_letter(page.frozen_columns + 1)}{page.head_rows + 1}"
    if page.is_filtered:
        sheet.auto_filter.ref = f"A{page.head_rows}:{page.last_letter}{page.rows_n}"


def prepare_print(sheet: Any, page: Page, source: Source, marks: list[str]) -> None:
    """Set up the pages; a wide sheet goes over several, its first columns repeated on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    pages = _count_pages(page)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(left=_MARGIN, right=_MARGIN, top=0.75, bottom=0.6, header=0.3, footer=0.3)
    if page.head_rows:
        sheet.print_title_rows = f"1:{page.head_rows}"
    if pages > 1:
        sheet.print_title_cols = f"A:{get_column_letter(min(page.frozen_columns, _MOST_FROZEN) or 1)}"
    sheet.oddHeader.left.text = _plain(f"{source.about['project']} · {source.about['release_id']}")
    sheet.oddHeader.center.text = _plain(" · ".join(marks))
    sheet.oddHeader.right.text = _plain(page.title)
    sheet.oddFooter.left.text = _plain(f"{source.texts('As of')}: {source.about['as_of']}")
    # Places of the translation are filled with the commands themselves.
    sheet.oddFooter.right.text = source.texts("page {page} of {last}", page="&P", last="&N")


def _count_pages(page: Page) -> int:
    """Pages beside each other; on each but the first the frozen columns take their room again."""
    whole, frozen = sum(page.widths), sum(page.widths[: page.frozen_columns])
    return 1 if whole <= _PAGE_WIDTH else math.ceil((whole - frozen) / (_PAGE_WIDTH - frozen))


def _plain(text: str) -> str:
    # In a page header & begins a command.
    return text.replace("&", "&&")
