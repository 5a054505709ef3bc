"""Sets blocks as PDF by typst: own fonts, tagged, no browser. Words travel as data, never as markup."""

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from pypdf import PdfReader

from etl.report.emblem import Emblem
from etl.report.errors import ReportFault
from indicators.texts import N_
from released.blocks import Wire
from released.blocks.html import sign

_FOLDER = Path(__file__).parent
FONTS = _FOLDER / "fonts"
_NEEDED = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf")
_TEMPLATE = _FOLDER / "pages.typ"
# Accessible and for the archive; a text with signs that no font of ours has can only be set without the promise.
_STANDARDS: tuple[Any, ...] = (["ua-1", "a-2a"], [])
_PACK_SIZE = 9.6
_BRIEF_SIZES = (9.8, 9.4, 9.0, 8.6, 8.2, 7.8, 7.4, 7.0)


def build_pdf(
    blocks: Sequence[Wire], as_of: date, accent: str, is_brief: bool, emblem: Emblem | None = None, author: str = ""
) -> bytes:
    """The pages; of a brief one, in the largest letters that fit. Raises ReportFault.

    The document's time is the release's day, so that the same release makes the same bytes.
    """
    for size in _BRIEF_SIZES if is_brief else (_PACK_SIZE,):
        given = _report(blocks, as_of, accent, is_brief, emblem, author, size)
        data = _compile(given, as_of, emblem)
        if not is_brief or count_pages(data) == 1:
            return data
    raise ReportFault(N_("The brief doesn't fit on one page: shorten causes and actions for the next release."))


def count_pages(data: bytes) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(io.BytesIO(data)).pages)


def _report(
    blocks: Sequence[Wire], as_of: date, accent: str, is_brief: bool, emblem: Emblem | None, author: str, size: float
) -> dict[str, Any]:
    words = next(block for block in blocks if block["kind"] == "words")
    statements = [line for block in blocks if block["kind"] == "cover" for line in block["statements"]]
    return {
        "words": words,
        # A language as typst knows it: two or three letters.
        "language": words["language"].split("_")[0].split("-")[0],
        "day": [as_of.year, as_of.month, as_of.day],
        "author": author,
        "accent": accent,
        "size": size,
        "is_brief": is_brief,
        "emblem": f"emblem{emblem.ending}" if emblem else "",
        "emblem_name": author,
        "statements": statements,
        "blocks": list(_with_notes([block for block in blocks if block is not words], is_brief)),
    }


def _with_notes(blocks: Iterable[Wire], is_one_page: bool) -> Iterator[Wire]:
    """Copies in which each footnote has a label; the same words in one block, or on the one page, are one note."""
    known: dict[str, str] = {}
    for number, block in enumerate(blocks):
        copied: Wire = json.loads(json.dumps(block))
        known = known if is_one_page else {}
        for piece in _noted(copied):
            piece["first"] = piece["note"] not in known
            piece["sign"] = known.setdefault(piece["note"], f"n{number}-{sign(len(known))}")
        yield copied


def _noted(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict) and "note" in value and "text" in value:
        yield value
    inner: Iterable[Any] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from _noted(one)


def _compile(report: dict[str, Any], as_of: date, emblem: Emblem | None) -> bytes:
    _expect_fonts()
    moment = int(datetime.combine(as_of, time(), UTC).timestamp())
    with TemporaryDirectory(prefix="report-") as name:
        folder = Path(name)
        (folder / "report.json").write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
        main = folder / "pages.typ"
        main.write_bytes(_TEMPLATE.read_bytes())
        if emblem:
            (folder / f"emblem{emblem.ending}").write_bytes(emblem.data)
        for standards in _STANDARDS:
            try:
                return typst.compile(
                    main,
                    root=folder,
                    font_paths=[FONTS],
                    ignore_system_fonts=True,
                    format="pdf",
                    pdf_standards=standards,
                    timestamp=moment,
                )
            except typst.TypstError as error:
                fault = error
    # Its words are for who mends the template; they quote it, not the report's data.
    raise ReportFault(N_("The pages can't be set ({fault})."), fault=fault)


def _expect_fonts() -> None:
    missing = [name for name in _NEEDED if not (FONTS / name).is_file()]
    if missing:
        raise ReportFault(N_("Fonts of the product are missing: {files}. Install it anew."), files=", ".join(missing))
