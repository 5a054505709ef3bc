"""The arithmetic of rules as formulas of conditional formats, in the notation that files use in every language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indicators.load import Definitions
from indicators.model.workbook import Relation
from indicators.relations import expand_relations

# Sums of decimals carry a binary residue.
_RESIDUE = "0.000000001"


@dataclass(frozen=True)
class Stated:
    """A relation that marks a cell; `is_error`: a breach of it rejects the workbook."""

    relation: Relation
    is_error: bool

    @property
    def is_sum(self) -> bool:
        """Is it worth a sign when it holds? That one count is at most another is no news."""
        return self.relation.must == "equal" or len(self.relation.left) + len(self.relation.right) > 2


def relations_by_cell(definitions: Definitions, sheet: str) -> dict[str, list[Stated]]:
    """The relations of a sheet by the column whose cell they mark."""
    found: dict[str, list[Stated]] = {}
    for rule in definitions.rules:
        if not any(relation.sheet == sheet for relation in rule.relations):
            continue
        for relation in expand_relations(definitions, rule):
            if relation.sheet == sheet:
                severity = rule.cases[relation.case].severity or rule.severity
                found.setdefault(relation.marked, []).append(Stated(relation, severity == "E"))
    return found


def broken_formula(stated: Iterable[Stated], letters: dict[str, str], row: int) -> str:
    """True when any of the relations has all it needs and does not hold."""
    return any_of(
        all_of([*_complete(one.relation, letters, row), _is_off(one.relation, letters, row)]) for one in stated
    )


def holding_formula(stated: Iterable[Stated], letters: dict[str, str], row: int) -> str:
    """True when all of the relations have all they need and hold."""
    parts: list[str] = []
    for one in stated:
        parts += [*_complete(one.relation, letters, row), f"NOT({_is_off(one.relation, letters, row)})"]
    return all_of(parts)


def _complete(relation: Relation, letters: dict[str, str], row: int) -> Iterator[str]:
    left, right = _cells(relation.left, letters, row), _cells(relation.right, letters, row)
    if relation.blank_is_zero:
        # A cell with text may hold the missing part, so the cells with numbers must be all that are filled.
        yield f"COUNT({right})={len(relation.right)}"
        yield f"COUNT({left})>0"
        yield f"COUNT({left})=COUNTA({left})"
    else:
        yield f"COUNT({left},{right})={len(relation.left) + len(relation.right)}"


def _is_off(relation: Relation, letters: dict[str, str], row: int) -> str:
    # SUM passes over text, where a plus would be an error and silence every other relation of the cell.
    difference = f"SUM({_cells(relation.left, letters, row)})-SUM({_cells(relation.right, letters, row)})"
    return f"ABS({difference})>{_RESIDUE}" if relation.must == "equal" else f"{difference}>{_RESIDUE}"


def _cells(columns: Iterable[str], letters: dict[str, str], row: int) -> str:
    return ",".join(f"${letters[column]}{row}" for column in columns)


def all_of(parts: Iterable[str]) -> str:
    """AND of formulas."""
    return _join("AND", list(parts))


def any_of(parts: Iterable[str]) -> str:
    """OR of formulas."""
    return _join("OR", list(parts))


def _join(function: str, parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{function}({','.join(parts)})"


def is_one_of(cell: str, values: Iterable[str]) -> str:
    """Does a cell hold one of these texts?"""
    quoted = (value.replace('"', '""') for value in dict.fromkeys(values))
    return any_of(f'{cell}="{value}"' for value in quoted)
