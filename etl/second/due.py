"""Which workbooks were due on a day, and which of them came in time."""

from datetime import date, timedelta

from etl.second.reading import calendar, is_expected, month_end, partners
from etl.second.world import World

Received = tuple[str, int, date]


def due_reports(world: World, received: list[Received]) -> list[tuple[str, int, bool]]:
    """Every partner and month whose due day has come; in time is what was first received by it.

    `received` are all submissions of a partner and month: one that was returned later was received, too.
    """
    first: dict[tuple[str, int], date] = {}
    for code, month, day in received:
        first[code, month] = min(day, first.get((code, month), day))
    due = []
    for month in range(1, world.until + 1):
        due_day = month_end(world, month) + timedelta(days=calendar(world)["due_days"])
        if due_day > world.as_of:
            continue
        for partner in partners(world):
            if is_expected(world, partner, month, None):
                received_on = first.get((partner["code"], month))
                due.append((partner["code"], month, received_on is not None and received_on <= due_day))
    return due
