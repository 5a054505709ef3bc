"""Everything that a person reads: of a workbook, of a page."""

import io
import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from streamlit.testing.v1 import AppTest

from etl.layout import CODE_COLUMN, CODE_ROW

_LITERAL = re.compile(r'"((?:[^"]|"")*)"')


def shown_in_workbook(content: bytes) -> Iterator[tuple[str, str]]:
    """Place and text of each string: cells (of formulas their texts), comments, drop-down messages, properties."""
    book = load_workbook(io.BytesIO(content))
    for name in ("title", "subject", "description", "keywords", "category"):
        yield f"property {name}", str(getattr(book.properties, name) or "")
    for sheet in book.worksheets:
        yield from _shown_in_cells(sheet)
        for validation in sheet.data_validations.dataValidation:
            for text in (validation.promptTitle, validation.prompt, validation.errorTitle, validation.error):
                yield f"{sheet.title} {validation.sqref}", text or ""
        for rules in sheet.conditional_formatting:
            for rule in rules.rules:
                for formula in rule.formula or ():
                    for literal in _LITERAL.findall(str(formula)):
                        yield f"{sheet.title} {rules.sqref} format", literal


def _shown_in_cells(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    for row in sheet.iter_rows():
        for cell in row:
            place = f"{sheet.title} {cell.coordinate}"
            if cell.comment:
                yield f"{place} comment", cell.comment.text
            # Codes stand in what the template hides.
            is_unseen = sheet.row_dimensions[cell.row].hidden or sheet.sheet_state != "visible"
            is_code = cell.row == CODE_ROW and is_unseen
            is_code |= cell.column == CODE_COLUMN and sheet.column_dimensions["A"].hidden
            if isinstance(cell.value, str) and not is_code:
                texts = _LITERAL.findall(cell.value) if cell.value.startswith("=") else [cell.value]
                yield from ((place, text) for text in texts)


# What steers an element and is never read: keys, addresses, kinds, sizes.
_STEERING = re.compile(
    r"id$|_id|key|url|type|hash|icon|format|variant|align|width|height|color|config|theme|query|^(name|data|page)$"
)
# Code, to be copied, is nobody's language.
_UNREAD_MARKUP = re.compile(r"<(style|script|pre|code)\b.*?</\1>", re.S)
_READ_ATTRIBUTE = re.compile(r'\b(?:title|aria-label|alt|placeholder|data-label)="([^"]*)"')
_CODE = re.compile(r"`[^`]*`")
# Of a chart: titles, names, labels beside marks and on hovering.
_READ_OF_CHARTS = {"text", "hovertext", "hovertemplate", "ticktext", "title", "label", "name"}


def shown_on_page(app: AppTest) -> Iterator[tuple[str, str]]:
    """Kind and text of each string on a page and in its sidebar, charts and tooltips included."""
    for element in _elements(app._tree):
        kind = element.type
        if kind == "plotly_chart":
            yield from ((kind, text) for text in _shown_in_chart(json.loads(element.proto.spec)))
        elif kind == "html":
            yield from ((kind, text) for text in _shown_in_markup(element.proto.body))
        elif kind == "code":
            # Beside its text it names the language that it is coloured by.
            yield kind, element.proto.code_text
        else:
            yield from ((kind, _CODE.sub(" ", text)) for text in _strings(element.proto))


def _elements(node: Any) -> Iterator[Any]:
    for child in getattr(node, "children", {}).values():
        yield from _elements(child) if hasattr(child, "children") else (child,)


def _shown_in_markup(body: str) -> Iterator[str]:
    body = _UNREAD_MARKUP.sub(" ", body)
    yield from (unescape(text) for text in _READ_ATTRIBUTE.findall(body))
    yield from (unescape(text).strip() for text in re.split(r"<[^>]*>", body))


def _shown_in_chart(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, str):
        if name in _READ_OF_CHARTS:
            yield re.sub(r"%\{[^}]*\}|<[^>]*>", " ", value)
    elif isinstance(value, list):
        for one in value:
            yield from _shown_in_chart(one, name)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _shown_in_chart(one, key if key != "template" else "")


def _strings(message: Any) -> Iterator[str]:
    for field, value in message.ListFields():
        if _STEERING.search(field.name):
            continue
        values = value if field.is_repeated else [value]
        for one in values:
            if isinstance(one, str):
                yield one
            elif hasattr(one, "ListFields"):
                yield from _strings(one)
