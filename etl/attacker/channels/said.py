"""What a person wrote about women: in a sentence that counts them, a number that some figure tells excuses nothing."""

from collections.abc import Iterator

from etl.attacker.channels.exported import Found
from etl.attacker.channels.known import Known
from etl.attacker.channels.numbers import explain_any
from etl.attacker.channels.words import (
    BESIDE,
    counts_women,
    figures_of,
    holds_women,
    says_number,
    sentences,
    without_bounds,
)

# A shorter piece stands in some definition by chance.
_LEAST = 20


def attack_said(place: str, text: str, known: Known) -> Iterator[Found]:
    """Findings in a text, sentence by sentence; one that a text of the definitions holds word for word is clear."""
    for number, line in enumerate(text.splitlines(), start=1):
        if any(counts_women(one) and not _is_clear(one, known) for one in sentences(line)):
            yield f"{place}, line {number}", BESIDE


def _is_clear(sentence: str, known: Known) -> bool:
    if _is_own(sentence, known):
        return True
    # Of a partner's women nothing is ever published: no number can be a figure or a threshold.
    if known.partners.search(sentence):
        return False
    rest = without_bounds(sentence, known.thresholds)
    numbers = list(figures_of(rest))
    # "One of them": a part of those whom another sentence names.
    if says_number(rest) or (not holds_women(rest)):
        return False
    return all(explain_any(token.readings, [known.of_women]) for token in numbers)


def _is_own(sentence: str, known: Known) -> bool:
    """Does a text of the definitions hold the sentence, or what stands behind a label ("Definition: ...")?"""
    plain = " ".join(sentence.strip(" |#*>-").split())
    label, sign, rest = plain.partition(": ")
    # A label that is itself a number would count those whom the text names.
    behind = sign and len(rest) >= _LEAST and not counts_women(f"{label} women") and rest in known.own_sentences
    return bool(behind) or (len(plain) >= _LEAST and plain in known.own_sentences)
