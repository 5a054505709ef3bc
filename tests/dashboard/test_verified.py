"""The second calculation is told in one sentence: how much was compared, and whether anything differed."""

import pytest

from dashboard.verification_note import say_verification, say_verification_of
from dashboard.verified import Verification, read_verification
from indicators.texts import Texts
from tests.dashboard.conftest import plain

ENGLISH = Texts("en")
SUMMARY = [{"method": "plain Python", "figures_compared_n": 4812, "differences_n": 0, "detail": ""}]
DETAILS = [
    {"indicator_code": "OP-07", "figures_compared_n": 1, "values_compared_n": 1, "differences_n": 0},
    {"indicator_code": "OP-08", "figures_compared_n": 40, "values_compared_n": 31, "differences_n": 2},
]


@pytest.mark.parametrize(
    ("differences", "sentence"),
    [
        (0, "4,812 figures were calculated a second time by another program; no difference."),
        (1, "4,812 figures were calculated a second time by another program; 1 differs."),
        (3, "4,812 figures were calculated a second time by another program; 3 differ."),
    ],
)
def test_the_sentence_says_how_many_were_compared_and_how_many_differ(differences, sentence):
    assert say_verification(Verification(4812, differences), ENGLISH) == sentence


def test_a_release_without_a_second_calculation_says_so_and_claims_nothing():
    said = say_verification(read_verification([], []), ENGLISH)
    assert said == "The figures of this release were not calculated a second time."


def test_one_indicator_has_its_own_sentence_where_the_release_tells_them_apart():
    read = read_verification(SUMMARY, DETAILS)
    assert say_verification_of(read, "OP-07", ENGLISH).startswith("1 figure was calculated a second time")
    assert say_verification_of(read, "OP-08", ENGLISH).endswith("; 2 differ.")
    assert say_verification_of(read, "OP-09", ENGLISH) is None


def test_the_overview_ends_with_the_line_and_objectives_has_a_table_of_every_indicator(open_page, demo_home):
    assert "calculated a second time by another program; no difference." in plain(open_page(demo_home))
    app = open_page(demo_home, "objectives")
    table = next(one for one in app.expander if one.label == "The second calculation by indicator")
    body = "".join(one.proto.body for one in table.get("html"))
    assert body.count("<tr>") == 1 + 40
