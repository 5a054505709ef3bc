"""What is decided about the data, each decision with its entry in the audit trail; for the pages and for the command.

Nobody is asked for a right here: the pages come by `etl.desk`, the command runs on the machine
that holds the data.
"""

from datetime import date

from etl.access import record_action
from etl.calculated import Progress
from etl.comment import append_comment, withdraw_comment
from etl.confirmation import Confirmation
from etl.merge import Merged, merge_things, unmerge_things
from etl.month_lock import lock_month, unlock_month
from etl.publish import Published, publish_release
from etl.quality.decision import decide_query
from etl.review import accept_submission, return_submission
from etl.store import Store
from etl.unlock_request import ask_unlock, decline_unlock
from indicators.periods import month_code


def accept(store: Store, submission_id: str, who: str) -> None:
    """Accept a waiting submission; raises UserError."""
    accept_submission(store, submission_id, who)
    record_action(store.home, who, "review.accept", submission_id)


def give_back(store: Store, submission_id: str, who: str, reason: str) -> None:
    """Return a waiting submission with a reason; raises UserError."""
    return_submission(store, submission_id, who, reason)
    record_action(store.home, who, "review.return", submission_id)


def ask_to_open(store: Store, partner: str, month: int, reason: str, who: str) -> None:
    """Ask the coordinator to open a locked month for one partner; raises UserError."""
    request = ask_unlock(store, partner, month, reason, who)
    record_action(store.home, who, "unlock.ask", f"{partner} {month_code(month)}", request.request_id)


def decline(store: Store, request_id: str, who: str, reason: str) -> None:
    """Answer a request with no, and why; raises UserError."""
    request = decline_unlock(store, request_id, reason, who)
    record_action(store.home, who, "unlock.decline", f"{request.partner} {month_code(request.month)}", request_id)


def set_lock(store: Store, month: int, partner: str | None, who: str, reason: str, is_locked: bool) -> None:
    """Lock or unlock a month for one partner or for all, with a reason; raises UserError."""
    change = lock_month if is_locked else unlock_month
    change(store, month, partner, who, reason)
    record_action(store.home, who, "lock" if is_locked else "unlock", month_code(month), partner or "all partners")


def add_comment(
    store: Store, indicator: str, month: int, cause: str, action: str, owner: str, due: date, who: str
) -> None:
    """Keep why an indicator is not on track and what is done; raises UserError."""
    append_comment(store, indicator, month, cause, action, owner, due, who)
    record_action(store.home, who, "comment.add", f"{indicator} {month_code(month)}")


def remove_comment(store: Store, indicator: str, month: int, who: str) -> None:
    """Take back what was said of an indicator as of a month; raises UserError."""
    withdraw_comment(store, indicator, month, who)
    record_action(store.home, who, "comment.withdraw", f"{indicator} {month_code(month)}")


def answer(store: Store, key: str, decision: str, note: str, who: str) -> None:
    """Keep what was made of a question until its facts change; raises UserError."""
    query = decide_query(store, key, decision, note, who)
    record_action(store.home, who, f"query.{decision}", f"{query.partner} {month_code(query.month)}", key)


def merge(store: Store, first: str, second: str, organiser: str, who: str, reason: str = "") -> Merged:
    """Make one of two things that partners reported apart, given as codes or submissions; raises UserError."""
    merged = merge_things(store, first, second, organiser, who, reason)
    record_action(store.home, who, "review.merge", " ".join(merged.codes), merged.organiser)
    for submission_id in merged.accepted:
        record_action(store.home, who, "review.accept", submission_id)
    return merged


def unmerge(store: Store, first: str, second: str, who: str, reason: str = "") -> tuple[str, str]:
    """Make two again of what was merged; raises UserError."""
    codes = unmerge_things(store, first, second, who, reason)
    record_action(store.home, who, "review.unmerge", " ".join(codes))
    return codes


def publish(
    store: Store, month: int, is_draft: bool, confirmation: Confirmation | None, who: str, tell: Progress
) -> Published:
    """Publish what was previewed; raises UserError."""
    published = publish_release(store, month, is_draft, on_progress=tell, confirmation=confirmation)
    record_action(store.home, who, "publish", published.release_id)
    return published
