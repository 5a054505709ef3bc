"""How a day is typed: in the order of the reader's language, with four digits for the year."""

import re

from indicators.texts import Texts


def day_format(texts: Texts) -> str:
    """For instance DD/MM/YYYY; the day first, as all languages of the project write it."""
    mark = re.search(r"[/.-]", texts.locale.date_formats["short"].pattern)
    return (mark[0] if mark else "/").join(("DD", "MM", "YYYY"))
