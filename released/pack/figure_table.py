"""Figures as a table: value, month, plan, target, status and coverage; footnotes on gaps and hidden figures."""

from collections.abc import Sequence

from released.blocks import Inline, Piece, TableBlock, quiet
from released.charts.wording import is_percent
from released.pack.reasons import why_none
from released.pack.saying import NO_VALUE, coverage_note, number_of, plan_of, say_coverage, status_mark
from released.pack.standing import Standing
from released.release import Release

# The month parts value and plan: side by side two numbers would be read as one.
_WIDTHS = (3.7, 1.7, 0.9, 1.5, 1.6, 2.1, 1.6)


def figure_table(
    standings: Sequence[Standing], caption: str, release: Release, groups: Sequence[tuple[int, str]] = ()
) -> TableBlock:
    """One line an indicator; `groups`: a heading before the line of that number."""
    _ = release.texts
    head = [_("Indicator"), _("Value"), _("Month"), _("Planned by then"), _("Target"), _("Status"), _("Coverage")]
    rows = [_row(one, release) for one in standings]
    return TableBlock(caption, head, rows, (1, 3, 4), _WIDTHS, groups)


def _row(one: Standing, release: Release) -> list[Inline]:
    _ = release.texts
    note = "" if one.now["state"] == "value" else why_none(one, release)
    # A percentage has its sign; what counts in points does so in this column alone.
    unit = "" if is_percent(one.about.unit) else f", {one.about.unit_name}"
    state = _.label("target_state", one.about.target_state or "", "") if one.about.target is not None else ""
    return [
        [one.about.name, quiet(f" {one.code}{unit}")],
        Piece(number_of(one, _), note=note),
        str(one.row["month"]) if one.shown else NO_VALUE,
        plan_of(one, _, has_unit=False),
        [plan_of(one, _, "target", has_unit=False), quiet(f" {state}" if state else "")],
        status_mark(one, _) if one.shown else NO_VALUE,
        quiet(say_coverage(one, _), coverage_note(one, _)),
    ]
