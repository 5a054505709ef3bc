"""Our own marks are known word for word; what somebody else wrote or changed is not ours."""

import pytest

from etl.marks import is_own_mark, remembered_fill, sign_mark, strip_own_mark

TEXT = (
    "✗ Error (K01): The number of women is not a whole number.\nFound: text of 4 characters\n\nWhat to do: correct it."
)
MARK = sign_mark(TEXT, "WE GO!")


def test_a_mark_is_known():
    assert is_own_mark(MARK)
    assert MARK.startswith(TEXT) and MARK.endswith("›")


@pytest.mark.parametrize(
    "saved",
    [
        MARK.replace("\n", "\r\n"),
        MARK.replace("\n", " "),
        MARK.replace("\n", "") + "\n",
        MARK.replace(" ", "\u00a0"),
        "  " + MARK.replace(" of ", "  of\n"),
        MARK.replace("Found", "\u200bFound"),
    ],
)
def test_spaces_and_line_ends_of_other_programs_do_not_matter(saved):
    assert is_own_mark(saved)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Maria Petrova, 52 12 34",
        TEXT,
        MARK.replace("women", "Maria"),
        MARK.replace("4", "5"),
        MARK + " Maria",
        "Maria: " + MARK,
        MARK + "\n\t-Maria",
        MARK.replace("‹WEGO", "‹OTHER"),
        MARK[:-1],
        sign_mark(TEXT, "WE GO!", "E7E6E6").replace("-sksjsj", "-sksjsk"),
        "‹WEGO-bcdfghjklmnp›",
        TEXT + "\n‹WEGO-bcdfghjklmnp›",
    ],
)
def test_a_comment_that_somebody_wrote_or_changed_is_not_ours(text):
    assert not is_own_mark(text)


def test_the_check_code_holds_no_digits_that_could_be_taken_for_a_number():
    code = MARK.rsplit("\n", 1)[1]
    assert not any(character.isdigit() for character in code)


def test_a_mark_remembers_the_colour_that_the_cell_had():
    assert remembered_fill(sign_mark(TEXT, "WE GO!", "E7E6E6")) == "E7E6E6"
    assert remembered_fill(MARK) == ""
    assert remembered_fill(sign_mark(TEXT, "WE GO!", "E7E6E6").replace("women", "men")) == ""


def test_our_mark_is_taken_from_below_what_somebody_else_wrote():
    assert strip_own_mark(f"Ask the centre\nagain\n\n{MARK}") == "Ask the centre\nagain"
    assert strip_own_mark(MARK) == ""
    assert strip_own_mark("Ask the centre\nagain") == "Ask the centre\nagain"


def test_a_project_without_a_letter_in_its_name_has_marks_too():
    assert is_own_mark(sign_mark(TEXT, "!!"))
    assert is_own_mark(sign_mark(TEXT, "ПРОЕКТ 5"))
