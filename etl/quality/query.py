"""A query: one question on accepted numbers, with the sentence for the coordinator and the one for the partner."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from indicators.model.quality import Question
from indicators.periods import month_code
from indicators.texts import Texts

# What the coordinator made of it: nothing yet, asked the partner, settled by an explanation.
Decision = Literal["open", "asked", "explained"]


@dataclass(frozen=True)
class Query:
    """Where it is, what was found; `about` says what makes it this query, `facts` what would make it a new one."""

    question: Question
    partner: str
    month: int
    sheet: str
    columns: tuple[str, ...]
    about: tuple[Any, ...]
    facts: tuple[Any, ...]
    rows: tuple[int, ...] = ()
    thing: str = ""
    places: Mapping[str, Any] = field(default_factory=dict)
    # Places that hold a text of the definitions: it is translated when it is told.
    labels: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[tuple[int, Any], ...] = ()
    # Codes of two things that can be made one.
    pair: tuple[str, str] | None = None
    pair_partners: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """Code of the question."""
        return self.question.code

    @property
    def key(self) -> str:
        """The same for the same question on the same things, whatever the numbers: an answer is kept under it."""
        return f"{self.code}-{_digest((self.partner, self.sheet, *self.columns, *self.about))}"

    @property
    def facts_digest(self) -> str:
        """Tells whether the numbers are still those on which an answer was given."""
        return _digest(self.facts)

    def found(self, texts: Texts) -> str:
        """What was found."""
        return self._tell(self.question.found, texts)

    def expected(self, texts: Texts) -> str:
        """What would not have been asked."""
        return self._tell(self.question.expected, texts)

    def ask(self, texts: Texts) -> str:
        """What to ask the partner; it holds nothing of other partners that is not shown to everybody."""
        return self._tell(self.question.ask, texts)

    def _tell(self, text: str, texts: Texts) -> str:
        told = {name: plain(value) for name, value in self.places.items()}
        told |= {name: texts(label) for name, label in self.labels.items()}
        about = {"month": month_code(self.month), "partner": self.partner, "thing": self.thing}
        return texts(text, **(about | told))

    def as_dict(self, texts: Texts, decision: "Answer | None" = None) -> dict[str, Any]:
        """The query as programs read it."""
        return {
            "key": self.key,
            "code": self.code,
            "severity": "query",
            "partner": self.partner,
            "month": month_code(self.month),
            "sheet": self.sheet,
            "columns": list(self.columns),
            "rows": list(self.rows),
            "thing": self.thing,
            "found": self.found(texts),
            "expected": self.expected(texts),
            "ask": self.ask(texts),
            "evidence": {month_code(month): plain(value) for month, value in self.evidence},
            "pair": list(self.pair) if self.pair else None,
            "decision": decision.decision if decision else "open",
            "note": decision.note if decision else None,
        }


@dataclass(frozen=True)
class Answer:
    """What the coordinator made of a query."""

    decision: Decision
    note: str | None
    who: str
    happened_at: Any


def plain(value: Any) -> Any:
    """A whole number without its decimals; anything else as it is."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 2)
    return value


def _digest(parts: tuple[Any, ...]) -> str:
    return hashlib.blake2s("|".join(str(plain(part)) for part in parts).encode(), digest_size=5).hexdigest()
