"""The drawn sample and its verification factors as blocks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from released.blocks import Block, Bullets, Inline, Paragraph, TableBlock, strong
from released.charts import Estimate, Svg, Wording, draw_intervals
from released.evaluation.cell import Cell
from released.evaluation.frame import not_recounted
from released.evaluation.sheet import Drawn
from released.evaluation.verified import ALL, Verified, factors
from released.release import Release
from released.statistics.sampling import VerificationFactor, most_differing


def sheet_blocks(release: Release, drawn: Drawn) -> Iterator[Block]:
    """What was drawn of what, by table, so that a reader sees how much of all is met."""
    frame, cells = _count(drawn.frame), _count(drawn.cells)
    rows: list[Sequence[Inline]] = []
    for table, counts in sorted(frame.items()):
        pairs = zip(cells.get(table, (0, 0)), counts, strict=True)
        rows.append((release.texts.label("table", table), *(f"{some} of {every}" for some, every in pairs)))
    caption = f"Drawn with the seed {drawn.seed!r} from the release of {release.month}"
    yield TableBlock(caption, ("Table", "Partners met", "Rows or months drawn"), rows, widths=(3, 1, 1))


def _count(cells: Iterable[Cell]) -> dict[str, tuple[int, int]]:
    by_table: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_table[cell.table].append(cell)
    return {
        table: (len({one.partner for one in own}), len({one.unit for one in own})) for table, own in by_table.items()
    }


def draw_factors(release: Release, verified: Sequence[Verified]) -> Svg:
    """The factor over all, and that of each part with a difference, as dots with their intervals."""
    title = f"Recounted over reported, all parts: {_say(release, verified[0].factor)}"
    estimates = [_estimate(one) for one in verified if one.name == ALL or one.differing_n]
    return draw_intervals(estimates, title, Wording("95 % interval"), release.texts, decimals=2, from_zero=False)


def factor_blocks(release: Release, drawn: Drawn, recounted: dict[int, float]) -> Iterator[Block]:
    """Verification factors as a table, and what an interval without width does not mean."""
    verified = factors(drawn, recounted)
    if not verified:
        yield Paragraph("Nothing has been recounted yet.")
        return
    yield TableBlock(
        "Verification factors: recounted over reported",
        ("What", "Factor", "95 % interval", "Rows or months recounted", "With a difference"),
        [_row(release, one) for one in verified],
        numeric=(1,),
        widths=(3, 1, 2, 2, 1),
    )
    yield Paragraph((strong("How much may have been missed? "), _say_missed(verified[0])))
    is_whole = len(recounted) == len(drawn.cells)
    yield Bullets(
        [
            "Every drawn line is recounted."
            if is_whole
            else "Lines not recounted yet are left out, not taken as right.",
            "Under 1: more was reported than could be found. Over 1: something was forgotten in the reports.",
            "By custom reports count as accurate when the factor lies within five hundredths of 1; outside of it the "
            'column "because" has to say why.',
        ]
    )


def _say_missed(over_all: Verified) -> str:
    differing, visited, units = over_all.differing_n, over_all.visited_n, over_all.units_n
    most = most_differing(units, visited, differing)
    return (
        f"{differing} of {visited} recounted rows and months show a difference. With 95 % confidence at most {most} of "
        f"all {units} do (exact for a sample drawn from all at once; drawn partner by partner it is about that)."
    )


def _estimate(one: Verified) -> Estimate:
    if one.factor is None:
        return Estimate(one.name, None, note="nothing was reported")
    interval = one.factor.interval
    if one.visited_n == one.units_n:
        return Estimate(one.name, one.factor.factor, note="counted whole")
    if interval is None:
        return Estimate(one.name, one.factor.factor, note="no interval from one row")
    return Estimate(one.name, one.factor.factor, interval.low, interval.high)


def _row(release: Release, one: Verified) -> Sequence[Inline]:
    interval = one.factor.interval if one.factor else None
    ends = [release.texts.number(end, 2) for end in (interval.low, interval.high)] if interval else []
    said = " to ".join(ends) or ("one row tells none" if one.factor else "nothing was reported")
    if one.factor and (one.visited_n == one.units_n or not one.differing_n):
        said = "counted whole" if one.visited_n == one.units_n else "no difference met"
    visited = f"{one.visited_n} of {one.units_n}"
    return (strong(one.name), _say(release, one.factor), said, visited, str(one.differing_n))


def _say(release: Release, factor: VerificationFactor | None) -> str:
    return release.texts.number(factor.factor, 2) if factor else "–"


def unmet_blocks(release: Release) -> Iterator[Block]:
    """Indicators of which no cell could be drawn, by the reason."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for code, reason in not_recounted(release).items():
        reasons[reason].append(code)
    yield Bullets([(strong(", ".join(codes)), f": {reason}.") for reason, codes in reasons.items()])
