"""Whoever has no right is refused by each function itself, and the refusal stands in the audit trail."""

from datetime import date

import pytest

from etl.access import grant_access, read_trail, revoke_access
from etl.actor import Actor, NoRight
from etl.health_desk import examine_home
from etl.people import give_access, read_access, take_access
from etl.safety import note_safety_look, read_safety
from etl.superseding import preview_superseding, publish_superseding, read_all_releases
from etl.target_decision import TargetDecision
from etl.target_desk import keep_target, preview_target, read_targets
from etl.trail import build_trail_csv, read_trail_page

DECISION = TargetDecision("OP-08", date(2017, 7, 14), 60, "confirmed", "Minute 5.", "minute", {"M24": 60})
OF_COORDINATOR = {
    "health.look": examine_home,
    "access.list": read_access,
    "access.grant": lambda actor: give_access(actor, "new@example.org", "reader"),
    "access.revoke": lambda actor: take_access(actor, "reader@example.org"),
    "release.list": read_all_releases,
    "publish.preview": lambda actor: preview_superseding(actor, "M18", "Wrong."),
    "publish": lambda actor: publish_superseding(actor, "M18", "Wrong.", "state", lambda _told: None),
    "target.read": read_targets,
    "target.preview": lambda actor: preview_target(actor, DECISION),
    "target.decide": lambda actor: keep_target(actor, DECISION, "seen"),
    "trail.read": lambda actor: read_trail_page(actor, None, None, 1, 10),
    "trail.export": build_trail_csv,
}
OF_SAFETY = {"safety.read": read_safety, "safety.look": note_safety_look}


def refused(home):
    return [(row["who"], row["object"]) for row in read_trail(home, action="refused")]


@pytest.mark.parametrize("role", ["reader", "evaluator", "partner", "safeguarding"])
@pytest.mark.parametrize("what", OF_COORDINATOR)
def test_nobody_but_the_coordinator(home, as_, role, what):
    with pytest.raises(NoRight):
        OF_COORDINATOR[what](as_(role))
    assert refused(home) == [(f"{role}@example.org", what)]


@pytest.mark.parametrize("role", ["reader", "evaluator", "partner"])
@pytest.mark.parametrize("what", OF_SAFETY)
def test_safety_concerns_are_for_safeguarding_and_the_coordinator_alone(home, as_, role, what):
    with pytest.raises(NoRight):
        OF_SAFETY[what](as_(role))
    assert refused(home) == [(f"{role}@example.org", what)]


@pytest.mark.parametrize("what", [*OF_COORDINATOR, *OF_SAFETY])
def test_a_role_that_is_only_claimed_opens_nothing(home, as_, what):
    with pytest.raises(NoRight):
        (OF_COORDINATOR | OF_SAFETY)[what](as_("coordinator", "reader@example.org"))
    with pytest.raises(NoRight):
        # Nor does the demo's switch, outside a demo.
        (OF_COORDINATOR | OF_SAFETY)[what](Actor(home, as_().definitions, "x@demo.invalid", "coordinator", None, True))
    assert refused(home) == [("x@demo.invalid", what), ("reader@example.org", what)]


def test_a_role_that_was_taken_away_a_moment_ago_opens_nothing(home, as_):
    grant_access(home, "second@example.org", "coordinator")
    actor = as_("coordinator", "second@example.org")
    assert read_access(actor).people
    revoke_access(home, "second@example.org")
    with pytest.raises(NoRight):
        read_access(actor)
