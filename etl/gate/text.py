"""What is personal in a text: e-mails, numbers, dates of birth, labels. The kind is told, never the text."""

import html
import itertools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from etl.gate.dates import find_days, find_short_days, has_birth_date, newest_birth
from etl.gate.numbers import (
    find_runs,
    has_iban,
    has_lettered_number,
    is_file_number,
    is_identity,
    is_padded_identity,
    is_phone,
)
from etl.gate.words import IDENTITY_WORDS, find_heading, find_labelled, find_labels, fold
from indicators.load import Definitions

# Characters that are not seen, and the spaces, dashes and at-signs of other alphabets.
_UNSEEN_RANGES = ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x180B, 0x180E), (0xFE00, 0xFE0F))
_UNSEEN: dict[int, str | None] = dict.fromkeys([0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x3164, 0xFEFF, 0xFFA0])
_UNSEEN |= {code: None for first, last in _UNSEEN_RANGES for code in range(first, last + 1)}
# The numero sign would grow together with its number.
_UNSEEN[0x2116] = "nr "
_ALIKE = {ord(one): "-" for one in "‐‑‒–—−"} | {0x2024: ".", 0xB7: "."}
# Capitals that look like Latin ones, for numbers with letters.
_LATIN = str.maketrans("АВСЕНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABCEHIJKMOPSTXYABEZHIKMNOPTYX")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_LOCAL = re.compile(r"\w$")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}")
_SPELT_AT = re.compile(r"\s*[\[({<]\s*(?:at|@|ат|στο)\s*[\])}>]\s*", re.IGNORECASE)
_SPELT_DOT = re.compile(r"\s*[\[({<]\s*(?:dot|punkt|punto|point|точка)\s*[\])}>]\s*", re.IGNORECASE)
_LONGEST_EMAIL = 100
# What people forget to set apart: the word before a number, the letters of a document, the word after it.
_GLUED = re.compile(
    r"(?<![^\W_])(?:(?:егн|egn|лнч|lnch|αμκα|amka|αφμ|afm|αδτ|адт|тел|tel|tlf|τηλ|κιν|gsm|моб|mob|cell|nr)(?=\d)"
    r"|iban(?=[a-z]{2}\d\d)|[^\W\d_]{1,2}(?=\d{6,7}(?![^\W_])))|\d{9}(?=[^\W\d_]{2}|[^\W\d_A-Za-z](?![^\W_]))",
    re.IGNORECASE,
)
# "02 / 981 76 86": a number that begins with a zero is no amount.
_AREA_CODE = re.compile(r"(?<![^\W_])(0\d{1,4}) [/-] (?=\d)")
_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_])\.(?=[^\W\d_](?![^\W_]))")
# No person's number: ids of programs, addresses of machines, times of the day, amounts of money.
_TECHNICAL = re.compile(
    r"(?<![^\W_])(?<!\d\.)(?:[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"
    r"|\d{1,3}(?:\.\d{1,3}){3}"
    r"|(?:[01]?\d|2[0-3])[.:h][0-5]\d\s*-\s*(?:[01]?\d|2[0-3])[.:h][0-5]\d"
    r"|[1-9]\d{0,4}/(?:19|20)\d\d|[1-9]\d{0,3}000-[1-9]\d{0,3}000"
    r"|0\.\d+|\d{1,3}(?:[ .]\d{3})+,\d\d|\d{1,3}(?:[ ,]\d{3})+\.\d\d)(?![\w.-]*\d)"
)
_BREAK = "¦"
# What comes along with copied texts and is not seen.
_COPIED = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_BETWEEN = rf"[ .\-/()\u00a0\u00b7\u2000-\u2015\u202f\u2212\u3000{_COPIED}]"
# Six digits near each other, or the digits of an Italian number: else there is no number of a person.
_NUMBER = (
    rf"(?<!0\.\d)(?!\.\d{{7}})(?:{_BETWEEN}{{0,2}}\d){{5}}"
    rf"|\d[ .-]?[^\W\d_][ .-]?\d\d"
)
_DAY = r"\d{3}(?<=19\d\d|20\d\d)(?!\d)|\d?[./-]\d{1,2}[./-]\d"
# Patterns that begin with a digit, and look back only then: a search for them skips all other characters at once.
_NUMBERLIKE = re.compile(rf"\d(?<!\d\d)(?:{_NUMBER})")
_NUMBER_OR_DAY = re.compile(rf"\d(?<!\d\d)(?:{_NUMBER}|{_DAY})")
# At-signs, brackets in which one may be spelt, and the escapes of digits and signs.
_RARE = ("@", "＠", "﹫", "&#", "_x00", "[", "{", "(a", "(A", "(@", "( a", "(а", "(с", "<a", "&lt;a")
_RARELY = re.compile(
    rf"[@＠﹫&_\[({{<;](?:(?<=[@＠﹫])[ {_COPIED}]?\w|"
    r"(?<=&)#|(?<=_)x00|(?<=[\[({<;])\s?(?:at|AT|At|@|ат|στο)\s?[\])}>&])"
)


class TooMuch(Exception):
    """More looks like personal data than can be looked at closely: such a file is refused unread."""


@dataclass
class Patience:
    """How much is still looked at closely in one file: a monthly workbook needs about a hundred looks."""

    looks: int = 2_000

    def spend(self, characters: int) -> None:
        """Take one look, more at a long text; raises TooMuch."""
        self.looks -= 1 + characters // 100
        if self.looks < 0:
            raise TooMuch


