"""How a form looks on paper: a page's size and margins, and the few styles that it uses."""

from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

FONT = "Arial"
LANGUAGE = "en-GB"
OPEN, WARNING, SMALL, SMALL_NUMBER, SMALL_HEAD, SMALL_OPEN, GAP = (
    "To fill in", "Warning", "Table text", "Table number", "Table heading", "Table to fill in", "After a table",
)  # fmt: skip
INK, OPEN_GROUND, WARNING_GROUND, HEAD_GROUND = RGBColor(0x33, 0x2A, 0x52), "FFF4CC", "FBE3E0", "E7E3F1"
_PAGE = (Cm(21.0), Cm(29.7))
_MARGIN = Cm(1.8)
_SIZES = {"Title": 22, "Subtitle": 12, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 11, "Caption": 9}
_KEPT = frozenset(
    {
        "Normal", "Header", "Footer", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption",
        "List Bullet", "Default Paragraph Font", "Normal Table", "No List", "Table Grid",
    }
)  # fmt: skip


def set_look(document: Document, is_wide: bool) -> None:
    """Paper, language and styles; styles that no form uses are dropped."""
    _drop_styles(document)
    _set_page(document, is_wide)
    _set_base(document)
    for name, size in _SIZES.items():
        _set_style(document, name, size)
    _add_styles(document)


def _set_page(document: Document, is_wide: bool) -> None:
    section: Any = document.sections[0]
    for name in [name for name in section._sectPr.attrib if "rsid" in name]:
        del section._sectPr.attrib[name]
    width, height = _PAGE[::-1] if is_wide else _PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = Cm(0.8)


def text_width(document: Document) -> float:
    """How wide the text is, in centimetres."""
    section: Any = document.sections[0]
    return float((section.page_width - section.left_margin - section.right_margin) / Cm(1))


def _drop_styles(document: Document) -> None:
    root = document.styles.element
    for style in list(document.styles):
        if style.name not in _KEPT:
            root.remove(style.element)
    for element in root.findall(qn("w:latentStyles")):
        root.remove(element)
    # Partners of the dropped ones, and in which session of a word processor a style was written.
    for element in [one for name in ("link", "rsid") for one in root.iter(qn(f"w:{name}"))]:
        element.getparent().remove(element)
    _drop_lists(document)


def _drop_lists(document: Document) -> None:
    """Levels of lists that belonged to dropped styles belong to none."""
    known = {style.style_id for style in document.styles}
    levels = document.part.numbering_part.element.iter(qn("w:pStyle"))
    for element in [one for one in levels if one.get(qn("w:val")) not in known]:
        element.getparent().remove(element)


def _set_base(document: Document) -> None:
    normal: Any = document.styles["Normal"]
    normal.font.size = Pt(10)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.1
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    defaults.find(qn("w:lang")).set(qn("w:val"), LANGUAGE)
    _set_font(defaults)


def _set_font(properties: Any) -> None:
    fonts = properties.find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)


def _set_style(document: Document, name: str, size: float) -> None:
    style: Any = document.styles[name]
    properties = style.element.get_or_add_rPr()
    if properties.find(qn("w:rFonts")) is not None:
        _set_font(properties)
    style.font.size, style.font.color.rgb, style.font.italic = Pt(size), INK, False
    style.font.bold = name != "Subtitle"
    style.paragraph_format.space_after = Pt(4)
    for border in list(style.element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)
    if name.startswith("Heading"):
        style.paragraph_format.space_before = Pt(16 if name.endswith("1") else 10)
        style.paragraph_format.keep_with_next = True
    if name == "Caption":
        style.paragraph_format.space_before, style.paragraph_format.keep_with_next = Pt(8), True


def _add_styles(document: Document) -> None:
    for name, ground in ((OPEN, OPEN_GROUND), (WARNING, WARNING_GROUND)):
        style = _add_style(document, name, 10)
        style.font.bold = name == WARNING
        shade(style.element.get_or_add_pPr(), ground)
    for name in (SMALL, SMALL_NUMBER, SMALL_HEAD, SMALL_OPEN):
        style = _add_style(document, name, 8)
        style.font.bold = name == SMALL_HEAD
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(0), 1.0
    gap = _add_style(document, GAP, 4)
    gap.paragraph_format.space_after, gap.paragraph_format.line_spacing = Pt(4), 1.0
    numbers: Any = document.styles[SMALL_NUMBER]
    # Right-aligned, as numbers are read.
    numbers.paragraph_format.alignment = 2


def _add_style(document: Document, name: str, size: float) -> Any:
    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.size = Pt(size)
    return style


def shade(properties: Any, ground: str) -> None:
    """Put a ground behind a paragraph or a cell."""
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", ground)):
        shading.set(qn(f"w:{name}"), value)
    _insert(properties, shading)


def _insert(properties: Any, shading: Any) -> None:
    """Word wants the children of a paragraph's properties in an order: a ground before spacing and alignment."""
    later = {qn(f"w:{name}") for name in ("spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "vAlign")}
    for position, child in enumerate(properties):
        if child.tag in later:
            properties.insert(position, shading)
            return
    properties.append(shading)
