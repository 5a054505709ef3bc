"""Sets of reporting months as whole numbers with one bit per month, so that time is arithmetic within one row.

A row of a workbook counts in some months and not in others: until a newer row of the same thing comes, as long as its
partner reports, until the organiser's own row is there. As sets, all of this is and, or and not, and no row is ever
copied for each month. The macros made here stand in the connection for every query of the calculation.
"""

import duckdb

# A BIGINT holds the bits 0 to 62, and the bit behind the last month is needed, too.
_LAST_IN_BIGINT = 61


def create_macros(connection: duckdb.DuckDBPyConnection, until: int, longest: int) -> None:
    """Make the macros for the months 1 … until; `longest` is the largest month that a row may name."""
    kind = "BIGINT" if max(until, longest) <= _LAST_IN_BIGINT else "HUGEINT"
    end = f"{1 << (until + 1)}::{kind}"
    macros = {
        "only_in(m)": f"1::{kind} << m",
        # From a month to the last one.
        "onwards(m)": f"{end} - (1::{kind} << m)",
        # From a month up to the one before the next of a set; to the last where the set holds no later one.
        "until_next(m, months)": f"coalesce(nullif(lowest(months & -(2::{kind} << m)), 0), {end}) - (1::{kind} << m)",
        "counts_in(months, m)": "(months >> m) & 1 = 1",
    }
    connection.execute("CREATE TEMP MACRO lowest(months) AS (months & -months)")
    for head, body in macros.items():
        connection.execute(f"CREATE TEMP MACRO {head} AS ({body})")
