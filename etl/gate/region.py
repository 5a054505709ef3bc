"""The country whose telephone numbers a workbook means, taken from its cover before anything else is read."""

from collections.abc import Mapping

from etl.codebook import open_codebook
from etl.layout import CODE_COLUMN, VALUE_COLUMN, find_sheets
from etl.read import Grid
from indicators.load import Definitions


def find_region(grids: Mapping[str, Grid], definitions: Definitions, as_partner: str | None = None) -> str | None:
    """Country of the partner on the cover, else of the one who sends; None when neither is known."""
    roles = definitions.workbook.roles
    cover = grids.get(find_sheets(definitions, grids).get(roles.sheet, ""), Grid([]))
    partner = definitions.partner(_find_code(cover, definitions, roles.partner) or "")
    partner = partner or definitions.partner(as_partner or "")
    country = partner.country if partner else _find_code(cover, definitions, roles.country)
    return country if country in definitions.countries else None


def _find_code(cover: Grid, definitions: Definitions, column: str) -> str | None:
    codebook, list_name = open_codebook(definitions), definitions.workbook.cover.columns[column].list or ""
    for row in range(1, cover.height + 1):
        value = cover.at(row, VALUE_COLUMN)
        if cover.at(row, CODE_COLUMN) == column and isinstance(value, str):
            return codebook.find(list_name, value)
    return None
