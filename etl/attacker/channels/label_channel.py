"""Labels of codes in several languages: each says in words what the release says, and no number of its own.

What the release itself holds must stand there unchanged in English. A translation has the numbers of its source and
counts no woman whom the source doesn't count.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from etl.attacker.channels.exported import Found
from etl.attacker.channels.known import Known
from etl.attacker.channels.numbers import Numbers
from etl.attacker.channels.said import attack_said
from etl.attacker.channels.stated import read_definition
from etl.attacker.channels.tokens import read_tokens
from etl.attacker.channels.wording import attack_wording
from etl.attacker.channels.words import BESIDE, holds_women, says_number, sentences
from etl.attacker.released import Released

COLUMNS = ["language", "kind", "code", "text"]
# Kind -> table, its key and the column that the kind is of; an indicator's passport is named after its columns.
_OWN = {
    "objective_name": ("objective", "objective", "objective_name"),
    "result_name": ("result", "result", "result_name"),
    "partner_name": ("partner", "partner_code", "partner_name"),
    "deliverable_name": ("milestone", "deliverable_code", "deliverable_name"),
    "indicator_name": ("indicator", "indicator_code", "indicator_name"),
}
_PASSPORT = "indicator_"
_OF_THE_YEAR = ("month_name", "month_in_date", "month_in_date_wide")
_MONTHS = frozenset(map(str, range(1, 13)))
# Two words that change where they meet: in Italian the article before the days whose names begin with a vowel.
_PAIR, _VOWEL_DAYS = "word_pair", Numbers([8, 11])
Row = Sequence[str]


def attack_labels(
    released: Released, name: str, header: Sequence[str], rows: Sequence[Row], known: Known
) -> Iterator[Found]:
    """Findings in a table of labels."""
    if list(header) != COLUMNS or any(len(row) != len(COLUMNS) for row in rows):
        yield name, "columns that no table of labels has"
        return
    if len({tuple(row[:3]) for row in rows}) != len(rows):
        yield name, "a label twice"
    languages, own = _languages(released), _own_texts(released)
    sources = {(kind, code): text for language, kind, code, text in rows if language == languages[0]}
    for number, (language, kind, code, text) in enumerate(rows, start=1):
        place, key, is_source = f"{name}, row {number}", (kind, code), language == languages[0]
        if language not in languages:
            yield place, "a language that the project doesn't have"
        if is_source and key in own and text != own[key]:
            yield place, "a text that differs from the release"
        source = own.get(key) if is_source else own.get(key, sources.get(key))
        if source is not None:
            yield from attack_translation(place, source, text)
        else:
            yield from _attack_text(released, place, kind, code, text, known)


def _languages(released: Released) -> list[str]:
    project = read_definition(released, "project") or {}
    return [str(one) for one in project.get("languages", ())] or ["en"]


def _own_texts(released: Released) -> dict[tuple[str, str], str]:
    """Cells of the release by the kind and code of their label."""
    kinds = dict(_OWN)
    for column in released.columns["indicator"]:
        kinds.setdefault(f"{_PASSPORT}{column}", ("indicator", "indicator_code", column))
    return {
        (kind, str(row[key])): str(row[column])
        for kind, (table, key, column) in kinds.items()
        for row in released.tables.get(table, ())
        if row.get(column)
    }


def _attack_text(released: Released, place: str, kind: str, code: str, text: str, known: Known) -> Iterator[Found]:
    """A name that stands in no table: of a code, a column, a month."""
    if kind not in known.label_kinds:
        yield from attack_wording(f"{place}, its kind", kind, known)
    also = [_VOWEL_DAYS] if kind == _PAIR else []
    # The number of a calendar month tells nothing.
    if not (kind in _OF_THE_YEAR and code in _MONTHS):
        yield from attack_wording(f"{place}, its code", code.replace("/", " "), known, also=also)
    about = code.partition("/")[0]
    yield from attack_wording(place, text, known, {about} if about in released.rules.types else (), also=also)
    yield from attack_said(place, text, known)


def attack_translation(place: str, source: str, text: str) -> Iterator[Found]:
    if numbers_of(text) - numbers_of(source):
        yield place, "a number that its source doesn't have"
    if text != source and _counts_more(source, text):
        yield place, BESIDE


@lru_cache(maxsize=8192)
def _counts_more(source: str, text: str) -> bool:
    """Does a translation say a number of women in words where its source names no women and says no number?"""
    is_free = holds_women(source) or says_number(f"women: {source}")
    return not is_free and any(map(says_number, sentences(text)))


@lru_cache(maxsize=8192)
def numbers_of(text: str) -> Counter[float]:
    """Numbers of a text, each read in its last way, in which 0.3 and 0,3 are one."""
    tokens = (token for token in read_tokens(text) if token.kind == "number" and token.readings)
    return Counter(value for token in tokens for value, _decimals in token.readings[-1])
