"""How a language writes numbers, dates and months, as plain texts: for readers that have the standard library alone."""

import re
from collections.abc import Iterable, Iterator

from babel import Locale

from indicators.periods import Periods, month_code
from indicators.texts import Texts
from indicators.word_pairs import word_pairs

# The signs of a date's pattern (CLDR) -> places of a text.
_PLACES = {"d": "{d}", "dd": "{dd}", "M": "{m}", "MM": "{mm}", "MMM": "{mmm}", "MMMM": "{mmmm}", "y": "{y}"}
_PARTS = re.compile(r"'([^']*)'|([dMy]+)|([^'dMy]+)")
_NO_VALUE = "–"
_MONTHS = range(1, 13)


def locale_labels(texts: Texts, periods: Periods, languages: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Kind, code and text: signs of numbers, patterns of dates, months of the year and of the project, languages."""
    locale = texts.locale
    yield from (("locale", code, text) for code, text in _signs(locale).items())
    yield "locale", "month_year", _month_year(texts)
    for number in _MONTHS:
        yield "month_name", str(number), locale.months["stand-alone"]["wide"][number]
        yield "month_in_date", str(number), locale.months["format"]["abbreviated"][number]
        yield "month_in_date_wide", str(number), locale.months["format"]["wide"][number]
    for number in range(1, periods.count + 1):
        calendar = periods.calendar_month(number)
        yield "month", month_code(number), texts.month_name(*calendar)
        yield "month_short", month_code(number), texts.month_name(*calendar, "LLL y")
    yield from (("word_pair", before, after) for before, after in word_pairs(texts.language).items())
    for language in languages:
        name = Locale.parse(language).get_display_name(language) or language
        yield "language", language, name[:1].upper() + name[1:]


def _signs(locale: Locale) -> dict[str, str]:
    signs = locale.number_symbols["latn"]
    return {
        "decimal": signs["decimal"],
        "group": signs["group"],
        "date": _pattern(locale.date_formats["medium"].pattern),
        "list_and": locale.list_patterns["standard"]["2"].format("", ""),
        "dash": _NO_VALUE,
    }


def _month_year(texts: Texts) -> str:
    """How a month stands beside its year, for instance "{month} de {y}" in Spanish."""
    year, month = 2000, 1
    name = texts.locale.months["stand-alone"]["wide"][month]
    return texts.month_name(year, month).replace(name, "{month}").replace(str(year), "{y}")


def _pattern(pattern: str) -> str:
    """A date's pattern as a text with places; what stands in quotes is kept as it is."""
    return "".join(
        quoted or _PLACES.get(letters, letters) or between for quoted, letters, between in _PARTS.findall(pattern)
    )
