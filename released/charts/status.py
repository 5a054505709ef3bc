"""How many indicators stand how: a bar per group, a piece per status, hollow where the target is a proposal."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from released.charts.legend import Entry, draw_legend
from released.charts.marks import STATUS_SHAPES, draw_mark, draw_status_mark
from released.charts.palette import INK, PAPER, STATUS_COLOURS, ink_on
from released.charts.svg import PAGE, Drawing, Svg
from released.charts.wording import Figure, capital
from released.texts import Texts

# A status and whether it is against a proposed target.
Standing = tuple[str, bool]
_HEIGHT = 36.0
_GOOD = ("on_track", "ahead")
_NONE = "unavailable"


def draw_status(
    figures: Iterable[Figure],
    texts: Texts,
    by: str = "objective",
    names: Mapping[str, str] | None = None,
    width: float = PAGE,
    has_title: bool = True,
) -> Svg:
    """Indicators by status, one bar per value of the column `by` (`objective`, `level` …), best read from the left.

    `figures`: one row per indicator, as `newest_figures` gives them; `names`: what to call the values of `by`, in the
    order in which they shall stand.
    """
    rows = list(figures)
    groups = {group: _count(rows, by, group) for group in _in_order((row[by] for row in rows), names or {})}
    labels = {group: (names or {}).get(group) or texts.label(by, group) for group in groups}
    finding = _say_finding(rows, texts)
    drawing = Drawing(width)
    if has_title:
        drawing.paragraph(finding, 16, is_bold=True)
        drawing.y += 8
    found = {standing for counts in groups.values() for standing in counts}
    draw_legend(drawing, [_entry(standing, texts) for standing in _order() if standing in found])
    longest = max((sum(counts.values()) for counts in groups.values()), default=1)
    for group, counts in groups.items():
        drawing.y += 6
        drawing.paragraph(capital(labels[group]), 13, is_bold=True)
        _draw_bar(drawing, counts, width / longest, texts)
    told = texts.list_apart(f"{labels[group]}{texts.colon}{_tell(counts, texts)}" for group, counts in groups.items())
    return drawing.finish(finding, told)


def _in_order(groups: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """Each group once: those that are named as their names stand, then the others as they come."""
    found = dict.fromkeys(groups)
    return list(dict.fromkeys([*(group for group in names if group in found), *found]))


def _order() -> list[Standing]:
    return [(status, is_proposed) for status in STATUS_COLOURS for is_proposed in (False, True)]


def _count(rows: Sequence[Figure], by: str, group: str) -> Counter[Standing]:
    found = ((row["status"], _is_hollow(row)) for row in rows if row[by] == group)
    return Counter(
        {standing: n for standing, n in sorted(Counter(found).items(), key=lambda one: _order().index(one[0]))}
    )


def _is_hollow(row: Figure) -> bool:
    # What has no status has no target to be hollow against.
    return row["target_state"] == "proposed" and row["status"] != _NONE


def _say_finding(rows: Sequence[Figure], texts: Texts) -> str:
    judged = [row for row in rows if row["status"] != _NONE]
    behind = sum(row["status"] not in _GOOD for row in judged)
    return texts.plural(
        "{n} of {total} indicators is behind its plan.",
        "{n} of {total} indicators are behind their plan.",
        behind,
        total=texts.number(len(judged)),
    )


def _name(standing: Standing, texts: Texts) -> str:
    status, is_proposed = standing
    said = texts.label("status", status)
    return texts("{status}, proposed target", status=said) if is_proposed else said


def _entry(standing: Standing, texts: Texts) -> Entry:
    status, is_hollow = standing
    return Entry(
        capital(_name(standing, texts)), lambda drawing, x, y: draw_status_mark(drawing, status, x, y, 6, is_hollow)
    )


def _draw_bar(drawing: Drawing, counts: Counter[Standing], unit: float, texts: Texts) -> None:
    x, top = 0.0, drawing.y + 3
    for (status, is_hollow), n in counts.items():
        colour, wide = STATUS_COLOURS[status], n * unit
        look: dict[str, object] = {"fill": PAPER if is_hollow else colour, "stroke": colour, "stroke_width": 2}
        said = f"{_name((status, is_hollow), texts)}{texts.colon}{texts.number(n)}"
        drawing.add("rect", said, x=x + 1.5, y=top, width=wide - 3, height=_HEIGHT, **look)
        # Mark above number: so both find room in the piece of one indicator, on a phone, too.
        ink = colour if is_hollow else ink_on(colour)
        draw_mark(drawing, STATUS_SHAPES[status], x + wide / 2, top + 11, 4, ink, is_hollow)
        drawing.text(x + wide / 2, top + 30, texts.number(n), 12, INK if is_hollow else ink, "middle", True)
        x += wide
    drawing.y = top + _HEIGHT + 4


def _tell(counts: Counter[Standing], texts: Texts) -> str:
    return ", ".join(f"{texts.number(n)} {_name(standing, texts)}" for standing, n in counts.items())
