"""Which language a workbook is answered in."""

from etl.codebook import open_codebook
from etl.layout import CODE_COLUMN, VALUE_COLUMN
from etl.read import Grid
from indicators.load import Definitions
from indicators.texts import SOURCE_LANGUAGE


def find_language(definitions: Definitions, cover: Grid | None, language: str | None) -> str:
    """Language of the messages: the workbook's own, else its partner's, else the asked one, else the source."""
    roles, columns = definitions.workbook.roles, definitions.workbook.cover.columns
    codebook = open_codebook(definitions)
    found = {}
    cover = cover or Grid([])
    for row in range(1, cover.height + 1):
        code, value = cover.at(row, CODE_COLUMN), cover.at(row, VALUE_COLUMN)
        if code in (roles.language, roles.partner) and isinstance(value, str):
            found[code] = codebook.find(columns[code].list or "", value)
    partner = definitions.partner(found.get(roles.partner) or "")
    return found.get(roles.language) or (partner.language if partner else None) or language or SOURCE_LANGUAGE
