"""Each objective: how many of its indicators stand how, and the one that is the farthest behind."""

from collections.abc import Sequence

from released.blocks import Block, Heading, Inline, Paragraph, Piece, TableBlock, line_break, mark, quiet, strong
from released.pack.saying import against_plan, status_name
from released.pack.standing import STATUSES, Standing, behind, judged, read_standings
from released.release import Release
from released.texts import Texts


def build_objectives(release: Release) -> list[Block]:
    """Heading and table, and below it which figures count with an earlier month."""
    _, standings = release.texts, read_standings(release)
    rows = [_row(row["objective"], row["objective_name"], standings, release)
            for row in release.table("objective").sorted_by("position")]  # fmt: skip
    head = [_("Objective"), _("Indicators by status"), _("Why")]
    earlier = sum(one.is_earlier for one in standings)
    said = "Figures about women count with their last closing; {n} of them are of an earlier month."
    note = [Paragraph(quiet(_(said, n=earlier)))] if earlier else []
    caption = _("Objectives with their indicators by status")
    return [Heading(_("Objectives")), TableBlock(caption, head, rows, widths=(3, 2.8, 4)), *note]


def _row(code: str, name: str, standings: Sequence[Standing], release: Release) -> list[Inline]:
    texts = release.texts
    found = [one for one in standings if one.about.objective == code]
    return [strong(texts.label("objective_name", code, name)), _counts(found, texts), _why(found, texts)]


def _counts(standings: Sequence[Standing], texts: Texts) -> list[Piece]:
    """Indicators by status; those against a proposed target counted apart."""
    said: list[Piece] = []
    for status in STATUSES:
        found = [one for one in standings if one.status == status]
        proposed = sum(one.is_proposed for one in found) if status != "unavailable" else 0
        parts = [texts.number(len(found) - proposed)]
        parts += [texts("+ {n} proposed", n=proposed)] if proposed else []
        if found:
            said += [line_break()] if said else []
            said.append(mark(status, f"{status_name(status, texts)}: {' '.join(parts)}", proposed == len(found)))
    return said


def _why(standings: Sequence[Standing], texts: Texts) -> str:
    if not judged(standings):
        return texts("Nothing can be judged yet.")
    late = behind(standings)
    if not late:
        return texts("Nothing is behind its plan.")
    worst = late[0]
    places = {"name": worst.about.name, "figures": against_plan(worst, texts), "month": worst.row["month"]}
    if worst.is_proposed:
        return texts(
            "Nothing is behind a decided target; the farthest behind a proposed one is “{name}”: {figures} by {month}.",
            **places,
        )
    return texts("The farthest behind is “{name}”: {figures} by {month}.", **places)
