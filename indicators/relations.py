"""The arithmetic of rules: one list, which intake checks and the template shows while typing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from indicators.model.workbook import Relation, Rule

if TYPE_CHECKING:
    from indicators.load import Definitions


def expand_relations(definitions: "Definitions", rule: Rule) -> Iterator[Relation]:
    """The relations of a rule with their columns named one by one; none for a sheet that the definitions don't have."""
    for relation in rule.relations:
        sheet = definitions.workbook.sheets.get(relation.sheet)
        if sheet is None:
            continue
        if relation.each_of_kind is None:
            yield relation
            continue
        for name, column in sheet.columns.items():
            if column.kind == relation.each_of_kind and name not in relation.right:
                yield relation.model_copy(update={"left": (name,), "each_of_kind": None})


def relation_columns(definitions: "Definitions", rule: Rule) -> set[str]:
    """Every SHEET.column that a rule's relations read."""
    return {
        f"{relation.sheet}.{column}"
        for relation in expand_relations(definitions, rule)
        for column in (*relation.left, *relation.right)
    }
