"""The fills of marked cells, and how they are known again: by their exact colours."""

from etl.feedback.style_table import StyleTable
from etl.issue import Severity

# On light ground and, for cells with light letters, on dark ground. Nobody picks exactly these by hand.
LIGHT: dict[Severity, str] = {"error": "F7B5AF", "warning": "FFDD99", "query": "BBD8F6"}
DARK: dict[Severity, str] = {"error": "A82A21", "warning": "85560B", "query": "1F5C9E"}
_OURS = {*LIGHT.values(), *DARK.values()}
ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "query": 2}


def is_ours(styles: StyleTable, style: int) -> bool:
    """Has a cell the fill of a mark?"""
    return styles.fill_colour(style) in _OURS


def marked(styles: StyleTable, style: int, severity: Severity) -> int:
    """The style of a marked cell."""
    return styles.filled(style, (DARK if styles.has_light_font(style) else LIGHT)[severity])
