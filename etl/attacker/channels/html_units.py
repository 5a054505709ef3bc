"""An HTML page cut into what is read as one: a table's row, a line of a list, a paragraph, with its attributes."""

import re
from base64 import b64decode
from binascii import Error as Unreadable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import yaml

_LISTS = yaml.safe_load(Path(__file__).with_name("looks.yaml").read_text("utf-8"))
_BLOCKS, _VOID, _LOOKS = (frozenset(_LISTS[name]) for name in ("blocks", "void", "looks"))
# What holds everything in it together.
_TOGETHER = frozenset(["tr", "li", "article"])
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# What Plotly calls a label of a value axis.
_TICK = frozenset(["ytick", "y2tick"])
_SCRIPTS = frozenset(["script", "style", "template", "noscript"])


@dataclass
class Unit:
    """What is read together: its texts, the indicators' heading above it, the styles of its bars."""

    place: str
    texts: list[str] = field(default_factory=list)
    heading: str = ""
    styles: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All texts of the unit; a bar between two, so that two cells never look like one number."""
        return " | ".join(self.texts)


class UnitReader(HTMLParser):
    """Reads a page into units, scripts and pictures; nothing of it is left out but looks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.units: list[Unit] = []
        self.scripts: list[tuple[str, dict[str, str], str]] = []
        self.pictures: list[tuple[str, str]] = []
        # Labels of a chart's value axis, one list an axis.
        self.ticks: dict[str, list[str]] = {}
        self._open: list[str] = []
        self._axis: tuple[int, str] | None = None
        self._drawings = 0
        self._headings: dict[int, str] = {}
        self._caption = ""
        # What a drawing is about, by its own title; the titles of its marks are texts within it.
        self._drawing = ""
        self._unit = Unit("start")
        self._script: tuple[str, dict[str, str]] | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """A new unit begins, unless the element lies within a row or a line."""
        given = {name: value or "" for name, value in attributes}
        if tag in _SCRIPTS:
            self._script = (tag, given)
        if (tag in _BLOCKS or tag in _TOGETHER) and not self._is_together():
            self._begin(tag)
        if tag == "table":
            self._caption = ""
        if tag not in _VOID:
            self._open.append(tag)
        self._drawings += tag == "svg"
        self._enter_axis(tag, given)
        if self._axis is None or tag != "text":
            self._read_attributes(tag, given)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """An element without content, as SVG writes them."""
        self.handle_starttag(tag, attributes)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """What belonged together ends; a heading is about all that follows it, up to the next of its level."""
        if tag in _SCRIPTS:
            self._script = None
        if tag in _HEADINGS and self._unit.text:
            level = _HEADINGS[tag]
            self._headings = {known: text for known, text in self._headings.items() if known < level}
            self._headings[level] = self._unit.text
            # A heading within what belongs together is that unit's own, in place of the one before it.
            self._unit.heading = self._heading()
        if tag == "caption":
            self._caption = self._unit.text
        if tag == "table":
            self._caption = ""
        if tag == "title" and "svg" in self._open and not self._drawing:
            self._drawing = self._unit.text
        if tag == "svg":
            self._drawing = ""
        if tag in self._open:
            while self._open and self._open.pop() != tag:
                pass
        if self._axis and len(self._open) < self._axis[0]:
            self._axis = None
        if (tag in _BLOCKS or tag in _TOGETHER) and not self._is_together():
            self._begin("text")

    def handle_data(self, data: str) -> None:
        """Text that is read, or a script's."""
        if self._script:
            self.scripts.append((*self._script, data))
        elif data.strip() and self._axis:
            self.ticks.setdefault(self._axis[1], []).append(data.strip())
        elif data.strip():
            self._unit.texts.append(data.strip())

    def handle_comment(self, data: str) -> None:
        """What nobody sees is read like what everybody does."""
        self._unit.texts.append(data)

    def handle_decl(self, decl: str) -> None:
        """The doctype; anything more is text."""
        if decl.lower() != "doctype html":
            self._unit.texts.append(decl)

    def unknown_decl(self, data: str) -> None:
        """A marked section."""
        self._unit.texts.append(data)

    def handle_pi(self, data: str) -> None:
        """An instruction to a program; that of XML alone is known."""
        if not data.startswith("xml "):
            self._unit.texts.append(data)

    def close(self) -> None:
        """The end of the page."""
        super().close()
        self._begin("end")

    def _enter_axis(self, tag: str, given: dict[str, str]) -> None:
        """Labels of an axis are no figures but its scale; whether they are one is looked at."""
        if self._axis is None and tag == "g" and _TICK & set(given.get("class", "").split()):
            self._axis = len(self._open), f"{self._drawings} {given['class']}"

    def _is_together(self) -> bool:
        return any(tag in _TOGETHER for tag in self._open)

    def _begin(self, tag: str) -> None:
        if self._unit.texts or self._unit.styles:
            self.units.append(self._unit)
        self._unit = Unit(tag, heading=self._heading())

    def _heading(self) -> str:
        return " | ".join([*self._headings.values(), self._caption, self._drawing])

    def _read_attributes(self, tag: str, given: dict[str, str]) -> None:
        for name, value in given.items():
            if name == "style":
                self._unit.styles.append(value)
            elif name in ("src", "href", "xlink:href", "poster", "srcset") and value.startswith("data:"):
                self.pictures.append((self._unit.text + " | " + self._unit.heading, value))
            elif name in ("href", "src", "xlink:href"):
                # An address within the page, or of a page: what stands behind the last slash and in the question.
                if tag not in ("link", "script") or "static/" not in value:
                    self._unit.texts.append(read_address(value))
            elif name not in _LOOKS and value:
                self._unit.texts.append(value)


def read_address(address: str) -> str:
    """What an address says: its path and its question in words. Which machine serves it is no figure."""
    return re.sub(r"[/&=?#]+", " ", unquote(re.sub(r"^https?://[^/?#]*", "", address)))


def read_picture(address: str) -> tuple[str, bytes]:
    """Kind and content of a picture that stands in its own address."""
    about, _comma, content = address.removeprefix("data:").partition(",")
    try:
        data = b64decode(content) if about.endswith(";base64") else unquote(content).encode()
    except (Unreadable, ValueError):
        data = b""
    return about.partition(";")[0], data
