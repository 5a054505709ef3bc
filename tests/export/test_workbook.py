"""The KPI workbook: what people read is in their language and complete, what programs read is a copy."""

import io
import json
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from etl.export import Asked, Selection, build_xlsx, exported_tables, xlsx_bytes
from etl.release_file import ReleaseFile
from indicators.load import Definitions, load_definitions
from indicators.periods import half_years, month_code
from tests.reader.synthetic_release import write_synthetic_release

MONTH, NEWEST = 18, "M18-20170716-synthetic-ee0018"
TOLD = ["Cover", "Results framework", "Definitions", "Targets", "Versions", "Reports", "Submissions"]
COPIES = ["figures", "comment", "centre_count", "deliverable", "event", "pool", "practice", "session", "dictionary"]
# First columns of the framework before the half-years: code, name, unit, baseline, target and its state.
BEFORE = 6
Rows = list[list[Any]]


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return load_definitions()


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory, definitions: Definitions) -> ReleaseFile:
    path = tmp_path_factory.mktemp("workbook") / f"{NEWEST}.duckdb"
    return ReleaseFile(write_synthetic_release(path, definitions, MONTH))


@pytest.fixture(scope="module")
def sheets(release: ReleaseFile) -> dict[str, Rows]:
    return read(xlsx_bytes(release))


@pytest.fixture(scope="module")
def book(release: ReleaseFile) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx_bytes(release)))


@pytest.fixture
def changed(release: ReleaseFile, tmp_path: Path) -> Any:
    """A copy of the release after statements in SQL."""

    def change(*statements: str) -> ReleaseFile:
        path = Path(shutil.copy(release.path, tmp_path / release.path.name))
        with duckdb.connect(str(path)) as opened:
            for statement in statements:
                opened.execute(statement)
        return ReleaseFile(path)

    return change


def read(data: bytes) -> dict[str, Rows]:
    opened = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: opened.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in opened.sheet_names}


def texts_of(rows: Rows) -> str:
    return "\n".join(str(cell) for row in rows for cell in row if cell != "")


def indicator_rows(rows: Rows, definitions: Definitions) -> dict[str, list[Any]]:
    codes = {one.code for one in definitions.indicators}
    return {row[0]: row for row in rows if row[0] in codes}


def test_sheets_for_people_come_first_and_the_tables_of_programs_follow(sheets, release) -> None:
    assert list(sheets) == [*TOLD, *COPIES, "label"]
    assert set(exported_tables(release)) - {"figure"} <= set(sheets)


def test_the_name_tells_project_release_and_language(release) -> None:
    assert list(build_xlsx(release, Asked("bg"))) == [f"kpi_we-go_{NEWEST}_bg.xlsx"]


def test_one_asking_always_gives_the_same_bytes(release) -> None:
    assert xlsx_bytes(release, Asked("el")) == xlsx_bytes(ReleaseFile(release.path), Asked("el"))


def test_every_language_has_all_sheets_and_the_tables_keep_their_names(release, definitions) -> None:
    titles = {}
    for language in definitions.project.languages:
        opened = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_bytes(release, Asked(language))))
        names = opened.sheet_names
        assert all(0 < len(name) <= 31 for name in names)
        assert len({name.casefold() for name in names}) == len(TOLD) + len(COPIES) + 1
        assert names[len(TOLD) :] == [*COPIES, "label"]
        titles[language] = names[0]
    assert len(set(titles.values())) > 3


def test_copies_hold_what_the_release_holds(sheets, release) -> None:
    for name in COPIES:
        table = release.arrow("figure" if name == "figures" else name)
        header, *rows = sheets[name]
        assert header == table.column_names
        expected = [[plain(cell) for cell in row.values()] for row in table.to_pylist()]
        assert [[plain(cell) for cell in row] for row in rows] == expected


