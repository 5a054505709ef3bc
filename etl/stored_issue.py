"""Issues as the store keeps them: what they say with its places, in no language, so that each reader is told in theirs.

An older store holds the sentences themselves: they are told as they stand there.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from etl.issue import Issue, Wording
from indicators.saying import MonthName, Saying
from indicators.texts import SOURCE_LANGUAGE, Texts


def pack_issue(issue: Issue) -> dict[str, Any]:
    """The issue as it is stored: in the shape of the contract, its texts as what they are told from."""
    said = vars(issue.wording) if issue.wording else {}
    return issue.as_dict() | {name: pack(value) for name, value in said.items()}


def restore_issue(stored: Mapping[str, Any], texts: Texts | None = None) -> Issue:
    """A stored issue told in a language, in English without one."""
    wording = Wording(**{name: unpack(stored[name]) for name in ("message", "repair", "expected", "found")})
    told = wording.tell(texts or Texts(SOURCE_LANGUAGE))
    return Issue(**{**stored, **told}, wording=wording)


def pack(value: Any) -> Any:
    """A saying, or what fills one, as JSON can hold it."""
    match value:
        case Saying():
            many = {"many": value.many} if value.many else {}
            return {"text": value.text, **many, "places": {name: pack(one) for name, one in value.places.items()}}
        case MonthName():
            return {"month": [value.year, value.month]}
        case date():
            return {"day": value.isoformat()}
        case Decimal():
            return float(value)
        case str() | int() | float():
            return value
    return str(value)


def unpack(stored: Any) -> Any:
    """What was packed; a sentence of an older store is itself."""
    match stored:
        case {"text": str(text), "places": dict(places)}:
            return Saying(text, {name: unpack(one) for name, one in places.items()}, stored.get("many", ""))
        case {"month": [year, month]}:
            return MonthName(year, month)
        case {"day": day}:
            return date.fromisoformat(day)
    return stored
