"""The one door from the pages to the store stays narrow: it opens what is used, and nothing else."""

import re
from pathlib import Path

from etl import services

ROOT = Path(__file__).parents[2]
_IMPORT = re.compile(r"from etl\.services import (?:\(([^)]*)\)|(.*))")


def _used() -> set[str]:
    files = [*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "etl" / "cli").rglob("*.py")]
    found = [_IMPORT.findall(file.read_text(encoding="utf-8")) for file in files]
    return {name for pairs in found for pair in pairs for name in re.findall(r"\w+", "".join(pair))}


def test_every_name_behind_the_door_is_used_by_a_page_or_a_command() -> None:
    assert set(services.__all__) == _used()
