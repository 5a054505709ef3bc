"""The coordinator's desk, and what a partner asks of it: each function takes who acts, and refuses who has no right.

What was decided goes into the audit trail (`etl.decisions`), and so does a refusal (`etl.actor`).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from etl import decisions
from etl.actor import Actor
from etl.calculated import Progress
from etl.comment import check_comment
from etl.comment_due import CommentNeed, list_comment_needs
from etl.confirmation import Confirmation
from etl.merge import Merged, list_merges
from etl.merge_decision import Merge
from etl.publish import Published
from etl.quality.decision import Asked, list_queries
from etl.rehearsal import Rehearsal, rehearse_release
from etl.release_preview import ReleasePreview, preview_now
from etl.released_text import find_questions
from etl.review import list_waiting
from etl.unlock_request import UnlockRequest, list_requests
from indicators.texts import Texts


@dataclass(frozen=True)
class CommentPreview:
    """Cause, action, owner and day as they would be released, and words that may be names."""

    comment: dict[str, Any]
    maybe_names: list[str]


def read_waiting(actor: Actor, texts: Texts) -> list[dict[str, Any]]:
    """Submissions that wait for the coordinator, oldest first, with their `issues` in the reader's language."""
    return list_waiting(actor.at_desk("review.read"), texts)


def accept_waiting(actor: Actor, submission_id: str) -> None:
    """Accept a waiting submission; raises UserError."""
    decisions.accept(actor.at_desk("review.accept"), submission_id, actor.email)


def return_waiting(actor: Actor, submission_id: str, reason: str) -> None:
    """Return a waiting submission with a reason; raises UserError."""
    decisions.give_back(actor.at_desk("review.return"), submission_id, actor.email, reason)


def read_unlock_requests(actor: Actor) -> list[UnlockRequest]:
    """All requests to open a locked month, the newest first, with what became of them."""
    return list_requests(actor.at_desk("unlock.read"))


def ask_for_unlock(actor: Actor, partner: str, month: int, reason: str) -> None:
    """Ask the coordinator to open a locked month for the actor's own partner; raises UserError."""
    decisions.ask_to_open(actor.at_own(partner, "unlock.ask"), partner, month, reason, actor.email)


def grant_request(actor: Actor, request: UnlockRequest, reason: str) -> None:
    """Open the month that a partner asked for, for this partner alone; raises UserError."""
    change_lock(actor, request.month, request.partner, reason, is_locked=False)


def decline_request(actor: Actor, request_id: str, reason: str) -> None:
    """Answer a request with no, and why; raises UserError."""
    decisions.decline(actor.at_desk("unlock.decline"), request_id, actor.email, reason)


def change_lock(actor: Actor, month: int, partner: str | None, reason: str, is_locked: bool) -> None:
    """Lock or unlock a month for one partner or for all, with a reason; raises UserError."""
    store = actor.at_desk("lock" if is_locked else "unlock")
    decisions.set_lock(store, month, partner, actor.email, reason, is_locked)


def read_comment_needs(actor: Actor, month: int) -> list[CommentNeed]:
    """What would not be on track in a release of the month as of now, with what was said of it."""
    return list_comment_needs(actor.at_desk("comment.read"), month)


def keep_comment(actor: Actor, indicator: str, month: int, cause: str, action: str, owner: str, due: date) -> None:
    """Keep why an indicator is not on track and what is done; raises UserError."""
    decisions.add_comment(actor.at_desk("comment.add"), indicator, month, cause, action, owner, due, actor.email)


def preview_comment(
    actor: Actor, indicator: str, month: int, cause: str, action: str, owner: str, due: date
) -> CommentPreview:
    """The comment as it would stand in a release, and what the writer is asked before; raises UserError."""
    store = actor.at_desk("comment.preview")
    told = check_comment(store, indicator, month, cause, action, owner, due)
    return CommentPreview(told | {"owner": owner, "due": due}, find_questions(store.definitions, told.values()))


def take_back_comment(actor: Actor, indicator: str, month: int) -> None:
    """Take back what was said of an indicator as of a month; raises UserError."""
    decisions.remove_comment(actor.at_desk("comment.withdraw"), indicator, month, actor.email)


def read_queries(actor: Actor, with_explained: bool = False) -> list[Asked]:
    """Questions on what is accepted, by partner and newest first; computed now, those explained only on demand."""
    return list_queries(actor.at_desk("query.read"), with_explained)


def answer_query(actor: Actor, key: str, decision: str, note: str) -> None:
    """Keep what was made of a question until its facts change; raises UserError."""
    decisions.answer(actor.at_desk("query.answer"), key, decision, note, actor.email)


def merge_reported(actor: Actor, first: str, second: str, organiser: str, reason: str = "") -> Merged:
    """Make one of two things that partners reported apart, given as codes or submissions; raises UserError."""
    return decisions.merge(actor.at_desk("review.merge"), first, second, organiser, actor.email, reason)


def unmerge_reported(actor: Actor, first: str, second: str, reason: str = "") -> tuple[str, str]:
    """Make two again of what was merged; raises UserError."""
    return decisions.unmerge(actor.at_desk("review.unmerge"), first, second, actor.email, reason)


def read_merged(actor: Actor) -> tuple[Merge, ...]:
    """What is merged now, the oldest decision first."""
    return list_merges(actor.at_desk("review.merges"))


def read_release_preview(actor: Actor, month: int) -> ReleasePreview:
    """What a release of the month would do as of now; nothing is written. Raises UserError."""
    return preview_now(actor.at_desk("publish.preview"), month)


def try_attack(actor: Actor, month: int, tell: Progress) -> Rehearsal:
    """Build the release of the month, attack it and throw it away; raises UserError."""
    return rehearse_release(actor.at_desk("publish.attack"), month, tell=tell)


def publish_confirmed(actor: Actor, month: int, is_draft: bool, because: str, state: str, tell: Progress) -> Published:
    """Publish what was previewed, with the coordinator's reason; a draft needs none. Raises UserError."""
    store = actor.at_desk("publish")
    confirmation = None if is_draft else Confirmation(because, state)
    return decisions.publish(store, month, is_draft, confirmation, actor.email, tell)
