"""Why a figure is not on track and what is done about it: cause, action, owner and day, or that none was given."""

from datetime import date

from dashboard.markup import Html, element, join
from dashboard.rows import Row
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.symbols import NEEDS_ATTENTION


def build_comment(standing: Standing, released: Released) -> Html | None:
    """The comment of a figure that is not on track; without one, that is said. Nothing for any other figure."""
    if standing.status not in NEEDS_ATTENTION:
        return None
    _ = released.context.texts
    if standing.comment is None:
        return element("div", _("No cause given yet."), cls="then missing")
    lines = [
        element("div", element("b", f"{name}{_.colon}"), text) for name, text in _lines(standing.comment, released)
    ]
    if not is_in_force(standing.comment, released.month_code, released.info.as_of):
        said = _("Said for {month}; its day is over, and nothing newer was said.", month=standing.comment["month"])
        lines.append(element("div", said, cls="over"))
    # On the first screen they stand in one line, a space apart.
    return element("div", join(lines, " "), cls="then")


def is_in_force(comment: Row, month: str, as_of: date) -> bool:
    """Does it still speak for its indicator: written for the release's month, or its day is not over?"""
    return bool(comment["month"] == month or comment["due"] is None or comment["due"] >= as_of)


def _lines(comment: Row, released: Released) -> list[tuple[str, str]]:
    _, owner, due = released.context.texts, comment["owner"], comment["due"]
    said = [(_("Cause"), comment["cause"]), (_("Action"), comment["action"])]
    said += [(_("Owner"), released.partner_name(owner))] if owner else []
    said += [(_("Due"), _.day(due))] if isinstance(due, date) else []
    return [(name, str(text)) for name, text in said if text]
