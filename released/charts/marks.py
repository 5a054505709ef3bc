"""Marks of values, statuses and states: each has a shape of its own, and hollow means that a target is a proposal."""

from released.charts.palette import PAPER, STATUS_COLOURS
from released.charts.svg import Drawing

# State -> shape in the lane; what is not due or doesn't apply is no event and isn't drawn.
LANE_SHAPES = {"withheld": "square", "not_reported": "cross", "too_few": "dotted"}
STATUS_SHAPES = {
    "delayed": "triangle_down",
    "at_risk": "diamond",
    "on_track": "circle",
    "ahead": "triangle_up",
    "unavailable": "dash",
}
_CORNERS = {
    "triangle_up": ((0, -1), (1, 0.8), (-1, 0.8)),
    "triangle_down": ((0, 1), (1, -0.8), (-1, -0.8)),
    "diamond": ((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)),
    "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
}


def draw_mark(
    drawing: Drawing,
    shape: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    is_hollow: bool = False,
    tooltip: str = "",
) -> None:
    """A mark of a shape around a point; `size` is half its width."""
    fill = PAPER if is_hollow else colour
    look: dict[str, object] = {"fill": fill, "stroke": colour, "stroke_width": 1.6}
    if shape in _CORNERS:
        corners = " ".join(f"{x + size * right:.1f},{y + size * down:.1f}" for right, down in _CORNERS[shape])
        drawing.add("polygon", tooltip, points=corners, **look)
    elif shape == "circle":
        drawing.add("circle", tooltip, cx=x, cy=y, r=size, **look)
    elif shape == "dotted":
        drawing.add("circle", tooltip, cx=x, cy=y, r=size, **{**look, "fill": PAPER})
        drawing.add("circle", cx=x, cy=y, r=size * 0.3, fill=colour)
    else:
        drawing.add("path", tooltip, d=_strokes(shape, x, y, size), **{**look, "fill": "none", "stroke_width": 2.0})


def draw_status_mark(
    drawing: Drawing, status: str, x: float, y: float, size: float, is_hollow: bool, tooltip: str = ""
) -> None:
    """The mark of a status in its colour."""
    draw_mark(drawing, STATUS_SHAPES[status], x, y, size, STATUS_COLOURS[status], is_hollow, tooltip)


def _strokes(shape: str, x: float, y: float, size: float) -> str:
    left, right, top, bottom = (f"{one:.1f}" for one in (x - size, x + size, y - size, y + size))
    if shape == "cross":
        return f"M{left} {top}L{right} {bottom}M{left} {bottom}L{right} {top}"
    return f"M{left} {y:.1f}L{right} {y:.1f}"
