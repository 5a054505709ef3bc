"""What the coordinator made of a query: kept under the query's key, and only as long as its facts stay the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

import duckdb

from etl.errors import UserError
from etl.quality.find import find_queries
from etl.quality.known import read_known_from
from etl.quality.query import Answer, Decision, Query
from etl.reason import demand_reason
from etl.store import Store, append_rows, as_store_time, fetch_dicts
from etl.submission_state import new_order_id
from indicators.texts import N_


@dataclass(frozen=True)
class Asked:
    """A query and what was made of it; without an answer it is open."""

    query: Query
    answer: Answer | None = None

    @property
    def decision(self) -> Decision:
        """Open, asked or explained."""
        return self.answer.decision if self.answer else "open"


def list_queries(store: Store, with_explained: bool = False) -> list[Asked]:
    """Queries that want a look, by partner, newest first; those explained only on demand."""
    with store.open() as connection:
        known, answers = read_known_from(connection, store.definitions), _read_answers(connection)
    listed = [_with_answer(query, answers) for query in find_queries(known)]
    return [one for one in listed if with_explained or one.decision != "explained"]


def decide_query(store: Store, key: str, decision: str, note: str, who: str) -> Query:
    """Keep what was made of a query of that key; raises UserError. An explanation needs a note."""
    if decision not in get_args(Decision):
        raise UserError(N_("{decision} is no decision. Use one of: {known}."), decision=decision, known=_known())
    text = note.strip()
    # What is kept for ever passes the personal-data gate; only an explanation is nothing without words.
    kept = demand_reason(store.definitions, text) if text or decision == "explained" else None
    with store.open() as connection:
        found = [query for query in find_queries(read_known_from(connection, store.definitions)) if query.key == key]
        if not found:
            raise UserError(N_("There is no query {key} any more. See the list."), key=key)
        row: dict[str, Any] = {
            "decision_id": new_order_id(),
            "query_key": key,
            "facts": found[0].facts_digest,
            "decision": decision,
        }
        row |= {"note": kept, "happened_at": as_store_time(store.home.now()), "who": who}
        append_rows(connection, "query_decision", [row])
    return found[0]


def _known() -> str:
    return ", ".join(get_args(Decision))


def _read_answers(connection: duckdb.DuckDBPyConnection) -> Mapping[tuple[str, str], Answer]:
    """The newest decision of each query, if the query still has the facts on which it was made."""
    rows = fetch_dicts(
        connection,
        "SELECT query_key, facts, decision, note, who, happened_at FROM query_decision "
        "QUALIFY row_number() OVER (PARTITION BY query_key ORDER BY happened_at DESC, decision_id DESC) = 1",
    )
    return {(row.pop("query_key"), row.pop("facts")): Answer(**row) for row in rows}


def _with_answer(query: Query, answers: Mapping[tuple[str, str], Answer]) -> Asked:
    return Asked(query, answers.get((query.key, query.facts_digest)))
