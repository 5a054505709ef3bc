"""Which submissions, sheets and rows stand behind a figure of class B or C, for every month and breakdown.

What is told, and why not more:
- Rows of a sheet that is a released fact: the submissions and row numbers that the figure is calculated from.
- Rows of any other sheet (centres, whose places are secret; answers that came later): no rows, and not which workbooks
  hold such rows, for from month to month that would count centres by partner. All workbooks are named that the figure's
  coverage counts, which is public.
- Answers by session: a block of one session names its row. A block of several names all sessions of its pool up to its
  month that are not shown alone: naming only those with answers would tell a session of one answer from one of none.
- Heads by a trait: the rows of the total, up to the newest closed block; which of them hold the trait is not told.
- Women, and things that are single women's: closing only, and coverage, which stands in the figure's own row.
All is made of the public reporting, the released facts and the released blocks, so it can tell no more than they.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from indicators.calculate.coverage import Reports
from indicators.calculate.measure import ALL, TOTAL, category_sql, source_sql
from indicators.load import Definitions
from indicators.model.disclosure import CountedPlan, MixedPlan, PooledPlan
from indicators.model.indicator import Breakdown, DeliverablesOnTime, Indicator, ReportsOnTime

_COLUMNS = ("indicator_code", "month", "breakdown", "category", "submission_id", "closing", "sheet", "rows")
_ROWS = "array_to_string(list_sort(list(DISTINCT row_number) FILTER (row_number IS NOT NULL)), ';')"
Row = Mapping[str, Any]


def build_provenance(
    connection: duckdb.DuckDBPyConnection,
    definitions: Definitions,
    reports: Reports,
    figures: Iterable[Row],
    blocks: Iterable[Row],
) -> pa.Table:
    """The release's table `provenance`; `blocks` are its table `pool`. What is not shown has nothing behind it.

    The connection holds the working tables and `first_received` (partner_code, month, submission_id).
    """
    _build_tables(connection, definitions, figures, blocks)
    for indicator in definitions.indicators:
        plan = definitions.disclosure.rows.get(indicator.code)
        if isinstance(plan, MixedPlan):
            _add_closings(connection, definitions, indicator)
        elif isinstance(plan, PooledPlan):
            _add_answers(connection, definitions, indicator, plan)
        elif isinstance(plan, CountedPlan):
            _add_workbooks(connection, indicator, reports)
        elif indicator.disclosure_class == "C":
            _add_things(connection, definitions, indicator, reports)
    connection.execute(
        "INSERT INTO _provenance SELECT indicator_code, month, breakdown, category, NULL, month, NULL, NULL "
        "FROM _shown WHERE class = 'A'"
    )
    return connection.execute(
        "SELECT * REPLACE ('M' || lpad(month::VARCHAR, 2, '0') AS month, "
        "'M' || lpad(closing::VARCHAR, 2, '0') AS closing) FROM _provenance "
        "SEMI JOIN _shown USING (indicator_code, month, breakdown, category) ORDER BY ALL"
    ).to_arrow_table()


def _build_tables(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, figures: Iterable[Row], blocks: Iterable[Row]
) -> None:
    keys = ("indicator_code", "breakdown", "category", "class")
    shown = [
        {name: row[name] for name in keys} | {"month": int(row["month"][1:])}
        for row in figures
        if row["state"] == "value"
    ]
    _register(connection, "_shown", shown, {"month": pa.int32()} | dict.fromkeys(keys, pa.string()))
    pools = (plan.pool for plan in definitions.disclosure.rows.values() if isinstance(plan, PooledPlan))
    attributes = sorted({name for pool in pools for name in pool} | {"partner"})
    texts = ("indicator_code", "session", "breakdown", *attributes)
    known = [
        {name: row.get(name) for name in texts} | {"partner": row.get("partner_code"), "month": int(row["month"][1:])}
        for row in blocks
    ]
    _register(connection, "_block", known, {"month": pa.int32()} | dict.fromkeys(texts, pa.string()))
    kinds = {"month": "INTEGER", "closing": "INTEGER"}
    columns = ", ".join(f"{name} {kinds.get(name, 'VARCHAR')}" for name in _COLUMNS)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE _provenance ({columns})")


def _register(
    connection: duckdb.DuckDBPyConnection, name: str, rows: list[dict[str, Any]], fields: dict[str, pa.DataType]
) -> None:
    connection.register("_incoming", pa.Table.from_pylist(rows, schema=pa.schema(list(fields.items()))))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM _incoming")
    connection.unregister("_incoming")


def _add_rows(
    connection: duckdb.DuckDBPyConnection, indicator: Indicator, breakdown: str, sheet: str | None, source: str
) -> None:
    """Add a figure's rows; `source` gives as_of, category, submission_id and row_number."""
    connection.execute(
        f"INSERT INTO _provenance SELECT '{indicator.code}', as_of, ?, category, submission_id, NULL, ?, {_ROWS} "
        f"FROM ({source}) WHERE category IS NOT NULL AND submission_id IS NOT NULL GROUP BY ALL",
        [breakdown, sheet],
    )


