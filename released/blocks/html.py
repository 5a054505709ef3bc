"""Blocks as HTML: from their JSON, every text escaped, with names for those who hear it read."""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

from released.blocks.model import Wire

# Status -> mark against a decided target, and against a proposed one.
SYMBOLS = {
    "delayed": ("▼", "▽"),
    "at_risk": ("◆", "◇"),
    "on_track": ("●", "○"),
    "ahead": ("▲", "△"),
    "unavailable": ("–", "–"),
}
_LOOKS = {"strong": "b", "big": "b", "quiet": "small"}
# The code of an indicator, a session or an event stands on one line.
_CODE = re.compile(r"\b[A-Z]{1,3}(?:-[A-Z0-9]+)*-[0-9]+\b")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Notes:
    """Footnotes in the order in which they are called; the same words are one note."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def call(self, text: str) -> str:
        """The sign of a note behind a word; the first call is where the note leads back to."""
        is_first = text not in self._known
        number = self._known.setdefault(text, len(self._known))
        own = f' id="call-{sign(number)}"' if is_first else ""
        return f'<sup class="call"><a{own} href="#note-{sign(number)}" role="doc-noteref">{sign(number)}</a></sup>'

    def list_html(self, title: str, level: int = 2) -> str:
        """All notes below their title; nothing without any."""
        if not self._known:
            return ""
        lines = "".join(
            f'<li id="note-{sign(number)}"><span class="sign">{sign(number)}</span> {escape(text)} '
            f'<a href="#call-{sign(number)}" role="doc-backlink" aria-label="{sign(number)}">↩</a></li>'
            for text, number in self._known.items()
        )
        head = f'<h{level} id="notes">{escape(title)}</h{level}>' if title else ""
        return f'<section class="notes" role="doc-endnotes">{head}<ol>{lines}</ol></section>'


def sign(number: int) -> str:
    """Letters, so that no note can be read as a part of the number beside it."""
    more, last = divmod(number, len(_LETTERS))
    return (sign(more - 1) if more else "") + _LETTERS[last]


def block_html(block: Wire, notes: Notes) -> str:
    """One block; raises KeyError for a kind that nobody knows."""
    return _KINDS[block["kind"]](block, notes)


def inline_html(text: Sequence[Wire], notes: Notes) -> str:
    """A text within a block."""
    return "".join(_piece(piece, notes) for piece in text)


def _piece(piece: Wire, notes: Notes) -> str:
    said = _CODE.sub(r'<span class="code">\g<0></span>', escape(piece["text"]))
    look = piece.get("look", "")
    if look:
        said = f'<{_LOOKS[look]} class="{look}">{said}</{_LOOKS[look]}>'
    status = piece.get("status")
    if status:
        symbol = SYMBOLS[status][bool(piece.get("hollow"))]
        said = f'<span class="mark {status}"><span aria-hidden="true">{symbol}</span>&nbsp;{said}</span>'
    return said + (notes.call(piece["note"]) if piece.get("note") else "")


def _heading(block: Wire, notes: Notes) -> str:
    level = block["level"]
    beside = f" <small>{escape(block['beside'])}</small>" if block["beside"] else ""
    return f"<h{level}>{escape(block['text'])}{beside}</h{level}>"


def _paragraph(block: Wire, notes: Notes) -> str:
    look = block["look"]
    own = "" if look == "plain" else f' class="{escape(look)}"'
    return f"<p{own}>{inline_html(block['text'], notes)}</p>"


def _bullets(block: Wire, notes: Notes) -> str:
    return "<ul>" + "".join(f"<li>{inline_html(item, notes)}</li>" for item in block["items"]) + "</ul>"


def _facts(block: Wire, notes: Notes) -> str:
    return _named(block["lines"], notes, "facts")


def _named(lines: Iterable[Wire], notes: Notes, look: str) -> str:
    said = "".join(
        f"<div><dt>{escape(line['name'])}</dt><dd>{inline_html(line['text'], notes)}</dd></div>" for line in lines
    )
    return f'<dl class="{look}">{said}</dl>' if said else ""


def _table(block: Wire, notes: Notes) -> str:
    numeric = set(block["numeric"])
    head = "".join(
        f'<th scope="col"{_side(place, numeric)}>{inline_html(cell, notes)}</th>'
        for place, cell in enumerate(block["head"])
    )
    labels = ["".join(piece["text"] for piece in cell) for cell in block["head"]]
    groups = {group["before"]: group["text"] for group in block["groups"]}
    lines = []
    for number, row in enumerate(block["rows"]):
        if number in groups:
            across = f'<th scope="rowgroup" colspan="{len(labels)}">{escape(groups[number])}</th>'
            lines.append(f'</tbody><tbody><tr class="group">{across}</tr>')
        lines.append(f"<tr>{_cells(row, labels, numeric, notes)}</tr>")
    body = f"<tbody>{''.join(lines)}</tbody>".replace("<tbody></tbody>", "", 1)
    caption = f"<caption>{escape(block['caption'])}</caption>"
    return f'<table class="cards">{caption}<thead><tr>{head}</tr></thead>{body}</table>'


def _cells(row: Sequence[Any], labels: Sequence[str], numeric: set[int], notes: Notes) -> str:
    said = []
    for place, cell in enumerate(row):
        content = inline_html(cell, notes)
        if place == 0:
            said.append(f'<th scope="row">{content}</th>')
        else:
            said.append(f'<td data-label="{escape(labels[place])}"{_side(place, numeric)}><span>{content}</span></td>')
    return "".join(said)


def _side(place: int, numeric: set[int]) -> str:
    return ' class="number"' if place in numeric else ""


def _figure(block: Wire, notes: Notes) -> str:
    behind = ""
    if block["table"]:
        behind = f"<details><summary>{escape(block['summary'])}</summary>{_table(block['table'], notes)}</details>"
    # A drawing is the product's own text; what it says was escaped where it was drawn.
    drawn = block["svg"]
    if block["narrow"]:
        drawn = f'<div class="wide">{drawn}</div><div class="narrow">{block["narrow"]}</div>'
    return f"<figure>{drawn}<figcaption>{escape(block['caption'])}</figcaption>{behind}</figure>"


def _key_figures(block: Wire, notes: Notes) -> str:
    items = []
    for item in block["items"]:
        lines = "".join(f"<p>{inline_html(line, notes)}</p>" for line in item["lines"])
        name, figure = inline_html(item["name"], notes), inline_html(item["figure"], notes)
        items.append(f'<li><p class="what">{name}</p><p class="figure">{figure}</p>{lines}</li>')
    return f'<ul class="key-figures" aria-label="{escape(block["title"])}">{"".join(items)}</ul>'


def _case(block: Wire, notes: Notes) -> str:
    reason = f'<p class="quiet">{inline_html(block["reason"], notes)}</p>' if block["reason"] else ""
    drawing = _figure(block["drawing"], notes) if block["drawing"] else ""
    then = _named(block["lines"], notes, "then")
    return (
        f'<article class="case {escape(block["status"])}"><h3>{inline_html(block["title"], notes)}</h3>'
        f"<p>{inline_html(block['figures'], notes)}</p>{then}{reason}{drawing}</article>"
    )


def _cover(block: Wire, notes: Notes) -> str:
    marks = "".join(f'<p class="warning">{escape(mark)}</p>' for mark in block["marks"])
    statements = "".join(f"<p>{escape(line)}</p>" for line in block["statements"])
    return (
        f'<div class="cover"><p class="kicker"><b>{escape(block["project"])}</b> · {escape(block["name"])}</p>'
        f'<h1>{escape(block["title"])}</h1><p class="subtitle">{escape(block["subtitle"])}</p>{marks}'
        f'{_named(block["facts"], notes, "facts")}<div class="statements">{statements}</div></div>'
    )


_KINDS: dict[str, Callable[[Wire, Notes], str]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "bullets": _bullets,
    "facts": _facts,
    "table": _table,
    "figure": _figure,
    "key_figures": _key_figures,
    "case": _case,
    "cover": _cover,
    "words": lambda block, notes: "",
}
KINDS = tuple(_KINDS)
