"""Figures about women: the last closed one with its month, and the neutral sentence where the month brought none."""

from released.blocks import Block, Heading, Inline, Paragraph, TableBlock, quiet
from released.months import month_name
from released.pack.reasons import why_none
from released.pack.saying import NO_VALUE, coverage_note, plan_of, say_coverage, status_mark, value_of
from released.pack.standing import Standing, read_standings
from released.release import Release


def build_women(release: Release) -> list[Block]:
    """Heading, why figures come in closings, the table, and when the next can come; nothing without such figures."""
    _ = release.texts
    found = [one for one in read_standings(release) if one.about.is_about_women]
    if not found:
        return []
    note = _(
        "Consortium totals only, and only at the closings fixed before the project had data. What can't be closed "
        "without telling of a few women stays hidden; hidden is never zero."
    )
    head = [_("Indicator"), _("Last closed figure"), _("Closing"), _("Planned by then"), _("Status")]
    head.append(_("At {month}", month=release.month))
    rows = [_row(one, release) for one in found]
    table = TableBlock(_("Figures about women"), head, rows, (1, 3), (3.6, 1.8, 1.2, 1.5, 2, 2.6))
    return [Heading(_("Figures about women")), Paragraph(note), table, Paragraph(say_next_closing(release))]


def say_next_closing(release: Release) -> str:
    """When the next figures about women can come."""
    _, closings = release.texts, (release.find_definition("disclosure") or {}).get("closings") or ()
    coming = sorted(month for month in closings if month > release.month)
    if not coming:
        return _("There is no further closing.")
    return _("The next closing is {month}.", month=f"{coming[0]} ({month_name(release, coming[0])})")


def _row(one: Standing, release: Release) -> list[Inline]:
    _ = release.texts
    name: Inline = [one.about.name, quiet(f" {one.code}")]
    if one.shown is None:
        return [name, value_of(one, _), NO_VALUE, NO_VALUE, NO_VALUE, why_none(one, release)]
    is_new = not one.is_earlier
    return [
        name,
        [value_of(one, _), quiet(f" · {say_coverage(one, _)}", coverage_note(one, _))],
        str(one.shown["month"]),
        plan_of(one, _),
        status_mark(one, _),
        _("Closed at {month}.", month=one.now["month"]) if is_new else why_none(one, release),
    ]
