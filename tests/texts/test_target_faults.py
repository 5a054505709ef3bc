"""What stands against a decision on a target is said in the language of the page, whatever the fault is."""

from datetime import date

import pytest

from etl.target_decision import TargetDecision, try_on_copy
from etl.target_faults import say_faults
from indicators.faults import DefinitionError
from indicators.load import load_definitions
from indicators.texts import load_texts
from tests.texts.pseudo import LANGUAGE

PATH = {"M06": 0.0, "M12": 12.0, "M18": 36.0, "M24": 60.0}
FAULTS = {
    "day of another decision": {"decided_on": date(2016, 1, 11)},
    "day outside": {"decided_on": date(2010, 1, 1)},
    "no decision": {"decision": ""},
    "decision of a proposal": {"state": "proposed"},
    "down on the way": {"planned_path": PATH | {"M12": 12.5, "M18": 2.5}},
    "down from the start": {"planned_path": PATH | {"M06": -1.0}},
    "another end": {"planned_path": PATH | {"M24": 61.0}},
    "no end": {"planned_path": PATH | {"M24": None}},
    "unknown month": {"planned_path": PATH | {"M99": 60.0}},
    "no percentage": {"code": "OC-05", "value": 130.0, "planned_path": {"M24": 130.0}},
}


def say(definitions, **about):
    given = {"code": "OP-08", "decided_on": date(2017, 7, 14), "value": 60.0, "state": "confirmed"}
    words = {"decision": "Minute of the fifth meeting.", "source": "the committee", "planned_path": PATH}
    decision = TargetDecision(**{**given, **words, **about})
    with pytest.raises(DefinitionError) as caught:
        try_on_copy(definitions, decision)
    return say_faults(caught.value, definitions, decision)


@pytest.mark.parametrize("about", FAULTS.values(), ids=FAULTS)
def test_no_fault_of_the_form_has_a_word_of_english(definitions, find_english, about):
    texts = load_texts(definitions, LANGUAGE)
    told = [error.tell(texts) for error in say(definitions, **about)]
    assert told and find_english(enumerate(told)) == {}


def test_values_are_written_as_the_reader_writes_them_and_each_wrong_step_is_told_once():
    definitions = load_definitions()
    told = [error.tell(load_texts(definitions, "bg")) for error in say(definitions, **FAULTS["down on the way"])]
    assert len(told) == 1 and "M12: 12,5 → M18: 2,5" in told[0]
