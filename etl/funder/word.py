"""A form as a Word file: real headings and lists, tables that are read aloud, page numbers, the language said."""

import io
from datetime import datetime
from typing import Any

from docx import Document as new_document
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from etl.funder.blocks import TO_FILL_IN, Block, Bullets, Form, Grid, Heading, Pairs, Paragraph, ToFillIn
from etl.funder.fixed_package import fix_package
from etl.funder.word_look import LANGUAGE, OPEN, WARNING, set_look
from etl.funder.word_table import add_grid, add_pairs

# Parts of the empty document that a form has no use for: a picture of an empty page, an older copy of the styles.
_UNUSED = ("customXml", "stylesWithEffects", "webSettings", "thumbnail")
# What the empty document says of itself would be wrong of a form.
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/extended-properties"><Application>Microsoft Office Word</Application></Properties>'
)
_SETTINGS_KEPT = ("zoom", "defaultTabStop", "characterSpacingControl", "compat", "themeFontLang", "decimalSymbol")
_WORD_2013 = "15"
# What a property of a file may hold.
_LONGEST = 255
# A heading of this level is that of one table or one list.
_OF_TABLE = 3


def build_docx(form: Form) -> bytes:
    """The bytes of the file; the same form is always the same bytes."""
    document = new_document()
    _drop_unused(document)
    set_look(document, form.is_wide)
    _set_settings(document)
    _set_properties(document, form)
    _add_frame(document, form)
    document.add_paragraph(form.title, style="Title")
    document.add_paragraph(form.project, style="Subtitle")
    for mark in form.marks:
        document.add_paragraph(mark, style=WARNING)
    before: Block | None = None
    for block in form.blocks:
        _add_block(document, block, before)
        before = block
    target = io.BytesIO()
    document.save(target)
    return fix_package(target.getvalue(), form.as_of, {"docProps/app.xml": _APP})


def _add_block(document: Document, block: Block, before: Block | None) -> None:
    match block:
        case Heading():
            document.add_heading(block.text, block.level)
        case Paragraph():
            document.add_paragraph(block.text, style=WARNING if block.is_warning else None)
        case Bullets():
            for item in block.items:
                document.add_paragraph(item, style="List Bullet")
        case ToFillIn():
            document.add_paragraph(f"[{TO_FILL_IN}: {block.wanted}]", style=OPEN)
        case Pairs():
            add_pairs(document, block)
        case Grid():
            add_grid(document, block, has_caption=not (isinstance(before, Heading) and before.level == _OF_TABLE))


def _add_frame(document: Document, form: Form) -> None:
    """Above each page which form and release it is of, below it the page's number."""
    section = document.sections[0]
    told = [form.title, f"Release {form.release_id}", *(mark.partition(":")[0] for mark in form.marks)]
    section.header.paragraphs[0].text = " · ".join(told)
    footer: Any = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_run("Page ")
    _add_field(footer, "PAGE")
    footer.add_run(" of ")
    _add_field(footer, "NUMPAGES")


def _add_field(paragraph: Any, name: str) -> None:
    field, run, text = OxmlElement("w:fldSimple"), OxmlElement("w:r"), OxmlElement("w:t")
    field.set(qn("w:instr"), name)
    # Word and LibreOffice write the number when they open the file.
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _set_properties(document: Document, form: Form) -> None:
    about, day = document.core_properties, datetime.fromisoformat(form.as_of)
    about.title = f"{form.title}: {form.release_id}"
    about.subject, about.comments = form.project[:_LONGEST], " ".join(form.marks)[:_LONGEST]
    about.author, about.keywords, about.language = "", "", LANGUAGE
    about.created = about.modified = day


def _drop_unused(document: Document) -> None:
    for part in (document.part, document.part.package):
        for name, relation in list(part.rels.items()):
            if relation.reltype.rpartition("/")[2] in _UNUSED:
                del part.rels[name]


def _set_settings(document: Document) -> None:
    settings = document.settings.element
    for element in list(settings):
        if element.tag not in {qn(f"w:{name}") for name in _SETTINGS_KEPT}:
            settings.remove(element)
    for element in settings.iter(qn("w:compatSetting")):
        if element.get(qn("w:name")) == "compatibilityMode":
            element.set(qn("w:val"), _WORD_2013)
    languages = settings.find(qn("w:themeFontLang"))
    languages.attrib.clear()
    languages.set(qn("w:val"), LANGUAGE)
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
