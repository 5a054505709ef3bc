"""The one-page brief: what somebody on the way to the meeting wants to know, on one sheet or a phone."""

from released.blocks import Block, Bullets, Case, Cover, Heading, Inline, Paragraph, quiet
from released.pack.attention import build_case
from released.pack.cover import BRIEF, marks, month_title, page_words, statements
from released.pack.deliverables import say_next
from released.pack.reporting import read_reporting, say_gap
from released.pack.saying import against_plan, coverage_note, say_coverage, status_mark
from released.pack.standing import Standing, behind, decided, read_standings
from released.pack.summary import build_key_figures, say_summary
from released.pack.women import say_next_closing
from released.pack.work import figures_of, pages_of
from released.release import Release

_WORST, _FIGURES, _LINES = 3, 4, 2


def build_brief(release: Release) -> list[Block]:
    """Month, three sentences, headline figures, the worst with cause and action, trainings, who is missing, next."""
    _ = release.texts
    return [
        page_words(release, BRIEF),
        _cover(release),
        Paragraph(" ".join(say_summary(release)), "lead"),
        *build_key_figures(release, _FIGURES),
        *_worst(release),
        *_work(release),
        *_missing(release),
        Heading(_("What comes next")),
        Paragraph(f"{say_next(release)} {say_next_closing(release)}"),
    ]


def _cover(release: Release) -> Cover:
    _, about = release.texts, release.about()
    said = [_("Release {release}", release=release.release_id), _("as of {day}", day=_.date(release.as_of))]
    name = _.label("project", "name", str(about["project_name"]))
    title, told = month_title(release), " · ".join(said)
    return Cover(str(about["project"]), name, title, told, marks(release), (), statements(release))


def _worst(release: Release) -> list[Block]:
    _, late = release.texts, behind(read_standings(release))
    chosen = (decided(late) or late)[:_WORST]
    if not chosen:
        return [Heading(_("Needs your attention")), Paragraph(_("Nothing is behind its plan."))]
    return [Heading(_("Needs your attention")), *(_short(build_case(one, release)) for one in chosen)]


def _short(case: Case) -> Case:
    """Without the reason, which the pack tells."""
    return Case(case.status, case.title, case.figures, case.lines)


def _work(release: Release) -> list[Block]:
    """Of each sheet with a page of its own the first figures."""
    _ = release.texts
    blocks: list[Block] = []
    for name in pages_of(release):
        found = [one for one in figures_of(name, release) if one.shown is not None]
        # What was held and who came is asked first, then what came of it.
        found = sorted(found, key=lambda one: one.about.type != "count")[:_LINES]
        lines: list[Inline] = [_say(one, release) for one in found]
        if lines:
            blocks += [Heading(_.label("sheet", name)), Bullets(lines)]
    return blocks


def _say(one: Standing, release: Release) -> Inline:
    _ = release.texts
    coverage = quiet(f" · {say_coverage(one, _)}", coverage_note(one, _))
    return [f"{one.about.name}{_.colon}{against_plan(one, _)} ", status_mark(one, _), coverage]


def _missing(release: Release) -> list[Block]:
    # Who misses the month itself comes before who misses earlier ones.
    gaps = sorted(read_reporting(release).gaps, key=lambda gap: release.month not in gap.months)
    title = Heading(release.texts("Partners"))
    if not gaps:
        return [title, Paragraph(release.texts("Everybody who was due has reported."))]
    return [title, Bullets([say_gap(gap, release) for gap in gaps[:_WORST]])]
