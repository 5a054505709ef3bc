"""Publishing: calculate, pass the gate, verify, attack, and only then swap the release file in."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock

from etl.absent_partners import list_absent, of_women
from etl.book import append_book
from etl.calculated import Calculated, Progress, calculate_now
from etl.comment import read_comments
from etl.comment_due import demand_comments, figures_without_comment
from etl.confirmation import Confirmation, check_confirmation
from etl.errors import UserError
from etl.publish_request import check_request
from etl.release_build import build_release, describe_release, new_release_id
from etl.release_chain import demand_chain
from etl.release_swap import building_path, finish_swaps, settle, swap_in
from etl.store import Store, append_rows, as_store_time
from indicators.texts import N_


@dataclass(frozen=True)
class Published:
    """A release that has left."""

    release_id: str
    path: Path
    month: int
    as_of: str
    # Delayed binding targets without a comment: told of a draft and in a test home, refused elsewhere.
    without_comment: tuple[str, ...] = ()
    is_draft: bool = False
    # Partners that a closing was dealt with without: what they send now comes with the next one.
    absent: tuple[str, ...] = ()


def publish_release(
    store: Store,
    month: int,
    is_draft: bool = False,
    supersedes: str | None = None,
    reason: str | None = None,
    on_progress: Progress = lambda _text: None,
    confirmation: Confirmation | None = None,
) -> Published:
    """Build the release of the months up to `month` as of now; raises UserError when it may not leave.

    With a `confirmation` it leaves only from the state of the data that the coordinator has looked at.
    """
    with FileLock(str(store.home.lock_path.with_name("publish.lock"))):
        # What an interrupted publication has closed comes first: it is an earlier release like any other.
        finish_swaps(store)
        demand_chain(store)
        check_request(store, month, is_draft, supersedes, reason)
        return _publish(store, month, is_draft, supersedes, reason, confirmation, on_progress)


def _publish(
    store: Store,
    month: int,
    is_draft: bool,
    supersedes: str | None,
    reason: str | None,
    confirmation: Confirmation | None,
    tell: Progress,
) -> Published:
    because = check_confirmation(store, confirmation) if confirmation else None
    # This first opening also makes what an older store lacks: only what people do changes it from here on.
    comments = read_comments(store, month)
    known = store.version()
    calculated = calculate_now(store, month, is_draft, new_release_id(store, month, is_draft), tell)
    missing = figures_without_comment(store, calculated.figures, comments, month)
    absent = _absent(store, calculated, month)
    if not is_draft and store.home.kind != "test":
        demand_comments(store, missing, month)
    about = describe_release(store, calculated.release_id, month, is_draft, supersedes, reason)
    building, digest = _build_cleared(store, calculated, about, comments, known, tell)
    # From here on the finished file stays: once the ledger knows it, the next start swaps it in whatever happens.
    _keep(store, calculated, _stored(about) | {"as_of": as_store_time(store.home.now()), "sha256": digest}, because)
    path = swap_in(building)
    return Published(
        calculated.release_id,
        path,
        month,
        str(about["as_of"]),
        tuple(str(row["indicator_code"]) for row in missing),
        is_draft,
        absent,
    )


def _build_cleared(
    store: Store,
    calculated: Calculated,
    about: dict[str, Any],
    comments: list[dict[str, Any]],
    known: bytes,
    tell: Progress,
) -> tuple[Path, str]:
    """The finished file and its digest; whatever stops it on the way leaves no file behind."""
    building = building_path(store.home, calculated.release_id)
    try:
        build_release(store, calculated, about, comments, building, tell)
        return building, _clear(store, building, calculated.release_id, known, tell)
    except BaseException:
        building.unlink(missing_ok=True)
        raise


def _absent(store: Store, calculated: Calculated, month: int) -> tuple[str, ...]:
    if calculated.closed.due.closing is None:
        return ()
    return tuple(one.partner for one in of_women(list_absent(store, calculated.before, month)))


def _keep(store: Store, calculated: Calculated, row: dict[str, Any], because: str | None) -> None:
    """Keep what the release closed and its digest, in one transaction."""
    with store.open() as opened:
        if not row["is_draft"]:
            append_book(
                opened,
                calculated.release_id,
                calculated.before,
                calculated.closed.book,
                calculated.closed.due,
                calculated.figures,
            )
        append_rows(opened, "release", [row | {"confirmed_because": because}])


def _clear(store: Store, building: Path, release_id: str, known: bytes, tell: Progress) -> str:
    """Attack the file, see that the store is still as it was known, bring the file to the disk; returns its digest."""
    # The attacker's tools take a second to load: not at the start of every page and command.
    from etl.audit import audit_home

    verdict = audit_home(store, building, tell)
    if not verdict.clears(release_id):
        listed = "\n".join(f"  {finding}" for finding in verdict.findings[:20])
        raise UserError(
            N_("The auditor can't clear this release, so nothing was published:\n{findings}"), findings=listed
        )
    if store.version() != known:
        raise UserError(N_("Somebody sent or decided something meanwhile. Nothing was published: publish again."))
    return settle(building)


def _stored(about: dict[str, Any]) -> dict[str, Any]:
    return about | {"month": int(about["month"][1:]), "file": f"{about['release_id']}.duckdb"}
