"""Plain text, line by line: what a command prints, a README. A line that names nobody is about the one before."""

from collections.abc import Iterator, Sequence

from etl.attacker.channels.exported import Found
from etl.attacker.channels.known import Known
from etl.attacker.channels.scale import is_scale
from etl.attacker.channels.wording import attack_wording

# Lines below within which a name still belongs to a number; and the fewest labels that make a scale.
_NEAR, _FEWEST = 5, 3
_RULE = ["*"] * 3


def attack_text(place: str, text: str, known: Known) -> Iterator[Found]:
    """Findings in a text; when it names one indicator alone, every line is about that one."""
    named = known.subjects(text)
    subjects = named if len(named) == 1 else frozenset()
    for number, line in enumerate(text.splitlines(), start=1):
        # A heading or a line that names an indicator is about it, and so are the lines below, up to an empty one.
        own = known.subjects(line)
        if own:
            subjects = own
        elif not line.strip() and len(named) != 1:
            subjects = frozenset()
        yield from attack_wording(f"{place}, line {number}", line, known, subjects)
        yield from attack_columns(f"{place}, line {number}", line, known)


def attack_lines(lines: Sequence[tuple[str, str]], known: Known) -> Iterator[Found]:
    """Findings in lines with their places, as a PDF gives them: what belongs together lies near, in no fixed order.

    A line that names no indicator is about the one before it or, when that follows soon, about the one after it.
    """
    named = [known.subjects(text) for _place, text in lines]
    scale = set(_scales([text for _place, text in lines]))
    before: frozenset[str] = frozenset()
    for number, (place, text) in enumerate(lines):
        if number in scale:
            continue
        # A rule of three stars ends a section in print, as an empty line does in a text.
        before = frozenset() if text.split() == _RULE else named[number] or before
        after = next((own for own in named[number : number + _NEAR] if own), frozenset())
        # A result's own words stand between two tables, and name no indicator.
        also = () if named[number] else (known.of_framework,)
        found = list(attack_wording(place, text, known, before, also=also))
        if found and after and not list(attack_wording(place, text, known, after)):
            found = []
        # A line's end may part a number or "13 of 15": together with the line before or after it must be clear.
        around = [lines[other][1] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
        joined = [f"{around[0]} {text}", f"{text} {around[-1]}"] if found and around else []
        if not any(not list(attack_wording(place, one, known, before, also=also)) for one in joined):
            yield from found
        yield from attack_columns(place, text, known)


def _scales(texts: Sequence[str]) -> Iterator[int]:
    """Positions of an axis' labels: at least three lines in a row, each one number, at even steps."""
    start = 0
    while start < len(texts):
        end = start + 1
        while end < len(texts) and is_scale(["0", *texts[end : end + 1]]):
            end += 1
        end = max(
            (last for last in range(start, end + 1) if last - start >= _FEWEST and is_scale(texts[start:last])),
            default=start + 1,
        )
        if end - start >= _FEWEST:
            yield from range(start, end)
        start = end


def attack_columns(place: str, text: str, known: Known) -> Iterator[Found]:
    """A column of the partners' workbook that is never released, as heading or key: its rows came from the store."""
    for formula in known.formulas:
        text = text.replace(formula, " ")
    words = {word.strip(" |,;:\t\"'`*()[]{}").lower() for word in text.split()}
    if words & known.hidden_columns:
        yield place, "a column that is not released"
