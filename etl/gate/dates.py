"""Dates of birth in texts: a date long before the project, or any date beside a word for birth."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from babel import Locale

from etl.gate.released_words import LANGUAGES
from etl.gate.words import BIRTH_WORDS, fold
from indicators.load import Definitions

# Whoever was born later is no adult in the project; a law or a day that a note names is seldom as old as that.
_YEARS_BEFORE = 14
_OLDEST = 1900

# Between days and months some keyboards type a comma.
_DAY_FIRST = re.compile(r"(?<![\d.])(\d{1,2})(?:[ ]?[./ -][ ]?|,)(\d{1,2})(?:[ ]?[./ -][ ]?|,)(\d{4})(?!\.?\d)")
_YEAR_FIRST = re.compile(r"(?<![\d.])(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?![-.]?\d)")
_SHORT_YEAR = re.compile(r"(?<![\d.])(\d{1,2})[./-](\d{1,2})[./-](\d{2})(?![-.]?\d)")
_COMPACT = re.compile(r"(?<!\d)(\d{8})(?!\d)")
_WORDED = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?\s+(?:de\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(\d{4})"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
# Without any of these a text tells no day and no year.
_DAYLIKE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[./-] ?\d{1,2}[./-] ?\d|(?<!\d)\d{8}(?!\d)")
_BIRTH = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(BIRTH_WORDS))})(?!\w)")
# Short forms mean a birth only right before a date: "γεν." is "general", too.
_BIRTH_SHORT = re.compile(r"(?<!\w)(?:γενν?|род|рожд|nac|d\.\s?o\.\s?b)\.?\s?:?\s?(?=\d)")
# Two digits for a year long before the project, day and month in full: hardly anything else is written so.
_LONG_AGO = re.compile(r"(?<![\d./-])(?:0[1-9]|[12]\d|3[01])([./])(?:0[1-9]|1[0-2])\1[3-9]\d(?![./-]?\d)")
# How far from its word a date of birth stands.
_AFTER, _BEFORE = 40, 20


def newest_birth(definitions: Definitions) -> date:
    """The last day that is taken for a birth when nothing but the date itself tells so."""
    start = definitions.project.calendar.start
    return date(start.year - _YEARS_BEFORE, 12, 31)


def has_birth_date(text: str, newest: date) -> bool:
    """Does a text hold a date up to `newest`, or a date beside a word for birth?"""
    if not _DAYLIKE.search(text):
        return False
    return (
        any(day <= newest for day, _ in find_days(text))
        or bool(_LONG_AGO.search(text))
        or any(_is_day_or_year(part, newest) for part in _beside_birth_words(text))
    )


def find_days(text: str) -> Iterator[tuple[date, tuple[int, int]]]:
    """Each full date of a text with its place: 31.05.2017, 2017-05-31, 31052017, 31 May 2017."""
    for match in _DAY_FIRST.finditer(text):
        yield from _day(match, int(match[3]), int(match[2]), int(match[1]))
    for match in _YEAR_FIRST.finditer(text):
        yield from _day(match, int(match[1]), int(match[2]), int(match[3]))
    for match in _COMPACT.finditer(text):
        digits = match[1]
        yield from _day(match, int(digits[4:]), int(digits[2:4]), int(digits[:2]))
        yield from _day(match, int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    for match in _WORDED.finditer(text):
        yield from _day(match, int(match[3]), _month_names().get(fold(match[2])[:3], 0), int(match[1]))
    for match in _MONTH_FIRST.finditer(text):
        yield from _day(match, int(match[3]), _month_names().get(fold(match[1])[:3], 0), int(match[2]))


def find_short_days(text: str) -> Iterator[tuple[int, int]]:
    """Places of dates with two digits for a year of the project's time, for instance 31.05.17."""
    for match in _SHORT_YEAR.finditer(text):
        if int(match[1]) <= 31 and int(match[2]) <= 12 and 10 <= int(match[3]) < 30:
            yield match.span()


def _day(match: re.Match[str], year: int, month: int, day: int) -> Iterator[tuple[date, tuple[int, int]]]:
    if _OLDEST <= year < 2100:
        try:
            yield date(year, month, day), match.span()
        except ValueError:
            return


def _beside_birth_words(text: str) -> Iterator[str]:
    # Without its accent the French word for a man is a negation.
    folded = fold(text.replace("né ", "née ").replace("Né ", "née "))
    for match in _BIRTH_SHORT.finditer(folded):
        yield folded[match.end() : match.end() + 12]
    for match in _BIRTH.finditer(folded):
        yield folded[match.end() : match.end() + _AFTER]
        yield folded[max(0, match.start() - _BEFORE) : match.start()]


def _is_day_or_year(text: str, newest: date) -> bool:
    if any(True for _ in find_days(text)) or _SHORT_YEAR.search(text):
        return True
    return any(_OLDEST <= int(year) <= newest.year for year in _YEAR.findall(text))


@cache
def _month_names() -> dict[str, int]:
    """First letters of the months' names, in all languages; letters that name two months name none."""
    names: dict[str, set[int]] = {}
    for language in LANGUAGES:
        months = Locale.parse(language).months["format"]
        for number, name in [*months["wide"].items(), *months["abbreviated"].items()]:
            names.setdefault(fold(name)[:3], set()).add(number)
    return {start: min(numbers) for start, numbers in names.items()}
