"""What is to be said before it is known to whom: English with its {places}, told in each reader's own language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from indicators.texts import SOURCE_LANGUAGE, Texts

_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class MonthName:
    """A calendar month, named as the reader's language names it."""

    year: int
    month: int

    def tell(self, texts: Texts) -> str:
        """For instance May 2016."""
        return texts.month_name(self.year, self.month)


@dataclass(frozen=True)
class Saying:
    """A text of the catalogues with what fills it: numbers, dates, plain text, month names, other sayings."""

    text: str
    places: Mapping[str, Any] = field(default_factory=dict)
    # The form for any number {n} but 1; empty where the text doesn't depend on one.
    many: str = ""

    @staticmethod
    def plural(one: str, many: str, n: int) -> "Saying":
        """A saying that depends on a number {n}."""
        return Saying(one, {"n": n}, many)

    def tell(self, texts: Texts) -> str:
        """The sentence in a reader's language, with numbers and dates as that language writes them."""
        if self.many:
            return texts.plural(self.text, self.many, self.places["n"])
        try:
            return texts.fill(texts(self.text), self.text, self.places)
        except KeyError:
            # A place that nobody fills stays empty: the slip must not hide what is said.
            empty = dict.fromkeys(_PLACE.findall(self.text), "…")
            return texts.fill(texts(self.text), self.text, empty | dict(self.places))

    def __str__(self) -> str:
        return self.tell(Texts(SOURCE_LANGUAGE))


def say_with(text: str, places: Mapping[str, Any]) -> Saying:
    """A text with those of the places that it has."""
    return Saying(text, {name: places[name] for name in _PLACE.findall(text) if name in places})


def join(separator: str, parts: Iterable[Any]) -> Saying:
    """Things in a row, each told by itself; what stands between them can be a mark of the language, too."""
    places = {f"p{number}": part for number, part in enumerate(parts)}
    text = "{between}".join(f"{{{name}}}" for name in places)
    return Saying(text, {**places, "between": Saying(separator)})


def say_coded(code: str, label: str) -> Saying:
    """A code and its label side by side."""
    return Saying("{code} ({label})", {"code": code, "label": Saying(label)})
