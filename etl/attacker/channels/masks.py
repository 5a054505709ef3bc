"""Ids and times, by which two outputs may differ that tell the same: each is replaced by what it is the id of."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

RELEASE, NUMBER, DAY, TIME = "<release>", "<id>", "<day>", "<time>"
_RELEASE_ID = re.compile(r"(?<![A-Za-z0-9])[A-Z]+\d{2,}-\d{8}-(?:[a-z]+-)*[0-9a-f]{4,}(?![A-Za-z0-9])")
_UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_TIME = re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")


class Masks:
    """Replaces ids and times in texts; `named` says what an id stands for, so that links between tables stay."""

    def __init__(self, named: Mapping[str, str] | None = None) -> None:
        self.named = dict(named or {})

    def text(self, text: str) -> str:
        """A text without ids and times."""
        text = _RELEASE_ID.sub(RELEASE, text)
        text = _UUID.sub(lambda found: self.named.get(found.group(), NUMBER), text)
        return _TIME.sub(TIME, _DIGEST.sub(NUMBER, text))

    def value(self, value: Any) -> Any:
        """A cell, list or object without ids and times; a day stays, for a day is no time of making."""
        match value:
            case str():
                return self.text(value)
            case datetime():
                return TIME
            case date():
                return value.isoformat()
            case dict():
                return {self.text(str(key)): self.value(one) for key, one in value.items()}
            case list() | tuple():
                return [self.value(one) for one in value]
        return value
