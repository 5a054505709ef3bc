"""Values untouched: over a breach of every rule, over real workbooks of the demo, and over formulas with results."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from etl.feedback import feedback_bytes
from etl.home import Home
from etl.issue import Issue
from etl.layout import ISSUES_SHEET
from indicators.load import load_definitions
from tests.feedback.books import cells, feedback, load, marked, reading_of, values
from tests.feedback.conftest import Seen
from tests.intake import breaches
from tests.intake.workbooks import Book, check, full_book, pathway


@pytest.mark.parametrize("case", breaches.BREACHES, ids=lambda case: "-".join(case))
def test_a_breach_of_any_rule_is_marked_and_nothing_else_changes(case: tuple[str, str], seen: Seen) -> None:
    checked = breaches.BREACHES[case]()
    content = seen.of(checked)
    if content is None:
        return  # an account that may not send this workbook is told so; nothing of the file is looked at
    made = feedback_bytes(content, checked, load_definitions())
    if made is None:
        assert checked.is_personal or checked.issues[0].code == "K06"
        return
    assert values(made) == values(content)
    assert reading_of(made) == reading_of(content)
    book, comments = load(made), [(sheet, cell.comment.text) for (sheet, _), cell in marked(made).items()]
    for issue in checked.issues:
        if issue.cell and issue.sheet in book.sheetnames:
            assert any(sheet == issue.sheet and issue.message in text for sheet, text in comments)
    told_in_list = [cell.value for row in book[ISSUES_SHEET].iter_rows() for cell in row]
    assert all(issue.message in told_in_list for issue in checked.issues)


def marks_everywhere(content: bytes) -> Iterator[Issue]:
    """An issue at cells all over a workbook, blank ones and ones beyond its end included."""
    book = load(content)
    for name in load_definitions().workbook.sheets:
        for number, row in enumerate(book[name].iter_rows(max_row=40), start=1):
            for cell in row[number % 5 :: 5]:
                severity = ("error", "warning", "query")[number % 3]
                yield Issue("K01", severity, "Odd.", "Mend it.", sheet=name, cell=cell.coordinate, row=number)  # type: ignore[arg-type]
        yield Issue("K01", "error", "Odd.", "Mend it.", sheet=name, cell="AZ399", row=399)


@pytest.mark.slow
def test_workbooks_of_the_demo_keep_every_value_wherever_they_are_marked(published_home: Home) -> None:
    paths = sorted(published_home.path.rglob("*.xlsx"))[:6]
    assert paths
    for path in paths:
        content = path.read_bytes()
        checked = replace(check(content), issues=tuple(marks_everywhere(content)))
        made = feedback(content, checked)
        assert values(made) == values(content)
        assert reading_of(made) == reading_of(content)


def with_formulas() -> bytes:
    """A workbook whose formulas carry results, as a spreadsheet program saves them."""
    content = full_book(sheets={"PATHWAYS": [pathway(women_active=99)]}).content()
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet2.xml":
                part, n = re.subn(
                    rb'(<c r="[A-Z]+3"[^>]*?)( t="n")?><v>99</v>', rb"\1><f>90+9</f><v>99</v>", part, count=1
                )
                assert n == 1
            new.writestr(name, part)
    return target.getvalue()


def test_a_marked_formula_keeps_its_text_and_its_result() -> None:
    content = with_formulas()
    made = feedback(content)
    (place,) = [place for place, (written, _) in values(content).items() if written == "=90+9"]
    assert values(made)[place] == ("=90+9", 99)
    assert values(made) == values(content)
    assert place in marked(made)


def test_parts_that_are_not_about_marks_stay_byte_for_byte() -> None:
    content = with_formulas()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(io.BytesIO(feedback(content))) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    sheets = {name for name in changed if name.startswith("xl/worksheets/sheet")}
    assert changed - sheets == {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/workbook.xml",
    }
    assert "xl/sharedStrings.xml" not in changed


def test_a_mini_project_is_marked_by_its_own_definitions() -> None:
    from indicators.load import load_definitions as load_others

    definitions = load_others(Path(__file__).parents[1] / "mini" / "definitions")
    book = Book(
        partner=definitions.partners[0].code,
        month=1,
        definitions=definitions,
        change=lambda made: made.worksheets[0].__setitem__("C2", "nobody"),
    )
    checked = check(book)
    content = book.content()
    made = feedback(content, replace(checked, parsed=None), definitions)
    assert checked.issues and marked(made)
    assert values(made) == values(content)
    assert len(cells(made)) >= len(cells(content))
