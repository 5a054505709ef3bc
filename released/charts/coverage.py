"""Who reported which month: a field of partners and months, each cell's answer told by its shape."""

from collections.abc import Iterable, Mapping, Sequence

from released.charts.legend import Entry, draw_legend
from released.charts.lettering import LINE, measure
from released.charts.marks import draw_mark
from released.charts.palette import GRID, SOFT, STATUS_COLOURS
from released.charts.scale import Months
from released.charts.svg import PAGE, Drawing, Svg
from released.charts.wording import Figure, capital
from released.texts import N_, Texts

_IN_TIME, _LATE, _OPEN, _MISSING = "in_time", "late", "open", "missing"
_NAMES = {
    _IN_TIME: N_("received in time"),
    _LATE: N_("received late"),
    _OPEN: N_("not accepted yet"),
    _MISSING: N_("missing"),
}
_ROW = 17.0


def draw_coverage(
    reporting: Iterable[Figure],
    months: Months,
    texts: Texts,
    partners: Mapping[str, str] | None = None,
    width: float = PAGE,
    has_title: bool = True,
) -> Svg:
    """Partners by months from the table `reporting`: in time, late, not accepted yet, missing; blank: not expected.

    `partners`: short names by code, in their order; without it the codes of the table.
    """
    rows = [row for row in reporting if _kind(row)]
    cells = {(row["partner_code"], row["month"]): _kind(row) for row in rows}
    names = dict(partners or {code: code for code, _month in cells})
    reached = [code for code in months.codes if code <= months.newest]
    finding = _say_finding(rows, texts)
    drawing = Drawing(width)
    if has_title:
        drawing.paragraph(finding, 16, is_bold=True)
        drawing.y += 8
    draw_legend(drawing, [_entry(kind, texts) for kind in _NAMES if kind in cells.values()])
    left = max((measure(name, 12) for name in names.values()), default=0) + 6
    unit = min(30.0, (width - left) / max(len(reached), 1))
    _draw_months(drawing, reached, left, unit)
    for partner, name in names.items():
        _draw_row(drawing, name, [(month, cells.get((partner, month), "")) for month in reached], left, unit, texts)
    _draw_counts(drawing, cells, reached, left, unit, texts)
    return drawing.finish(finding, _tell(cells, reached, texts))


def _kind(row: Figure) -> str:
    """What a cell tells; empty where nothing is expected or due."""
    if not row["is_expected"] or row["state"] in ("not_due", "not_expected"):
        return ""
    if row["received_on"] is None:
        return _MISSING
    if row["state"] in ("waiting", "returned"):
        return _OPEN
    return _IN_TIME if row["is_on_time"] else _LATE


def _say_finding(rows: Sequence[Figure], texts: Texts) -> str:
    received = sum(row["received_on"] is not None for row in rows)
    # What waits or was returned can have come in time as well.
    places = {"n": len(rows), "received": received, "in_time": sum(bool(row["is_on_time"]) for row in rows)}
    shown = {name: texts.number(n) for name, n in places.items()}
    return texts("{received} of {n} workbooks due were received, {in_time} of them in time.", **shown)


def _draw_cell(drawing: Drawing, kind: str, x: float, y: float, size: float, tooltip: str = "") -> None:
    half = size / 2
    if kind == _IN_TIME:
        draw_mark(drawing, "square", x, y, half, STATUS_COLOURS["on_track"], tooltip=tooltip)
    elif kind == _MISSING:
        draw_mark(drawing, "cross", x, y, half * 0.8, STATUS_COLOURS["delayed"], tooltip=tooltip)
    elif kind == _OPEN:
        draw_mark(drawing, "dotted", x, y, half * 0.85, STATUS_COLOURS["ahead"], tooltip=tooltip)
    elif kind == _LATE:
        colour = STATUS_COLOURS["at_risk"]
        draw_mark(drawing, "square", x, y, half, colour, is_hollow=True, tooltip=tooltip)
        side = half * 0.85
        drawing.add("polygon", points=f"{x - side:.1f},{y + side:.1f} {x + side:.1f},{y + side:.1f} "
                    f"{x + side:.1f},{y - side:.1f}", fill=colour)  # fmt: skip
    else:
        drawing.add("circle", cx=x, cy=y, r=1.2, fill=GRID)


def _entry(kind: str, texts: Texts) -> Entry:
    return Entry(capital(texts(_NAMES[kind])), lambda drawing, x, y: _draw_cell(drawing, kind, x, y, 12))


def _draw_months(drawing: Drawing, reached: Sequence[str], left: float, unit: float) -> None:
    """Codes above the columns, as many as find room."""
    every = next(step for step in (1, 2, 3, 4, 6, 12, 99) if unit * step > 30)
    for number, code in enumerate(reached):
        if number % every == 0:
            drawing.text(left + unit * (number + 0.5), drawing.y + 14, code, 11, SOFT, "middle")
    drawing.y += 11 * LINE + 5


def _draw_row(
    drawing: Drawing, name: str, cells: Sequence[tuple[str, str]], left: float, unit: float, texts: Texts
) -> None:
    drawing.text(0, drawing.y + 13, name, 12)
    for number, (month, kind) in enumerate(cells):
        place = left + unit * (number + 0.5), drawing.y + _ROW / 2
        said = f"{name}, {month}{texts.colon}{texts(_NAMES[kind])}" if kind else ""
        _draw_cell(drawing, kind, *place, min(13, unit - 2), said)
    drawing.y += _ROW


def _draw_counts(
    drawing: Drawing,
    cells: Mapping[tuple[str, str], str],
    reached: Sequence[str],
    left: float,
    unit: float,
    texts: Texts,
) -> None:
    """Below each month how many came, where there is room for it."""
    if unit < 18:
        return
    drawing.line(left, drawing.y + 2, left + unit * len(reached), drawing.y + 2, SOFT)
    for number, month in enumerate(reached):
        came = sum(kind != _MISSING for (_partner, own), kind in cells.items() if own == month)
        drawing.text(left + unit * (number + 0.5), drawing.y + 17, texts.number(came), 11, SOFT, "middle")
    drawing.y += 20


def _tell(cells: Mapping[tuple[str, str], str], reached: Sequence[str], texts: Texts) -> str:
    said = []
    for month in reached:
        kinds = [kind for (_partner, own), kind in cells.items() if own == month]
        counts = [f"{texts.number(kinds.count(kind))} {texts(_NAMES[kind])}" for kind in _NAMES if kind in kinds]
        said.append(f"{month}{texts.colon}{', '.join(counts)}")
    return texts.list_apart(said)
