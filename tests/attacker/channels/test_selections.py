"""A selection before the attacker: rows may be left out by what everybody knows of them, never one by one."""

import csv
import io

import pyarrow.parquet as pq
import pytest

from etl.export import Asked, Selection, build_csv, build_parquet

SELECTED = Asked(selection=Selection(indicators=("OP-03", "OP-07"), breakdowns=("total",), from_month="M06"))


def test_a_selection_is_clear(file, attack):
    assert attack(build_csv(file, SELECTED)) == []
    assert attack(build_parquet(file, SELECTED)) == []


@pytest.mark.parametrize("left_out", [1, 5, -1])
def test_a_selection_that_leaves_out_single_rows_is_found(file, attack, left_out):
    files = build_csv(file, SELECTED)
    lines = list(csv.reader(io.StringIO(files["figures.csv"].decode(), newline="")))
    del lines[left_out]
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(lines)
    assert attack({"figures.csv": written.getvalue().encode()})


def test_a_selection_by_what_a_figure_is_is_found(file, attack):
    table = pq.read_table(io.BytesIO(build_parquet(file)["figures.parquet"]))
    shown = table.filter([state == "value" for state in table.column("state").to_pylist()])
    target = io.BytesIO()
    pq.write_table(shown, target, compression="zstd")
    assert attack({"figures.parquet": target.getvalue()})
