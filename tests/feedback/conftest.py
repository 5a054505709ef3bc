"""The files behind the breaches of the rules."""

from dataclasses import dataclass, field
from typing import Any

import pytest

import etl.check
from etl.check import Checked
from tests.intake.breaches import load_breaches

load_breaches()


@dataclass
class Seen:
    """The bytes of every file that was checked, by digest; the last one for a file that can't be parsed."""

    by_digest: dict[str, bytes] = field(default_factory=dict)
    last: bytes | None = None

    def of(self, checked: Any) -> bytes | None:
        """The file behind a result; None when what came out is no result of a check."""
        if not isinstance(checked, Checked):
            return None
        return self.by_digest[checked.parsed.sha256] if checked.parsed else self.last


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """What is checked from now on."""
    found, real = Seen(), etl.check.read_workbook

    def read(source: Any, *rest: Any, **options: Any) -> Any:
        reading = real(source, *rest, **options)
        if isinstance(source, bytes):
            found.last = source
            if reading.parsed:
                found.by_digest[reading.parsed.workbook.sha256] = source
        return reading

    monkeypatch.setattr(etl.check, "read_workbook", read)
    return found
