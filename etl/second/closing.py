"""Closings of the women's ledgers: the few months, fixed before any data, in which figures of women can be new."""

from etl.second.reading import month_number
from etl.second.world import World


def closings(world: World) -> list[int]:
    """All closings, as months."""
    return sorted(month_number(code) for code in world.definitions["disclosure"]["closings"])


def may_close(world: World) -> bool:
    """May this release close anything? Not a draft, and not a release of an older month than one that is out."""
    return not world.is_draft and world.until >= world.released_until


def closings_dealt_with(world: World) -> list[int]:
    """The closings due by the release's month that no release has dealt with yet."""
    if not may_close(world):
        return []
    return [month for month in closings(world) if month <= world.until and month not in world.closings_done]


def closing_now(world: World) -> int | None:
    """The closing under which this release books its blocks: the newest of those due; the others are skipped."""
    return max(closings_dealt_with(world), default=None)


def closings_done_after(world: World) -> dict[int, int | None]:
    """The closings dealt with after this release: each with the month that it is shown in, None for a skipped one."""
    skipped_or_shown = {month: month if month == closing_now(world) else None for month in closings_dealt_with(world)}
    return dict(world.closings_done) | skipped_or_shown
