"""The product's own texts in a workbook: labels, help, codes. They need no second look, in any language."""

from indicators.definition_texts import definition_texts
from indicators.load import Definitions
from indicators.texts import SOURCE_LANGUAGE, load_texts

_KEPT = 8
_kept: dict[tuple[object, ...], frozenset[str]] = {}


def own_texts(definitions: Definitions) -> frozenset[str]:
    """Every text of the template, kept until the definitions or a language's texts change."""
    catalogues = sorted((definitions.folder / "texts").glob("*.po"))
    key = (definitions.folder, definitions.version, *(path.stat().st_mtime_ns for path in catalogues))
    if key not in _kept:
        if len(_kept) >= _KEPT:
            _kept.clear()
        _kept[key] = _gather(definitions, [SOURCE_LANGUAGE, *(path.stem for path in catalogues)])
    return _kept[key]


def _gather(definitions: Definitions, languages: list[str]) -> frozenset[str]:
    texts = {*definitions.periods.codes, *definitions.workbook.sheets}
    texts |= {code for code_list in definitions.code_lists.values() for code in code_list.codes}
    texts |= {one.code for one in definitions.partners} | {one.code for one in definitions.deliverables}
    texts |= {name for sheet in definitions.workbook.sheets.values() for name in sheet.columns}
    source = {text for text, _ in definition_texts(definitions) if text}
    for language in languages:
        tell = load_texts(definitions, language)
        told = {tell(text) for text in source}
        # Headings as the template writes them: with an asterisk when required, with the unit below.
        texts |= told | {f"{text}\u00a0*" for text in told}
        for sheet in definitions.workbook.sheets.values():
            for column in sheet.columns.values():
                texts |= {f"{tell(column.label)}{star}\n({tell(column.unit)})" for star in ("", "\u00a0*")}
    return frozenset(texts)
