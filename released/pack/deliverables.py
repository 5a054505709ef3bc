"""Deliverables: what was due so far and in time, what is overdue since when, what comes next."""

from released.blocks import Block, Heading, Inline, Paragraph, TableBlock, mark, quiet, strong
from released.charts.wording import capital
from released.months import month_code, month_name, month_number
from released.pack.saying import NO_VALUE
from released.pack.standing import Row
from released.release import Release
from released.texts import N_

_IN_TIME, _LATE, _OVERDUE, _TO_COME = "in_time", "late", "overdue", "to_come"
# State -> its word, and the status whose mark stands beside it.
_WORDS = {
    _IN_TIME: (N_("in time"), "on_track"),
    _LATE: (N_("late"), "at_risk"),
    _OVERDUE: (N_("overdue"), "delayed"),
    _TO_COME: (N_("to come"), "unavailable"),
}
_AHEAD = 3  # months that the committee looks ahead


def build_deliverables(release: Release) -> list[Block]:
    """Heading, three sentences and the table; that none is planned in a project without any."""
    _, rows = release.texts, read_milestones(release)
    if not rows:
        return [Heading(_("Deliverables")), Paragraph(_("The project plans no deliverables."))]
    said = [_say_done(rows, release), _say_overdue(rows, release), say_next(release)]
    head = [_("Deliverable"), _("Lead"), _("Due"), _("State"), _("Submitted"), _("In time")]
    title, lines = _("Deliverables"), [_row(row, release) for row in rows]
    return [
        Heading(title),
        Paragraph(" ".join(said)),
        TableBlock(title, head, lines, widths=(3.8, 1, 1.5, 1.7, 1.5, 1.7)),
    ]


def read_milestones(release: Release) -> list[Row]:
    """All deliverables in the order in which they are due."""
    if "milestone" not in release.tables():
        return []
    return release.table("milestone").sorted_by("due_month", "deliverable_code").rows


def state_of(row: Row) -> str:
    """How a deliverable stands: what came before its due month is over came in time."""
    if row["submitted_on"] is None:
        return _OVERDUE if row["is_due"] else _TO_COME
    return _LATE if row["is_due"] and not row["is_on_time"] else _IN_TIME


def say_next(release: Release) -> str:
    """What is due in the next months."""
    _, now, last = release.texts, month_number(release.month), release.about()["months_n"]
    if now >= last:
        return _("The project's last month has been reached.")
    until = month_code(min(now + _AHEAD, last))
    coming = [row for row in read_milestones(release)
              if state_of(row) == _TO_COME and release.month < row["due_month"] <= until]  # fmt: skip
    if not coming:
        return _("No deliverable is due by the end of {month}.", month=month_name(release, until))
    named = _.list_apart(
        _("{name}, by the end of {month}", name=_name(row, release), month=month_name(release, row["due_month"]))
        for row in coming
    )
    return _("Due next: {names}.", names=named)


def _say_done(rows: list[Row], release: Release) -> str:
    _, due = release.texts, [state_of(row) for row in rows if row["is_due"]]
    if not due:
        return _("No deliverable has been due so far.")
    return _(
        "{done} of {due} deliverables due so far have been submitted, {in_time} in time.",
        done=len(due) - due.count(_OVERDUE),
        due=len(due),
        in_time=due.count(_IN_TIME),
    )


def _say_overdue(rows: list[Row], release: Release) -> str:
    _, late = release.texts, [row for row in rows if state_of(row) == _OVERDUE]
    if not late:
        return _("No deliverable is overdue.") if any(row["is_due"] for row in rows) else ""
    named = _.list_apart(
        _("{name}, since the end of {month}", name=_name(row, release), month=month_name(release, row["due_month"]))
        for row in late
    )
    return _.plural(
        "{n} deliverable is overdue: {names}.", "{n} deliverables are overdue: {names}.", len(late), names=named
    )


def _name(row: Row, release: Release) -> str:
    code = row["deliverable_code"]
    return f"{code} {release.texts.label('deliverable_name', code, row['deliverable_name'])}"


def _row(row: Row, release: Release) -> list[Inline]:
    _, state = release.texts, state_of(row)
    code, word = row["deliverable_code"], _WORDS[state]
    return [
        [strong(code), f" {_.label('deliverable_name', code, row['deliverable_name'])}"],
        row["lead"],
        [row["due_month"], quiet(f" {_.label('month_short', row['due_month'], '')}")],
        _say_state(row, release),
        _.date(row["submitted_on"]) if row["submitted_on"] else NO_VALUE,
        mark(word[1], capital(_(word[0]))),
    ]


def _say_state(row: Row, release: Release) -> str:
    _, state, progress = release.texts, row["deliverable_state"], row["progress_pct"]
    if not state:
        return _("not reported")
    label = _.label("code_list:deliverable_state", state)
    return label if progress is None or progress >= 100 else f"{label}, {_.percent(progress)}"
