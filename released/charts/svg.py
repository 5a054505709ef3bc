"""A drawing as SVG: one element of text, without script, address, style sheet or font from elsewhere."""

import hashlib
from dataclasses import dataclass, field
from html import escape

from released.charts.lettering import FONT, LINE, wrap
from released.charts.palette import INK, PAPER

# Widths for a page and for a phone held upright.
PAGE, PHONE = 720.0, 360.0


class Svg(str):
    """A finished chart: text that stands in HTML as it is; a notebook shows it as a picture."""

    name: str
    description: str

    def __new__(cls, text: str, name: str = "", description: str = "") -> "Svg":
        """`name` says what the chart shows, `description` every value in words: the same as within the drawing."""
        made = super().__new__(cls, text)
        made.name, made.description = name, description
        return made

    def __repr__(self) -> str:
        return f"<Svg: {self.name}>"

    def _repr_html_(self) -> str:
        return str(self)

    def _repr_svg_(self) -> str:
        return str(self)


@dataclass
class Drawing:
    """Collects elements from top to bottom; `y` is where the next one may begin."""

    width: float
    y: float = 0.0
    elements: list[str] = field(default_factory=list)

    def add(self, tag: str, tooltip: str = "", **given: object) -> None:
        """One shape; `tooltip` is shown where a pointer rests and read aloud."""
        attributes = "".join(f' {name.replace("_", "-")}="{_written(value)}"' for name, value in given.items())
        inner = f"<title>{_safe(tooltip)}</title>" if tooltip else ""
        self.elements.append(f"<{tag}{attributes}>{inner}</{tag}>" if inner else f"<{tag}{attributes}/>")

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1, dash: str = "") -> None:
        """A straight line."""
        look: dict[str, object] = {"stroke": colour, "stroke_width": width}
        if dash:
            look["stroke_dasharray"] = dash
        self.add("line", "", x1=x1, y1=y1, x2=x2, y2=y2, **look)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 13,
        colour: str = INK,
        anchor: str = "start",
        is_bold: bool = False,
    ) -> None:
        """A line of text; `y` is its foot."""
        weight = ' font-weight="bold"' if is_bold else ""
        place = f'x="{_written(x)}" y="{_written(y)}" font-size="{_written(size)}" fill="{colour}"'
        self.elements.append(f'<text {place} text-anchor="{anchor}"{weight}>{_safe(text)}</text>')

    def paragraph(self, text: str, size: float = 13, colour: str = INK, is_bold: bool = False, x: float = 0) -> None:
        """Wrapped lines below what was drawn so far."""
        for line in wrap(text, self.width - x, size, is_bold):
            self.y += size * LINE
            self.text(x, self.y - size * 0.3, line, size, colour, is_bold=is_bold)

    def open_group(self, name: str) -> None:
        """Elements that belong together; an axis' labels stand in a group `ytick`."""
        self.elements.append(f'<g class="{name}">')

    def close_group(self) -> None:
        """The end of such a group."""
        self.elements.append("</g>")

    def finish(self, title: str, description: str) -> Svg:
        """The chart, with title and description for those who hear it read."""
        margin, content = 8, "".join(self.elements)
        width, height = self.width + 2 * margin, self.y + 2 * margin
        # Two charts on one page have different content, so different ids.
        key = hashlib.sha256(f"{title}{content}".encode()).hexdigest()[:10]
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_written(width)} {_written(height)}" '
            f'width="{_written(width)}" height="{_written(height)}" style="max-width:100%;height:auto" '
            f'font-family="{FONT}" aria-labelledby="title-{key}" aria-describedby="told-{key}">'
        )
        told = f'<title id="title-{key}">{_safe(title)}</title><desc id="told-{key}">{_safe(description)}</desc>'
        paper = f'<rect x="0" y="0" width="{_written(width)}" height="{_written(height)}" fill="{PAPER}"/>'
        drawn = f'<g transform="translate({margin} {margin})">{content}</g></svg>'
        return Svg(head + told + paper + drawn, title, description)


def _written(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return escape(str(value))


def _safe(text: str) -> str:
    """Escaped, without signs that no XML may hold."""
    return escape("".join(sign for sign in text if sign >= " " or sign in "\t\n"), quote=False)
