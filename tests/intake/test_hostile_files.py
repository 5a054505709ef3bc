"""Hostile files are refused with one sentence; `python -m tests.hostile` measures what each of them costs."""

import pytest

from tests.hostile import FILES, READABLE
from tests.intake.workbooks import check


@pytest.mark.parametrize("name", [name for name in FILES if name not in READABLE])
def test_a_hostile_file_is_refused_with_one_sentence(name):
    checked = check(FILES[name]())
    assert (checked.verdict, len(checked.issues)) == ("rejected", 1)
    assert checked.issues[0].code in ("K06", "F01")


def test_what_only_claims_to_be_large_is_read():
    assert check(FILES["a billion declared cells"]()).verdict == "accepted"
