"""Colours of all charts: one place, so that they can be checked together; those of the product's pages.

Each holds at least 3:1 against white paper. No colour speaks alone: shapes, patterns or words stand with it, so that
a grey print and a reader who sees no red or green learn the same.
"""

PAPER = "#FFFFFF"
INK = "#241C30"
SOFT = "#5B5566"
GRID = "#DDD9E3"

# What was reported and what was planned; the plan is dotted and hollow besides.
ACTUAL = "#7B4FB8"
PLAN = "#85807A"
# Paler than what is new; an outline keeps it told from the paper.
BEFORE = "#C9B6E2"

STATUS_COLOURS = {
    "delayed": "#DB494B",
    "at_risk": "#B45805",
    "on_track": "#18A86F",
    "ahead": "#3C669F",
    "unavailable": "#93829D",
}


def ink_on(colour: str) -> str:
    """Black or white, whichever is read better on a filled shape."""
    return "#000000" if _luminance(colour) > 0.179 else "#FFFFFF"


def contrast(one: str, other: str) -> float:
    """How far two colours are apart in lightness, from 1 to 21, as the accessibility guidelines count it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
