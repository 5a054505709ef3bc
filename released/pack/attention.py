"""What is not on track: figures against the plan, cause, action, owner and day as the coordinator wrote them."""

from collections.abc import Sequence

from released.blocks import Block, Case, Figure, Heading, Inline, Paragraph, TableBlock, quiet, strong
from released.charts import PHONE, chart
from released.charts.wording import say_finding
from released.figures import figures
from released.pack.reasons import explain
from released.pack.reporting import partner_name
from released.pack.saying import NO_VALUE, against_plan, coverage_note, plan_of, say_coverage, status_mark, value_of
from released.pack.standing import Standing, behind, is_in_force, read_standings
from released.release import Release

_DRAWN = 3  # curves; with more of them nobody sees the three that matter
_WIDTH = 640.0


def build_attention(release: Release) -> list[Block]:
    """Decided targets as cases, the farthest behind first; those against a proposed target in a table."""
    _, late = release.texts, behind(read_standings(release))
    decided = [one for one in late if not one.is_proposed]
    blocks: list[Block] = [
        Heading(_("Needs your attention"), beside=_("decided targets, the farthest behind first")),
        *(build_case(one, release, number < _DRAWN) for number, one in enumerate(decided)),
    ]
    if not decided:
        blocks.append(Paragraph(_("Nothing is delayed or at risk against a decided target.")))
    return blocks + _build_proposed([one for one in late if one.is_proposed], release)


def build_case(one: Standing, release: Release, is_drawn: bool = False) -> Case:
    """One case, with the curve of the indicator if wanted."""
    _ = release.texts
    title: Inline = [status_mark(one, _, is_long=True), f" {one.about.name}", quiet(f" {one.code}")]
    drawing = None
    if is_drawn:
        drawn, narrow = (chart(release, one.code, width, has_title=False) for width in (_WIDTH, PHONE))
        finding = say_finding(figures(release, one.code), one.about, release.month, _)
        drawing = Figure(drawn, finding, drawn.description, narrow)
    return Case(one.status, title, say_figures(one, release), say_then(one, release), explain(one, release), drawing)


def say_figures(one: Standing, release: Release) -> Inline:
    """Value, plan, target and coverage in one line."""
    _ = release.texts
    target = plan_of(one, _, "target")
    is_most = one.about.direction == "down"
    aim = _("target at most {target}", target=target) if is_most else _("target {target}", target=target)
    planned = _("planned by {month}: {expected}", month=one.row["month"], expected=plan_of(one, _))
    coverage = quiet(say_coverage(one, _), coverage_note(one, _))
    return [strong(value_of(one, _)), f" · {planned} · {aim} · ", coverage]


def say_then(one: Standing, release: Release) -> list[tuple[str, Inline]]:
    """Cause, action, owner and day; that nothing was said, or nothing newer."""
    _, comment = release.texts, one.comment
    if comment is None:
        return [(_("Cause"), _("No cause given yet."))]
    owner, due = comment["owner"], comment["due"]
    lines: list[tuple[str, Inline]] = [(_("Cause"), comment["cause"] or ""), (_("Action"), comment["action"] or "")]
    lines += [(_("Owner"), partner_name(owner, release))] if owner else []
    lines += [(_("Due"), _.date(due))] if due else []
    if not is_in_force(comment, release):
        said = _("Said for {month}; its day is over, and nothing newer was said.", month=comment["month"])
        lines[-1] = (lines[-1][0], [str(lines[-1][1]), quiet(f" {said}")])
    return [line for line in lines if line[1]]


def _build_proposed(cases: Sequence[Standing], release: Release) -> list[Block]:
    if not cases:
        return []
    _ = release.texts
    hint = _("the committee has not decided these targets yet")
    title = _.plural(
        "{n} behind a proposed target: {hint}", "{n} behind proposed targets: {hint}", len(cases), hint=hint
    )
    head = [_("Indicator"), _("Value"), _("Status"), _("Cause"), _("Action")]
    rows = [_proposed_row(one, release) for one in cases]
    return [TableBlock(title, head, rows, widths=(3, 2, 1.8, 3, 3))]


def _proposed_row(one: Standing, release: Release) -> list[Inline]:
    _, said = release.texts, dict(say_then(one, release))
    return [
        [one.about.name, quiet(f" {one.code}")],
        [against_plan(one, _), quiet(f" · {say_coverage(one, _)}", coverage_note(one, _))],
        status_mark(one, _),
        said[_("Cause")],
        said.get(_("Action"), NO_VALUE),
    ]