def plain(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return cell.date()
    return None if cell == "" else float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def test_days_are_days_and_truths_are_truths(sheets, release) -> None:
    days = [row["date_from"] for row in release.arrow("session").to_pylist()]
    place = sheets["session"][0].index("date_from")
    assert days
    assert [row[place] for row in sheets["session"][1:]] == days
    assert all(type(row[place]) is date for row in sheets["session"][1:])


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
            closed[row["indicator_code"]] = max(closed.get(row["indicator_code"], ("", 0.0)), (row["month"], row["value"]))
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


def test_the_cover_explains_every_state_and_status(sheets) -> None:
    told = texts_of(sheets["Cover"])
    for text in (
        NEWEST, "hidden to protect people", "not reported", "too few answers", "Hidden is never zero",
        "Not reported does not mean zero.", "● on track", "▼ delayed", "On track is 90\u00a0% or more.", "▽ ◇ ○ △",
        "Synthetic data:", "was calculated a second time" if False else "calculated a second time",
        "Co-funded by", "sole responsibility", "Grant agreement: its number is missing.",
    ):  # fmt: skip
        assert text in told


def test_a_draft_and_what_it_replaces_stand_on_the_cover_and_on_every_page(tmp_path, definitions) -> None:
    path = tmp_path / "M06-20160716-draft-ee0006.duckdb"
    about = {"is_draft": True, "supersedes": "M06-20160716-ee0005", "reason": "a workbook was missing"}
    data = xlsx_bytes(ReleaseFile(write_synthetic_release(path, definitions, 6, **about)))
    told = texts_of(read(data)["Cover"])
    assert "Draft: closes nothing" in told and "M06-20160716-ee0005" in told and "a workbook was missing" in told
    opened = openpyxl.load_workbook(io.BytesIO(data))
    assert all("Draft" in sheet.oddHeader.center.text for sheet in opened)


def test_every_sheet_prints_on_a4_with_headings_release_and_page_numbers(book) -> None:
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", "9")or True
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert NEWEST in sheet.oddHeader.left.text
        assert sheet.oddHeader.center.text == "Synthetic data"
        assert sheet.oddFooter.right.text == "page &P of &N"
        if sheet.title != "Cover":
            assert sheet.freeze_panes is not None
            assert str(sheet.print_title_rows).startswith("$1:$")
    assert book["Results framework"].page_setup.fitToWidth == 1


def test_lists_have_a_filter_over_all_their_rows(book, sheets) -> None:
    for name in [*TOLD[2:5], "Submissions", *COPIES, "label"]:
        sheet = book[name]
        assert sheet.auto_filter.ref == sheet.dimensions if len(sheets[name]) > 1 else sheet.auto_filter.ref


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
    assert shown == {(name, "#,##0" + ("." + "0" * decimals[name] if decimals[name] else "")) for name, _format in shown}
    formats = {cell.number_format for row in book["Results framework"].iter_rows() for cell in row}
    assert '#,##0.0"\u00a0%"' in formats


def test_properties_name_the_release_and_hold_no_time_of_making(book, release) -> None:
    properties = book.properties
    assert properties.title == f"WE GO! {NEWEST}"
    assert properties.creator == "WE GO!"
    assert properties.language == "en"
    day = datetime.fromisoformat(str(release.about()["as_of"]))
    assert properties.created == properties.modified == day


def test_what_a_coordinator_wrote_neither_runs_nor_breaks_the_file(changed) -> None:
    odd = "=HYPERLINK(1)\x07 <b>&\r\n_x0041_ end "
    release = changed("DELETE FROM comment", "UPDATE figure SET status = 'delayed' WHERE breakdown = 'total'")
    with duckdb.connect(str(release.path)) as opened:
        opened.execute("INSERT INTO comment VALUES ('OP-01', 'M18', ?, ?, 'P03', NULL, NULL)", [odd, "@now"])
    data = xlsx_bytes(ReleaseFile(release.path))
    row = next(row for row in read(data)["Results framework"] if row[0] == "OP-01")
    assert row[-2].startswith("'=HYPERLINK(1) <b>&") and "\x07" not in row[-2]
    assert row[-1].startswith("'@now")
    opened = openpyxl.load_workbook(io.BytesIO(data))
    assert {cell.data_type for sheet in opened for line in sheet.iter_rows() for cell in line} <= set("snbd")


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


def test_a_selection_keeps_what_was_asked_for_and_the_cover_says_so(release) -> None:
    selection = Selection(indicators=("OP-03", "OP-07"), breakdowns=("country",), from_month="M07", to_month="M12")
    found = read(xlsx_bytes(release, Asked(selection=selection)))
    header, *rows = found["figures"]
    kept = [{*(row[header.index(name)] for row in rows)} for name in ("indicator_code", "breakdown")]
    assert kept == [{"OP-03", "OP-07"}, {"country"}]
    framework = found["Results framework"]
    assert [row[0] for row in framework if str(row[0]).startswith("OP-")] == ["OP-03", "OP-07"]
    assert [cell for cell in framework[1] if cell.startswith("Actual")] == ["Actual M12"]
    assert {row[0] for row in found["Targets"][1:]} == {row[0] for row in found["Definitions"][1:]} == {"OP-03", "OP-07"}
    assert "OP-03, OP-07" in texts_of(found["Cover"]) and "M07–M12" in texts_of(found["Cover"])
    assert len(found["session"]) == release.arrow("session").num_rows + 1


def test_an_older_release_without_later_tables_still_makes_a_workbook(changed) -> None:
    release = changed("DROP TABLE comment", "DROP TABLE target", "DROP TABLE verification", "DROP TABLE result")
    found = read(xlsx_bytes(release))
    assert "comment" not in found
    assert "were not calculated a second time" in texts_of(found["Cover"])
    assert any(row[0] == "OP-01" for row in found["Results framework"])


def test_the_log_and_the_matrix_tell_who_reported(sheets, release) -> None:
    assert [row[-1] for row in sheets["Submissions"][1:]] == release.arrow("submission").column("submission_id").to_pylist()
    matrix = sheets["Reports"]
    months = sorted({row["month"] for row in release.arrow("reporting").to_pylist()})
    assert matrix[0][2:] == months
    partners = [row["partner_code"] for row in release.arrow("partner").to_pylist()]
    assert [row[0] for row in matrix[1 : len(partners) + 1]] == partners
    assert not [row for row in matrix[1 : len(partners) + 1] if "" in row]
    assert {cell for row in matrix[1 : len(partners) + 1] for cell in row[2:]} <= {row[0] for row in matrix[-8:]}


def test_labels_name_what_the_codes_are_in_the_asked_language(release) -> None:
    header, *rows = read(xlsx_bytes(release, Asked("bg")))["label"]
    assert header == ["language", "kind", "code", "text"]
    assert {row[0] for row in rows} == {"bg", "en"}