def _add_things(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, indicator: Indicator, reports: Reports
) -> None:
    if isinstance(indicator.calculation, ReportsOnTime):
        return _add_reports(connection, indicator)
    if definitions.workbook.sheets[indicator.sheet or ""].fact is None:
        return _add_workbooks(connection, indicator, reports)
    for breakdown in (None, *indicator.breakdowns):
        name = breakdown.name if breakdown else TOTAL
        if breakdown is not None and breakdown.columns:
            source = _trait_source(definitions, indicator, breakdown)
        elif isinstance(indicator.calculation, DeliverablesOnTime):
            source = _planned_source(indicator, indicator.calculation, breakdown)
        else:
            category = category_sql(definitions, indicator, breakdown)
            source = f"SELECT *, {category} AS category FROM ({source_sql(definitions, indicator)})"
        _add_rows(connection, indicator, name, indicator.sheet, source)
    return None


def _trait_source(definitions: Definitions, indicator: Indicator, breakdown: Breakdown) -> str:
    own = f"indicator_code = '{indicator.code}' AND breakdown = '{breakdown.name}'"
    return (
        f"SELECT s.month AS as_of, s.category, t.submission_id, t.row_number FROM _shown s "
        f"JOIN ({source_sql(definitions, indicator)}) t "
        f"ON t.as_of = (SELECT max(b.month) FROM _block b WHERE {own} AND b.month <= s.month) WHERE s.{own}"
    )


def _planned_source(indicator: Indicator, calculation: DeliverablesOnTime, breakdown: Breakdown | None) -> str:
    category = {None: f"'{ALL}'", "partner": "p.lead", "country": "g.partner_country"}.get(
        breakdown.name if breakdown else None, f'p."{breakdown.column if breakdown else ""}"'
    )
    key = calculation.key.terms[0].column
    return (
        f"SELECT t.as_of, {category} AS category, t.submission_id, t.row_number FROM latest_{indicator.sheet} t "
        f'JOIN planned p ON t."{key}" = p.code AND p.due_month <= t.as_of JOIN registry g ON g.partner_code = p.lead'
    )


def _add_reports(connection: duckdb.DuckDBPyConnection, indicator: Indicator) -> None:
    """Punctuality: of each due month the submission that was received first, whatever became of it."""
    names = {TOTAL: f"'{ALL}'", "partner": "d.partner_code", "country": "g.partner_country"}
    for name in (TOTAL, *(breakdown.name for breakdown in indicator.breakdowns)):
        source = (
            f"SELECT a.as_of, {names[name]} AS category, f.submission_id, NULL::INTEGER AS row_number "
            "FROM as_of_month a JOIN due d ON d.month <= a.as_of JOIN registry g USING (partner_code) "
            "JOIN first_received f ON f.partner_code = d.partner_code AND f.month = d.month"
        )
        _add_rows(connection, indicator, name, None, source)


