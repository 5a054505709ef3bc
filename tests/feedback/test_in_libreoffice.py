"""A real LibreOffice opens each feedback workbook, saves it, and it can be sent again."""

import re

import pytest

from etl.feedback import feedback_bytes
from etl.layout import ISSUES_SHEET
from etl.marks import is_own_mark
from indicators.load import load_definitions
from tests.feedback.books import (
    cells,
    change,
    faulty_book,
    feedback,
    fill_in,
    filled_template,
    load,
    marked,
    reading_of,
)
from tests.intake import breaches
from tests.intake.workbooks import check, told
from tests.office import Office

pytestmark = pytest.mark.slow

WRONG = {"stage": "S9", "women_active": 99, "setting": None, "mentoring_hours_month": 99}
RIGHT = {"stage": "S4", "women_active": 6, "setting": "SHELTER", "mentoring_hours_month": 12.5}


@pytest.fixture(scope="module")
def faulty() -> dict[str, bytes]:
    made = {language: filled_template(language, **WRONG) for language in ("en", "bg")}
    return made | {"small": faulty_book()}


@pytest.fixture(scope="module")
def saved(office: Office, faulty: dict[str, bytes]) -> dict[str, bytes]:
    """The feedback as LibreOffice saves it."""
    return office.convert({name: feedback(content) for name, content in faulty.items()})


def test_libreoffice_opens_it_and_saves_it(faulty, saved):
    assert set(saved) == set(faulty)


def test_the_saved_feedback_has_the_same_faults_and_no_other(faulty, saved):
    for name, content in faulty.items():
        assert told(check(saved[name])) == told(check(content))


def test_libreoffice_keeps_each_mark_word_for_word(faulty, saved):
    for name, content in faulty.items():
        assert set(marked(saved[name])) == set(marked(feedback(content)))
        assert all(is_own_mark(cell.comment.text) for cell in marked(saved[name]).values())


def test_the_links_still_jump_to_the_cells(saved):
    for content in saved.values():
        sheet = load(content)[ISSUES_SHEET]
        links = [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink]
        places = {tuple(link.replace("'", "").replace("$", "").split("!")) for link in links}
        assert places == set(marked(content))


def test_the_list_is_first_and_open_and_its_texts_are_texts(saved):
    for content in saved.values():
        book = load(content)
        assert book.sheetnames[0] == book.active.title == ISSUES_SHEET
        assert not any(cell.data_type == "f" for row in book[ISSUES_SHEET].iter_rows() for cell in row)


def test_our_formats_that_libreoffice_saved_are_replaced_and_do_not_pile_up(saved):
    again = load(feedback(saved["en"]))["PATHWAYS"]
    rules = [rule for one in again.conditional_formatting for rule in one.rules]
    ours = [rule for rule in rules if any(ISSUES_SHEET in formula for formula in rule.formula)]
    # One for each colour, and before all others.
    assert len(ours) == 2
    assert max(rule.priority for rule in ours) < min(rule.priority for rule in rules if rule not in ours)


def test_the_next_feedback_replaces_the_marks_that_libreoffice_saved(faulty, saved):
    for name, content in saved.items():
        again = feedback(content)
        first = marked(feedback(faulty[name]))
        assert {place: cell.comment.text for place, cell in marked(again).items()} == {
            place: cell.comment.text for place, cell in first.items()
        }
        assert load(again).sheetnames.count(ISSUES_SHEET) == 1


def test_repaired_there_it_is_accepted_with_the_marks_in_it(office, saved):
    repaired = {name: change(saved[name], lambda book: fill_in(book, "PATHWAYS", 3, RIGHT)) for name in ("en", "bg")}
    for content in office.convert(repaired).values():
        assert len(marked(content)) >= 4
        assert told(check(content)) == []


def test_the_cells_that_are_repaired_get_their_colours_back(office, faulty, saved):
    half = {**RIGHT, "women_active": 99}
    repaired = change(saved["en"], lambda book: fill_in(book, "PATHWAYS", 3, half))
    made = load(feedback(repaired))["PATHWAYS"]
    before = load(faulty["en"])["PATHWAYS"]
    row = {cell.coordinate: cell.fill.fgColor.rgb[-6:] for cell in made[3] if not cell.comment}
    assert row == {place: before[place].fill.fgColor.rgb[-6:] for place in row}


def test_it_prints_in_both_languages(office, faulty):
    printed = office.convert({name: feedback(faulty[name]) for name in ("en", "bg")}, "pdf")
    for content in printed.values():
        assert content.startswith(b"%PDF")
        # The list of issues on its own page, the sheets of the template behind it.
        assert len(re.findall(rb"/Type\s*/Page\b", content)) >= 9


def test_a_breach_of_each_rule_opens_in_libreoffice(office, seen):
    made: dict[str, bytes] = {}
    first = {rule: case for rule, case in reversed(breaches.BREACHES)}
    for rule, case in first.items():
        checked = breaches.BREACHES[rule, case]()
        content = seen.of(checked)
        feedback_of_case = content and feedback_bytes(content, checked, load_definitions())
        if feedback_of_case:
            made[f"{rule}-{case}"] = feedback_of_case
    assert len(made) >= 45
    saved = office.convert(made)
    assert set(saved) == set(made)
    for name, content in saved.items():
        assert load(content).sheetnames[0] == ISSUES_SHEET
        assert len(marked(content)) == len(marked(made[name]))
        # What the file says is what it said, but for marks that somebody else's comment stands above.
        assert reading_of(content)[1] == reading_of(made[name])[1]
    assert any(cells(content) for content in saved.values())
