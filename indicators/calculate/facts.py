"""Working tables of the calculation: every counted row once, with the months in which it counts.

The caller provides, in an in-memory connection, one table `rows_<SHEET>` per sheet (accepted rows with
`partner_code`, `month`, `submission_id`) and `reported` (partner_code, month). From these come `span_<SHEET>`: its rows
with `row_month`, `partner_country`, `row_country` and three sets of months (month_sets.py), named after `over_time`:

- `every_months`: from the row's month on; a guest's row of a joint event only until the organiser's row comes;
- `newest_months`: those of them in which no newer row of the same thing counts;
- `carried_months`: those of them in which the row's partner has not been silent for too long.

For readers who want one month there are the views `ever_<SHEET>` and `latest_<SHEET>`, with `as_of`.
"""

import duckdb

from indicators.calculate.month_sets import create_macros
from indicators.conditions import codes_sql
from indicators.load import Definitions
from indicators.model.workbook import Joint, Sheet

SETS = ("every_months", "newest_months", "carried_months")
VIEWS = {"ever": "every_months", "latest": "newest_months"}


def build_facts(connection: duckdb.DuckDBPyConnection, definitions: Definitions, until: int) -> None:
    """Make the working tables for the months 1 … until."""
    create_macros(connection, until, definitions.periods.count)
    connection.execute(f"CREATE TEMP TABLE as_of_month AS SELECT unnest(range(1, {until + 1}))::INTEGER AS as_of")
    _build_registry(connection, definitions)
    for name, sheet in definitions.workbook.sheets.items():
        connection.execute(f"CREATE TEMP TABLE span_{name} AS {_spans(name, sheet, until)}")
    for name, sheet in definitions.workbook.sheets.items():
        if sheet.takes_from:
            _take_missing_columns(connection, definitions, name, sheet)
    for name in definitions.workbook.sheets:
        for view, months in VIEWS.items():
            connection.execute(f"CREATE TEMP VIEW {view}_{name} AS {rows_by_month(name, months)}")


def rows_by_month(sheet: str, months: str) -> str:
    """SQL of the rows of a sheet once for each month of the set, with `as_of`: for reading one month, or few rows."""
    return (
        f"SELECT a.as_of, s.* EXCLUDE ({', '.join(SETS)}) FROM as_of_month a "
        f"JOIN span_{sheet} s ON counts_in(s.{months}, a.as_of)"
    )


def _build_registry(connection: duckdb.DuckDBPyConnection, definitions: Definitions) -> None:
    connection.execute("CREATE TEMP TABLE _partner (partner_code VARCHAR, partner_country VARCHAR)")
    connection.execute(
        "INSERT INTO _partner SELECT unnest(?), unnest(?)",
        [[one.code for one in definitions.partners], [one.country for one in definitions.partners]],
    )
    # Months in which what a partner has reported last still counts: the month itself and so many after it. Of a partner
    # that has left it counts as long and no longer: the rule for running totals knows one row that stays for ever, the
    # final one of a thing that has ended; nobody answers any more for the others.
    limit = definitions.project.calendar.carry_forward_months
    connection.execute(
        "CREATE TEMP TABLE registry AS SELECT p.*, coalesce(bit_or(onwards(r.month) & ~onwards(least(r.month + "
        f"{limit + 1}, (SELECT max(as_of) + 1 FROM as_of_month)))), 0) AS speaking_months FROM _partner p "
        "LEFT JOIN reported r ON r.partner_code = p.partner_code AND r.month <= (SELECT max(as_of) FROM as_of_month) "
        "GROUP BY ALL"
    )


def identity(sheet: Sheet) -> tuple[str, ...]:
    """Columns that say which thing a row is about; keys that are mere codes of a list repeat in every partner."""
    is_own_code = any(sheet.columns[column].type == "string" for column in sheet.row_key)
    return sheet.row_key if is_own_code else ("partner_code", *sheet.row_key)


