"""What the demo's coordinator says of figures: as short and as impersonal as a real coordinator must be."""

from datetime import timedelta

import pytest

from etl.comment import MAX_CHARACTERS
from etl.demo.remarks import REMARKS
from etl.demo.timeline import Comment, Publication, write_diary
from etl.demo.troubles import RELEASES
from etl.demo.workbooks import SEED
from etl.gate import find_in_text
from indicators.load import load_definitions

DEFINITIONS = load_definitions()


@pytest.mark.parametrize("remark", REMARKS, ids=lambda one: f"M{one.month:02d} {one.indicator}")
def test_a_remark_could_be_written_at_the_desk(remark):
    indicator, owner = DEFINITIONS.indicator(remark.indicator), DEFINITIONS.partner(remark.owner)
    assert owner is not None
    assert indicator.disclosure_class != "A", "of things, never of women"
    for text in (remark.cause, remark.action):
        assert 0 < len(text) <= MAX_CHARACTERS
        assert not list(find_in_text(text, DEFINITIONS, owner.country))
    assert remark.due_after_days > 0


def test_each_remark_is_said_once_and_before_the_release_of_its_month():
    said = [(one.month, one.indicator) for one in REMARKS]
    assert len(set(said)) == len(said)
    assert {one.month for one in REMARKS} <= set(RELEASES)
    diary = write_diary(DEFINITIONS, SEED)
    published = {one.month: place for place, one in enumerate(diary) if isinstance(one, Publication)}
    for place, entry in enumerate(diary):
        if isinstance(entry, Comment):
            assert place < published[entry.remark.month]
            assert entry.day + timedelta(days=entry.remark.due_after_days) > diary[published[entry.remark.month]].day
