"""A translation that no native speaker has read says so: on pages, on templates, on feedback workbooks."""

import io

import pytest
from openpyxl import load_workbook

from etl.feedback import feedback_bytes
from etl.history import History
from etl.layout import ISSUES_SHEET
from etl.template import build_template
from indicators.load import load_definitions
from indicators.texts import Texts, load_texts
from indicators.translation_mark import say_unreviewed
from tests.feedback.books import PARTNER, template
from tests.intake.workbooks import check

DEFINITIONS = load_definitions()
SAID = "This translation has not been reviewed by a native speaker yet."


def reviewed(*languages):
    project = DEFINITIONS.project.model_copy(update={"reviewed_languages": languages})
    return DEFINITIONS.model_copy(update={"project": project})


def test_the_source_language_needs_no_review():
    assert say_unreviewed(DEFINITIONS, Texts("en")) is None


def test_another_language_says_it_until_it_was_reviewed():
    assert say_unreviewed(reviewed(), Texts("bg")) == SAID
    assert say_unreviewed(reviewed("bg"), Texts("bg")) is None


def cover_texts(definitions, language):
    partner = definitions.partner(PARTNER)
    cover = build_template(definitions, partner, 5, language, History(PARTNER)).worksheets[0]
    return [cell.value for row in cover.iter_rows() for cell in row if isinstance(cell.value, str)]


@pytest.mark.parametrize(("language", "n"), [("en", 0), ("bg", 1)])
def test_the_cover_of_a_template_says_it_once_in_its_own_language(language, n):
    said = load_texts(DEFINITIONS, language)(SAID)
    assert cover_texts(reviewed(), language).count(said) == n
    assert cover_texts(reviewed("bg"), language).count(said) == 0


@pytest.mark.parametrize(("language", "is_marked"), [("en", False), ("bg", True)])
def test_the_feedback_says_it_beside_its_guide_and_moves_no_row(language, is_marked):
    content = template(language)
    checked = check(content)
    if not checked.issues:
        pytest.fail("an empty template has something to repair, else this shows nothing")
    marked = feedback_bytes(content, checked, reviewed(), language)
    sheet = load_workbook(io.BytesIO(marked))[ISSUES_SHEET]
    said = load_texts(DEFINITIONS, language)(SAID)
    assert (said in sheet["A2"].value) is is_marked
    assert sheet["A4"].value == load_texts(DEFINITIONS, language)("No.")