@dataclass(frozen=True)
class Scope:
    """What findings depend on: the countries whose telephone numbers are meant, and the time of the project."""

    regions: tuple[str, ...]
    newest_birth: date
    newest_year: int
    patience: Patience = field(default_factory=Patience, compare=False)


def build_scope(definitions: Definitions, region: str | None) -> Scope:
    """The scope of a partner's country; without one, every country of the consortium is meant."""
    regions = (region,) if region else definitions.countries
    return Scope(regions, newest_birth(definitions), definitions.project.calendar.end.year)


def find_in_text(text: str, definitions: Definitions, region: str | None = None) -> list[str]:
    """Kinds of personal data in a text that somebody typed; an empty list when there are none."""
    try:
        return sorted(find_kinds(text, build_scope(definitions, region)))
    except TooMuch:
        return ["too_much"]


def find_kinds(text: str, scope: Scope, is_padding_tried: bool = True) -> set[str]:
    """Kinds of personal data in a text; `is_padding_tried`: a number may have lost its leading zeros.

    Raises TooMuch.
    """
    scope.patience.spend(len(text))
    plain = normalise(text)
    kinds = find_labelled(plain)
    if has_email(plain):
        kinds.add("email")
    if has_birth_date(plain, scope.newest_birth):
        kinds.add("birth")
    if _NUMBERLIKE.search(plain):
        kinds |= _find_numbers(plain, scope, is_padding_tried)
    return kinds


def pick_suspects(texts: Iterable[str]) -> Iterator[str]:
    """The texts that may hold anything personal, by questions so cheap that thousands of texts take a millisecond.

    All texts are searched as one: a call for each would take longer than the search.
    """
    listed = list(texts)
    joined = "\n\n".join(listed)
    starts = list(itertools.accumulate((len(text) + 2 for text in listed), initial=0))
    patterns = [_NUMBER_OR_DAY] + [_RARELY] * any(sign in joined for sign in _RARE)
    places = {match.start() for pattern in patterns for match in pattern.finditer(joined)}
    places.update(find_labels(joined))
    for number in sorted({bisect_right(starts, place) - 1 for place in places}):
        yield listed[number]


def normalise(text: str) -> str:
    """The text as it is read: escapes resolved, digits and letters of full width made plain, spaces single."""
    if "&" in text:
        text = html.unescape(text)
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_UNSEEN)).translate(_ALIKE)
        text = _OTHER_DIGIT.sub(lambda match: str(unicodedata.digit(match[0], "")), text)
    return "\n".join(" ".join(line.split()) for line in text.splitlines())


def has_email(text: str) -> bool:
    """Does a text hold an e-mail address, spelt-out signs and letters of other alphabets included?"""
    if "@" not in text:
        text = _SPELT_AT.sub("@", text) if "[" in text or "(" in text or "{" in text or "<" in text else text
        if "@" not in text:
            return False
    text = _SPELT_DOT.sub(".", _SPELT_AT.sub("@", text))
    place = text.find("@")
    while place >= 0:
        # Only what stands around the sign: a search from every letter of a long text would take minutes.
        before = text[max(0, place - _LONGEST_EMAIL) : place].rstrip(" ")
        if _LOCAL.search(before) and _DOMAIN.match(text[place + 1 : place + _LONGEST_EMAIL].lstrip(" ")):
            return True
        place = text.find("@", place + 1)
    return False


def _find_numbers(plain: str, scope: Scope, is_padding_tried: bool) -> set[str]:
    kinds = set()
    plain = _GLUED.sub(r"\g<0> ", plain)
    capitals = plain.upper().translate(_LATIN)
    if has_iban(capitals):
        kinds.add("iban")
    if has_lettered_number(capitals):
        kinds.add("identity")
    cleared = _clear(plain)
    for run, place in find_runs(cleared):
        # Where no check digit helps, as in Cyprus, the word before the number does.
        is_named = not is_file_number(run) and _is_named(cleared[:place])
        is_bare = is_padding_tried and run.isdigit()
        is_found = is_named or is_identity(run, scope.regions, scope.newest_year)
        # A plus begins a telephone number; its other digits may make somebody's number by chance.
        if run.startswith("+") and is_phone(run, scope.regions):
            kinds.add("phone")
        elif is_found or (is_bare and is_padded_identity(run, scope.newest_year)):
            kinds.add("identity")
        elif is_phone(run, scope.regions):
            kinds.add("phone")
    return kinds


def _clear(plain: str) -> str:
    """The text without its dates, times, amounts and machine numbers, whose digits would join with others."""
    spans = [span for _, span in find_days(plain) if not plain[slice(*span)].isdigit()]
    spans += list(find_short_days(plain)) + [match.span() for match in _TECHNICAL.finditer(plain)]
    letters = list(plain)
    for first, last in spans:
        letters[first:last] = _BREAK * (last - first)
    return _AREA_CODE.sub(r"\1/", "".join(letters))


def _is_named(before: str) -> bool:
    """Does a word for an identity document stand right before a number?"""
    words = [fold(word) for word in re.findall(r"[^\W\d_]+", _INITIALS.sub(r"\1", before[-30:]))][-3:]
    return any(word in IDENTITY_WORDS for word in words[-2:]) or find_heading(" ".join(words)) == "identity"
