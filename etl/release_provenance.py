"""The release's table `provenance`, from the working tables and the store's list of submissions."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from etl.schema import submissions_at
from etl.store import Store
from etl.working_tables import reported_months
from indicators.calculate.coverage import Reports
from indicators.calculate.provenance import build_provenance


def provenance_table(
    store: Store,
    connection: duckdb.DuckDBPyConnection,
    figures: Iterable[Mapping[str, Any]],
    blocks: Iterable[Mapping[str, Any]],
    moment: datetime | None = None,
) -> pa.Table:
    """What stands behind every shown figure, now or at a past moment; `blocks` are the release's table `pool`."""
    # Of each partner and month the submission that was received first: by it a month is in time or late.
    query = (
        f"SELECT partner_code, month, submission_id FROM {submissions_at(moment)} "
        "QUALIFY row_number() OVER (PARTITION BY partner_code, month ORDER BY received_at, submission_id) = 1"
    )
    with store.open() as opened:
        received = opened.execute(query).to_arrow_table()
    connection.register("_incoming", received)
    connection.execute("CREATE OR REPLACE TEMP TABLE first_received AS SELECT * FROM _incoming")
    connection.unregister("_incoming")
    reports = Reports(store.definitions, reported_months(connection, store.definitions))
    return build_provenance(connection, store.definitions, reports, figures, blocks)
