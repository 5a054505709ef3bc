"""The forms tell what the release tells, mark what a person must write, and invent nothing."""

import shutil

import duckdb
import pytest

from etl.errors import UserError
from etl.funder import build_form
from etl.release_file import ReleaseFile
from tests.funder.conftest import OPEN
from tests.reader.synthetic_release import write_synthetic_release

FIGURES = ("Indicator", "Baseline", "Target", "Planned", "Implemented", "Status", "Coverage")
STATE_WORDS = {
    "withheld": "hidden to protect people",
    "not_reported": "not reported",
    "not_due": "not due",
    "not_applicable": "not applicable",
    "too_few": "too few answers",
}


@pytest.fixture(scope="module")
def progress(release, definitions, open_word):
    return open_word(build_form(release, definitions, "progress"))


@pytest.fixture(scope="module")
def annex(later, definitions, open_word):
    return open_word(build_form(later, definitions, "annex"))


def judged(release):
    """The row that each indicator is judged by, read anew from the file."""
    figures = [row for row in release.arrow("figure").to_pylist() if row["breakdown"] == "total"]
    month = release.about()["month"]
    at_end = {row["indicator_code"]: row for row in figures if row["month"] == month}
    closed = [row for row in figures if row["class"] == "A" and row["state"] == "value"]
    newest = {row["indicator_code"]: row for row in sorted(closed, key=lambda row: row["month"])}
    return at_end | newest


def number(text):
    return float(text.replace("\u00a0%", "").replace(",", ""))


def shown(figure, decimals):
    """A figure as a form shows it: rounded to the decimals of its indicator."""
    return pytest.approx(figure["value"], abs=0.5 * 10**-decimals + 1e-9)


def decimals_of(release):
    return {row["indicator_code"]: row["decimals"] for row in release.arrow("indicator").to_pylist()}


def test_the_parts_of_the_report_are_headings_in_the_funders_order(progress, definitions):
    parts = [text.split(". ", 1)[1] for text in progress.headings(1)]
    assert parts[:5] == ["General information", "Achievements", "Ethical issues", "Conclusions", "Work streams"]
    assert "Communication and dissemination" in parts
    streams = [f"{code} {name}" for code, name in definitions.code_lists["workstream"].codes.items()]
    assert [text for text in progress.headings(2) if text in streams] == streams


def test_dates_website_and_partners_stand_in_the_report_as_the_settings_and_the_release_tell_them(
    progress, release, definitions, open_word
):
    named = progress.named()
    assert named["Dates of the project"] == "11 January 2016 to 10 January 2018"
    assert named["Project website"].startswith(OPEN) and named["Contact"].startswith(OPEN)
    told = {row["Partner"]: row["Country"] for [*rows] in progress.tables("Partner", "Country") for row in rows
            if set(row) == {"Partner", "Country"}}  # fmt: skip
    assert told == {
        f"{one['partner_code']} {one['partner_name']}": definitions.codes("country")[one["country"]]
        for one in release.arrow("partner").to_pylist()
    }

    iati = definitions.project.iati.model_copy(update={"website": "https://example.org"})
    project = definitions.project.model_copy(update={"iati": iati})
    known = open_word(build_form(release, definitions.model_copy(update={"project": project}), "progress"))
    assert known.named()["Project website"] == "https://example.org"


def test_every_indicator_stands_once_with_the_figures_of_the_release(progress, release):
    rows = [row for table in progress.tables(*FIGURES) for row in table]
    own, decimals = judged(release), decimals_of(release)
    assert sorted(row["Indicator"].split()[0] for row in rows) == sorted(own)
    for row in rows:
        figure = own[row["Indicator"].split()[0]]
        if figure["state"] == "value":
            assert number(row["Implemented"]) == shown(figure, decimals[figure["indicator_code"]])
        else:
            assert row["Implemented"] == STATE_WORDS[figure["state"]]
        assert row["Coverage"].startswith(f"{figure['reported_n']} of {figure['expected_reports_n']}")
        assert all(text.strip() for text in row.values()), "a blank would look like a zero"


