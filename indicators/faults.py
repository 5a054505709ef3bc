"""Faults in the definitions, collected and reported together."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError


@dataclass(frozen=True)
class Fault:
    """One fault in a definition file: where it is, what was found, how to repair it."""

    file: str
    key: str
    found: str
    repair: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.found} Repair: {self.repair}"


class DefinitionError(Exception):
    """The definitions have faults; `faults` lists them all."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        lines = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(f"The definitions have {len(faults)} fault(s):\n{lines}")


_REPAIRS = {
    "extra_forbidden": "Correct the spelling of the key, or remove it.",
    "missing": "Add the key.",
    "literal_error": "Use one of the values that are named.",
    "union_tag_invalid": "Use one of the values that are named.",
    "string_pattern_mismatch": "Write the code in the form that is named.",
}


def collect_faults(error: ValidationError, file: Path, prefix: str = "") -> list[Fault]:
    """Turn each fault that pydantic found into one of ours, with its place in the file and a repair."""
    faults = []
    for detail in error.errors():
        key = ".".join([prefix, *map(str, detail["loc"])]).strip(".")
        value = detail.get("input")
        shown = f" (found {value!r})" if isinstance(value, str | int | float | bool) or value is None else ""
        repair = _REPAIRS.get(detail["type"], "Correct the value.")
        faults.append(Fault(file.name, key, f"{detail['msg']}{shown}.", repair))
    return faults
