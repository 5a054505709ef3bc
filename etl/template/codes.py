"""Fresh random keys, made from the pattern that their column demands."""

import re
import secrets
from collections.abc import Callable, Collection, Iterator
from itertools import islice

Choose = Callable[[str], str]
# The parts of a pattern that a code needs: a class of characters or one character, and how often it stands.
_PART = re.compile(
    r"(?:\[(?P<set>[^\]]+)\]|\\(?P<escaped>.)|(?P<plain>[^\\\[\]{}^$.*+?|()]))(?:\{(?P<times>\d+)[^}]*\})?"
)


def fresh_codes(pattern: str, taken: Collection[str], choose: Choose = secrets.choice) -> Iterator[str]:
    """Endless random codes of a pattern, none of them taken; raises ValueError for a pattern that is no plain code."""
    alphabets = parse_pattern(pattern)
    known = set(taken)
    while True:
        code = "".join(choose(alphabet) for alphabet in alphabets)
        if code not in known:
            known.add(code)
            yield code


def take_fresh(source: Callable[[], str], taken: Collection[str], n: int) -> list[str]:
    """The first n codes of a source that are not taken."""
    return list(islice((code for code in iter(source, None) if code not in taken), n))


def parse_pattern(pattern: str) -> list[str]:
    """Allowed characters of each place of a code; raises ValueError for alternatives and open repetitions."""
    body = pattern.removeprefix("^").removesuffix("$")
    alphabets: list[str] = []
    position = 0
    while position < len(body):
        part = _PART.match(body, position)
        if not part:
            raise ValueError(f"{pattern!r} is not a pattern that fresh codes can be made from")
        characters = part["plain"] or part["escaped"] or _spread(part["set"])
        alphabets += [characters] * int(part["times"] or 1)
        position = part.end()
    return alphabets


def _spread(characters: str) -> str:
    return re.sub(r"(.)-(.)", lambda span: "".join(map(chr, range(ord(span[1]), ord(span[2]) + 1))), characters)
