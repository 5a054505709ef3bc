"""Texts of an IATI file: one narrative for each language, the source's left out where it says the same."""

from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from indicators.texts import Texts

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def add_narratives(parent: Xml.Element, text: str, languages: Iterable[Texts], before: str = "") -> None:
    """The text in each language; nothing where there is no text."""
    if text:
        add_said(parent, [(texts.language, before + texts(text)) for texts in languages])


def add_said(parent: Xml.Element, said: Iterable[tuple[str, str]]) -> None:
    """Ready texts with their languages; the same text stands once."""
    seen: set[str] = set()
    for language, text in said:
        if text and text not in seen:
            seen.add(text)
            Xml.SubElement(parent, "narrative", {LANGUAGE: language}).text = text
