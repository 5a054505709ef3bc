"""What codes, columns and numbers of a release look like in a language: from the product's own catalogues.

Every language has the same rows, in English where its catalogue lacks a text.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.csv

from etl.export.locale_labels import locale_labels
from etl.release_file import ReleaseFile
from indicators.changes import REASON_NAMES
from indicators.column_names import column_label, table_label
from indicators.disclosure.book import NOT_BROKEN_DOWN
from indicators.load import Definitions
from indicators.names import (
    CHANGE_KIND_NAMES,
    DIRECTION_NAMES,
    NOT_BROKEN_DOWN_NAME,
    REPORTING_STATE_NAMES,
    SUBMISSION_STATE_NAMES,
    TARGET_STATE_NAMES,
    breakdown_label,
    category_label,
)
from indicators.reasons import STATE_NAMES, STATUS_NAMES
from indicators.texts import Texts, load_texts

LABEL_TABLE = "label"
# Kind -> names by code that the product itself has.
_CODES = {
    "state": STATE_NAMES,
    "status": STATUS_NAMES,
    "target_state": TARGET_STATE_NAMES,
    "direction": DIRECTION_NAMES,
    "reporting_state": REPORTING_STATE_NAMES,
    "submission_state": SUBMISSION_STATE_NAMES,
    "change_kind": CHANGE_KIND_NAMES,
    "change_reason": REASON_NAMES,
}
# Texts of the passport that a reader may want in the own language, by column of the table `indicator`.
_PASSPORT = (
    "name", "definition", "unit", "purpose", "limits", "over_partners", "over_time", "frequency", "baseline_note",
    "class_note", "means_of_verification", "target_source", "target_decision",
)  # fmt: skip
_PARTS = ("breakdown", "category", "indicator_code")
_PROJECT = ("short_name", "name", "description", "programme", "grant_number", "funding_statement", "disclaimer")


class Label(NamedTuple):
    """One text in one language: of a code within a kind."""

    language: str
    kind: str
    code: str
    text: str


def label_table(release: ReleaseFile, definitions: Definitions, languages: Iterable[str]) -> pa.Table:
    """The labels of a release in several languages, as a table."""
    named = list(_names(release, definitions))
    written = io.StringIO(newline="")
    csv.writer(written).writerows(
        [Label._fields, *(label for language in languages for label in _in_language(named, definitions, language))]
    )
    # By way of CSV: building an array from Python's objects would load pandas for nothing.
    return pyarrow.csv.read_csv(
        io.BytesIO(written.getvalue().encode()),
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(Label._fields, pa.string())),
    )


# Kind, code, and the English text.
_Named = tuple[str, str, str]
_HEADINGS = ("breakdown", "table", "sheet")


def _in_language(named: Iterable[_Named], definitions: Definitions, language: str) -> Iterator[Label]:
    texts = load_texts(definitions, language)
    for kind, code, text in named:
        yield Label(language, kind, code, _translated(kind, text, texts))
    for kind, code, text in locale_labels(texts, definitions.periods, definitions.project.languages):
        yield Label(language, kind, code, text)


def _translated(kind: str, text: str, texts: Texts) -> str:
    return heading(text, texts) if kind in _HEADINGS or kind.startswith("column:") else texts(text)


def heading(text: str, texts: Texts) -> str:
    """A name as it stands above a column or on a table: with a capital, without the signs of a code."""
    said = texts(text)
    return (said[:1].upper() + said[1:]).replace("_", " ")


def _names(release: ReleaseFile, definitions: Definitions) -> Iterator[_Named]:
    yield from _framework_names(release)
    for kind, names in _CODES.items():
        yield from ((kind, code, name) for code, name in names.items())
    yield from _words(release)
    for code, found in definitions.disclosure.classes.items():
        yield "class", code, found.meaning
    yield from _breakdown_names(release, definitions)
    yield from _list_names(definitions)
    yield from _table_names(release, definitions)
    yield from (("project", name, getattr(definitions.project, name)) for name in _PROJECT)


def _framework_names(release: ReleaseFile) -> Iterator[_Named]:
    for row in _rows(release, "indicator"):
        for name in _PASSPORT:
            text = row.get("indicator_name" if name == "name" else name)
            if text:
                yield f"indicator_{name}", row["indicator_code"], text
    for table, code, name, kind in (
        ("objective", "objective", "objective_name", "objective_name"),
        ("result", "result", "result_name", "result_name"),
        ("partner", "partner_code", "partner_name", "partner_name"),
        ("milestone", "deliverable_code", "deliverable_name", "deliverable_name"),
    ):
        yield from ((kind, row[code], row[name]) for row in _rows(release, table))


def _words(release: ReleaseFile) -> Iterator[_Named]:
    """Codes that are words themselves."""
    indicators = _rows(release, "indicator")
    for kind in ("level", "criterion", "unit"):
        found = sorted({row[kind] for row in indicators if row[kind]})
        yield from ((kind, word, word) for word in found)


def _breakdown_names(release: ReleaseFile, definitions: Definitions) -> Iterator[_Named]:
    figures = release.arrow("figure")
    # Not in Arrow's terms: its grouping would load pandas for nothing.
    keys = {*zip(*(figures.column(name).to_pylist() for name in _PARTS), strict=True)}
    named: dict[tuple[str, str], dict[str, str]] = {}
    for breakdown, category, code in sorted(keys):
        label = category_label(definitions, code, breakdown, category)
        named.setdefault((breakdown, category), {})[code] = label or ""
    for breakdown in sorted({breakdown for breakdown, _category in named}):
        yield "breakdown", breakdown, breakdown_label(definitions, breakdown)
        yield f"category:{breakdown}", NOT_BROKEN_DOWN, NOT_BROKEN_DOWN_NAME
    for (breakdown, category), labels in named.items():
        yield from name_category(breakdown, category, labels)


def name_category(breakdown: str, category: str, labels: dict[str, str]) -> Iterator[_Named]:
    """One row where all indicators call the category alike, else one for each; none where it has no name."""
    if category == NOT_BROKEN_DOWN:
        return
    kind, texts = f"category:{breakdown}", set(labels.values())
    if len(texts) == 1:
        yield from ((kind, category, text) for text in texts if text)
    else:
        yield from ((kind, f"{code}/{category}", text) for code, text in labels.items() if text)


def _list_names(definitions: Definitions) -> Iterator[_Named]:
    for name, found in definitions.code_lists.items():
        kind = "country" if name == "country" else f"code_list:{name}"
        yield from ((kind, code, label) for code, label in found.codes.items())
    for name, sheet in definitions.workbook.sheets.items():
        yield "sheet", name, sheet.label


def _table_names(release: ReleaseFile, definitions: Definitions) -> Iterator[_Named]:
    for table, columns in (release.columns() | {LABEL_TABLE: Label._fields}).items():
        yield "table", table, table_label(definitions, table)
        yield from ((f"column:{table}.{column}", "", column_label(definitions, table, column)) for column in columns)


def _rows(release: ReleaseFile, table: str) -> list[dict[str, Any]]:
    return release.arrow(table).to_pylist() if table in release.tables() else []
