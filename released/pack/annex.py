"""The annex: every indicator's newest total beside its plan and target, and how often all was calculated."""

from released.blocks import Block, Heading, Inline, Paragraph, Piece, TableBlock, quiet
from released.pack.reasons import why_none
from released.pack.saying import NO_VALUE, coverage_note, number_of, plan_of, say_coverage, status_mark
from released.pack.standing import Standing, read_standings
from released.release import Release


def build_annex(release: Release) -> list[Block]:
    """All totals in the order of the results framework, by objective, with footnotes on gaps and hidden figures."""
    _, standings = release.texts, read_standings(release)
    order = list(release.table("objective").sorted_by("position").column("objective"))
    places = {objective: place for place, objective in enumerate(order)}
    ordered = sorted(standings, key=lambda one: places.get(one.about.objective, -1))
    groups = []
    for number, one in enumerate(ordered):
        if not number or ordered[number - 1].about.objective != one.about.objective:
            groups.append((number, one.about.objective_name))
    head = [_("Indicator"), _("Value"), _("Month"), _("Planned by then"), _("Target"), _("Status"), _("Coverage")]
    caption = _("the newest totals of all indicators")
    rows = [_row(one, release) for one in ordered]
    widths = (4, 1.4, 0.9, 1.5, 1.6, 2.1, 1.6)
    table = TableBlock(caption[:1].upper() + caption[1:], head, rows, (1, 3, 4), widths, groups)
    return [Heading(_("Annex: all totals")), table, Paragraph(quiet(say_verified(release)))]


def say_verified(release: Release) -> str:
    """How many figures were calculated a second time, and whether anything differed."""
    _ = release.texts
    rows = release.table("verification").rows if "verification" in release.tables() else []
    compared = sum(row["figures_compared_n"] or 0 for row in rows)
    different = sum(row["differences_n"] or 0 for row in rows)
    if not compared:
        return _("The figures of this release were not calculated a second time.")
    said = _.plural(
        "{n} figure was calculated a second time by another program",
        "{n} figures were calculated a second time by another program",
        compared,
    )
    if not different:
        return _("{compared}; no difference.", compared=said)
    differing = _.plural("{n} differs", "{n} differ", different)
    return _("{compared}; {different}.", compared=said, different=differing)


def _row(one: Standing, release: Release) -> list[Inline]:
    _ = release.texts
    note = "" if one.now["state"] == "value" else why_none(one, release)
    unit = "" if one.about.unit.startswith(("percent", "%")) else f", {one.about.unit_name}"
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
