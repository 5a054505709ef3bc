"""Pathways as the ledgers see them at a closing: newest rows, carried forward without limit."""

from dataclasses import dataclass, field
from typing import Any

import duckdb

from indicators.load import Definitions
from indicators.model.linear import LinearSum


@dataclass(frozen=True)
class Pathway:
    """The newest row of a pathway; `flows` are its sums over all months so far, `history` its codes month by month."""

    code: str
    partner: str
    country: str
    values: dict[str, Any]
    is_ended: bool
    flows: dict[str, float] = field(default_factory=dict)
    history: tuple[dict[str, Any], ...] = ()

    def amount(self, one: LinearSum, is_blank_zero: bool = False) -> float | None:
        """A signed sum of columns of the newest row; None when one of them was not reported."""
        values = [(term.sign, self.values.get(term.column)) for term in one.terms]
        if not is_blank_zero and any(value is None for _sign, value in values):
            return None
        return float(sum(sign * value for sign, value in values if value is not None))


def read_pathways(connection: duckdb.DuckDBPyConnection, definitions: Definitions, month: int) -> list[Pathway]:
    """All pathways known at the end of a month."""
    ledgers = definitions.disclosure.ledgers
    if ledgers is None:
        return []
    history: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(connection, f"SELECT * FROM ever_{ledgers.sheet} WHERE as_of = ? ORDER BY row_month", month):
        history.setdefault(row[ledgers.unit], []).append(row)
    newest = _rows(connection, f"SELECT * FROM latest_{ledgers.sheet} WHERE as_of = ?", month)
    return [_pathway(definitions, row, history[row[ledgers.unit]]) for row in newest]


def _rows(connection: duckdb.DuckDBPyConnection, query: str, month: int) -> list[dict[str, Any]]:
    cursor = connection.execute(query, [month])
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _pathway(definitions: Definitions, row: dict[str, Any], history: list[dict[str, Any]]) -> Pathway:
    ledgers = definitions.disclosure.ledgers
    assert ledgers is not None
    columns = definitions.workbook.sheets[ledgers.sheet].columns
    return Pathway(
        code=row[ledgers.unit],
        partner=row["partner_code"],
        country=row["partner_country"],
        values={name: row[name] for name in columns},
        is_ended=all(row[name] in codes for name, codes in ledgers.ended_when.items()),
        flows={
            name: float(sum(old[name] or 0 for old in history))
            for name, column in columns.items()
            if column.kind == "flow"
        },
        history=tuple(
            {name: old[name] for name, column in columns.items() if column.type == "code"} for old in history
        ),
    )
