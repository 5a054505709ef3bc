"""The drawn sample and its verification factors as blocks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from released.blocks import Block, Bullets, Figure, Inline, Paragraph, TableBlock, strong
from released.charts import Estimate, Wording, draw_intervals
from released.evaluation.cell import Cell
from released.evaluation.frame import not_recounted
from released.evaluation.sheet import Drawn
from released.evaluation.verified import Verified, factors
from released.release import Release
from released.statistics.sampling import VerificationFactor, most_differing

# How far from 1 a factor commonly still counts as accurate.
_GOOD = 0.05


def sheet_blocks(release: Release, drawn: Drawn) -> Iterator[Block]:
    """What was drawn of what, by table, so that a reader sees how much of all is met."""
    frame, cells = _count(drawn.frame), _count(drawn.cells)
    rows: list[Sequence[Inline]] = []
    for table in sorted(frame):
        partners, units, all_cells = frame[table]
        drawn_partners, drawn_units, drawn_cells = cells.get(table, (0, 0, 0))
        name = release.texts.label("table", table, table)
        pairs = ((drawn_partners, partners), (drawn_units, units), (drawn_cells, all_cells))
        rows.append((name, *(f"{some} of {every}" for some, every in pairs)))
    caption = f"Drawn with the seed {drawn.seed!r} from the release of {release.month}"
    yield TableBlock(caption, ("Table", "Partners met", "Rows or months", "Cells"), rows, widths=(3, 1, 1, 1))


def _count(cells: Iterable[Cell]) -> dict[str, tuple[int, int, int]]:
    by_table: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_table[cell.table].append(cell)
    return {
        table: (len({one.partner for one in own}), len({one.unit for one in own}), len(own))
        for table, own in by_table.items()
    }


def factor_blocks(release: Release, drawn: Drawn, recounted: dict[int, float]) -> Iterator[Block]:
    """Verification factors: drawing, table, and what an interval without width does not mean."""
    lines, over_all = factors(drawn, recounted)
    if over_all is None or over_all.factor is None:
        yield Paragraph("Nothing has been recounted yet.")
        return
    shown = [over_all, *lines]
    title = f"Recounted over reported: {_say(release, over_all.factor)} over all"
    estimates = [_estimate(one) for one in shown]
    drawing = draw_intervals(estimates, title, Wording("95 % interval"), release.texts, decimals=2, from_zero=False)
    table = TableBlock(
        "Verification factors",
        ("What", "Factor", "95 % interval", "Cells recounted", "Differ"),
        [_result_row(release, one) for one in shown],
        numeric=(1,),
        widths=(3, 1, 2, 2, 1),
    )
    yield Figure(drawing, title, drawing.description, table, "The same as a table")
    yield Paragraph((strong("How much may have been missed? "), _say_missed(over_all)))
    open_lines = len(drawn.cells) - over_all.recounted_n
    yield Bullets(
        [
            f"{open_lines} of {len(drawn.cells)} drawn cells are not recounted yet: left out, not taken as right.",
            "Under 1: more was reported than could be found. Over 1: something was forgotten in the reports.",
            f"From {release.texts.number(1 - _GOOD, 2)} to {release.texts.number(1 + _GOOD, 2)} reports count "
            "as accurate by custom; a factor outside of it asks for the reason, in the column `because`.",
        ]
    )


def _say_missed(over_all: Verified) -> str:
    differing, seen, every = over_all.differing_n, over_all.recounted_n, over_all.all_n
    most = most_differing(every, seen, differing)
    return (
        f"{differing} of {seen} recounted cells differ. With 95 % confidence at most {most} of all {every} cells do "
        "(exact for a simple random sample; rows with several cells make it a little less sure)."
    )


def _estimate(one: Verified) -> Estimate:
    if one.factor is None:
        return Estimate(one.name, None, note="nothing was reported")
    interval = one.factor.interval
    if interval is None:
        return Estimate(one.name, one.factor.factor, note="no interval from one row")
    return Estimate(one.name, one.factor.factor, interval.low, interval.high)


def _result_row(release: Release, one: Verified) -> Sequence[Inline]:
    cells = f"{one.recounted_n} of {one.all_n}"
    if one.factor is None:
        return (strong(one.name), "–", "nothing was reported", cells, "–")
    interval = one.factor.interval
    low, high = (release.texts.number(end, 2) for end in (interval.low, interval.high)) if interval else ("–", "–")
    return (strong(one.name), _say(release, one.factor), f"{low} to {high}", cells, str(one.differing_n))


def _say(release: Release, factor: VerificationFactor | None) -> str:
    return release.texts.number(factor.factor, 2) if factor else "–"


def unmet_blocks(release: Release) -> Iterator[Block]:
    """Indicators of which no cell could be drawn, by the reason."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for code, reason in not_recounted(release).items():
        reasons[reason].append(code)
    yield Bullets([(strong(", ".join(codes)), f": {reason}.") for reason, codes in reasons.items()])
