"""Remembers what was learnt of parts that hold a file's look: every file of one template brings the same ones.

Only a digest is kept and what follows from it, never a text: what people typed does not stay in memory.
"""

import hashlib
import re
from collections.abc import Callable
from typing import TypeVar

_IS_LOOK = re.compile(r"xl/(?:theme/[^/]*|styles)\.xml", re.IGNORECASE)
_KEPT = 256
_R = TypeVar("_R")


def is_look(name: str) -> bool:
    """Does a part hold colours and formats alone, by its name?"""
    return bool(_IS_LOOK.fullmatch(name))


class Learnt:
    """Answers about parts by the digest of their bytes; the oldest is forgotten first."""

    def __init__(self) -> None:
        self._answers: dict[bytes, object] = {}

    def ask(self, data: bytes, find: Callable[..., _R], *asked: object) -> _R:
        """The answer found for these bytes before, else `find(*asked)`; what raises is not remembered."""
        digest = hashlib.blake2b(data).digest()
        if digest not in self._answers:
            answer = find(*asked)
            while len(self._answers) >= _KEPT:
                self._answers.pop(next(iter(self._answers)), None)
            self._answers[digest] = answer
        return self._answers[digest]  # type: ignore[return-value]