def _add_workbooks(connection: duckdb.DuckDBPyConnection, indicator: Indicator, reports: Reports) -> None:
    """All workbooks that the coverage counts: a country's are those of its own partners."""
    countries = {one.country for one in reports.definitions.partners}
    scopes = [
        {"scope": country or ALL, "partner_code": partner.code}
        for country in (None, *sorted(countries))
        for partner in reports.partners(indicator.sheet, country)
    ]
    _register(connection, "_scope", scopes, {"scope": pa.string(), "partner_code": pa.string()})
    for breakdown in (TOTAL, *(one.name for one in indicator.breakdowns), "wave"):
        source = (
            "SELECT s.month AS as_of, s.category, r.submission_id, NULL::INTEGER AS row_number FROM _shown s "
            f"JOIN _scope c ON c.scope = CASE WHEN '{breakdown}' = 'country' AND "
            f"s.category IN (SELECT scope FROM _scope) THEN s.category ELSE '{ALL}' END "
            "JOIN reported r ON r.partner_code = c.partner_code AND r.month <= s.month "
            f"WHERE s.indicator_code = '{indicator.code}' AND s.breakdown = '{breakdown}'"
        )
        _add_rows(connection, indicator, breakdown, indicator.sheet, source)


def _add_answers(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, indicator: Indicator, plan: PooledPlan
) -> None:
    sheet = definitions.workbook.sheets[indicator.sheet or ""]
    source = _public_rows(indicator, plan, sheet.row_key[0]) if sheet.fact else _closing_workbook(indicator)
    places = {TOTAL: f"'{ALL}'", "session": "b.session"} | {name: f"b.{name}" for name in plan.pool}
    for breakdown in (TOTAL, *(one.name for one in indicator.breakdowns)):
        category = places[breakdown]
        own = source.replace("{category}", category)
        _add_rows(connection, indicator, breakdown, indicator.sheet, own)
    if indicator.companion:
        name = indicator.companion.name.replace(" ", "_")
        _add_rows(connection, indicator, "companion", indicator.sheet, source.replace("{category}", f"'{name}'"))


def _public_rows(indicator: Indicator, plan: PooledPlan, key: str) -> str:
    rows = {"partner": "partner_code", "country": "row_country"}
    same = " AND ".join(f't.{rows.get(name, name)} = b."{name}"' for name in plan.pool)
    alone = f"(SELECT session FROM _block WHERE indicator_code = '{indicator.code}' AND session IS NOT NULL)"
    return (
        f"SELECT t.as_of, {{category}} AS category, t.submission_id, t.row_number FROM _block b "
        f'JOIN latest_{indicator.sheet} t ON t.as_of >= b.month AND t.row_month <= b.month AND (t."{key}" = b.session '
        f'OR (b.session IS NULL AND {same} AND t."{key}" NOT IN {alone})) '
        f"WHERE b.indicator_code = '{indicator.code}'"
    )


def _closing_workbook(indicator: Indicator) -> str:
    """Of answers whose rows are no facts: the workbook with which the block closed, as its partner and month tell."""
    return (
        "SELECT a.as_of, {category} AS category, r.submission_id, NULL::INTEGER AS row_number FROM _block b "
        "JOIN as_of_month a ON a.as_of >= b.month JOIN reported r ON r.partner_code = b.partner AND r.month = b.month "
        f"WHERE b.indicator_code = '{indicator.code}'"
    )


def _add_closings(connection: duckdb.DuckDBPyConnection, definitions: Definitions, indicator: Indicator) -> None:
    """Things of which some are single women's: the last closing by the calendar, whether or not anything closed."""
    closings = ", ".join(f"({code.removeprefix('M')})" for code in definitions.disclosure.closings)
    connection.execute(
        "INSERT INTO _provenance SELECT indicator_code, s.month, breakdown, category, NULL, "
        f"(SELECT max(c.col0) FROM (VALUES {closings}) c WHERE c.col0 <= s.month) AS closing, NULL, NULL FROM _shown s "
        f"WHERE indicator_code = '{indicator.code}'"
    )
