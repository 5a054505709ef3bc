"""How a template prints: landscape, no smaller than can be read, with its headings and keys on every page."""

import math

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from etl.template.cover import legend
from etl.template.messages import Guide
from etl.template.occasion import Occasion
from etl.template.table import CODE_ROW, LABEL_ROW
from indicators.periods import month_code

# Characters of width that a landscape A4 page takes at about 55 %, the smallest that is still read with ease.
_PAGE_WIDTH = 240
_MARGIN = 0.4


def prepare_print(sheet: Worksheet, occasion: Occasion, name: str, guide: Guide) -> None:
    """Set up the pages of one sheet; a wide one goes over several pages, its first column repeated on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = _pages(sheet), 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(left=_MARGIN, right=_MARGIN, top=0.7, bottom=0.6, header=0.3, footer=0.3)
    if not occasion.definitions.workbook.sheets[name].is_upright:
        sheet.print_title_rows = f"{CODE_ROW}:{LABEL_ROW}"
        sheet.print_title_cols = "A:A"
    project = occasion.definitions.project.short_name
    place = f"{project} · {occasion.partner.code} · {month_code(occasion.month)}"
    sheet.oddHeader.left.text = _plain(place)
    sheet.oddHeader.right.text = _plain(guide.texts(occasion.definitions.workbook.sheets[name].label))
    sheet.oddFooter.left.text = _plain(legend(guide))
    sheet.oddFooter.right.text = "&P / &N"


def _pages(sheet: Worksheet) -> int:
    widths = (sheet.column_dimensions[get_column_letter(number)] for number in range(1, sheet.max_column + 1))
    return math.ceil(sum(dimension.width for dimension in widths if not dimension.hidden) / _PAGE_WIDTH)


def _plain(text: str) -> str:
    # In a page header & begins a command.
    return text.replace("&", "&&")
