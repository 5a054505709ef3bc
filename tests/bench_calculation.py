"""Benchmarks of the calculation: all figures of fifteen partners, and a thousand partners beside plain SQL and pandas.

`python -m tests.bench_calculation` prints them alone. What is compared runs in processes of its own, so that each has
its own peak of memory.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from etl.demo.life import Life
from etl.demo.workbooks import SEED, name_organiser
from etl.home import open_home
from etl.store import Store
from etl.working_tables import copy_accepted
from indicators.calculate.catalogue import compile_queries
from indicators.calculate.coverage import Reports
from indicators.calculate.facts import build_facts
from indicators.calculate.figures import Calculation
from indicators.calculate.measure import build_planned
from indicators.calculate.query import Query
from indicators.column_use import filters, linear_sums
from indicators.disclosure.book import Book
from indicators.disclosure.gate import close_blocks
from indicators.load import Definitions, load_definitions
from indicators.model.indicator import Distinct, Share
from tests.calculation.world import Row, accepted_rows
from tests.large_store import count_rows, make_large_store, many_partners
from tests.pandas_calculation import calculate

REPEATS = 9
ROOT = Path(__file__).parent.parent
PLAIN = (
    "one SELECT without groups over rows_<SHEET>, of the columns that the catalogue reads there: sum of numbers, "
    "count(DISTINCT) of codes that an indicator counts, max of all others, count(*)"
)
BARE = "the same with max of every code in the place of count(DISTINCT)"


def measure_calculation() -> dict[str, Any]:
    """Both benchmarks."""
    return {"fifteen_partners": measure_fifteen(load_definitions()), "thousand_partners": measure_thousand()}


def measure_fifteen(definitions: Definitions) -> dict[str, Any]:
    """Milliseconds from accepted rows to all rows of the table of figures, of the demo's life in all its months."""
    rows = _demo_rows(definitions)
    until = definitions.periods.count
    times: list[tuple[float, float, float]] = []
    figures_n = 0
    for _ in range(REPEATS):
        connection = accepted_rows(definitions, rows, until)
        start = time.perf_counter()
        build_facts(connection, definitions, until)
        build_planned(connection, definitions)
        facts = time.perf_counter()
        book = close_blocks(connection, definitions, Book(), until, is_draft=False).book
        closed = time.perf_counter()
        months = frozenset(range(1, until + 1))
        reports = Reports(definitions, {partner.code: months for partner in definitions.partners})
        figures_n = len(list(Calculation(connection, definitions, reports, book, until, date.max, "bench").figures()))
        times.append((facts - start, closed - facts, time.perf_counter() - closed))
    facts_ms, close_ms, figures_ms = (1000 * statistics.median(one) for one in zip(*times, strict=True))
    total = 1000 * statistics.median(sum(one) for one in times)
    return {
        "what": "accepted rows in memory to all figures of all months; all blocks of the ledgers close at once",
        "rows_n": sum(map(len, rows.values())),
        "figures_n": figures_n,
        "facts_ms": facts_ms,
        "disclosure_ms": close_ms,
        "figures_ms": figures_ms,
        "total_ms": total,
        "goal_total_ms": 500,
    }


def _demo_rows(definitions: Definitions) -> dict[str, list[Row]]:
    life = Life(definitions, SEED)
    rows: dict[str, list[Row]] = {sheet: [] for sheet in definitions.workbook.sheets}
    for month in range(1, definitions.periods.count + 1):
        for partner in definitions.partners:
            own = life.rows(partner.code, month)
            name_organiser(own, month)
            own[definitions.workbook.roles.sheet] = [life.cover(partner.code, month)]
            for sheet, found in own.items():
                rows[sheet] += [row | {"partner_code": partner.code, "month": month} for row in found]
    return rows


def measure_thousand() -> dict[str, Any]:
    """A thousand partners: the catalogue beside one plain scan of the same columns, and beside pandas."""
    with tempfile.TemporaryDirectory() as name:
        make_large_store(many_partners(load_definitions()), Path(name) / "home")
        sql, pandas = (_in_own_process(work, Path(name) / "home") for work in ("sql", "pandas"))
    ours = sql["facts_s"] + sql["catalogue_s"]
    return sql | {
        "pandas_s": pandas["seconds"],
        "pandas_what": pandas["what"],
        "pandas_over_ours": pandas["seconds"] / ours,
        "goal_pandas_over_ours": 20,
        "pandas_peak_mb": pandas["peak_mb"],
    }


