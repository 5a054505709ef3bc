"""Tables are chosen, sorted, grouped and turned without losing a state, and stay as they were read."""

import errno
import os
from pathlib import Path

import pytest

from released import ReleaseFault, Table, figures, open_release
from tests.released.package import write_folder


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return figures(open_release(write_folder(tmp_path)), breakdown=None)


def test_a_changed_row_changes_nothing_else(table: Table) -> None:
    row = table[0]
    row["value"] = 99
    table.rows.clear()

    assert table[0]["value"] == 0 and len(table.rows) == 8


def test_rows_are_chosen_by_value_collection_and_emptiness(table: Table) -> None:
    assert len(table.where(state="value", class_="C")) == 4
    assert len(table.where(month=("M01", "M02"))) == 4
    assert table.where(value=None).distinct("state") == ["not_reported", "not_due", "withheld"]
    assert len(table.keep(lambda row: row["value"] is not None and row["value"] > 1)) == 3


def test_a_column_that_does_not_exist_is_told_with_those_that_do(table: Table) -> None:
    for wrong in (lambda: table.where(mouth="M01"), lambda: table.only("mouth"), lambda: table.sorted_by("mouth")):
        with pytest.raises(ReleaseFault, match="has no column 'mouth'; it has release_id, indicator_code"):
            wrong()


def test_empty_cells_come_last_in_both_directions(table: Table) -> None:
    totals = table.where(breakdown="total", indicator_code="X1")

    assert totals.sorted_by("value").column("value") == [0, 2.5, None]
    assert totals.sorted_by("value", descending=True).column("value") == [2.5, 0, None]


def test_a_pivot_has_the_state_where_there_is_no_value(table: Table) -> None:
    turned = table.where(breakdown="total").pivot("month", "indicator_code")

    assert turned.columns == ("month", "X1", "W1")
    assert turned.rows[1:] == [
        {"month": "M02", "X1": "not_reported", "W1": "not_due"},
        {"month": "M03", "X1": 2.5, "W1": "withheld"},
    ]


def test_a_pivot_that_mixes_breakdowns_is_refused(table: Table) -> None:
    with pytest.raises(ReleaseFault, match="choose one breakdown"):
        table.pivot("month", "indicator_code")


def test_groups_keep_the_order_of_appearance(table: Table) -> None:
    assert {code: len(rows) for code, rows in table.group("indicator_code").items()} == {"X1": 5, "W1": 3}
    assert list(table.group("indicator_code", "state"))[0] == ("X1", "value")


def test_shown_html_is_escaped_and_says_states_as_words(tmp_path: Path) -> None:
    release = open_release(write_folder(tmp_path), "nb")
    html = figures(release, "W1").only("month", "state", "value")._repr_html_()

    assert '<td style="text-align:right">skjult</td>' in html
    assert html.count('<th scope="col"') == 3 and "<caption>" in html
    assert "&lt;enrolled&gt;" in release.table("indicator")._repr_html_()


def test_a_code_is_never_parted_at_its_hyphen_and_a_sentence_may_be() -> None:
    html = Table.of([{"code": "OC-07", "name": "Women in paid work"}, {"code": "", "name": "x"}])._repr_html_()
    assert '<td style="text-align:left;white-space:nowrap">OC-07</td>' in html
    assert '<td style="text-align:left">Women in paid work</td>' in html


def test_a_column_of_numbers_stands_to_the_right_with_its_heading_and_its_gaps() -> None:
    rows: list[list[str | int | None]] = [["a", 1, None], ["b", None, None], ["c", "withheld", None]]
    html = Table("t", ["name", "n", "empty"], rows)._repr_html_()

    assert '<th scope="col" style="text-align:right">n</th>' in html
    assert html.count("text-align:right") == 4 and '<td style="text-align:right">–</td>' in html


def test_a_long_table_says_how_many_rows_it_does_not_show() -> None:
    assert "the first 60 of 1,000 rows" in Table("t", ["a"], [[n] for n in range(1000)])._repr_html_()


def test_what_a_spreadsheet_would_run_is_text_in_python_and_neutral_in_csv(tmp_path: Path) -> None:
    definitions = open_release(write_folder(tmp_path)).table("indicator").where(indicator_code="X1").only("definition")
    definitions.to_csv(tmp_path / "own.csv")

    assert definitions[0]["definition"] == "=SUM(A1)"
    assert (tmp_path / "own.csv").read_text(encoding="utf-8-sig") == "definition\n'=SUM(A1)\n"


def test_a_file_that_cannot_be_written_is_told(table: Table, tmp_path: Path) -> None:
    with pytest.raises(ReleaseFault, match="can't be written"):
        table.to_csv(tmp_path / "no" / "folder.csv")


def test_pandas_gets_the_same_cells_and_is_asked_for_by_name_when_missing(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = table.to_pandas()
    assert list(frame.columns) == list(table.columns) and frame["value"].sum() == 20

    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(ReleaseFault, match="pip install pandas"):
        table.to_pandas()


def test_a_disk_that_fills_leaves_the_earlier_file_and_nothing_beside_it(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "own" / "mine.csv"
    path.parent.mkdir()
    table.to_csv(path)
    before = path.read_bytes()

    def fill(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", fill)
    with pytest.raises(ReleaseFault, match="can't be written"):
        table.only("value").to_csv(path)
    assert list(path.parent.iterdir()) == [path] and path.read_bytes() == before
