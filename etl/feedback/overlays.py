"""Keeps marks visible on a sheet with conditional formats of its own, which would be drawn over the fill of a cell."""

import html
from collections.abc import Mapping

from etl.cell_area import column_letters
from etl.feedback.sheet_look import Place, SheetLook
from etl.feedback.splice import Edit, set_attribute
from etl.feedback.style_table import StyleTable
from etl.layout import ISSUES_SHEET

# Always true, and how we know our own again.
_CONDITION = f'LEN("{ISSUES_SHEET}")={len(ISSUES_SHEET)}'

# A sheet has a few dozen; each is looked through for its rules.
_MOST_FORMATS = 500


def overlay_marks(xml: bytes, look: SheetLook, colours: Mapping[Place, str], styles: StyleTable) -> list[Edit]:
    """A format before all others for the marked cells, by their colours; those of earlier rounds go."""
    if not 0 < len(look.conditional) <= _MOST_FORMATS or not styles.has_formats:
        return []
    edits: list[Edit] = []
    shift = len(set(colours.values()))
    for formats in look.conditional:
        rules = [rule for rule in look.rules if formats.start < rule.start < formats.end]
        earlier = [rule for rule in rules if _CONDITION in html.unescape(rule.whole(xml).decode())]
        if rules and len(earlier) == len(rules):
            edits.append((formats.start, formats.end, b""))
            continue
        edits += [(rule.start, rule.end, b"") for rule in earlier]
        for rule in rules:
            if rule not in earlier:
                priority = int(rule.attributes.get("priority", "1")) + shift
                edits.append((rule.start, rule.inside, set_attribute(rule.tag(xml), "priority", str(priority))))
    first = look.conditional[0]
    prefix = f"{first.prefix}:" if first.prefix else ""
    new = [
        _format(prefix, [place for place, own in sorted(colours.items()) if own == colour], priority, colour, styles)
        for priority, colour in enumerate(sorted(set(colours.values())), start=1)
    ]
    return [(first.start, first.start, "".join(new).encode()), *edits]


def _format(prefix: str, places: list[Place], priority: int, colour: str, styles: StyleTable) -> str:
    cells = " ".join(f"{column_letters(column)}{row}" for row, column in places)
    condition = _CONDITION.replace('"', "&quot;")
    return (
        f'<{prefix}conditionalFormatting sqref="{cells}"><{prefix}cfRule type="expression" priority="{priority}" '
        f'dxfId="{styles.add_format(colour)}"><{prefix}formula>{condition}</{prefix}formula></{prefix}cfRule>'
        f"</{prefix}conditionalFormatting>"
    )
