"""What a text may not hold when it becomes part of a release: more than in a workbook, for it can't be taken back.

Told by kind, never by value. A bare name is not recognised here; `capitals` asks for those.
"""

import re
from collections.abc import Iterator

from babel import Locale

from etl.gate.released_words import LANGUAGES, Counting, Words, read_words
from etl.gate.tell import KINDS
from etl.gate.text import find_in_text, normalise
from etl.gate.words import fold
from etl.lookalikes import fold_code
from indicators.load import Definitions
from indicators.texts import N_

RELEASED_KINDS = KINDS | {
    "too_much": N_("more than can be looked at"),
    "titled": N_("a title with a name"),
    "age": N_("an age"),
    "code": N_("the code of a pathway, a centre or a session"),
    "counted": N_("a number, or a word for one, beside a word for women or participants"),
    "placed": N_("women in one sentence with a month or a place"),
}
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n")
_TOKEN = re.compile(r"\w+(?:[-’'.]\w+)*")
_AGE_DIGITS = re.compile(r"(?<![\d.,/-])(1[4-9]|[2-9]\d)(?![\d.,/]\d|\d)")
_MONTH = re.compile(r"(?<!\w)m\d\d(?!\w)")
_NUMBER = re.compile(r"\d+")
# Words before a place; a word with a large letter after one of them is taken for a place.
_IN = re.compile(
    r"(?<!\w)(?:in|near|from|at|of|в|във|от|край|до|σε|στη|στην|στο|από|en|de|cerca|desde|da|di|a|à|au|i|fra|från|ved)\s+$"
)


def find_in_released(text: str, definitions: Definitions, region: str | None = None) -> list[str]:
    """Kinds of what must not be released in a text; an empty list when there is nothing."""
    plain = normalise(text)
    kinds = set(find_in_text(text, definitions, region))
    words = read_words()
    kinds |= {"titled"} if _has_title(plain, words) else set()
    kinds |= {"age"} if _has_age(fold(plain), words) else set()
    kinds |= {"code"} if _has_code(plain, definitions) else set()
    for sentence in _SENTENCE.split(plain):
        kinds |= set(_about_women(sentence, definitions, words))
    return sorted(kinds)


def _has_title(plain: str, words: Words) -> bool:
    folded = fold(plain)
    if re.search(rf"(?<![\w-])(?:{words.titles.pattern})\.?\s+[^\W\d_]", folded):
        return True
    found = re.finditer(rf"(?<![\w-])(?:{words.titles_before_capital.pattern})\.?\s+(?=[^\W\d_])", folded)
    # Folding keeps every letter's place but for a few that grow; a wrong place is a question too many, not too few.
    return any(plain[match.end() : match.end() + 1].isupper() for match in found)


def _has_age(folded: str, words: Words) -> bool:
    if re.search(rf"(?<!\w)(?:{words.before_age.pattern})\s*:?\s*(?:of\s+)?{_AGE_DIGITS.pattern}", folded):
        return True
    if re.search(rf"(?:\d|\w)[\s\-]+(?:{words.ages.pattern})(?!\w)", folded) or re.search(r"years old(?!\w)", folded):
        return True
    return bool(re.search(rf"{_AGE_DIGITS.pattern}[\s\-]*(?:{words.years.pattern})(?!\w)", folded))


def _has_code(plain: str, definitions: Definitions) -> bool:
    """Codes of the things of sheets about people, whatever letters and hyphens they are typed with."""
    patterns = [re.compile(pattern) for pattern in _code_patterns(definitions)]
    tokens = re.findall(r"[\w‐‑‒–—−-]+", plain)
    return any(pattern.fullmatch(fold_code(token)) for token in tokens for pattern in patterns)


def _code_patterns(definitions: Definitions) -> Iterator[str]:
    for sheet in definitions.workbook.row_sheets.values():
        for name in sheet.row_key:
            pattern = sheet.columns[name].pattern
            if sheet.disclosure_class != "C" and pattern:
                yield pattern


def _about_women(sentence: str, definitions: Definitions, words: Words) -> Iterator[str]:
    folded = fold(sentence)
    tokens = list(_TOKEN.finditer(folded))
    if any(_counts(folded, tokens, own, words.words_between) for own in words.languages):
        yield "counted"
    is_of_women = any(own.women.fullmatch(token[0]) for own in words.languages for token in tokens)
    if is_of_women and (_has_month(folded, tokens, words) or _has_place(sentence, definitions)):
        yield "placed"


def _counts(folded: str, tokens: list[re.Match[str]], own: Counting, between: int) -> bool:
    """Does a sentence count women or participants, as one language does?"""
    texts = [token[0] for token in tokens]
    numbers = {place for place, text in enumerate(texts) if _is_number(text, own.numbers)}
    before = numbers | {place for place, text in enumerate(texts) if own.articles.fullmatch(text)}
    for place, text in enumerate(texts):
        is_person = own.women.fullmatch(text) or own.participants.fullmatch(text)
        # A number anywhere in the sentence, for the attacker reads sentences; "a" and "no" only just before the word.
        if is_person and (numbers or before & set(range(place - 1 - between, place))):
            return True
    pronouns = re.compile(rf"\s*(?:{own.pronouns.pattern})(?!\w)")
    return any(pronouns.match(folded, tokens[place].end()) for place in before)


def _is_number(token: str, numbers: re.Pattern[str]) -> bool:
    # "1.5", "12,5" and "forty-two" are numbers; a code such as M12 or OP-03 is none.
    return bool(_NUMBER.fullmatch(token.replace(".", ""))) or any(numbers.fullmatch(one) for one in token.split("-"))


def _has_month(folded: str, tokens: list[re.Match[str]], words: Words) -> bool:
    return bool(_MONTH.search(folded)) or any(token[0] in words.months for token in tokens)


def _has_place(sentence: str, definitions: Definitions) -> bool:
    codes = {partner.code for partner in definitions.partners} | {*definitions.countries}
    for match in re.finditer(r"[^\W\d_][\w’'-]*", sentence):
        word = match[0]
        if word in codes or (word[0].isupper() and _IN.search(sentence[: match.start()].lower())):
            return True
    return any(fold(name) in fold(sentence) for name in _country_names(definitions))


def _country_names(definitions: Definitions) -> set[str]:
    names = {str(Locale.parse(one).territories.get(code, "")) for one in LANGUAGES for code in definitions.countries}
    return {name for name in names if name}
