"""Tables of the store, made from the definitions: one per sheet, and the product's own few.

Plain types, no sequences and no constraint that another engine could not keep: integrity is held by the one writer.
"""

import hashlib
from datetime import datetime

from etl.parsed import NOT_APPLICABLE
from indicators.load import Definitions
from indicators.model.workbook import Column

_TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "decimal": "DOUBLE",
    "code": "VARCHAR",
    "code_set": "VARCHAR",  # codes separated by ;
    "date": "DATE",
    "month": "INTEGER",
}

OWN_TABLES = {
    # One row per received workbook revision; never updated.
    "submission": (
        "submission_id VARCHAR, partner_code VARCHAR, month INTEGER, revision INTEGER, submitted_by VARCHAR, "
        "received_at TIMESTAMP, file_sha256 VARCHAR, content_sha256 VARCHAR, template_version VARCHAR, "
        "rule_version VARCHAR, issues VARCHAR"
    ),
    # What became of it: received, accepted, returned, superseded. The newest row counts.
    "submission_state": (
        "submission_id VARCHAR, state VARCHAR, happened_at TIMESTAMP, who VARCHAR, reason VARCHAR, state_id VARCHAR"
    ),
    "month_lock": (
        "lock_id VARCHAR, month INTEGER, partner_code VARCHAR, is_locked BOOLEAN, happened_at TIMESTAMP, who VARCHAR, "
        "reason VARCHAR"
    ),
    "comment": (
        "comment_id VARCHAR, indicator_code VARCHAR, month INTEGER, cause VARCHAR, action VARCHAR, owner VARCHAR, "
        "due DATE, happened_at TIMESTAMP, who VARCHAR, is_withdrawn BOOLEAN"
    ),
    "release": (
        "release_id VARCHAR, month INTEGER, is_draft BOOLEAN, supersedes VARCHAR, reason VARCHAR, as_of TIMESTAMP, "
        "file VARCHAR, definition_version VARCHAR, rule_version VARCHAR, sha256 VARCHAR, "
        # Why the coordinator let it leave; it is not released.
        "confirmed_because VARCHAR"
    ),
    # Disclosure ledger: what each closed block holds. A closed block never changes, so rows are only ever added.
    "ledger_entry": (
        "release_id VARCHAR, indicator_code VARCHAR, block VARCHAR, closing INTEGER, unit VARCHAR, "
        "partner_code VARCHAR, category VARCHAR, part VARCHAR, amount DOUBLE"
    ),
    # Two things that the coordinator has made one (no organiser: two again). The newest decision on a pair counts.
    "merge_decision": (
        "merge_id VARCHAR, sheet VARCHAR, first_code VARCHAR, second_code VARCHAR, organiser VARCHAR, "
        "happened_at TIMESTAMP, who VARCHAR, reason VARCHAR"
    ),
    # What the coordinator made of a query; `facts` are the numbers on which it was decided. The newest row counts.
    "query_decision": (
        "decision_id VARCHAR, query_key VARCHAR, facts VARCHAR, decision VARCHAR, note VARCHAR, "
        "happened_at TIMESTAMP, who VARCHAR"
    ),
    # That rows were erased, with the certificate that says which and why; nothing of what they held.
    "erasure": (
        "erasure_id VARCHAR, happened_at TIMESTAMP, who VARCHAR, reason VARCHAR, kind VARCHAR, partner_code VARCHAR, "
        "certificate VARCHAR"
    ),
    # Units of the ledger whose rows were erased: their closed amounts stand, and are never corrected.
    "erased_unit": "erasure_id VARCHAR, unit VARCHAR",
    # Shapes that the store has had: one look tells whether tables or columns are missing.
    "store_shape": "digest VARCHAR",
    # Closings that a release has dealt with, whether or not a block closed.
    "closing_done": "release_id VARCHAR, closing INTEGER, shown_as INTEGER",
    # Rows of class A exactly as they were released, copied into every later release.
    "closed_figure": "release_id VARCHAR, closing INTEGER, figure VARCHAR",
}


def submissions_sql(states: str = "submission_state") -> str:
    """Each submission with its newest state; an accepted one is superseded when a newer revision is accepted.

    `states` may be a part of the states, for instance those up to a past moment: what had none by then is absent.
    """
    return f"""
        SELECT s.*, t.state AS told_state, t.happened_at AS state_at, t.state_id, t.who AS state_by, t.reason,
            CASE WHEN t.state = 'accepted' AND row_number() OVER newest > 1 THEN 'superseded' ELSE t.state END AS state
        FROM submission s
        JOIN (SELECT * FROM {states}
              QUALIFY row_number() OVER (PARTITION BY submission_id ORDER BY happened_at DESC, state_id DESC) = 1) t
            USING (submission_id)
        WINDOW newest AS (PARTITION BY s.partner_code, s.month, t.state ORDER BY s.revision DESC, s.submission_id DESC)
    """


def submissions_at(moment: datetime | None) -> str:
    """What to select submissions from: as they stand now, or as they stood at the end of a past moment (UTC)."""
    if moment is None:
        return "submission_now"
    known = f"(SELECT * FROM submission_state WHERE happened_at <= TIMESTAMP '{moment:%Y-%m-%d %H:%M:%S.%f}')"
    return f"({submissions_sql(known)})"


VIEWS = {
    "submission_now": submissions_sql(),
    "lock_now": """
        SELECT * FROM month_lock
        QUALIFY row_number() OVER (PARTITION BY month, partner_code ORDER BY happened_at DESC, lock_id DESC) = 1
    """,
}


def table_name(sheet: str) -> str:
    """Name of a sheet's table."""
    return f"sheet_{sheet.lower()}"


def column_type(column: Column) -> str:
    """Type of a column in the store."""
    return _TYPES[column.type]


def own_columns(table: str) -> dict[str, str]:
    """Columns of one of the product's own tables with their types."""
    return dict(part.strip().split(" ") for part in OWN_TABLES[table].split(","))


def sheet_columns(definitions: Definitions, sheet: str) -> dict[str, str]:
    """Columns of a sheet's table with their types."""
    columns = definitions.workbook.sheets[sheet].columns
    own = {"submission_id": "VARCHAR", "row_number": "INTEGER"}
    typed = {name: column_type(column) for name, column in columns.items()}
    return own | typed | {NOT_APPLICABLE: "VARCHAR"}


def build_statements(definitions: Definitions, existing: dict[str, set[str]]) -> list[str]:
    """The statements that make an empty store, or bring one up to the definitions; `existing` are columns by table.

    Nothing is ever dropped: what a sheet no longer has stays with its old rows.
    """
    tables = {name: own_columns(name) for name in OWN_TABLES}
    tables |= {table_name(sheet): sheet_columns(definitions, sheet) for sheet in definitions.workbook.sheets}
    statements = []
    for table, columns in tables.items():
        if table not in existing:
            listed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
            statements.append(f"CREATE TABLE {table} ({listed})")
        for name in [name for name in columns if name not in existing.get(table, columns)]:
            statements.append(f'ALTER TABLE {table} ADD COLUMN "{name}" {columns[name]}')
    return statements + [f"CREATE OR REPLACE VIEW {name} AS {query}" for name, query in VIEWS.items()]


def digest_shape(definitions: Definitions) -> str:
    """What tells one shape of the store from another."""
    return hashlib.sha256("\n".join(build_statements(definitions, {})).encode()).hexdigest()
