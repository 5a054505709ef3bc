"""A spoilt copy of the mini project's definitions, and the faults that are told of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from indicators.faults import DefinitionError, Fault
from indicators.load import read_definitions

MINI = Path(__file__).parent.parent / "mini" / "definitions"


def edit(folder: Path, name: str, change: Callable[[Any], object]) -> None:
    """Change one definition file."""
    path = folder / f"{name}.yaml"
    data = yaml.safe_load(path.read_text())
    change(data)
    path.write_text(yaml.safe_dump(data, sort_keys=False))


def told(folder: Path) -> list[Fault]:
    """Every fault, each with what was found and its repair."""
    with pytest.raises(DefinitionError) as caught:
        read_definitions(folder)
    assert all(fault.found and fault.repair for fault in caught.value.faults)
    return caught.value.faults


def faults(folder: Path) -> list[tuple[str, str]]:
    """File and key of every fault."""
    return [(fault.file, fault.key) for fault in told(folder)]