def test_a_deviation_tells_cause_and_action_or_asks_for_them(progress, release):
    comments = {row["indicator_code"]: row for row in release.arrow("comment").to_pylist()}
    behind = {code for code, row in judged(release).items() if row["status"] in ("delayed", "at_risk")}
    rows = {row["What"].split()[0]: row for table in progress.tables("Cause", "Action") for row in table}
    assert behind <= set(rows)
    assert behind & set(comments) and behind - set(comments), "the invented release has both"
    for code in behind:
        if code in comments:
            assert rows[code]["Cause"].endswith(comments[code]["cause"])
            assert rows[code]["Action"] == comments[code]["action"]
        else:
            assert rows[code]["Cause"].startswith(OPEN) and rows[code]["Action"].startswith(OPEN)


def test_deliverables_stand_with_their_work_stream_their_due_month_and_the_day_they_came(
    progress, release, definitions
):
    rows = {row["Deliverable"].split()[0]: row for table in progress.tables("Deliverable") for row in table}
    for one in release.arrow("milestone").to_pylist():
        row = rows[one["deliverable_code"]]
        assert row["Due"].startswith(one["due_month"])
        day = one["submitted_on"]
        assert row["Submitted"] == (f"{day.day} {day:%B %Y}" if day else "not submitted")
        assert row["In time"] == {True: "yes", False: "no", None: "not due yet"}[one["is_on_time"]]


def test_the_form_says_which_release_it_is_of_and_whether_that_is_the_wanted_one(
    release, later, definitions, open_word
):
    right = open_word(build_form(release, definitions, "progress"))
    wrong = open_word(build_form(later, definitions, "progress"))
    assert right.named()["Figures from"] == f"Release {release.release_id}"
    assert right.named()["Release of the wanted month"].startswith("Yes")
    assert right.named()["Form ready from"] == "24 January 2017"
    assert wrong.named()["Release of the wanted month"].startswith("No: the report is due for M12")
    assert any("due for M12" in text for text in wrong.texts)
    assert not any("due for M12" in text for text in right.texts)


def test_what_the_settings_leave_open_is_asked_for_and_never_invented(progress, release, definitions, open_word):
    named = progress.named()
    assert named["Grant agreement number"].startswith(OPEN) and named["Coordinator"].startswith(OPEN)
    project = definitions.project.model_copy(update={"grant_number": "JUST-77", "coordinator": "P12"})
    settled = definitions.model_copy(update={"project": project})
    told = open_word(build_form(release, settled, "progress")).named()
    assert told["Grant agreement number"] == "JUST-77"
    assert told["Coordinator"].startswith("P12 ") and OPEN not in told["Coordinator"]


def test_narrative_parts_are_fields_to_fill_in(progress):
    fields = [one.text for one in progress.document.paragraphs if one.style.name == "To fill in"]
    assert len(fields) >= len(progress.headings(1)) - 1
    assert all(text.startswith(OPEN) for text in fields)


def test_withheld_figures_and_checks_on_the_spot_are_explained_in_one_sentence(progress, release):
    (sentence,) = [text for text in progress.texts if "hidden to protect people" in text]
    assert sentence.count(". ") == 0 and "checked on the spot" in sentence
    (rows,) = progress.tables("Source document")
    told = {code for row in rows for code in row["Indicators that rest on it"].split(", ")}
    assert told == {row["indicator_code"] for row in release.arrow("indicator").to_pylist()}


