"""The annex: every indicator's newest total beside its plan and target, and how often all was calculated."""

from released.blocks import Block, Heading, Paragraph, quiet
from released.charts.wording import capital
from released.pack.figure_table import figure_table
from released.pack.standing import read_standings
from released.release import Release
from released.texts import Texts


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
    table = figure_table(ordered, capital(_("the newest totals of all indicators")), release, groups)
    return [Heading(_("Annex: all totals")), table, Paragraph(quiet(say_verified(release)))]


def say_verified(release: Release) -> str:
    """How many figures were calculated a second time, and whether anything differed."""
    rows = release.table("verification").rows if "verification" in release.tables() else []
    compared = sum(row["figures_compared_n"] or 0 for row in rows)
    return say_compared(compared, sum(row["differences_n"] or 0 for row in rows), release.texts)


def say_compared(compared: int, different: int, _: Texts) -> str:
    """The sentence alone; the product's pages say the same."""
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