def _spans(name: str, sheet: Sheet, until: int) -> str:
    """Rows with their sets of months.

    Nearly every thing has at most one row a month: then a row is the newest until the thing's next month, which a set
    of months by thing tells. Things of which two rows meet in one month, or of which a row counts for a time only, go
    the long way: a row is the newest where no row before it in the order (month, partner, row) counts.
    """
    keys = ", ".join(f'"{column}"' for column in identity(sheet))
    same = " AND ".join(f'c."{column}" IS NOT DISTINCT FROM k."{column}"' for column in identity(sheet))
    order = f"PARTITION BY {keys} ORDER BY row_month DESC, partner_code, row_number DESC"
    # Windows over joint events are worth keeping; the plain rows of a large sheet are faster read twice.
    once = "MATERIALIZED" if sheet.joint else "NOT MATERIALIZED"
    return (
        f"WITH counted AS {once} ({_counted(name, sheet, until)}), "
        f"thing AS MATERIALIZED (SELECT {keys}, bit_or(only_in(row_month)) AS _months, count(*) = "
        "bit_count(bit_or(only_in(row_month))) AND bool_and(every_months = onwards(row_month)) AS _is_plain "
        f"FROM counted GROUP BY {keys}), "
        "tangled AS (SELECT _row, every_months & ~coalesce(bit_or(every_months) OVER "
        f"({order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS _newest FROM counted c "
        f"SEMI JOIN (SELECT * FROM thing WHERE NOT _is_plain) k ON {same}) "
        "SELECT * EXCLUDE (_row, _speaking), "
        f"CASE WHEN {_is_final(sheet)} THEN newest_months ELSE newest_months & _speaking END AS carried_months FROM ("
        "SELECT c.*, CASE WHEN k._is_plain THEN until_next(c.row_month, k._months) ELSE t._newest END AS newest_months "
        f"FROM counted c JOIN thing k ON {same} LEFT JOIN tangled t USING (_row))"
    )


def _is_final(sheet: Sheet) -> str:
    """SQL of "this row's thing has ended": its final row stays for ever, however silent the partner."""
    closed = sheet.prefill.closed_when if sheet.prefill and sheet.is_snapshot else {}
    return " AND ".join(f'"{column}" IN {codes_sql(codes)}' for column, codes in closed.items()) or "false"


def _counted(name: str, sheet: Sheet, until: int) -> str:
    """Rows with the months from which on, and up to which, they count at all."""
    country = (
        f'coalesce(t."{sheet.country_column}", g.partner_country)' if sheet.country_column else "g.partner_country"
    )
    known = (
        f"SELECT t.*, t.month AS row_month, g.partner_country, {country} AS row_country, "
        f"onwards(t.month) AS every_months, g.speaking_months AS _speaking, t.rowid AS _row "
        f"FROM rows_{name} t JOIN registry g USING (partner_code) WHERE t.month <= {until}"
    )
    return known if sheet.joint is None else _joint_once(known, sheet.joint)


def _joint_once(known: str, joint: Joint) -> str:
    """Of one thing that several partners report under a common organiser, the organiser's row, until then the first."""
    organiser = f'"{joint.organiser}"'
    # A row without an organiser is its partner's own: several events of one day and type stay several.
    is_guest = f"coalesce({organiser} <> partner_code, false)"
    same = ", ".join(f'"{column}"' for column in joint.same)
    is_same = " AND ".join(f'h."{column}" IS NOT DISTINCT FROM g."{column}"' for column in joint.same)
    return (
        f"WITH known AS NOT MATERIALIZED ({known}), "
        f"guest AS (SELECT _row, {organiser}, {same}, every_months FROM known WHERE {is_guest} QUALIFY row_number() "
        f"OVER (PARTITION BY {organiser}, {same} ORDER BY row_month, submission_id, row_number) = 1), "
        f"host AS (SELECT * FROM known WHERE NOT {is_guest}), "
        "waiting AS (SELECT g._row, g.every_months & ~coalesce(bit_or(h.every_months), 0) AS _until_host FROM guest g "
        f"LEFT JOIN host h ON h.partner_code = g.{organiser} AND {is_same} GROUP BY g._row, g.every_months) "
        f"SELECT k.* REPLACE (coalesce(w._until_host, k.every_months) AS every_months) FROM known k "
        f"LEFT JOIN waiting w USING (_row) WHERE NOT {is_guest} OR w._until_host <> 0"
    )


def _take_missing_columns(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, name: str, sheet: Sheet
) -> None:
    """A sheet that reports on another's things takes their columns, its country included, as they are in each month."""
    other, own = f"span_{sheet.takes_from}", f"span_{name}"
    columns = definitions.workbook.sheets[sheet.takes_from or ""].columns
    missing = ", ".join(f'o."{column}"' for column in columns if column not in sheet.columns)
    keys = " AND ".join(f't."{column}" = o."{column}"' for column in sheet.row_key)
    keyed = ", ".join(f'"{column}"' for column in sheet.row_key)
    taken, alone = (
        ", ".join(f"t.{one} & {months} AS {one}" for one in SETS)
        for months in ("o.newest_months", "~coalesce(o.newest_months, 0)")
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {own} AS "
        f"SELECT t.* REPLACE (coalesce(o.row_country, t.row_country) AS row_country, {taken}), "
        f"{missing} FROM {own} t JOIN {other} o ON {keys} "
        "WHERE t.every_months & o.newest_months <> 0 UNION ALL BY NAME "
        f"SELECT t.* REPLACE ({alone}) FROM {own} t LEFT JOIN (SELECT {keyed}, bit_or(newest_months) AS newest_months "
        f"FROM {other} GROUP BY {keyed}) o ON {keys} WHERE t.every_months & ~coalesce(o.newest_months, 0) <> 0"
    )
