"""The raw parts of a Word file: whatever is not one of the few that a form has is told, and what they hide, too."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as Xml

from etl.attacker.channels.exported import Found
from etl.attacker.channels.form_tables import attack_line
from etl.attacker.channels.known import Known
from etl.attacker.channels.zip_parts import attack_container

# Parts that people read, and those that say how it looks.
STORY = re.compile(r"word/(?:document|header\d?|footer\d?)\.xml")
_LOOK = re.compile(r"word/(?:styles|settings|fontTable|numbering|theme/theme1)\.xml")
_OTHER = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|word/_rels/document\.xml\.rels|docProps/(?:app|core)\.xml")
# A story is made of paragraphs and tables in named styles: no hidden or tracked text, note, picture, link, own look.
_IN_STORIES = (
    "document body hdr ftr p pPr pStyle keepNext jc r t fldSimple tbl tblPr tblStyle tblW tblBorders tblCellMar "
    "tblLayout tblLook tblCaption tblDescription top left bottom right insideH insideV tblGrid gridCol tr trPr "
    "cantSplit tblHeader tc tcPr tcW shd sectPr headerReference footerReference pgSz pgMar cols docGrid"
)
_STORY_ELEMENTS = frozenset(_IN_STORIES.split())
_HIDING = frozenset(("vanish", "webHidden", "specVanish", "dstrike", "strike", "effect", "outline", "imprint"))
# Numbers and names that Word keeps in its settings: of sessions of writing, of variables, of who opened the file.
_KEPT = frozenset(("docVars", "docVar", "rsids", "rsid", "rsidRoot", "docId", "mailMerge", "writeProtection"))
_FIELDS = frozenset({"PAGE", "NUMPAGES"})
_PLAIN = re.compile(r"[A-Za-z]*\d{0,5}|[0-9A-F]{6}|rId\d{1,2}|-?\d{1,5}")
_NAMED = ("tblCaption", "tblDescription")
_IN_CORE = (
    "coreProperties title subject creator keywords description lastModifiedBy revision created modified category "
    "language"
)
_CORE = frozenset(_IN_CORE.split())
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")
_PROGRAM = re.compile(r"Microsoft Office Word")


def read_parts(name: str, data: bytes, known: Known) -> tuple[dict[str, Xml.Element], list[Found]]:
    """The stories of a Word file by part, and findings in everything else of it."""
    found = list(attack_container(name, data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            parts = {member.filename: box.read(member) for member in box.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return {}, [*found, (name, "it can't be read as a Word file")]
    roots: dict[str, Xml.Element] = {}
    for part, content in parts.items():
        if not any(pattern.fullmatch(part) for pattern in (STORY, _LOOK, _OTHER)):
            found.append((f"{name}, a part of the file", "a part that no form has"))
        elif b"<!" in content or b"<?" in content.split(b"?>", 1)[-1]:
            found.append((f"{name}, {part}", "a comment or a declaration in its XML"))
        else:
            roots[part] = Xml.fromstring(content)
            found += _attack_part(f"{name}, {part}", part, roots[part], known)
    if "word/document.xml" not in roots:
        found.append((name, "it can't be read as a Word file"))
    return {part: root for part, root in roots.items() if STORY.fullmatch(part)}, found


def local(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition("}")[2]


def _attack_part(place: str, part: str, root: Xml.Element, known: Known) -> Iterator[Found]:
    if STORY.fullmatch(part):
        yield from _attack_story(place, root, known)
    elif _LOOK.fullmatch(part):
        yield from _attack_look(place, root, known)
    elif part.endswith(".rels"):
        for element in root.iter():
            if element.get("TargetMode") or "://" in element.get("Target", ""):
                yield place, "a link to the outside"
    elif part.startswith("docProps/"):
        yield from _attack_properties(place, root, known)


def _attack_story(place: str, root: Xml.Element, known: Known) -> Iterator[Found]:
    names = {local(element.tag) for element in root.iter()}
    if names - _STORY_ELEMENTS:
        yield place, "elements that no form has"
    for element in root.iter():
        name = local(element.tag)
        if (name != "t" and (element.text or "").strip()) or (element.tail or "").strip():
            yield place, "a text outside its paragraphs"
        if name == "fldSimple" and element.get(_of(element, "instr"), "").strip() not in _FIELDS:
            yield place, "a field that no form has"
        yield from _attack_attributes(place, name, element.attrib, known)


def _of(element: Xml.Element, name: str) -> str:
    return f"{element.tag.rpartition('}')[0]}}}{name}"


def _attack_attributes(place: str, name: str, attributes: Mapping[str, str], known: Known) -> Iterator[Found]:
    """An attribute is a measure, a colour or a word; the names of a table are read like its text."""
    for key, value in attributes.items():
        if name in _NAMED:
            yield from attack_line(f"{place}, a name of a table", value, known)
        elif local(key) == "Ignorable":
            continue
        elif not _PLAIN.fullmatch(value):
            yield place, "an attribute that no form has"


def _attack_look(place: str, root: Xml.Element, known: Known) -> Iterator[Found]:
    for element in root.iter():
        name = local(element.tag)
        if name in _HIDING:
            yield place, "a style that hides text"
        if name in _KEPT:
            yield place, "what a program keeps beside the text"
        if (element.text or "").strip() or (element.tail or "").strip():
            yield place, "a text that no form has"
        for key, value in element.attrib.items():
            if " " in value.strip() and local(key) != "Ignorable":
                yield from attack_line(place, value, known)


def _attack_properties(place: str, root: Xml.Element, known: Known) -> Iterator[Found]:
    for element in root.iter():
        name, text = local(element.tag), (element.text or "").strip()
        if name == "Application" and _PROGRAM.fullmatch(text):
            continue
        if name not in (_CORE | {"Properties"}):
            yield place, f"a property that no form has: {name}"
        elif name == "language":
            if not _LANGUAGE.fullmatch(text):
                yield place, "a property that no form has: language"
        elif name == "revision":
            if text != "1":
                yield place, "a property that no form has: revision"
        elif text:
            yield from attack_line(f"{place}, {name}", text, known)
