"""The upright first sheet of a template: whose workbook it is, and the state of the other sheets."""

from collections.abc import Iterator
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from etl.template.look import Look, number_format, row_height
from etl.template.messages import Attached, Guide
from etl.template.occasion import Occasion
from etl.template.prefill import last_on_cover
from etl.template.values import show_value
from indicators.model.workbook import Column
from indicators.periods import month_code
from indicators.translation_mark import say_unreviewed

_WIDTHS = {"A": 24.0, "B": 44.0, "C": 34.0, "D": 90.0}


def write_cover(sheet: Worksheet, occasion: Occasion, guide: Guide, look: Look) -> None:
    """Write codes, labels, values and help; what the template knows is locked."""
    _ = guide.texts
    values, last, attached = _known_values(occasion, guide), last_on_cover(occasion), Attached(guide)
    locked = set(_fixed_names(occasion))
    for row, (name, column) in enumerate(occasion.definitions.workbook.cover.columns.items(), start=1):
        heading = _(column.label) + ("\u00a0*" if column.is_required and name not in locked else "")
        texts = [name, heading, values.get(name), _(column.help)]
        roles = ["code", "label", "closed" if name in locked else "data", "help"]
        for number, (text, role) in enumerate(zip(texts, roles, strict=True), start=1):
            cell = sheet.cell(row, number, text)
            look.dress(cell, role, number_format(column) if number == 3 else "General")  # type: ignore[arg-type]
        if name not in locked:
            attached.add(name, column, f"C{row}", last.get(name))
        sheet.row_dimensions[row].height = row_height([(heading, _WIDTHS["B"]), (_(column.help), _WIDTHS["D"])])
    attached.write(sheet)
    _write_legend(sheet, row + 2, guide, look)
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.column_dimensions["A"].hidden = True


def _write_legend(sheet: Worksheet, row: int, guide: Guide, look: Look) -> None:
    # In the column of labels, in rows without a code: the one place beside the table that is not read.
    _ = guide.texts
    told = [
        legend(guide),
        _("Grey: nothing to fill in. Light yellow: still to be filled in."),
        _("Empty = not known yet, 0 = none, NA = does not apply."),
        _("✓ adds up, ✗ does not: the signs appear while you type."),
    ]
    unreviewed = say_unreviewed(guide.definitions, _)
    for number, text in enumerate([*told, *([unreviewed] if unreviewed else [])]):
        look.dress(sheet.cell(row + number, 2, text), "legend")


def legend(guide: Guide) -> str:
    """What the asterisk beside a label means."""
    return guide.texts("* must be filled in")


def _known_values(occasion: Occasion, guide: Guide) -> dict[str, Any]:
    columns = occasion.definitions.workbook.cover.columns
    record = occasion.history.newest.get(occasion.month)
    stored = record.cover if record else {}
    told = {name: show_value(occasion.definitions, guide.texts, columns[name], stored.get(name)) for name in columns}
    return told | _roles(occasion, guide) | dict(_states(occasion, guide))


def _roles(occasion: Occasion, guide: Guide) -> dict[str, Any]:
    # Codes, not labels: they name the workbook to programs, too, and nobody has to choose them.
    workbook = occasion.definitions.workbook
    roles = workbook.roles
    return {
        roles.template_version: workbook.version,
        roles.partner: occasion.partner.code,
        roles.country: occasion.partner.country,
        roles.month: month_code(occasion.month),
        roles.revision: occasion.next_revision,
        roles.language: guide.texts.language,
    }


def _states(occasion: Occasion, guide: Guide) -> Iterator[tuple[str, str]]:
    workbook = occasion.definitions.workbook
    for name, sheet in workbook.row_sheets.items():
        if sheet.state_column and not occasion.partner.is_delivering(name):
            column: Column = workbook.cover.columns[sheet.state_column]
            yield (
                sheet.state_column,
                show_value(occasion.definitions, guide.texts, column, workbook.states["not_due"]),
            )


def _fixed_names(occasion: Occasion) -> Iterator[str]:
    roles = occasion.definitions.workbook.roles
    # The number of the revision is the officer's to raise: she may send a correction without a new template.
    yield from (roles.template_version, roles.partner, roles.country, roles.month, roles.language)
    for name, sheet in occasion.definitions.workbook.row_sheets.items():
        if sheet.state_column and not occasion.partner.is_delivering(name):
            yield sheet.state_column
