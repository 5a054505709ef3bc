"""A PDF: the text of its pages, and all that a PDF can hold beside them."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from etl.attacker.channels.exported import Found
from etl.attacker.channels.html_units import read_address
from etl.attacker.channels.known import Known
from etl.attacker.channels.pdf_parts import attack_objects
from etl.attacker.channels.text_channel import attack_lines
from etl.attacker.channels.wording import attack_wording

# When and by which program it was made.
_MAKING = frozenset({"/CreationDate", "/ModDate", "/Producer", "/Creator"})
_NEVER = {
    "/JavaScript": "a script", "/EmbeddedFiles": "an attached file", "/AcroForm": "a form",
    "/OpenAction": "an action", "/AA": "an action", "/Collection": "attached files", "/OCProperties": "hidden layers",
}  # fmt: skip
_LONGEST_MAKER = 120


def attack_pdf(name: str, data: bytes, known: Known) -> Iterator[Found]:
    """Findings in a PDF file."""
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = [page.extract_text() for page in reader.pages]
        root: Any = reader.trailer["/Root"]
        about = dict(reader.metadata or {})
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, RecursionError):
        yield name, "it can't be read as a PDF file"
        return
    yield from attack_lines(_lines(name, pages), known)
    yield from _attack_properties(name, about, known)
    yield from _find_live_parts(name, root)
    yield from _attack_notes(name, reader, known)
    yield from _attack_outline(name, reader, known)
    yield from attack_objects(name, data, known)


def _lines(name: str, pages: list[str]) -> list[tuple[str, str]]:
    """Each line of each page with its place."""
    return [
        (f"{name}, page {page}, line {number}", line)
        for page, text in enumerate(pages, start=1)
        for number, line in enumerate(text.splitlines(), start=1)
        # The page's own number, and of how many: anybody can count them.
        if line.strip() != f"{page} / {len(pages)}"
    ]


def _attack_properties(name: str, about: dict[Any, Any], known: Known) -> Iterator[Found]:
    for key, value in about.items():
        if key not in _MAKING:
            yield from attack_wording(f"{name}, property {key}", str(value), known)
        elif len(str(value)) > _LONGEST_MAKER:
            yield f"{name}, property {key}", "more than a program's name"


def _find_live_parts(name: str, root: Any) -> Iterator[Found]:
    """Scripts, actions, forms and attached files: nothing of the kind belongs into a report."""
    names = root.get("/Names") or {}
    for key, found in _NEVER.items():
        # Where a page opens is no action.
        if key in names or (key in root and not (key == "/OpenAction" and isinstance(root[key], list))):
            yield name, found


def _attack_notes(name: str, reader: PdfReader, known: Known) -> Iterator[Found]:
    """Notes on a page, their hidden titles, and links."""
    for number, page in enumerate(reader.pages, start=1):
        for note in page.get("/Annots") or ():
            about = note.get_object()
            link = (about.get("/A") or {}).get("/URI")
            texts = [about.get(key) for key in ("/Contents", "/T", "/Subj", "/RC", "/TU")]
            texts += [read_address(str(link))] if link else []
            for text in texts:
                if text:
                    yield from attack_wording(f"{name}, page {number}, a note", str(text), known)
            if about.get("/Subtype") == "/FileAttachment":
                yield f"{name}, page {number}", "an attached file"
        if any("/OC" in str(key) for key in (page.get("/Resources") or {}).get("/Properties") or {}):
            yield f"{name}, page {number}", "hidden layers"


def _attack_outline(name: str, reader: PdfReader, known: Known) -> Iterator[Found]:
    waiting: list[Any] = list(reader.outline)
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        else:
            yield from attack_wording(f"{name}, an outline", str(one.title), known)
