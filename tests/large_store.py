"""A store of a thousand partners and twenty-four months, made up by SQL straight in the store's tables.

Deterministic: every value is arithmetic over partner, month and number of the row. About a hundred rows a partner and
month: each pathway is told for twelve months, each deliverable every month, everything else when it happens.
"""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from etl.home import open_home
from etl.schema import table_name
from etl.store import Store
from indicators.load import Definitions
from indicators.model.workbook import Column

PARTNERS = 1000
# Rows of a sheet: SQL FROM clause over partners p, months m and numbers k; at most one row of a key a month.
_ROWS = {
    "META": "m, range(1, 2) t(k)",
    "PATHWAYS": "m, range(1, 117) t(k) WHERE m.m BETWEEN 1 + k % 13 AND 12 + k % 13",
    "WOMEN_PROFILE": "m, range(1, 7) t(k) WHERE m.m % 6 = 0",
    "TRAININGS": "m, range(1, 13) t(k)",
    "FOLLOWUP": "m, range(1, 7) t(k) WHERE m.m > 3",
    "EVENTS": "m, range(1, 13) t(k)",
    "SURVEY": "m, range(1, 9) t(k)",
    "PRACTICES": "m, range(1, 5) t(k)",
    "DELIVERABLES": "m, range(1, 9) t(k)",
}
# What is more than any code of the list or any small number.
_VALUES = {
    "PATHWAYS.pathway_code": "format('PW-{:04d}-{:03d}', p, k)",
    "PATHWAYS.stage": "'S' || (1 + (m.m - 1 - k % 13) // 2)",
    "TRAININGS.session_code": "format('TR-{:04d}-{:02d}-{:02d}', p, m.m, k)",
    "FOLLOWUP.session_code": "format('TR-{:04d}-{:02d}-{:02d}', p, m.m - 3, k)",
    "EVENTS.event_code": "format('EV-{:04d}-{:02d}-{:02d}', p, m.m, k)",
    # One event in twelve is held together with the next partner, which says so.
    "EVENTS.organiser_code": "CASE WHEN k = 1 AND p % 2 = 0 THEN format('P{:04d}', p - 1) END",
    "EVENTS.date": "DATE '2016-02-01' + (30 * m.m + (p + 1) // 2 % 28)::INTEGER",
    "SURVEY.centre_code": "format('C-{:04d}-{:03d}', p, m.m % 12 * 8 + k)",
    "SURVEY.survey_wave": "CASE WHEN m.m <= 12 THEN 'W1_BASELINE' ELSE 'W2_FOLLOWUP' END",
    # A practice is told three times, each time further.
    "PRACTICES.practice_code": "format('GP-{:04d}-{:02d}', p, m.m % 8 * 4 + k)",
    "PRACTICES.practice_state": "['DESCRIBED', 'REVIEWED', 'SHARED'][1 + (m.m - 1) // 8]",
    "PRACTICES.adopted_partner_codes": "CASE WHEN k = 1 THEN format('P{:04d};P{:04d}', p, 1 + p * 7 % 1000) END",
    "DELIVERABLES.deliverable_code": "format('D-{:04d}-{}', p, k)",
    "DELIVERABLES.submitted_on": "CASE WHEN m.m >= 3 * k THEN DATE '2016-01-20' + (91 * k + p % 20)::INTEGER END",
}


def many_partners(definitions: Definitions) -> Definitions:
    """The project with a thousand partners in its countries, each with eight deliverables."""
    model, countries = definitions.partners[0], definitions.countries
    first, last = definitions.periods.codes[0], definitions.periods.codes[-1]
    partners = tuple(
        model.model_copy(
            update={
                "code": f"P{number:04d}",
                "country": countries[number % len(countries)],
                "delivers": "all",
                "does_not_deliver": (),
                "from_month": first,
                "to_month": last,
            }
        )
        for number in range(1, PARTNERS + 1)
    )
    planned = definitions.deliverables[0]
    deliverables = tuple(
        planned.model_copy(
            update={"code": f"D-{partner.code[1:]}-{k}", "lead": partner.code, "due_month": f"M{3 * k:02d}"}
        )
        for partner in partners
        for k in range(1, 9)
    )
    return definitions.model_copy(update={"partners": partners, "deliverables": deliverables})


def make_large_store(definitions: Definitions, folder: Path) -> Store:
    """Fill the store of a new home; every workbook is accepted, but each partner is silent in two months."""
    store = Store(open_home(folder, "test"), definitions)
    with store.open() as connection:
        connection.execute(
            "INSERT INTO submission BY NAME SELECT format('S-{:04d}-{:02d}', p, m) AS submission_id, "
            "format('P{:04d}', p) AS partner_code, m::INTEGER AS month, 1 AS revision, "
            "TIMESTAMP '2018-01-01' AS received_at "
            f"FROM range(1, {PARTNERS + 1}) t(p), range(1, {definitions.periods.count + 1}) u(m) "
            "WHERE (m + p) % 12 <> 0"
        )
        connection.execute(
            "INSERT INTO submission_state BY NAME SELECT submission_id, 'accepted' AS state, "
            "received_at AS happened_at, submission_id AS state_id FROM submission"
        )
        for sheet in definitions.workbook.sheets:
            connection.execute(_insert(definitions, sheet))
    return store


def _insert(definitions: Definitions, sheet: str) -> str:
    columns = definitions.workbook.sheets[sheet].columns
    values = [f'{_value(definitions, sheet, name, column)} AS "{name}"' for name, column in columns.items()]
    return (
        f"INSERT INTO {table_name(sheet)} BY NAME SELECT submission_id, row_number() OVER () AS row_number, "
        f"{', '.join(values)} FROM (SELECT submission_id, substr(partner_code, 2)::INTEGER AS p, month AS m "
        f"FROM submission) {_ROWS[sheet]}"
    )


def _value(definitions: Definitions, sheet: str, name: str, column: Column) -> str:
    if f"{sheet}.{name}" in _VALUES:
        return _VALUES[f"{sheet}.{name}"]
    mixed = f"(p * 7 + k * 13 + m.m * {3 + len(name)} + {sum(map(ord, name))})"
    if column.type in ("code", "code_set"):
        codes = _literal(definitions.countries if column.list == "country" else definitions.codes(column.list or ""))
        return f"{codes}[1 + {mixed} % len({codes})]"
    return {
        "integer": f"{mixed} % 20" + (" + m.m" if column.kind == "cum" else ""),
        "decimal": f"{mixed} % 41 / 10.0",
        "month": "m.m",
        "date": f"DATE '2016-02-01' + (30 * m.m + {mixed} % 28)::INTEGER",
        "string": "'x'",
    }[column.type]


def _literal(codes: Iterable[str]) -> str:
    return "[" + ", ".join(f"'{code}'" for code in codes) + "]"


def count_rows(connection: duckdb.DuckDBPyConnection, definitions: Definitions) -> dict[str, int]:
    """Rows by sheet in the working tables."""
    return {
        sheet: connection.execute(f"SELECT count(*) FROM rows_{sheet}").fetchone()[0]  # type: ignore[index]
        for sheet in definitions.workbook.sheets
    }
