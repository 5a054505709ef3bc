"""Each objective: how many of its indicators stand how, and the one that is the farthest behind."""

from collections.abc import Mapping, Sequence

from released.blocks import Block, Bullets, Heading, Inline, Paragraph, TableBlock, mark, quiet, strong
from released.pack.saying import against_plan, status_name
from released.pack.standing import STATUSES, Standing, behind, judged, read_standings
from released.release import Release
from released.texts import Texts


def build_objectives(release: Release) -> list[Block]:
    """Heading, counts by status, why each stands so, and which figures count with an earlier month."""
    _, standings = release.texts, read_standings(release)
    names = objective_names(release).items()
    parts = {name: [one for one in standings if one.about.objective == code] for code, name in names}
    why: list[Inline] = [[strong(name), f"{_.colon}{_why(found, _)}"] for name, found in parts.items()]
    earlier = sum(one.is_earlier for one in standings)
    said = _("Figures about women count with their last closing; {n} of them are of an earlier month.", n=earlier)
    note = [Paragraph(quiet(said))] if earlier else []
    return [Heading(_("Objectives")), _table(parts, standings, _), Bullets(why), *note]


def objective_names(release: Release) -> dict[str, str]:
    """Names of the objectives by code, in the framework's order."""
    rows = release.table("objective").sorted_by("position")
    return {row["objective"]: release.texts.label("objective_name", row["objective"], row["objective_name"])
            for row in rows}  # fmt: skip


def _table(parts: Mapping[str, Sequence[Standing]], standings: Sequence[Standing], texts: Texts) -> TableBlock:
    """How many indicators stand how; a count can't say whether targets are decided, so the drawing above does."""
    head: list[Inline] = [texts("Objective"), *(mark(status, status_name(status, texts)) for status in STATUSES)]
    rows: list[list[Inline]] = [[name, *_counts(found, texts)] for name, found in parts.items()]
    rows.append([strong(texts("Total")), *(strong(said) for said in _counts(standings, texts))])
    numeric = range(1, len(head))
    return TableBlock(
        texts("Objectives with their indicators by status"), head, rows, numeric, (4, *(1.5 for _ in numeric))
    )


def _counts(standings: Sequence[Standing], texts: Texts) -> list[str]:
    found = [one.status for one in standings]
    return [texts.number(found.count(status)) for status in STATUSES]


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
