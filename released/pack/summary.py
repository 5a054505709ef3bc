"""The first page: three sentences to read aloud, the headline figures with their coverage, indicators by status."""

from collections.abc import Sequence

from released.blocks import Block, Figure, Heading, Inline, KeyFigures, Paragraph, Piece, quiet
from released.blocks.inline import BIG
from released.charts import PAGE, PHONE, draw_status
from released.charts.wording import unit_beside
from released.figures import newest_figures
from released.months import month_name, month_number
from released.pack.objectives import objective_names
from released.pack.reasons import explain
from released.pack.reporting import Gap, partner_name, read_reporting
from released.pack.saying import (
    against_plan,
    coverage_note,
    first_note,
    is_less_better,
    plan_of,
    say_coverage,
    status_mark,
    value_of,
)
from released.pack.standing import Standing, behind, decided, going_well, headlines, read_standings
from released.release import Release

_MOST_NAMES = 3  # more can't be listened to; all of them stand in the section on reporting


def build_summary(release: Release) -> list[Block]:
    """Heading, sentences, headline figures and the drawing."""
    _ = release.texts
    return [
        Heading(_("Overview")),
        Paragraph(" ".join(say_summary(release)), "lead"),
        *build_key_figures(release),
        _draw_objectives(release),
    ]


def say_summary(release: Release) -> list[str]:
    """Where we are, what is behind, who has not reported."""
    standings = read_standings(release)
    return [_say_where(standings, release), _say_behind(standings, release), say_missing(release)]


def build_key_figures(release: Release, most: int = 5) -> list[Block]:
    """The headline figures beside each other; nothing in a release without any."""
    chosen = headlines(read_standings(release), release, most)
    items = [_key_figure(one, release, not number) for number, one in enumerate(chosen)]
    return [KeyFigures(release.texts("Headline figures"), items)] if items else []


def _key_figure(one: Standing, release: Release, is_first: bool) -> tuple[Inline, Inline, list[Inline]]:
    _, row = release.texts, one.row
    if one.shown is None:
        return one.about.name, Piece(value_of(one, _), note=explain(one, release)), []
    unit = unit_beside(one.about)
    figure: Inline = [Piece(value_of(one, _), BIG), quiet(f" {unit}" if unit else "")]
    note = first_note(one, _) if is_first else coverage_note(one, _)
    ground = [quiet(_("as of {month}", month=row["month"])), quiet(f" · {say_coverage(one, _)}", note)]
    lines: list[Inline] = [quiet(_say_planned(one, release)), status_mark(one, _, is_long=True), ground]
    return one.about.name, figure, lines


def _say_planned(one: Standing, release: Release) -> str:
    _ = release.texts
    if one.row["expected"] is None:
        return _("nothing planned by then")
    if is_less_better(one):
        return _("planned at most {expected}", expected=plan_of(one, _))
    return _("planned {expected}", expected=plan_of(one, _))


def _draw_objectives(release: Release) -> Figure:
    _ = release.texts
    names = objective_names(release)
    drawn, narrow = (
        draw_status(newest_figures(release), _, "objective", names, width, has_title=False) for width in (PAGE, PHONE)
    )
    return Figure(drawn, drawn.name, drawn.description, narrow)


def _say_where(standings: Sequence[Standing], release: Release) -> str:
    _, judged = release.texts, decided(standings)
    number, count = month_number(release.month), release.about()["months_n"]
    name = month_name(release, release.month)
    places = {"month": name, "number": number, "count": count, "total": len(judged)}
    if not judged:
        return _("In month {number} of {count}, {month}, no decided target can be judged yet.", **places)
    return _.plural(
        "In month {number} of {count}, {month}, {n} of {total} indicators with a decided target is on track or ahead.",
        "In month {number} of {count}, {month}, {n} of {total} indicators with a decided target are on track or ahead.",
        len(going_well(judged)),
        **places,
    )


def _say_behind(standings: Sequence[Standing], release: Release) -> str:
    _, late = release.texts, behind(decided(standings))
    if not late:
        return _("None with a decided target is behind its plan.")
    worst = late[0]
    places = {"name": worst.about.name, "figures": against_plan(worst, _), "month": worst.row["month"]}
    if len(late) == 1:
        return _("One is behind its plan: “{name}” ({figures} by {month}).", **places)
    return _.plural(
        "{n} is behind its plan, the farthest “{name}” ({figures} by {month}).",
        "{n} are behind their plan, the farthest “{name}” ({figures} by {month}).",
        len(late),
        **places,
    )


def say_missing(release: Release) -> str:
    """Which partners have not reported the release's month."""
    _, reporting = release.texts, read_reporting(release)
    missing = [gap for gap in reporting.gaps if release.month in gap.months]
    places = {"month": month_name(release, release.month), "total": reporting.expected_n}
    if not reporting.expected_n:
        return _("No partner was due to report for {month}.", month=places["month"])
    if not missing:
        return _.plural(
            "The {n} partner that was due has reported for {month}.",
            "All {n} partners that were due have reported for {month}.",
            reporting.expected_n,
            month=places["month"],
        )
    # Outside the call: a call with texts within it would be collected as a text without a plural.
    listed = _list_names(missing, release)
    return _.plural(
        "{n} of {total} partners has not reported for {month}: {names}.",
        "{n} of {total} partners have not reported for {month}: {names}.",
        len(missing),
        names=listed,
        **places,
    )


def _list_names(gaps: Sequence[Gap], release: Release) -> str:
    names, more = [partner_name(gap.partner_code, release) for gap in gaps], len(gaps) - _MOST_NAMES
    shown = names if more <= 1 else [*names[:_MOST_NAMES], release.texts("{n} more", n=more)]
    return release.texts.joined(shown)
