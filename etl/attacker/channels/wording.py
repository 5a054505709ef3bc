"""A piece of text put before the release: every number, code and day in it must be one that the release tells."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from etl.attacker.channels.exported import Found
from etl.attacker.channels.known import Known
from etl.attacker.channels.numbers import Numbers, explain_any
from etl.attacker.channels.tokens import Token, read_tokens


def attack_wording(
    place: str,
    text: str,
    known: Known,
    inherited: Iterable[str] = (),
    only: Sequence[Numbers] = (),
    also: Sequence[Numbers] = (),
) -> Iterator[Found]:
    """Findings in one piece of text: a sentence, a table's row, a tooltip.

    `inherited` are the indicators that its surroundings are about; what it names itself counts before others. Near an
    indicator of class A only the numbers that the named indicators publish explain one. `only` are the numbers that
    count in place of all these, `also` further ones.
    """
    # What stands among women stays among them, whichever other indicator it names.
    near = frozenset(inherited)
    subjects = known.subjects(text) | {code for code in near if known.is_of_women(code)} or near
    women = sorted(code for code in subjects if known.is_of_women(code))
    sets = [known.of_indicator(code) for code in sorted(subjects)] + [known.of_release] if women else [known.everywhere]
    told = f"{place} ({', '.join(women)})" if women else place
    tokens = list(read_tokens(text))
    covered = set(_covered(tokens, known, women))
    for position, token in enumerate(tokens):
        if (
            token.kind == "number"
            and position not in covered
            and not explain_any(token.readings, only or [*sets, *also])
        ):
            yield told, "a number that the release doesn't tell" + (" of this indicator" if women else "")
        elif token.kind == "code" and not _is_known(token, known):
            yield told, "a code that the release doesn't know"
        elif token.kind in ("day", "numeric", "written", "month") and not _is_day(token, known):
            yield told, "a day that the release doesn't tell"


def _covered(tokens: list[Token], known: Known, women: list[str]) -> Iterator[int]:
    """Positions of numbers that tell a coverage: "13 of 15", and after it how many are missing or carried forward."""
    told = [row for code in women for row in known.coverage_of(code)]
    numbers = [_whole(token) for token in tokens]
    for position in range(len(tokens) - 1 if told else 0):
        for reported, due, *others in told:
            if numbers[position : position + 2] == [reported, due]:
                yield from (position, position + 1)
                for beside in range(position + 2, min(position + 4, len(tokens))):
                    if numbers[beside] not in others:
                        break
                    yield beside


def _whole(token: Token) -> float | None:
    return token.readings[0][0][0] if token.readings and len(token.readings[0]) == 1 else None


def _is_known(token: Token, known: Known) -> bool:
    if token.text in known.words or token.text.upper() in known.words:
        return True
    # The name of one of the release's files: nothing with a digit beside its id.
    rest = token.text.replace(known.released.release_id, "")
    return rest != token.text and not any(sign.isdigit() for sign in rest)


def _is_day(token: Token, known: Known) -> bool:
    """A whole date is one of the release's; of a written one, whose month is a word, day and year are."""
    numbers = [int(number) for number in re.findall(r"\d+", token.text)]
    if token.kind == "day":
        try:
            return date(*numbers[:3]) in known.days
        except ValueError:
            return False
    if token.kind == "month":
        return any(number in known.years for number in numbers)
    if token.kind == "written":
        return any((day.day, day.year) == (numbers[0], numbers[-1]) for day in known.days)
    return any(day.year == numbers[2] and {day.day, day.month} == set(numbers[:2]) for day in known.days)
