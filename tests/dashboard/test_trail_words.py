"""Every action that the program can write into the audit trail has words, for it is read by people."""

import re
from pathlib import Path

import etl
from dashboard.trail_words import ACTION_NAMES

_WRITTEN = (
    r'record_actions?\([^,]+,[^,]+,\s*"([a-z_.]+)"',
    r'at_(?:desk|safety)\(\s*"([a-z_.]+)"',
    r'at_own\([^,]+,\s*"([a-z_.]+)"',
    r'^(?:_ACTION|_REFUSED|LOOK|ACTION|BACKUP|AUDIT|PUBLISH)\b[^=\n]*= "([a-z_.]+)"',
)


def test_every_action_of_the_program_has_words():
    texts = [path.read_text() for path in Path(etl.__file__).parent.rglob("*.py")]
    found = {name for text in texts for pattern in _WRITTEN for name in re.findall(pattern, text, re.MULTILINE)}
    assert {"review.accept", "publish", "submit.refused", "safety.look", "target.decide"} <= found, "the search works"
    assert found - set(ACTION_NAMES) == set()


def test_every_answer_to_a_question_has_words():
    assert {f"query.{name}" for name in ("open", "asked", "explained")} <= set(ACTION_NAMES)
