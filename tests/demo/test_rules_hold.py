"""The demo's months, judged by every rule of intake without a file between: no error, the story's warnings alone."""

from collections.abc import Iterator
from datetime import date

import pytest

from etl.demo.life import Life
from etl.demo.troubles import CONFIRMED
from etl.demo.workbooks import SEED, name_organiser
from etl.history import History
from etl.issue import Issue
from etl.message import Messages
from etl.parsed import ParsedWorkbook, Row
from etl.rules import apply_rules
from etl.rules.context import Context
from etl.stored_rows import add_rows_of_other, extend_history
from indicators.load import Definitions, load_definitions
from indicators.texts import Texts

AFTER_THE_END = date(2018, 2, 1)


def _workbook(life: Life, partner: str, month: int) -> ParsedWorkbook:
    """What parsing would make of the month's workbook."""
    definitions, sheets = life.definitions, {}
    own = life.rows(partner, month)
    name_organiser(own, month)
    for name, about in definitions.workbook.row_sheets.items():
        sets = [column for column, one in about.columns.items() if one.type == "code_set"]
        rows = own.get(name, [])
        for row in rows:
            row.update({column: tuple(row[column].split(";")) for column in sets if row[column]})
        sheets[name] = tuple(Row(number, row) for number, row in enumerate(rows, start=3))
    cover = life.cover(partner, month)
    digest = f"{partner}/{month}"
    return ParsedWorkbook(digest, digest, partner, month, 1, "en", cover=cover, sheets=sheets)


def _judge(definitions: Definitions, seed: int) -> Iterator[tuple[str, int, Issue]]:
    life, messages = Life(definitions, seed), Messages(definitions, Texts("en"))
    known = {partner.code: History(partner.code) for partner in definitions.partners}
    for month in range(1, definitions.periods.count + 1):
        for partner in known:
            workbook = _workbook(life, partner, month)
            issues = list(apply_rules(Context(workbook, messages, known[partner], AFTER_THE_END)))
            yield from ((partner, month, issue) for issue in issues)
            known[partner] = extend_history(known[partner], definitions, workbook, workbook.sha256, "accepted")
            known = {code: add_rows_of_other(history, definitions, workbook) for code, history in known.items()}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [SEED, 7])
def test_no_workbook_of_the_demo_has_a_fault_and_only_the_storys_are_warned_of(seed: int) -> None:
    told: dict[tuple[str, int], tuple[str, ...]] = {}
    for partner, month, issue in _judge(load_definitions(), seed):
        assert issue.severity == "warning", (partner, month, issue)
        told[partner, month] = (*told.get((partner, month), ()), issue.code)
    assert told == CONFIRMED
