"""May a release of this month be asked for at all? Judged before anything is calculated."""

from etl.erasure.done import expect_rows
from etl.errors import UserError
from etl.reason import demand_released_reason
from etl.release_chain import known_releases
from etl.release_file import list_releases
from etl.store import Store
from indicators.periods import month_code
from indicators.texts import N_


def check_request(store: Store, month: int, is_draft: bool, supersedes: str | None, reason: str | None) -> None:
    """Raise UserError when the request itself can't be granted, whatever the data are."""
    periods = store.definitions.periods
    if not 1 <= month <= periods.count or not periods.is_begun(month, store.home.today()):
        raise UserError(N_("{month} has not begun yet: there is nothing to publish."), month=month_code(month))
    if not is_draft and store.home.kind != "test" and periods.last_day(month) >= store.home.today():
        told = N_("{month} is not over: nothing of it can be judged yet. Publish the month before, or a draft.")
        raise UserError(told, month=month_code(month))
    if bool(supersedes) != bool(reason):
        raise UserError(N_("A release that supersedes another needs both its id and a reason."))
    if supersedes:
        _check_superseded(store, month, supersedes)
    elif not is_draft:
        _check_order(store, month)
    if reason:
        # It is released: what may be personal stays out.
        demand_released_reason(store.definitions, reason)
    expect_rows(store)


def _check_superseded(store: Store, month: int, supersedes: str) -> None:
    """What is replaced is a release of the same month that nothing has replaced yet; raises UserError."""
    found = next((info for info in list_releases(store.home) if info.release_id == supersedes), None)
    if found is None:
        raise UserError(N_("There is no release {release}."), release=supersedes)
    if found.month != month:
        told = N_("{release} is of {month}. A release replaces one of its own month.")
        raise UserError(told, release=supersedes, month=month_code(found.month))
    if not found.is_in_force:
        raise UserError(
            N_("{release} is a draft or was replaced already: there is nothing to replace."), release=supersedes
        )


def _check_order(store: Store, month: int) -> None:
    """A month older than one that has left would tell late what was closed without it; raises UserError."""
    left = [info.month for info in list_releases(store.home) if not info.is_draft]
    left += [row["month"] for row in known_releases(store) if not row["is_draft"]]
    newest = max(left, default=0)
    if month < newest:
        told = N_(
            "A release of {newest} has left, so none of {month} can follow it: its closings are done. Publish {newest} "
            "again. Where a release of {month} has left before, it can be replaced, with a reason."
        )
        raise UserError(told, newest=month_code(newest), month=month_code(month))
