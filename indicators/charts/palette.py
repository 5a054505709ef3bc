"""The colours of all charts: one place, so that they can be checked together.

Every one holds at least 3:1 against white and against the dark background, and stays apart from its neighbours for
readers who see no red, no green or no blue. No chart lets a colour speak alone: symbols, shapes or words stand with it,
so that a grey print says the same.
"""

BACKGROUNDS = ("#FFFFFF", "#16121D")
CLEAR = "rgba(0,0,0,0)"
# Faint on both backgrounds: lines to count along, never data.
GRID = "rgba(133,122,148,0.22)"

# What was reported and what was planned; the plan is dotted or hollow besides.
ACTUAL = "#7B4FB8"
PLAN = "#85807A"

STATUS_COLOURS = {
    "delayed": "#DB494B",
    "at_risk": "#B45805",
    "on_track": "#18A86F",
    "ahead": "#3C669F",
    "unavailable": "#93829D",
}

# The symbol of a status against a decided target, then against a proposed one; from the worst to the best.
STATUS_SYMBOLS = {
    "delayed": ("▼", "▽"),
    "at_risk": ("◆", "◇"),
    "on_track": ("●", "○"),
    "ahead": ("▲", "△"),
    "unavailable": ("–", "–"),
}

# Kinds without an order, for instance kinds of event; the first is the project's own.
CATEGORIES = ("#8843B0", "#3DA29C", "#CD6C06", "#1E61F3", "#E72457")


def ink_on(colour: str) -> str:
    """Black or white, whichever is read better on a filled shape."""
    return "#000000" if luminance(colour) > 0.179 else "#FFFFFF"


def contrast(one: str, other: str) -> float:
    """How far two colours are apart in lightness, from 1 to 21, as the accessibility guidelines count it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of a colour such as "#7B4FB8"."""
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
