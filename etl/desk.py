"""The coordinator's desk: decisions, locks of months, requests to open one; each step goes into the audit trail."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.access import record_action
from etl.calculated import Progress
from etl.comment import append_comment, check_comment, withdraw_comment
from etl.comment_due import CommentNeed, list_comment_needs
from etl.confirmation import Confirmation
from etl.home import Home
from etl.merge import Merged, list_merges, merge_things, unmerge_things
from etl.merge_decision import Merge
from etl.month_lock import lock_month, unlock_month
from etl.publish import Published, publish_release
from etl.quality.decision import Asked, decide_query, list_queries
from etl.rehearsal import Rehearsal, rehearse_release
from etl.release_preview import ReleasePreview, preview_now
from etl.released_text import find_questions
from etl.review import accept_submission, list_waiting, read_reporting, return_submission
from etl.store import Store
from etl.unlock_request import UnlockRequest, ask_unlock, decline_unlock, list_requests
from indicators.load import Definitions
from indicators.periods import month_code


@dataclass(frozen=True)
class CommentPreview:
    """Cause, action, owner and day as they would be released, and words that may be names."""

    comment: dict[str, Any]
    maybe_names: list[str]


def read_reporting_now(home: Home, definitions: Definitions, until_month: int | None = None) -> list[dict[str, Any]]:
    """Who has reported, is late or missing as of now: rows like the release's table `reporting`, with submission_id."""
    return read_reporting(Store(home, definitions), until_month)


def read_waiting(home: Home, definitions: Definitions) -> list[dict[str, Any]]:
    """Submissions that wait for the coordinator, oldest first, with their `issues`."""
    return list_waiting(Store(home, definitions))


def accept_waiting(home: Home, definitions: Definitions, submission_id: str, who: str) -> None:
    """Accept a waiting submission; raises UserError."""
    accept_submission(Store(home, definitions), submission_id, who)
    record_action(home, who, "review.accept", submission_id)


def return_waiting(home: Home, definitions: Definitions, submission_id: str, who: str, reason: str) -> None:
    """Return a waiting submission with a reason; raises UserError."""
    return_submission(Store(home, definitions), submission_id, who, reason)
    record_action(home, who, "review.return", submission_id)


def read_unlock_requests(home: Home, definitions: Definitions) -> list[UnlockRequest]:
    """All requests to open a locked month, the newest first, with what became of them."""
    return list_requests(Store(home, definitions))


def ask_for_unlock(home: Home, definitions: Definitions, partner: str, month: int, reason: str, who: str) -> None:
    """Ask the coordinator to open a locked month for one partner; raises UserError."""
    request = ask_unlock(Store(home, definitions), partner, month, reason, who)
    record_action(home, who, "unlock.ask", f"{partner} {month_code(month)}", request.request_id)


def grant_request(home: Home, definitions: Definitions, request: UnlockRequest, who: str, reason: str) -> None:
    """Open the month that a partner asked for, for this partner alone; raises UserError."""
    change_lock(home, definitions, request.month, request.partner, who, reason, is_locked=False)


def decline_request(home: Home, definitions: Definitions, request_id: str, who: str, reason: str) -> None:
    """Answer a request with no, and why; raises UserError."""
    request = decline_unlock(Store(home, definitions), request_id, reason, who)
    record_action(home, who, "unlock.decline", f"{request.partner} {month_code(request.month)}", request_id)


def change_lock(
    home: Home, definitions: Definitions, month: int, partner: str | None, who: str, reason: str, is_locked: bool
) -> None:
    """Lock or unlock a month for one partner or for all, with a reason; raises UserError."""
    change = lock_month if is_locked else unlock_month
    change(Store(home, definitions), month, partner, who, reason)
    record_action(home, who, "lock" if is_locked else "unlock", month_code(month), partner or "all partners")


