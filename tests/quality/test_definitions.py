"""The questions are data: what they name must be there, and another project has its own."""

import shutil

import pytest

from etl.quality.find import find_queries
from indicators.faults import DefinitionError
from indicators.load import DEFAULT_FOLDER, read_definitions
from indicators.texts import Texts
from tests.quality.world import DEFINITIONS, build_known
from tests.whole_way.mini import definitions as mini_definitions


@pytest.fixture
def edit(tmp_path):
    """The project's definitions with one text of quality.yaml replaced."""

    def change(old, new):
        shutil.copytree(DEFAULT_FOLDER, tmp_path / "definitions")
        path = tmp_path / "definitions" / "quality.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return read_definitions(tmp_path / "definitions")

    return change


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("sheet: EVENTS", "sheet: EVENT", "There is no sheet EVENT."),
        ("column: reach_n", "column: reach", "There is no column EVENTS.reach."),
        ("series: [reach_method]", "series: [way]", "There is no column EVENTS.way."),
        ("[COUNTED, PLATFORM_STATISTIC]", "[COUNTED, GUESSED]", "There is no code GUESSED"),
        ("same: {country: country, event_type", "same: {land: country, event_type", "There is no column EVENTS.land."),
        ("of_sheet: FOLLOWUP", "of_sheet: FOLLOW", "There is no sheet FOLLOW."),
        ("    OP-09: {multiple", "    OP-99: {multiple", "There is no indicator OP-99."),
        ("code: Q-H02", "code: Q-H01", "The code stands 2 times."),
        ("the middle of the {n} earlier items", "the middle of the {count} earlier items", "count"),
        ("least_n: 6", "least_n: 1", "greater than or equal to 3"),
        ("  per: month", "  per: week", "per"),
    ],
)
def test_a_fault_is_told_with_its_place(edit, old, new, told):
    with pytest.raises(DefinitionError, match=told.replace("(", r"\(")) as caught:
        edit(old, new)
    assert {fault.file for fault in caught.value.faults} == {"quality.yaml"}


def test_every_threshold_has_its_reason():
    assert len(DEFINITIONS.quality.questions) > 30
    for question in DEFINITIONS.quality.questions:
        assert len(question.why.split()) > 8, question.code


def test_a_threshold_is_data(edit):
    rows = {
        "EVENTS": [{"partner_code": "P01", "month": 2, "event_code": "EV-P01-001", "participants_n": 5, "reach_n": 5}]
    }
    assert [query.code for query in find_queries(build_known(rows))] == ["Q-C03"]
    higher = edit("at_least: {participants_n: 5}}", "at_least: {participants_n: 6}}")
    assert find_queries(build_known(rows, higher)) == []


def test_another_project_asks_its_own_questions():
    def course(number, registered, **values):
        own = {"partner_code": "P01", "month": number, "session_code": f"CO-10{number}", "registered_n": registered}
        return own | values

    mini = mini_definitions()
    rows = [course(1, 10), course(2, 12), course(3, 11), course(4, 110, satisfaction_n=3, satisfaction_mean=4.5)]
    found = find_queries(build_known({"COURSES": rows}, mini))
    assert [query.code for query in found if query.code.startswith(("Q-H", "Q-C"))] == ["Q-C01", "Q-H01"]
    assert "CO-104" in found[0].found(Texts("en"))


def test_no_sentence_blames_anybody():
    blaming = ("wrong", "false", "lie", "cheat", "error", "fault", "invented", "manipulat")
    for question in DEFINITIONS.quality.questions:
        asked = question.ask.lower()
        assert not [word for word in blaming if word in asked.split()], question.code
        assert "?" in asked or "please" in asked, question.code
