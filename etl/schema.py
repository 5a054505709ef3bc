"""Tables of the store, made from the definitions: one per sheet, and the product's own few.

Plain types, no sequences and no constraint that another engine could not keep: integrity is held by the one writer.
"""

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
        "due DATE, happened_at TIMESTAMP, who VARCHAR"
    ),
    "release": (
        "release_id VARCHAR, month INTEGER, is_draft BOOLEAN, supersedes VARCHAR, reason VARCHAR, as_of TIMESTAMP, "
        "file VARCHAR, definition_version VARCHAR, rule_version VARCHAR"
    ),
    # Disclosure ledger: what each closed block holds. A closed block never changes, so rows are only ever added.
    "ledger_entry": (
        "release_id VARCHAR, indicator_code VARCHAR, block VARCHAR, closing INTEGER, unit VARCHAR, "
        "partner_code VARCHAR, category VARCHAR, part VARCHAR, amount DOUBLE"
    ),
    # Closings that a release has dealt with, whether or not a block closed.
    "closing_done": "release_id VARCHAR, closing INTEGER, shown_as INTEGER",
    # Rows of class A exactly as they were released, copied into every later release.
    "closed_figure": "release_id VARCHAR, closing INTEGER, figure VARCHAR",
}

VIEWS = {
    # The newest state of each submission; an accepted one is superseded when a newer revision is accepted.
    "submission_now": """
        SELECT s.*, t.state AS told_state, t.happened_at AS state_at, t.who AS state_by, t.reason,
            CASE WHEN t.state = 'accepted' AND row_number() OVER newest > 1 THEN 'superseded' ELSE t.state END AS state
        FROM submission s
        JOIN (SELECT * FROM submission_state
              QUALIFY row_number() OVER (PARTITION BY submission_id ORDER BY happened_at DESC, state_id DESC) = 1) t
            USING (submission_id)
        WINDOW newest AS (PARTITION BY s.partner_code, s.month, t.state ORDER BY s.revision DESC, s.submission_id DESC)
    """,
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


def sheet_columns(definitions: Definitions, sheet: str) -> dict[str, str]:
    """Columns of a sheet's table with their types."""
    columns = definitions.workbook.sheets[sheet].columns
    own = {"submission_id": "VARCHAR", "row_number": "INTEGER"}
    typed = {name: column_type(column) for name, column in columns.items()}
    return own | typed | {NOT_APPLICABLE: "VARCHAR"}


def build_statements(definitions: Definitions) -> list[str]:
    """The statements that make an empty store, safe to run on one that exists."""
    statements = [f"CREATE TABLE IF NOT EXISTS {name} ({columns})" for name, columns in OWN_TABLES.items()]
    for sheet in definitions.workbook.sheets:
        columns = ", ".join(f'"{name}" {kind}' for name, kind in sheet_columns(definitions, sheet).items())
        statements.append(f"CREATE TABLE IF NOT EXISTS {table_name(sheet)} ({columns})")
        # Stores of version 0.1 did not tell "does not apply" from a blank.
        statements.append(f"ALTER TABLE {table_name(sheet)} ADD COLUMN IF NOT EXISTS {NOT_APPLICABLE} VARCHAR")
    statements += [f"CREATE OR REPLACE VIEW {name} AS {query}" for name, query in VIEWS.items()]
    return statements
