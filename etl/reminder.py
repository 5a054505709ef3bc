"""A reminder to a partner, ready to copy: which months are missing, since when, and where to send them.

Made from the calendar and the partner's own reports alone: no number of a workbook and no other partner is in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from indicators.load import Definitions
from indicators.model.project import Partner
from indicators.periods import month_code
from indicators.texts import SOURCE_LANGUAGE, Texts, load_texts

# The page of an officer, as the dashboard names it in its address.
_PAGE = "submit"


@dataclass(frozen=True)
class OpenMonth:
    """A month that a partner still has to send; `state` is `late`, `missing` (still in time) or `returned`."""

    month: int
    due_on: date
    state: str
    # Then nothing can be sent for it until the coordinator opens it.
    is_locked: bool = False

    def days_late(self, today: date) -> int:
        """Days since the due day; 0 where it has not passed, or where the workbook came and was given back."""
        return max((today - self.due_on).days, 0) if self.state == "late" else 0


@dataclass(frozen=True)
class Reminder:
    """Subject and body as plain text."""

    subject: str
    body: str

    @property
    def mailto(self) -> str:
        """A link that opens a new message with it; to whom, the coordinator writes there."""
        return f"mailto:?subject={quote(self.subject)}&body={quote(self.body)}"


def reminder_language(definitions: Definitions, partner: Partner) -> str:
    """The partner's own language where the project speaks it."""
    return partner.language if partner.language in definitions.project.languages else SOURCE_LANGUAGE


def build_reminder(
    definitions: Definitions, partner: Partner, months: Sequence[OpenMonth], today: date, address: str, language: str
) -> Reminder:
    """The reminder of these months in a language; `address` is that of the dashboard."""
    _ = load_texts(definitions, language)
    project = definitions.project.short_name
    codes = ", ".join(month_code(one.month) for one in months)
    lines = [_("Dear colleagues of {partner},", partner=_(partner.name)), "", _say_how_many(months, _), ""]
    lines += [f"- {_say_month(one, definitions, today, _)}" for one in months]
    lines += ["", _say_where(months, _), *(_link(address, one.month, language) for one in months)]
    lines += ["", _say_help(_), "", _("Thank you!"), _("The coordination of {project}", project=project)]
    return Reminder(_("{project}: monthly workbook {months}", project=project, months=codes), "\n".join(lines))


def _say_how_many(months: Sequence[OpenMonth], _: Texts) -> str:
    return _.plural("{n} monthly workbook is still open:", "{n} monthly workbooks are still open:", len(months))


def _say_month(one: OpenMonth, definitions: Definitions, today: date, _: Texts) -> str:
    named = {"month": month_code(one.month), "name": _.month_name(*definitions.periods.calendar_month(one.month))}
    if one.state == "returned":
        return _("{month} ({name}) was returned to you for correction.", **named)
    named["day"] = _.day(one.due_on)
    late, left = one.days_late(today), (one.due_on - today).days
    if late:
        return _.plural(
            "{month} ({name}) was due by {day}: {n} day ago.",
            "{month} ({name}) was due by {day}: {n} days ago.",
            late,
            **named,
        )
    if not left:
        return _("{month} ({name}) is due today, {day}.", **named)
    return _.plural(
        "{month} ({name}) is due by {day}: {n} day left.",
        "{month} ({name}) is due by {day}: {n} days left.",
        left,
        **named,
    )


def _say_where(months: Sequence[OpenMonth], _: Texts) -> str:
    return _("Template and upload for this month:") if len(months) == 1 else _("Template and upload, month by month:")


def _say_help(_: Texts) -> str:
    return _(
        "A month in which nothing changed takes one click there. What comes late counts in full. "
        "Please don't answer this message with names or data of women."
    )


def _link(address: str, month: int, language: str) -> str:
    return f"{address.rstrip('/')}/{_PAGE}?{urlencode({'month': month_code(month), 'language': language})}"