def read_comment_needs(home: Home, definitions: Definitions, month: int) -> list[CommentNeed]:
    """What would not be on track in a release of the month as of now, with what was said of it."""
    return list_comment_needs(Store(home, definitions), month)


def keep_comment(
    home: Home,
    definitions: Definitions,
    indicator: str,
    month: int,
    cause: str,
    action: str,
    owner: str,
    due: date,
    who: str,
) -> None:
    """Keep why an indicator is not on track and what is done; raises UserError."""
    append_comment(Store(home, definitions), indicator, month, cause, action, owner, due, who)
    record_action(home, who, "comment.add", f"{indicator} {month_code(month)}")


def preview_comment(
    home: Home, definitions: Definitions, indicator: str, month: int, cause: str, action: str, owner: str, due: date
) -> CommentPreview:
    """The comment as it would stand in a release, and what the writer is asked before; raises UserError."""
    told = check_comment(Store(home, definitions), indicator, month, cause, action, owner, due)
    return CommentPreview(told | {"owner": owner, "due": due}, find_questions(definitions, told.values()))


def take_back_comment(home: Home, definitions: Definitions, indicator: str, month: int, who: str) -> None:
    """Take back what was said of an indicator as of a month; raises UserError."""
    withdraw_comment(Store(home, definitions), indicator, month, who)
    record_action(home, who, "comment.withdraw", f"{indicator} {month_code(month)}")


def read_queries(home: Home, definitions: Definitions, with_explained: bool = False) -> list[Asked]:
    """Questions on what is accepted, by partner and newest first; computed now, those explained only on demand."""
    return list_queries(Store(home, definitions), with_explained)


def answer_query(home: Home, definitions: Definitions, key: str, decision: str, note: str, who: str) -> None:
    """Keep what was made of a question until its facts change; raises UserError."""
    query = decide_query(Store(home, definitions), key, decision, note, who)
    record_action(home, who, f"query.{decision}", f"{query.partner} {month_code(query.month)}", key)


def merge_reported(
    home: Home, definitions: Definitions, first: str, second: str, organiser: str, who: str, reason: str = ""
) -> Merged:
    """Make one of two things that partners reported apart, given as codes or submissions; raises UserError."""
    merged = merge_things(Store(home, definitions), first, second, organiser, who, reason)
    record_action(home, who, "review.merge", " ".join(merged.codes), merged.organiser)
    for submission_id in merged.accepted:
        record_action(home, who, "review.accept", submission_id)
    return merged


def unmerge_reported(
    home: Home, definitions: Definitions, first: str, second: str, who: str, reason: str = ""
) -> tuple[str, str]:
    """Make two again of what was merged; raises UserError."""
    codes = unmerge_things(Store(home, definitions), first, second, who, reason)
    record_action(home, who, "review.unmerge", " ".join(codes))
    return codes


def read_merged(home: Home, definitions: Definitions) -> tuple[Merge, ...]:
    """What is merged now, the oldest decision first."""
    return list_merges(Store(home, definitions))


def read_release_preview(home: Home, definitions: Definitions, month: int) -> ReleasePreview:
    """What a release of the month would do as of now; nothing is written. Raises UserError."""
    return preview_now(Store(home, definitions), month)


def try_attack(home: Home, definitions: Definitions, month: int, tell: Progress) -> Rehearsal:
    """Build the release of the month, attack it and throw it away; raises UserError."""
    return rehearse_release(Store(home, definitions), month, tell=tell)


def publish_confirmed(
    home: Home, definitions: Definitions, month: int, is_draft: bool, because: str, state: str, who: str, tell: Progress
) -> Published:
    """Publish what was previewed, with the coordinator's reason; a draft needs none. Raises UserError."""
    confirmation = None if is_draft else Confirmation(because, state)
    published = publish_release(Store(home, definitions), month, is_draft, on_progress=tell, confirmation=confirmation)
    record_action(home, who, "publish", published.release_id)
    return published
