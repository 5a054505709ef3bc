"""Template and intake understand each other: what the one writes the other takes."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from etl.check import check_file
from etl.demo.life import Life
from etl.demo.maker import Maker
from etl.demo.past import Past
from etl.demo.workbooks import SEED
from etl.history import History, read_history
from etl.home import open_home
from etl.store import Store
from etl.submit import submit_files
from etl.template import template_bytes
from indicators.load import Definitions, load_definitions

TODAY = date(2017, 8, 16)


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return load_definitions()


@pytest.fixture
def store(tmp_path: Path, definitions: Definitions) -> Store:
    return Store(open_home(tmp_path / "home", "test").at(TODAY), definitions)


def _template(definitions: Definitions, history: History, month: int, language: str = "en") -> bytes:
    partner = definitions.partner(history.partner)
    assert partner is not None
    codes = iter([f"PW-{letter * 6}" for letter in "ABCDEFGHJKLMNPQRST"])
    return template_bytes(definitions, partner, month, language, history, codes.__next__)


def _grid(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(io.BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


@pytest.mark.parametrize("language", ["en", "bg"])
def test_a_template_with_nothing_but_its_states_filled_in_is_accepted(definitions: Definitions, language: str) -> None:
    book = load_workbook(io.BytesIO(_template(definitions, History("P03"), 1, language)))
    cover = {row[0].value: row[2] for row in book["META"].iter_rows()}
    for sheet in definitions.workbook.row_sheets.values():
        if sheet.state_column:
            cover[sheet.state_column].value = definitions.workbook.states["nothing"]
    cover["safety_concerns_month"].value = 0
    buffer = io.BytesIO()
    book.save(buffer)
    checked = check_file(buffer.getvalue(), "a.xlsx", definitions, History, TODAY)
    assert (checked.verdict, checked.issues) == ("accepted", ())


def test_an_empty_template_says_only_what_is_missing_on_the_cover(definitions: Definitions) -> None:
    checked = check_file(_template(definitions, History("P15"), 6), "a.xlsx", definitions, History, TODAY)
    assert {issue.code for issue in checked.issues} == {"K03"}
    assert {issue.sheet for issue in checked.issues} == {"META"}


@pytest.mark.slow
@pytest.mark.parametrize(("partner", "month"), [("P12", 9), ("P02", 12)])
def test_the_template_of_a_reported_month_holds_what_was_reported(store: Store, partner: str, month: int) -> None:
    definitions = store.definitions
    life, past = Life(definitions, SEED), Past()
    maker = Maker(definitions, life)
    for at in range(1, month + 1):
        cover, rows = life.cover(partner, at), life.rows(partner, at)
        (receipt,) = submit_files(store, [("a.xlsx", maker.make(past.of(partner), at, cover, rows))], "x@example.org")
        assert receipt.state == "accepted", receipt.issues
        past.keep(partner, at, 1, cover, rows)
    history = read_history(store, partner)
    again = check_file(_template(definitions, history, month), "b.xlsx", definitions, lambda _: history, TODAY)
    assert again.verdict == "accepted" and again.repeats, again.issues
    # The demo keeps the past beside the store; both must lead to the same template.
    for asked in (month, month + 1):
        stored, kept = (_grid(_template(definitions, one, asked, "bg")) for one in (history, past.of(partner)))
        assert stored == kept