def _in_own_process(work: str, home: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench_calculation", work, str(home)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _seconds(work: Callable[[], Any], repeats: int = 3) -> float:
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run_sql(home: Path) -> dict[str, Any]:
    """The product's own queries and the plain scans, on the same connection."""
    definitions = many_partners(load_definitions())
    until = definitions.periods.count
    connection = copy_accepted(Store(open_home(home), definitions), until)
    connection.execute("CREATE TABLE due AS SELECT partner_code, month, month % 7 <> 0 AS is_on_time FROM reported")
    rows, copied_mb = count_rows(connection, definitions), _peak_mb()
    facts = _seconds(lambda: build_facts(connection, definitions, until), 1)
    build_planned(connection, definitions)
    tables = [_beside_a_scan(connection, definitions, sheet, rows[sheet]) for sheet in definitions.workbook.sheets]
    own_peak = _peak_mb()
    tables = [table for table in tables if table]
    catalogue, scan, bare = (sum(table[name] for table in tables) for name in ("catalogue_ms", "scan_ms", "bare_ms"))
    return {
        "rows_n": sum(rows.values()),
        "facts_s": facts,
        "catalogue_s": catalogue / 1000,
        "what": "all indicators × months × breakdowns, from accepted rows in memory: `facts` says in which months each "
        "row counts; `catalogue` are the queries of each sheet, their results as tables; single sessions are told once "
        "with the months in which they count; no states, no calendar indicators",
        "plain_is": PLAIN,
        "bare_is": BARE,
        "catalogue_over_scan": catalogue / scan,
        "catalogue_over_bare_scan": catalogue / bare,
        "facts_and_catalogue_over_scan": (1000 * facts + catalogue) / scan,
        "goal_catalogue_over_scan": 5,
        "peak_mb": own_peak,
        "peak_mb_rows_alone": copied_mb,
        "tables": tables,
    }


def _beside_a_scan(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, sheet: str, rows_n: int
) -> dict[str, Any] | None:
    own = [one for one in definitions.indicators if one.sheet == sheet]
    queries = [query for query in compile_queries(definitions, own) if query.source == f"span_{sheet}"]
    if not queries:
        return None
    results: list[int] = []
    catalogue = _seconds(lambda: results.append(sum(_run(connection, query) for query in queries)))
    scan, bare = (_seconds(lambda sql=sql: connection.execute(sql).fetchall()) for sql in _scans(definitions, sheet))
    return {
        "sheet": sheet,
        "rows_n": rows_n,
        "indicators_n": len(own),
        "queries_n": len(queries),
        "result_rows_n": results[-1],
        "catalogue_ms": 1000 * catalogue,
        "scan_ms": 1000 * scan,
        "bare_ms": 1000 * bare,
        "over_scan": catalogue / scan,
    }


def _run(connection: duckdb.DuckDBPyConnection, query: Query) -> int:
    return connection.execute(query.sql()).to_arrow_table().num_rows


def _scans(definitions: Definitions, sheet: str) -> tuple[str, str]:
    """One plain aggregate over the columns of a sheet that its indicators read: with counted codes, and without."""
    spec = definitions.workbook.sheets[sheet]
    own = [one for one in definitions.indicators if one.sheet == sheet]
    used, counted = {"partner_code", "month", *spec.row_key}, set()
    for indicator in own:
        used |= {term.column for one in linear_sums(indicator) for term in one.terms}
        used |= {column for rule in filters(indicator) for column in (*rule.where, *rule.where_not)}
        used |= {one.column for one in indicator.breakdowns if one.column}
        used |= {column for one in indicator.breakdowns for column in (one.columns or {}).values()}
        if isinstance(indicator.calculation, Share):
            used.add(indicator.calculation.wave)
        if isinstance(indicator.calculation, Distinct):
            counted |= {one.terms[0].column for one in indicator.calculation.of}
    if any(one.name == "country" for indicator in own for one in indicator.breakdowns) and spec.country_column:
        used.add(spec.country_column)
    used = {column for column in used if column in spec.columns or column in ("partner_code", "month")}

    def aggregate(column: str, is_counting: bool) -> str:
        if column in spec.columns and spec.columns[column].type in ("integer", "decimal"):
            return f'sum("{column}")'
        return f'count(DISTINCT "{column}")' if is_counting and column in counted else f'max("{column}")'

    return tuple(  # type: ignore[return-value]
        f"SELECT count(*), {', '.join(aggregate(column, is_counting) for column in sorted(used))} FROM rows_{sheet}"
        for is_counting in (True, False)
    )


def run_pandas(home: Path) -> dict[str, Any]:
    """The same in pandas; every sixth month, of which the time of all is reckoned by the rows known in each."""
    definitions = many_partners(load_definitions())
    until = definitions.periods.count
    connection = copy_accepted(Store(open_home(home), definitions), until)
    frames = {}
    for name, sheet in definitions.workbook.sheets.items():
        frames[name] = connection.execute(f"SELECT * FROM rows_{name}").df()
        codes = [column for column, spec in sheet.columns.items() if spec.type in ("code", "code_set", "string")]
        frames[name] = frames[name].astype(dict.fromkeys([*codes, "partner_code"], "category"))
    connection.close()
    months = range(6, until + 1, 6)
    start = time.perf_counter()
    found = calculate(definitions, frames, months)
    seconds = time.perf_counter() - start
    factor = sum(range(1, until + 1)) / sum(months)
    return {
        "seconds": seconds * factor,
        "what": f"months {list(months)} took {seconds:.1f} s for {found} numbers; times {factor:.1f}, the rows known "
        "in all months over those known in these; codes are categories beforehand; no states, no calendar indicators",
        "peak_mb": _peak_mb(),
    }


def main() -> None:
    """Print the benchmarks, or (in a process of its own) one of them."""
    works = {"sql": run_sql, "pandas": run_pandas}
    if len(sys.argv) > 1:
        print(json.dumps(works[sys.argv[1]](Path(sys.argv[2]))))
    else:
        print(json.dumps(measure_calculation(), indent=2))


if __name__ == "__main__":
    main()
