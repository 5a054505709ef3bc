"""Building of a template: all sheets in order, their lists, their print set-up and protection."""

import io

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.history import History
from etl.template.columns import foldable_columns
from etl.template.cover import write_cover
from etl.template.lists import write_lists
from etl.template.look import Look, mix_with_white
from etl.template.messages import Guide
from etl.template.occasion import Codes, Occasion
from etl.template.paper import prepare_print
from etl.template.prefill import plan_rows
from etl.template.signs import Signs
from etl.template.table import write_table
from etl.template.totals import show_states, show_totals
from indicators.load import Definitions
from indicators.model.project import Partner
from indicators.periods import month_code
from indicators.texts import load_texts

_CLOSED_TAB = "BFBFBF"


def build_template(
    definitions: Definitions,
    partner: Partner,
    month: int,
    language: str,
    history: History,
    codes: Codes | None = None,
) -> Workbook:
    """The workbook of a partner for a month, prefilled from its history; `codes` replaces the random fresh keys."""
    occasion = Occasion(definitions, partner, month, history, codes)
    texts = load_texts(definitions, language)
    book = Workbook()
    first = book.worksheets[0]
    sheets = {name: book.create_sheet(name) for name in definitions.workbook.sheets}
    book.remove(first)
    guide = Guide(definitions, texts, month, write_lists(book, definitions, texts))
    look = Look(book.worksheets[0], definitions.project.accent_colour.lstrip("#"))
    planned = {name: plan_rows(occasion, name) for name in definitions.workbook.row_sheets}
    signs = Signs(book)
    for name, sheet in sheets.items():
        if definitions.workbook.sheets[name].is_upright:
            write_cover(sheet, occasion, guide, look)
        else:
            write_table(sheet, occasion, name, planned[name], guide, look, signs)
        _colour_tab(sheet, occasion, name, look)
        _protect(sheet, has_buttons=occasion.is_due(name) and bool(foldable_columns(definitions.workbook.sheets[name])))
        prepare_print(sheet, occasion, name, guide)
    show_states(book, occasion, texts, signs)
    show_totals(book, occasion, planned, signs)
    _describe(book, occasion, guide)
    return book


def template_bytes(
    definitions: Definitions,
    partner: Partner,
    month: int,
    language: str,
    history: History,
    codes: Codes | None = None,
) -> bytes:
    """The template as the content of a file."""
    buffer = io.BytesIO()
    build_template(definitions, partner, month, language, history, codes).save(buffer)
    return buffer.getvalue()


def _colour_tab(sheet: Worksheet, occasion: Occasion, name: str, look: Look) -> None:
    if occasion.definitions.workbook.sheets[name].is_upright:
        sheet.sheet_properties.tabColor = look.accent
    elif occasion.is_due(name):
        sheet.sheet_properties.tabColor = mix_with_white(look.accent, 0.55)
    else:
        sheet.sheet_properties.tabColor = _CLOSED_TAB


def _protect(sheet: Worksheet, has_buttons: bool) -> None:
    # Without a password: it prevents slips, it keeps nobody out. Widths and heights stay free. Excel doesn't open
    # folded columns of a protected sheet, so there the limits of the headings alone keep them from being typed over.
    sheet.protection.sheet = not has_buttons
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def _describe(book: Workbook, occasion: Occasion, guide: Guide) -> None:
    project = occasion.definitions.project.short_name
    month = occasion.definitions.periods.calendar_month(occasion.month)
    book.properties.title = guide.texts(
        "{project}: monthly workbook of {partner} for {month} ({month_name})",
        project=project,
        partner=occasion.partner.code,
        month=month_code(occasion.month),
        month_name=guide.texts.month_name(*month),
    )
    book.properties.creator = project
    book.active = 0
