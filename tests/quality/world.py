"""Accepted rows put straight before the questions, and the demo's whole life without its workbooks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from etl.demo.life import Life
from etl.demo.troubles import Mistake
from etl.demo.workbooks import SEED
from etl.quality.find import find_queries
from etl.quality.known import Known
from etl.quality.query import Query
from indicators.load import Definitions, load_definitions

Row = dict[str, Any]
DEFINITIONS = load_definitions()


def build_known(
    rows: Mapping[str, Iterable[Row]],
    definitions: Definitions = DEFINITIONS,
    until: int = 0,
    waiting: Mapping[str, Iterable[Row]] | None = None,
    **about: Any,
) -> Known:
    """Rows that each name `partner_code` and `month`; what they leave out is blank. All partners report to `until`."""
    filled = {sheet: _fill(definitions, sheet, own) for sheet, own in rows.items()}
    reported: dict[str, set[int]] = defaultdict(set)
    for row in (row for own in filled.values() for row in own):
        reported[row["partner_code"]].add(row["month"])
    for partner in definitions.partners if until else ():
        reported[partner.code].update(range(1, until + 1))
    waits = {sheet: _fill(definitions, sheet, own) for sheet, own in (waiting or {}).items()}
    months = {partner: tuple(sorted(own)) for partner, own in reported.items()}
    return Known(definitions, filled, months, waits, **about)


def _fill(definitions: Definitions, sheet: str, rows: Iterable[Row]) -> tuple[Row, ...]:
    blank = dict.fromkeys(definitions.workbook.sheets[sheet].columns)
    numbers: dict[tuple[str, int], int] = defaultdict(lambda: 2)
    filled = []
    for row in rows:
        numbers[row["partner_code"], row["month"]] += 1
        place = {"row_number": numbers[row["partner_code"], row["month"]]}
        filled.append(blank | {"submission_id": f"{row['partner_code']}-{row['month']}"} | place | row)
    return tuple(sorted(filled, key=lambda row: (row["month"], row["partner_code"], row["row_number"])))


@cache
def _life() -> Life:
    return Life(DEFINITIONS, SEED)


def demo_known(until: int, mistakes: Mapping[tuple[str, int], Mistake] | None = None) -> Known:
    """What every partner of the demo truly reports, with some mistakes in their first rows as they are made there."""
    life, rows = _life(), defaultdict(list)
    cover = DEFINITIONS.workbook.roles.sheet
    for partner in DEFINITIONS.partners:
        for month in range(1, until + 1):
            own = {"partner_code": partner.code, "month": month}
            rows[cover].append(life.cover(partner.code, month) | own)
            told = life.rows(partner.code, month)
            wrong = (mistakes or {}).get((partner.code, month))
            if wrong:
                first = told[wrong.sheet][0]
                first[wrong.column] = wrong.wrong(first[wrong.column])
            for sheet, found in told.items():
                rows[sheet] += [row | own for row in found]
    return build_known(rows)


def codes(known: Known) -> list[str]:
    """Codes of all queries, in their order."""
    return [query.code for query in find_queries(known)]


def only(known: Known, code: str) -> list[Query]:
    """Queries of one code."""
    return [query for query in find_queries(known) if query.code == code]
