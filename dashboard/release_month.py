"""Months that a release can be of, for the desk's choices."""

from dashboard.session import Context


def release_months(context: Context, since: int = 1) -> list[int]:
    """Months from `since` on that have begun, those that are over first: they are what is released next."""
    periods, today = context.periods, context.home.today()
    begun = [number for number in range(periods.count, since - 1, -1) if periods.is_begun(number, today)]
    return sorted(begun, key=lambda number: (periods.last_day(number) >= today, -number))
