"""How complete the partners' reporting is: of the month, to date, and who has not reported since when."""

from dataclasses import dataclass
from datetime import date, timedelta

from released.blocks import Block, Bullets, Heading, Inline, Paragraph, TableBlock, quiet, strong
from released.pack.saying import NO_VALUE
from released.release import Release
from released.table import Table


@dataclass(frozen=True)
class Gap:
    """A partner that has not reported: the months in order, the due day of the first, and whether any is late."""

    partner_code: str
    months: tuple[str, ...]
    first_due: date
    is_late: bool


@dataclass(frozen=True)
class Reporting:
    """Counts for the month and to date, and the gaps, the longest first."""

    expected_n: int
    received_n: int
    expected_to_date_n: int
    received_to_date_n: int
    on_time_to_date_n: int
    gaps: tuple[Gap, ...]


def read_reporting(release: Release) -> Reporting:
    """From the release's table `reporting`, up to its month."""
    due = _due(release)
    now = due.where(month=release.month)
    missing = due.keep(lambda row: row["received_on"] is None and row["state"] in ("missing", "late"))
    gaps = [_gap(code, rows) for code, rows in missing.sorted_by("month").group("partner_code").items()]
    return Reporting(
        expected_n=len(now),
        received_n=_received(now),
        expected_to_date_n=len(due),
        received_to_date_n=_received(due),
        on_time_to_date_n=len(due.where(is_on_time=True)),
        gaps=tuple(sorted(gaps, key=lambda gap: (gap.months[0], gap.partner_code))),
    )


def build_reporting(release: Release) -> list[Block]:
    """Two sentences, who is missing, and a line for each partner."""
    _, found = release.texts, read_reporting(release)
    said = [
        _("{received} of {expected} workbooks received.", received=found.received_n, expected=found.expected_n),
        _say_to_date(found, release),
    ]
    return [
        Heading(_("Partners")),
        Paragraph(" ".join(said)),
        *([Bullets([say_gap(gap, release) for gap in found.gaps])] if found.gaps else []),
        _table(release),
    ]


def say_gap(gap: Gap, release: Release) -> Inline:
    """A partner with the months that are missing, and since when."""
    _ = release.texts
    late = _("late since {day}", day=_.date(gap.first_due + timedelta(days=1)))
    since = late if gap.is_late else _("due by {day}", day=_.date(gap.first_due))
    return [strong(partner_name(gap.partner_code, release)), quiet(f" {', '.join(gap.months)} · {since}")]


def partner_name(code: str, release: Release) -> str:
    """The partner's name; its code where the release has none."""
    rows = release.table("partner").where(partner_code=code)
    return release.texts.label("partner_name", code, rows[0]["partner_name"] if len(rows) else code)


def _due(release: Release) -> Table:
    return release.table("reporting").keep(lambda row: bool(row["is_expected"]) and row["month"] <= release.month)


def _received(rows: Table) -> int:
    return sum(day is not None for day in rows.column("received_on"))


def _gap(code: str, rows: Table) -> Gap:
    late = any(row["state"] == "late" for row in rows)
    return Gap(code, tuple(rows.column("month")), rows[0]["due_on"], late)


def _say_to_date(found: Reporting, release: Release) -> str:
    _, expected = release.texts, found.expected_to_date_n
    rate = _.percent(100 * found.on_time_to_date_n / expected) if expected else NO_VALUE
    return _(
        "{received} of {expected} workbooks received since the start, {on_time} on time.",
        received=_.number(found.received_to_date_n),
        expected=_.number(expected),
        on_time=rate,
    )


def _table(release: Release) -> TableBlock:
    _, due = release.texts, _due(release)
    rows = [_line(code, rows, release) for code, rows in sorted(due.group("partner_code").items())]
    head = [_("Partner"), _("Received"), _("In time"), _("Missing"), release.month]
    return TableBlock(_("How punctual each partner reports"), head, rows, (1, 2), (5, 1.2, 1.2, 1.6, 3))


def _line(code: str, rows: Table, release: Release) -> list[Inline]:
    _ = release.texts
    missing = [row["month"] for row in rows if row["received_on"] is None]
    now = rows.where(month=release.month)
    state = _.label("reporting_state", now[0]["state"]) if len(now) else NO_VALUE
    return [
        [strong(code), f" {partner_name(code, release)}"],
        _("{value} of {planned}", value=_received(rows), planned=len(rows)),
        _.number(len(rows.where(is_on_time=True))),
        ", ".join(missing) or NO_VALUE,
        state,
    ]
