"""Which release was in force on a day, and what became of each: pure, from what identifies the releases."""

from collections.abc import Iterable, Sequence
from datetime import date

from etl.services import ReleaseInfo


def in_force(releases: Iterable[ReleaseInfo], day: date) -> ReleaseInfo | None:
    """The release that the committee had on a day: the newest month of those known by then and not yet replaced."""
    known = [info for info in releases if info.as_of <= day]
    replaced = {info.supersedes for info in known if info.supersedes}
    current = [info for info in known if info.release_id not in replaced]
    return max(current, key=lambda info: (info.month, info.as_of), default=None)


def replaced_by(release: ReleaseInfo, releases: Iterable[ReleaseInfo]) -> ReleaseInfo | None:
    """The release that replaced this one, if any did."""
    return next((info for info in releases if info.supersedes == release.release_id), None)


def between(first: str, last: str, releases: Sequence[ReleaseInfo]) -> list[ReleaseInfo]:
    """The releases after `first` up to and with `last`, in the order of their days; none the other way round."""
    ordered = in_order(releases)
    names = [info.release_id for info in ordered]
    return ordered[names.index(first) + 1 : names.index(last) + 1]


def in_order(releases: Iterable[ReleaseInfo]) -> list[ReleaseInfo]:
    """By their days; of one day and month the one that replaces another comes last."""
    return sorted(releases, key=lambda info: (info.as_of, info.month, info.supersedes is not None))
