"""The raw parts of a workbook: whatever is not one of the few that an export has is told, and what they hide, too."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

from etl.attacker.channels.exported import Found
from etl.attacker.channels.facts import is_fact
from etl.attacker.channels.known import Known
from etl.attacker.channels.said import attack_said
from etl.attacker.channels.wording import attack_wording
from etl.attacker.channels.zip_parts import attack_container

_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core)\.xml|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/(?:styles|sharedStrings)\.xml|xl/theme/theme1\.xml|xl/worksheets/sheet\d+\.xml"
)
# Elements that a sheet of an export is made of: no formula, comment, validation, condition, link, drawing, merge.
_SHEET_ELEMENTS = frozenset(
    b"worksheet sheetPr outlinePr pageSetUpPr dimension sheetViews sheetView pane selection sheetFormatPr cols col "
    b"sheetData row c v is t autoFilter pageMargins printOptions pageSetup headerFooter oddHeader oddFooter "
    b"evenHeader evenFooter firstHeader firstFooter".split()
)
_BOOK_ELEMENTS = frozenset(
    b"workbook workbookPr workbookProtection bookViews workbookView sheets sheet definedNames definedName "
    b"calcPr".split()
)
_PROPERTIES = frozenset(
    b"Properties Application AppVersion coreProperties creator title description created modified lastModifiedBy "
    b"TotalTime DocSecurity ScaleCrop SharedDoc HyperlinksChanged language".split()
)
# What hides a row or a column: hidden, no height or width, folded up.
_HIDING = re.compile(
    rb'<(?:[a-z]+:)?(?:row|col)\b[^>]*\s(?:hidden="(?!0|false)|collapsed="|outlineLevel="(?!0)'
    rb'|zeroHeight="|(?:ht|width)="0(?:\.\d+)?")'
)
_HIDDEN_SHEET = re.compile(rb'<(?:[a-z]+:)?sheet\b[^>]*\sstate="(?!visible")')
_ELEMENT = re.compile(rb"<(?:[A-Za-z]+:)?([A-Za-z]+)")
_NAME = re.compile(rb"<definedName\b([^>]*)>([^<]*)<")
# Which cells a name is of: a filter's, and the rows and first columns that are repeated on each printed page. The
# sheet's own name, in any language, is read where it stands.
_OWN_FILTER = re.compile(rb"[^!,]+!\$A\$1:\$[A-Z]{1,3}\$\d+")
_HEADING_ROW = re.compile(rb"[^!,]+!\$1:\$\d(?:,[^!,]+!\$A:\$[AB])?")
_FRAME = re.compile(rb"<(?:[a-z]+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
# Places and fonts of a header, the number of the page and how many there are.
_CODES = re.compile(r'&(?:[LCRPN&]|"[A-Za-z ,-]*"|K[0-9A-F]{6}|\d{1,2}(?!\d))')
_TEXTS = re.compile(rb"<(?:[a-z]+:)?([A-Za-z]+)(?:\s[^>]*)?>([^<]+)<")
# By which program and when it was made.
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_MADE = {
    "Application": re.compile(r"Microsoft Excel(?: Compatible / Openpyxl \d{1,2}\.\d{1,2}\.\d{1,2})?"),
    "AppVersion": re.compile(r"\d{1,2}\.\d{1,4}"),
    "created": _TIME,
    "modified": _TIME,
    "language": re.compile("[a-z]{2}"),
}
_HIDING_STYLES = re.compile(rb"<protection\b|;;;|<dxf\b")
# Digits, thousands, decimals and a sign of percent; or a day. Anything else could write what no cell holds.
_FORMAT = re.compile(r'(?:#,##)?0(?:\.0{1,6})?(?:"\u00a0%")?|yyyy\\-mm\\-dd')
_ANY_FORMAT, _FORMAT_CODE = re.compile(rb"<numFmt\b"), re.compile(rb'<numFmt\b[^>]*\sformatCode="([^"]*)"')


def attack_parts(name: str, data: bytes, known: Known) -> Iterator[Found]:
    """Findings in the container and in every part of it."""
    yield from attack_container(name, data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = {member.filename: book.read(member) for member in book.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        yield name, "it can't be read as a workbook"
        return
    for part, content in parts.items():
        if not _PARTS.fullmatch(part):
            yield f"{name}, a part of the workbook", "a part that no export has"
            continue
        if b"<!" in content:
            yield f"{name}, {part}", "a comment or a declaration in its XML"
        yield from _attack_part(f"{name}, {part}", part, content, known)


def _attack_part(place: str, part: str, content: bytes, known: Known) -> Iterator[Found]:
    elements = frozenset(_ELEMENT.findall(content))
    if part.startswith("xl/worksheets/"):
        if elements - _SHEET_ELEMENTS:
            yield place, "elements that no sheet of an export has"
        if _HIDING.search(content) or b"zeroHeight=" in content:
            yield place, "a hidden row or column"
        for text in _FRAME.findall(content):
            plain = _CODES.sub(" ", unescape(text.decode("utf-8", "replace")))
            if "&" in plain:
                yield f"{place}, a header or footer", "a command that no export writes"
            yield from attack_wording(f"{place}, a header or footer", plain, known)
            yield from attack_said(f"{place}, a header or footer", plain, known)
    elif part == "xl/workbook.xml":
        if elements - _BOOK_ELEMENTS:
            yield place, "elements that no workbook of an export has"
        if _HIDDEN_SHEET.search(content) or re.search(rb'visibility="(?!visible")', content):
            yield place, "a hidden sheet"
        yield from _attack_names(place, content)
    elif part.startswith("docProps/"):
        if elements - _PROPERTIES:
            yield place, "a property that no export has"
        yield from _attack_properties(place, content, known)
    elif part == "xl/styles.xml":
        yield from _attack_styles(place, content)
    elif part.endswith(".rels") and (b"TargetMode" in content or b"://" in _without_schemas(content)):
        yield place, "a link to the outside"
    elif part == "xl/sharedStrings.xml":
        # Exports write texts into their cells; a list of texts may keep what no cell shows.
        yield place, "a list of texts beside the cells"


def _without_schemas(content: bytes) -> bytes:
    return re.sub(rb'(?:xmlns(?::\w+)?|Type)="http[^"]*"', b"", content)


def _attack_names(place: str, content: bytes) -> Iterator[Found]:
    """A filter and a heading row that is printed on each page make names of their own; every other name is told."""
    own = {b'name="_xlnm._FilterDatabase"': _OWN_FILTER, b'name="_xlnm.Print_Titles"': _HEADING_ROW}
    for about, text in _NAME.findall(content):
        plain = text.replace(b"&apos;", b"'")
        if not any(name in about and pattern.fullmatch(plain) for name, pattern in own.items()):
            yield place, "a defined name"


def _attack_styles(place: str, content: bytes) -> Iterator[Found]:
    codes = [unescape(code.decode("utf-8", "replace")) for code in _FORMAT_CODE.findall(content)]
    is_known = all(map(_FORMAT.fullmatch, codes)) and len(codes) == len(_ANY_FORMAT.findall(content))
    if not is_known or _HIDING_STYLES.search(content):
        yield place, "a format that can hide a cell"


def _attack_properties(place: str, content: bytes, known: Known) -> Iterator[Found]:
    """Nothing stands in a property but a program's name, a time, and the lines that an export writes."""
    for element, text in _TEXTS.findall(content):
        name, told = element.decode(), unescape(text.decode("utf-8", "replace")).strip()
        pattern = _MADE.get(name)
        if told and pattern is not None and not pattern.fullmatch(told):
            yield place, f"a property that no export writes: {name}"
        elif told and pattern is None and not is_fact(name, told, known):
            yield place, f"a text that no export writes: {name}"
