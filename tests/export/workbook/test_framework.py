"""The tracking table: planned and actual by half-year as the release tells them, never a blank, never a made up 0."""

import json

from etl.export import xlsx_bytes
from indicators.periods import half_years, month_code
from tests.export.workbook.conftest import indicator_rows, read, texts_of

# Columns before the half-years: code, name, unit, baseline, target and its state.
BEFORE = 6


def test_the_framework_has_a_planned_and_an_actual_column_for_each_half_year(sheets, definitions) -> None:
    above, below, *_rest = sheets["Results framework"]
    halves = half_years(definitions.periods.count)
    named = [month_code(last) for _first, last in halves]
    assert [cell for cell in below if cell.split()[-1] in named] == [
        text for month in named for text in (f"Planned by {month}", f"Actual {month}")
    ]
    for number, (first, last) in enumerate(halves):
        assert above[BEFORE + 2 * number].startswith(f"{month_code(first)}–{month_code(last)} ")


def test_half_years_follow_the_calendar() -> None:
    assert half_years(24) == [(1, 6), (7, 12), (13, 18), (19, 24)]
    assert half_years(15) == [(1, 6), (7, 12), (13, 15)]


def test_the_framework_says_of_each_half_year_what_the_release_says(sheets, release, definitions) -> None:
    rows = indicator_rows(sheets["Results framework"], definitions)
    totals = {
        (row["indicator_code"], row["month"]): row
        for row in release.arrow("figure").to_pylist()
        if row["breakdown"] == "total"
    }
    words = {"withheld": "hidden to protect people", "not_reported": "not reported", "not_due": "not due"}
    words |= {"not_applicable": "not applicable", "too_few": "too few answers"}
    seen = set()
    for row in release.arrow("indicator").to_pylist():
        code, path = row["indicator_code"], json.loads(row["planned_path"] or "{}")
        for number, (_first, last) in enumerate(half_years(definitions.periods.count)):
            planned, actual = rows[code][BEFORE + 2 * number : BEFORE + 2 * number + 2]
            total = totals.get((code, month_code(last)))
            expected = total["expected"] if total else path.get(month_code(last))
            assert planned == ("–" if expected is None else expected)
            told = "to come" if total is None else words.get(total["state"], total["value"])
            assert actual == told
            seen.add(total and total["state"])
    assert {None, "value", "withheld"} <= seen


def test_no_cell_of_an_indicator_is_blank(sheets, definitions) -> None:
    rows = indicator_rows(sheets["Results framework"], definitions)
    assert set(rows) == {one.code for one in definitions.indicators}
    assert not [code for code, row in rows.items() if "" in row]
    assert not [row[0] for row in sheets["Definitions"][1:] if "" in row]


def test_a_figure_about_women_stands_with_its_last_closing(sheets, release, definitions) -> None:
    rows = indicator_rows(sheets["Results framework"], definitions)
    newest = BEFORE + 2 * len(half_years(definitions.periods.count))
    closed: dict[str, tuple[str, float]] = {}
    for row in release.arrow("figure").to_pylist():
        if row["breakdown"] == "total" and row["class"] == "A" and row["state"] == "value":
            closed[row["indicator_code"]] = max(
                closed.get(row["indicator_code"], ("", 0.0)), (row["month"], row["value"])
            )
    assert closed
    for code, (month, value) in closed.items():
        assert rows[code][newest : newest + 2] == [value, month]


def test_what_is_hidden_is_marked_by_a_word_and_a_pattern(book) -> None:
    cells = [cell for row in book["Results framework"].iter_rows() for cell in row]
    hidden = [cell for cell in cells if cell.value == "hidden to protect people"]
    assert hidden
    assert {cell.fill.patternType for cell in hidden} == {"lightUp"}
    figures = book["figures"]
    header = [cell.value for cell in figures[1]]
    state, value = header.index("state"), header.index("value")
    looks: dict[str, set[str | None]] = {}
    for row in figures.iter_rows(min_row=2):
        looks.setdefault(str(row[state].value), set()).add(row[value].fill.patternType)
        assert (row[value].value is None) == (row[state].value != "value")
    assert all(len(found) == 1 for found in looks.values())
    assert len({next(iter(found)) for found in looks.values()}) == len(looks)


def test_numbers_are_shown_with_the_decimals_of_their_indicator(book, definitions) -> None:
    decimals = {one.code: one.decimals for one in definitions.indicators}
    figures = book["figures"]
    header = [cell.value for cell in figures[1]]
    code, value = header.index("indicator_code"), header.index("value")
    shown = {
        (row[code].value, row[value].number_format)
        for row in figures.iter_rows(min_row=2)
        if row[value].value is not None
    }
    assert shown == {
        (name, "#,##0" + ("." + "0" * decimals[name] if decimals[name] else "")) for name, _format in shown
    }
    formats = {cell.number_format for row in book["Results framework"].iter_rows() for cell in row}
    assert '#,##0.0"\u00a0%"' in formats


def test_a_missing_cause_is_told_and_one_whose_day_is_over_says_so(changed, definitions) -> None:
    release = changed(
        "DELETE FROM comment",
        "UPDATE figure SET status = 'delayed', state = 'value', value = 1 WHERE breakdown = 'total' AND class = 'C'",
        "INSERT INTO comment VALUES ('OP-01', 'M12', 'The hall was closed.', 'Another hall.', 'P03', "
        "DATE '2017-03-01', DATE '2017-01-16')",
    )
    rows = indicator_rows(read(xlsx_bytes(release))["Results framework"], definitions)
    assert "The hall was closed." in rows["OP-01"][-2] and "Said for M12" in rows["OP-01"][-2]
    assert rows["OP-01"][-1] == "Another hall.\nP03 · 2017-03-01"
    assert rows["OP-02"][-2:] == ["No cause given yet.", "–"]


def test_an_older_release_without_later_tables_still_makes_a_workbook(changed) -> None:
    release = changed("DROP TABLE comment", "DROP TABLE target", "DROP TABLE verification", "DROP TABLE result")
    found = read(xlsx_bytes(release))
    assert "comment" not in found
    assert "were not calculated a second time" in texts_of(found["Cover"])
    assert any(row[0] == "OP-01" for row in found["Results framework"])
