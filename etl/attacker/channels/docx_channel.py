"""A Word file: its paragraphs and tables, headers and footers, and all that such a file can hold beside them."""

from collections.abc import Iterator
from xml.etree import ElementTree as Xml

from etl.attacker.channels.docx_parts import local, read_parts
from etl.attacker.channels.exported import Found
from etl.attacker.channels.form_tables import attack_line, attack_table
from etl.attacker.channels.known import Known

_TO_FILL_IN = "[To fill in"


def attack_docx(name: str, data: bytes, known: Known) -> Iterator[Found]:
    """Findings in a Word file: in its raw parts first, then paragraph by paragraph and cell by cell."""
    try:
        stories, found = read_parts(name, data, known)
    except Xml.ParseError:
        yield name, "it can't be read as a Word file"
        return
    yield from found
    for part, root in stories.items():
        body = root.find(f"{_space(root)}body")
        for number, block in enumerate(root if body is None else body, start=1):
            place = f"{name}, {part}, block {number}"
            if local(block.tag) == "tbl":
                yield from _attack_table(place, block, known)
            elif local(block.tag) == "p":
                yield from attack_line(place, _text(block), known)


def _attack_table(place: str, table: Xml.Element, known: Known) -> Iterator[Found]:
    rows = _children(table, "tr")
    cells = [[_text(cell) for cell in _children(row, "tc")] for row in rows]
    widths = {tuple(_widths(row)) for row in rows}
    if len(widths) > 1:
        yield place, "rows of different widths"
    yield from _attack_grounds(place, rows)
    if any(True for row in rows for cell in _children(row, "tc") for _inner in cell.iter(f"{_space(cell)}tbl")):
        yield place, "a table in a table"
    if rows and any(True for _mark in rows[0].iter(f"{_space(table)}tblHeader")):
        yield from attack_table(place, cells, known)
    else:
        # Names and what stands for them: no heading says what a number is.
        for number, row in enumerate(cells, start=1):
            yield from attack_line(f"{place}, row {number}", " | ".join(row), known)


def _attack_grounds(place: str, rows: list[Xml.Element]) -> Iterator[Found]:
    """A ground stands behind headings and behind what is to be filled in; any other would be a map's shading."""
    for number, row in enumerate(rows):
        for position, cell in enumerate(_children(row, "tc")):
            is_expected = number == 0 or position == 0 or _text(cell).startswith(_TO_FILL_IN)
            if any(True for _one in cell.iter(f"{_space(cell)}shd")) and not is_expected:
                yield f"{place}, row {number}", "a shading that no form has"


def _widths(row: Xml.Element) -> Iterator[str]:
    for cell in _children(row, "tc"):
        for width in cell.iter(f"{_space(cell)}tcW"):
            yield str(sorted(width.attrib.items()))


def _children(element: Xml.Element, name: str) -> list[Xml.Element]:
    return [one for one in element if local(one.tag) == name]


def _text(element: Xml.Element) -> str:
    """Runs belong together as they stand; paragraphs are parted."""
    paragraphs = [element] if local(element.tag) == "p" else list(element.iter(f"{_space(element)}p"))
    return " ".join("".join(run.text or "" for run in one.iter(f"{_space(one)}t")) for one in paragraphs)


def _space(element: Xml.Element) -> str:
    return f"{element.tag.rpartition('}')[0]}}}"
