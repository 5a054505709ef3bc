"""Words with a large first letter that nothing explains: perhaps names. They are asked for, never refused.

Known are the words of the definitions and of the product's texts, countries, languages, months and days of the week.
"""

import re
from collections.abc import Iterator

from babel import Locale

from etl.gate.own_texts import own_texts
from etl.gate.released_words import LANGUAGES
from etl.gate.words import fold
from indicators.load import Definitions

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:;…]|\n)[\s\"'«„“(]*$")
_kept: dict[tuple[str, str], frozenset[str]] = {}


def ask_for_names(text: str, definitions: Definitions) -> list[str]:
    """Words that may be somebody's name, in their order, each once; the first word of a sentence is not asked for.

    They go back to the person who has just typed them and nowhere else.
    """
    known = _known_words(definitions)
    return list(dict.fromkeys(word for word in _capitals(text) if fold(word) not in known))


def _capitals(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word = match[0]
        # A code such as OP-11 and what is written in large letters throughout is no name of a person.
        if word[0].isupper() and not word.isupper() and not _SENTENCE_ENDS.search(text[: match.start()]):
            yield word


def _known_words(definitions: Definitions) -> frozenset[str]:
    key = (str(definitions.folder), definitions.version)
    if key not in _kept:
        _kept.clear()
        _kept[key] = frozenset(_gather(definitions))
    return _kept[key]


def _gather(definitions: Definitions) -> Iterator[str]:
    project = definitions.project
    texts = [*own_texts(definitions), project.name, project.short_name, project.programme, project.funding_statement]
    texts += [partner.name for partner in definitions.partners]
    for text in texts:
        yield from map(fold, _WORD.findall(text))
    for language in LANGUAGES:
        yield from _of_locale(Locale.parse(language), definitions.countries)


def _of_locale(locale: Locale, countries: tuple[str, ...]) -> Iterator[str]:
    names = [locale.territories.get(code, "") for code in countries]
    names += [locale.languages.get(language, "") for language in LANGUAGES]
    for form in ("format", "stand-alone"):
        names += [*locale.months[form]["wide"].values(), *locale.days[form]["wide"].values()]
    for name in names:
        yield from map(fold, _WORD.findall(name))
