"""Letters of other alphabets that look like Latin ones: a code typed with a Cyrillic М or a Greek Μ is still meant."""

import re

_CYRILLIC = str.maketrans("АВЕЅІЈКМНОРСТУХ", "ABESIJKMHOPCTYX")
_GREEK = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX")
# Word processors turn the hyphen into one of these.
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_TABLE = _CYRILLIC | _GREEK | _HYPHENS


def fold_code(text: str) -> str:
    """The text in Latin capitals, as far as it can be read as them.

    A single letter stays as it is: a lone Greek Ν may be the beginning of a word that means the opposite.
    """
    folded = re.sub(r"\s*-\s*", "-", text.strip().upper().translate(_TABLE))
    return folded if len(folded) > 1 else text