def test_the_annex_goes_from_baseline_by_half_years_to_the_final_figure(annex, later):
    rows = {row["Indicator"].split()[0]: row for table in annex.tables("Baseline", "Final (M24)") for row in table}
    totals = {
        (row["indicator_code"], row["month"]): row
        for row in later.arrow("figure").to_pylist()
        if row["breakdown"] == "total"
    }
    for one in later.arrow("indicator").to_pylist():
        row = rows[one["indicator_code"]]
        for month in ("M06", "M12", "M18"):
            figure, text = totals[one["indicator_code"], month], row[f"Actual ({month})"]
            if figure["state"] == "value":
                assert number(text) == shown(figure, one["decimals"])
            else:
                assert text == STATE_WORDS[figure["state"]] or "(M" in text
        assert row["Final (M24)"] == "not due"
        assert row["Source"] == one["means_of_verification"]
        assert row["Target state"] == (one["target_state"] or "–")


def test_both_formats_hold_the_same_tables(progress, release, definitions, open_book):
    book = open_book(build_form(release, definitions, "progress", "xlsx"))
    sheet = book["Planned and implemented"]
    by_code = {row[1].split()[0]: row for row in sheet[1:]}
    for table in progress.tables(*FIGURES):
        for row in table:
            found = by_code.get(row["Indicator"].split()[0])
            if found is not None:
                shown = found[sheet[0].index("Implemented")]
                assert shown == (
                    row["Implemented"] if isinstance(shown, str) else pytest.approx(number(row["Implemented"]))
                )
    assert {"Report", "Deviations", "Deliverables", "Results", "Source documents", "Communication"} <= set(book)


@pytest.mark.parametrize("form", ["progress", "annex"])
@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_the_same_release_is_always_the_same_file(release, definitions, form, format):
    assert build_form(release, definitions, form, format) == build_form(release, definitions, form, format)


def spoil(release, folder, text):
    """A copy of the release whose newest comment and whose project hold a text."""
    path = folder / release.path.name
    shutil.copy(release.path, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE comment SET cause = ?, action = ?", [text, text])
    return ReleaseFile(path)


def test_formulas_are_neutralised_and_control_characters_are_gone(release, definitions, tmp_path, open_book, open_word):
    spoiled = spoil(release, tmp_path, "=HYPERLINK(1)\x07\x0b\ttwo\nlines\ufffe")
    cells = [
        cell
        for rows in open_book(build_form(spoiled, definitions, "progress", "xlsx")).values()
        for row in rows
        for cell in row
    ]
    assert "'=HYPERLINK(1) two lines" in cells
    assert not any(isinstance(cell, str) and cell.startswith(("=", "+", "@")) for cell in cells)
    rows = [row for table in open_word(build_form(spoiled, definitions, "progress")).tables("Action") for row in table]
    assert any(row["Action"] == "=HYPERLINK(1) two lines" for row in rows)


def test_a_draft_and_invented_data_say_so_on_every_page(release, definitions, tmp_path, open_word):
    path = tmp_path / "M12-20170116-draft-dddd03.duckdb"
    draft = ReleaseFile(write_synthetic_release(path, definitions, 12, is_draft=True))
    document = open_word(build_form(draft, definitions, "progress")).document
    above = document.sections[0].header.paragraphs[0].text
    assert "DRAFT" in above and "SYNTHETIC DATA" in above


def test_another_project_without_work_streams_and_reports_gets_its_forms(mini, open_word):
    release, definitions = mini
    opened = open_word(build_form(release, definitions, "progress"))
    assert opened.named()["Grant agreement number"] == "SC-7"
    assert opened.named()["Form ready from"].startswith(OPEN)
    rows = [row for table in opened.tables(*FIGURES) for row in table]
    assert sorted(row["Indicator"].split()[0] for row in rows) == sorted(one.code for one in definitions.indicators)
    assert open_word(build_form(release, definitions, "annex")).headings(2)


def test_a_form_or_format_that_there_is_not_is_told_with_what_there_is(release, definitions):
    with pytest.raises(UserError, match="progress, annex"):
        build_form(release, definitions, "final")
    with pytest.raises(UserError, match="docx, xlsx"):
        build_form(release, definitions, "annex", "odt")
