"""A whole report as one HTML file: nothing from elsewhere, no script, and a structure that a screen reader can walk."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from released.blocks.html import Notes, block_html
from released.blocks.model import Wire
from released.blocks.style import STYLE

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def build_page(blocks: Sequence[Wire], emblem: str = "", accent: str = "", emblem_name: str = "") -> str:
    """The page of a report's blocks; `emblem` is the address of a picture within itself (data:)."""
    words = next(block for block in blocks if block["kind"] == "words")
    covers = [block for block in blocks if block["kind"] == "cover"]
    rest = [block for block in blocks if block["kind"] not in ("words", "cover")]
    notes = Notes()
    picture = f'<img class="emblem" src="{escape(emblem)}" alt="{escape(emblem_name)}">' if emblem else ""
    header = picture + "".join(block_html({**block, "statements": []}, notes) for block in covers)
    sections, names = _sections(rest, notes)
    draft = f'<div class="draft-mark" aria-hidden="true">{escape(words["draft"])}</div>' if words["draft"] else ""
    return (
        f'<!DOCTYPE html><html lang="{escape(words["language"])}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(words['title'])}</title><style>{STYLE}{_accent(accent)}</style></head><body>{draft}"
        f'<a class="skip" href="#content">{escape(words["to_content"])}</a>'
        f"<header>{header}</header>{_navigation(names, words)}"
        f'<main id="content">{sections}{notes.list_html(words["notes"])}</main>'
        f"<footer>{_footer(covers, words)}</footer></body></html>\n"
    )


def _sections(blocks: Iterable[Wire], notes: Notes) -> tuple[str, list[str]]:
    """The blocks by section, each with its heading as name, and the headings in order."""
    names: list[str] = []
    said: list[str] = []
    for block in blocks:
        if block["kind"] == "heading" and block["level"] == 2:
            names.append(block["text"])
            key = f"part-{len(names)}"
            said.append(f'{"</section>" if len(names) > 1 else ""}<section aria-labelledby="{key}">')
            said.append(block_html(block, notes).replace("<h2>", f'<h2 id="{key}">', 1))
        else:
            said.append(block_html(block, notes))
    return "".join(said) + ("</section>" if names else ""), names


def _navigation(names: Sequence[str], words: Wire) -> str:
    # A page of a few lines needs no list of its parts.
    if len(names) < 3 or not words["contents"]:
        return ""
    lines = "".join(f'<li><a href="#part-{number}">{escape(name)}</a></li>' for number, name in enumerate(names, 1))
    return f'<nav aria-label="{escape(words["contents"])}"><ol>{lines}</ol></nav>'


def _footer(covers: Sequence[Wire], words: Wire) -> str:
    lines = [line for block in covers for line in block["statements"]] + [words["running"]]
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _accent(colour: str) -> str:
    return f":root {{ --accent: {colour}; }}" if _COLOUR.fullmatch(colour) else ""
