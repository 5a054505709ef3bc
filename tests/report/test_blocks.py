"""Blocks say words as words: escaped in HTML, plain data for typst, each footnote once, nothing outside a notebook."""

import json
import subprocess
import sys

import pytest

from released.blocks import (
    MIME,
    Bullets,
    Case,
    Cover,
    Facts,
    Figure,
    Heading,
    KeyFigures,
    Paragraph,
    Piece,
    TableBlock,
    Words,
    bundle,
    mark,
    quiet,
    strong,
)
from released.blocks.html import Notes, block_html, sign
from released.blocks.page import build_page
from released.blocks.style import NOTEBOOK_STYLE
from tests.report.reading import Page

EVIL = '<script>alert("1")</script> & #panic() *x* </style>'
WORDS = Words("Title <b>", "bg", "running", "Notes", "Contents", "Skip")
EVERY_BLOCK = (
    Heading(EVIL, 2, EVIL),
    Paragraph(EVIL),
    Bullets([EVIL]),
    Facts([(EVIL, EVIL)]),
    TableBlock(EVIL, [EVIL, EVIL], [[EVIL, Piece(EVIL, note=EVIL)]], groups=[(0, EVIL)]),
    Figure("<svg></svg>", EVIL, EVIL, table=TableBlock(EVIL, [EVIL], [[EVIL]]), summary=EVIL),
    KeyFigures(EVIL, [(EVIL, strong(EVIL), [quiet(EVIL)])]),
    Case("delayed", EVIL, EVIL, [(EVIL, EVIL)], EVIL),
    Cover(EVIL, EVIL, EVIL, EVIL, [EVIL], [(EVIL, EVIL)], [EVIL]),
)


@pytest.mark.parametrize("block", EVERY_BLOCK, ids=lambda block: type(block).__name__)
def test_no_word_of_any_block_becomes_markup(block):
    said = block_html(block.wire(), Notes())
    assert "<script" not in said and "</style>" not in said
    assert Page(said).open == []


def test_every_block_travels_as_plain_json():
    wires = [block.wire() for block in EVERY_BLOCK]
    assert json.loads(json.dumps(wires)) == wires


def test_the_same_note_is_told_once_and_called_twice():
    notes = Notes()
    cells = [[Piece("one", note="why"), Piece("two", note="why")], [Piece("three", note="other"), "4"]]
    said = block_html(TableBlock("caption", ["a", "b"], cells).wire(), notes)
    listed = notes.list_html("Notes")
    assert said.count('href="#note-a"') == 2 and said.count('id="call-a"') == 1
    assert listed.count("why") == 1 and listed.index("why") < listed.index("other")


def test_signs_of_notes_are_letters_that_never_repeat():
    signs = [sign(number) for number in range(800)]
    assert len(set(signs)) == 800 and all(one.isalpha() for one in signs)
    assert signs[:2] + signs[25:28] == ["a", "b", "z", "aa", "ab"]


def test_a_page_has_language_title_landmarks_and_its_parts_in_order():
    blocks = [
        WORDS,
        Cover("P", "N", "Report", "June"),
        Heading("One"),
        Paragraph("a"),
        Heading("Two"),
        Heading("Three"),
    ]
    page = Page(build_page([block.wire() for block in blocks], accent="#123456"))
    tags = [tag for tag, _ in page.elements]
    assert page.of("html") == [{"lang": "bg"}]
    assert "Title <b>" in page.text
    assert [tags.count(tag) for tag in ("h1", "header", "main", "footer", "nav")] == [1] * 5
    assert [one["href"] for one in page.of("a")] == ["#content", "#part-1", "#part-2", "#part-3"]
    assert [one["aria-labelledby"] for one in page.of("section")] == ["part-1", "part-2", "part-3"]


def test_a_colour_that_is_none_is_left_out():
    evil = "red; } body { display: none"
    assert evil not in build_page([WORDS.wire()], accent=evil)
    assert "#123456" in build_page([WORDS.wire()], accent="#123456")


def test_a_code_does_not_leave_its_number_at_a_lines_end():
    said = block_html(Paragraph("OC-08, TR-P03-01 and 10-20 of T-cells").wire(), Notes())
    assert said.count('<span class="code">') == 2
    assert '<span class="code">OC-08</span>, <span class="code">TR-P03-01</span> and 10-20 of T-cells' in said


def test_a_status_is_a_mark_and_a_word_and_the_mark_is_not_read_aloud():
    said = block_html(Paragraph(mark("at_risk", "At risk", True)).wire(), Notes())
    assert '<span aria-hidden="true">◇</span>&nbsp;At risk' in said


def test_a_cell_puts_out_html_and_json_of_the_same_blocks():
    given = bundle(Heading("One"), Paragraph(Piece("12", note="of 15")))
    assert given[MIME]["blocks"] == [Heading("One").wire(), Paragraph(Piece("12", note="of 15")).wire()]
    assert "of 15" in given["text/html"] and "One" in given["text/html"]


def test_in_a_notebook_only_the_drawing_for_wide_screens_is_seen_and_nothing_outside_the_blocks_changes():
    rules = [line for line in NOTEBOOK_STYLE.splitlines() if line]
    assert all(part.strip().startswith(".released ") for line in rules for part in line.split("{")[0].split(","))
    assert ".released .narrow { display: none; }" in bundle(Heading("One"))["text/html"]


def test_outside_of_a_notebook_nothing_is_shown_and_nothing_breaks():
    code = "from released.blocks import Heading, show; show(Heading('One'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
