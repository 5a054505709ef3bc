"""Text that may stand in a workbook's XML."""

import re

# What XML can't hold at all; a text with one of them would make a file that no program opens.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# In a workbook _x0041_ is a way to write "A": text that only looks so keeps its look.
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def xml_text(text: str) -> str:
    """The text without what XML can't hold; special characters of XML are still to be escaped."""
    return _LOOKS_ESCAPED.sub("_x005F_", _FORBIDDEN.sub("", text))
