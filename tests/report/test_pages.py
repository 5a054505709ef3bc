"""Pages as they leave: whole in themselves, accessible, the same bytes again; the brief is always one page."""

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from etl.errors import UserError
from etl.report.emblem import read_emblem
from etl.report.errors import ReportFault
from etl.report.pdf import build_pdf, count_pages
from released.blocks import Heading, Paragraph, Piece, Words
from released.blocks.page import build_page
from tests.report.conftest import LANGUAGES, NAME, brief_of, sections_of
from tests.report.reading import Page, pages_of

DAY = date(2017, 7, 16)
ACCENT = "#5B3E96"
WORDS = Words("Report", "en", "running", "Notes", "Contents", "Skip").wire()


def pdf_of(blocks, is_brief=False):
    return build_pdf(blocks, DAY, ACCENT, is_brief)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_whole_in_itself_and_can_be_walked_by_headings(opened, language):
    for blocks in (sections_of(opened(language)), brief_of(opened(language))):
        page = Page(build_page(blocks, accent=ACCENT))
        assert page.of("html") == [{"lang": language}] and not page.of("script") and not page.of("link")
        addresses = [value for _, given in page.elements for key, value in given.items() if key in ("src", "href")]
        assert all(address.startswith("#") for address in addresses)
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
        assert len(page.of("caption")) == len(page.of("table"))
        ids = [given["id"] for _, given in page.elements if "id" in given]
        assert len(set(ids)) == len(ids)
        assert {address[1:] for address in addresses} <= set(ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_brief_is_one_page_of_paper_and_light_for_a_phone(opened, language):
    blocks = brief_of(opened(language))
    assert count_pages(pdf_of(blocks, is_brief=True)) == 1
    assert len(build_page(blocks).encode()) < 300_000


def test_a_brief_that_cannot_fit_is_refused_with_what_to_do():
    with pytest.raises(ReportFault, match="shorten"):
        pdf_of([WORDS, *(Paragraph("word " * 400).wire() for _ in range(30))], is_brief=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_pack_says_which_release_it_is_and_its_number(opened, language):
    pages = pages_of(pdf_of(sections_of(opened(language))))
    for number, text in enumerate(pages, start=1):
        assert NAME in text.splitlines()[0]
        assert f"{number} / {len(pages)}" in text
    assert len(pages) < 20


def test_the_pdf_is_tagged_accessible_titled_and_in_its_language(opened):
    reader = PdfReader(io.BytesIO(pdf_of(sections_of(opened("el")))))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "el" and root["/MarkInfo"]["/Marked"]
    about = root["/Metadata"].get_data().decode()
    assert "pdfuaid:part>1<" in about.replace(" ", "") and "pdfaid:part>2<" in about.replace(" ", "")
    assert "Μήνας 18 από 24" in reader.metadata.title
    text = "".join(page.extract_text() for page in reader.pages)
    assert "Στοιχεία για γυναίκες" in text


def test_the_same_blocks_make_the_same_bytes(opened):
    blocks = sections_of(opened("bg"))
    assert pdf_of(blocks) == pdf_of(blocks)
    assert build_page(blocks) == build_page(blocks)


def test_words_of_a_person_are_never_commands(opened):
    evil = '#panic("x") $1/0$ *bold* <script>alert(1)</script> @ref \\ "quoted" [x] // no comment'
    blocks = [WORDS, Heading(evil).wire(), Paragraph([evil, Piece(evil, note=evil)]).wire()]
    said = " ".join(pages_of(pdf_of(blocks))[0].split())
    assert said.count('#panic("x") $1/0$ *bold* <script>alert(1)</script> @ref') == 4
    assert "<script" not in build_page(blocks)


def test_signs_that_no_font_of_ours_has_do_not_stop_the_report():
    assert count_pages(pdf_of([WORDS, Paragraph("完成 😀").wire()])) == 1


def test_a_note_stands_at_the_foot_of_the_page_that_calls_it():
    blocks = [WORDS, Paragraph([Piece("12", note="Of fifteen."), " partners"]).wire(), Paragraph("x " * 4000).wire()]
    first, second, *_ = pages_of(pdf_of(blocks))
    assert "Of fifteen." in first and "Of fifteen." not in second


def test_the_same_note_stands_once_on_the_brief():
    calls = [Paragraph([Piece(number, note="Of fifteen."), " partners"]).wire() for number in ("12", "13")]
    assert pages_of(pdf_of([WORDS, *calls], is_brief=True))[0].count("Of fifteen.") == 1


def test_missing_fonts_are_told(monkeypatch, tmp_path):
    monkeypatch.setattr("etl.report.pdf.FONTS", tmp_path)
    with pytest.raises(ReportFault, match="NotoSans-Regular.ttf"):
        pdf_of([WORDS])


def test_a_draft_is_marked_on_every_page(opened):
    draft = {**WORDS, "draft": "Draft"}
    blocks = [draft, Paragraph("x " * 5000).wire()]
    pages = pages_of(pdf_of(blocks))
    assert len(pages) > 1 and all("Draft" in page for page in pages)
    assert 'class="draft-mark"' in build_page(blocks)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20" fill="#039"/></svg>'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


@pytest.mark.parametrize(("name", "data"), [("emblem.svg", SVG), ("emblem.png", PNG)])
def test_the_emblem_of_the_settings_stands_on_the_cover(opened, definitions, tmp_path, name, data):
    emblem = read_emblem(with_emblem(definitions, tmp_path, name, data))
    blocks = sections_of(opened("en"))
    page = Page(build_page(blocks, emblem.address, ACCENT, "WE GO!"))
    assert page.of("img") == [{"class": "emblem", "src": emblem.address, "alt": "WE GO!"}]
    assert len(build_pdf(blocks, DAY, ACCENT, False, emblem, "WE GO!")) > len(pdf_of(blocks))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("emblem.svg", None),
        ("../emblem.svg", SVG),
        ("emblem.gif", b"GIF89a"),
        ("emblem.svg", b"no picture"),
        ("emblem.png", b"no picture"),
        ("emblem.svg", SVG.replace(b"<rect", b"<script>alert(1)</script><rect")),
        ("emblem.svg", SVG.replace(b"<rect", b'<image href="https://example.org/x.png"/><rect')),
        ("emblem.svg", SVG + b" " * 200_000),
    ],
)
def test_an_emblem_that_is_missing_or_no_plain_picture_is_refused(definitions, tmp_path, name, data):
    with pytest.raises(UserError, match="emblem"):
        read_emblem(with_emblem(definitions, tmp_path / "settings", name, data))


def with_emblem(definitions, folder, name, data):
    folder.mkdir(exist_ok=True)
    if data is not None:
        (folder / name).write_bytes(data)
    project = definitions.project.model_copy(update={"emblem": name})
    return definitions.model_copy(update={"project": project, "folder": folder})
