"""Mutants planted in the protector: a real publication would leak, and the attack refuses it.

The second calculation catches most of them first; it is blinded here, so that the attack stands alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

import etl.release_build
from etl.change_reasons import Reasons
from etl.errors import UserError
from etl.publish import publish_release
from etl.store import Store
from etl.verification import verify_release
from indicators.calculate.figures import Calculation
from indicators.disclosure.shown import VALUE, Shown

Row = dict[str, Any]
Plant = Callable[[Callable[[Row], list[Row]]], None]


@pytest.fixture(autouse=True)
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second calculation sees no difference."""

    def see_nothing(*about):
        return replace(verify_release(*about), differences=())

    monkeypatch.setattr(etl.release_build, "verify_release", see_nothing)


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Plant:
    """Make the calculation give other rows for each of its rows."""

    def planted(change: Callable[[Row], list[Row]]) -> None:
        honest = Calculation.figures

        def figures(self: Calculation) -> Iterator[Row]:
            for row in honest(self):
                yield from change(row)

        monkeypatch.setattr(Calculation, "figures", figures)

    return planted


def refused(store: Store, month: int = 12) -> str:
    """Why the attack doesn't let the release leave; nothing of it is kept."""
    files = sorted(store.home.releases.iterdir())
    with pytest.raises(UserError, match="The auditor can't clear this release") as told:
        publish_release(store, month)
    assert sorted(store.home.releases.iterdir()) == files
    return str(told.value)


def is_at(row: Row, code: str, month: str, breakdown: str = "total") -> bool:
    return (row["indicator_code"], row["month"], row["breakdown"]) == (code, month, breakdown)


def test_zeros_are_shown(store, monkeypatch):
    place = ("total", "all")
    monkeypatch.setattr("indicators.disclosure.closings.show_outcome", lambda *_about: {place: Shown(VALUE, 0.0, 0.0)})
    assert "OP-02 M12 total all: a count under k" in refused(store)


def test_a_block_is_split_between_two_closings(store, monkeypatch):
    plan = store.definitions.disclosure
    split = plan.model_copy(update={"closings": (*plan.closings, "M09")})
    mutant = Store(store.home, store.definitions.model_copy(update={"disclosure": split}))
    assert "M09 total all: the state" in refused(mutant, 9)


def test_a_closed_month_is_restated(store, plant):
    plant(lambda row: [row | {"value": 40.0, "numerator": 40.0} if is_at(row, "OP-01", "M06") else row])
    assert "OP-01 M06 total all: a closed figure changed: value" in refused(store)


def test_a_running_total_is_shown_each_month(store, plant):
    def run_on(row: Row) -> list[Row]:
        return [row | {"state": "value", "value": 40.0, "numerator": 40.0} if is_at(row, "OP-01", "M09") else row]

    plant(run_on)
    assert "OP-01 M09 total all: the state value of a figure about women in another month" in refused(store)


def test_one_cell_more_than_planned(store, plant):
    def add(row: Row) -> list[Row]:
        more = row | {"breakdown": "country", "category": "IE", "value": 31.0, "numerator": 31.0}
        return [row, more] if is_at(row, "OP-01", "M12") else [row]

    plant(add)
    assert "OP-01 M12 country IE" in refused(store)


def test_a_column_by_partner(store, plant):
    def add(row: Row) -> list[Row]:
        return [row, row | {"breakdown": "partner", "category": "P01"}] if is_at(row, "OP-02", "M12") else [row]

    plant(add)
    assert "OP-02 M12 partner P01: a row that is not planned" in refused(store)


def test_progress_of_the_unrounded_value(store, plant):
    def leak(row: Row) -> list[Row]:
        return [row | {"progress_pct": row["progress_pct"] + 0.5} if is_at(row, "OP-01", "M12") else row]

    plant(leak)
    assert "OP-01 M12 total all: progress that doesn't follow from the shown value" in refused(store)


def test_a_value_that_is_not_rounded(store, plant):
    plant(lambda row: [row | {"value": row["value"] + 0.25} if is_at(row, "OP-01", "M12") else row])
    assert "OP-01 M12 total all: a value that is not rounded to 1" in refused(store)


def test_a_silent_partner_is_dropped_from_a_total(store, monkeypatch):
    # What one of three partners holds is gone from the running total of the newest closing.
    from indicators.disclosure import closings

    honest = closings.show_enrolment

    def drop(definitions, indicator, book, closing):
        kept = replace(book, entries=tuple(one for one in book.entries if one.partner != "P03"))
        return honest(definitions, indicator, kept, closing)

    monkeypatch.setattr(closings, "show_enrolment", drop)
    told = refused(store)
    assert (
        "OP-01 M12 total all: a small difference" in told or "OP-01 M12 total all: a count of women that falls" in told
    )


def test_a_reason_that_tells_of_a_correction(store, monkeypatch):
    monkeypatch.setattr(Reasons, "_data", lambda *_about: {"correction"})
    assert "change OP-01 M12 total all: a reason that tells more than a closing" in refused(store)


def test_coverage_that_leaves_out_who_declared_no_women(store, plant):
    plant(lambda row: [row | {"reported_n": 2} if is_at(row, "OP-01", "M12") else row])
    assert "OP-01 M12 total all: coverage that the workbooks don't give" in refused(store)


def test_k_is_lowered_in_the_code_but_not_in_the_plan(store, plant):
    """A block of three leaves: what the plan asks for is not what the code does."""

    def close(row: Row) -> list[Row]:
        return [row | {"value": 36.0, "numerator": 36.0} if is_at(row, "OP-01", "M12") else row]

    plant(close)
    assert "OP-01 M12 total all: a small difference between two closings" in refused(store)


def test_the_origin_of_a_figure_about_women_is_told(store, monkeypatch):
    honest = etl.release_build.provenance_table

    def tell(*about):
        table = honest(*about).to_pylist()
        import pyarrow as pa

        told = {"indicator_code": "OP-01", "month": "M12", "breakdown": "total", "category": "all"}
        named = told | {"submission_id": "S", "closing": "M12", "sheet": None, "rows": None}
        return pa.Table.from_pylist([*table, named], schema=honest(*about).schema)

    monkeypatch.setattr(etl.release_build, "provenance_table", tell)
    assert "provenance OP-01: who stands behind a figure about women" in refused(store)
