"""Counts that grow month by month, as columns against the planned path.

A column reaches to the running total; its dark top is what the month itself brought. A month without a value has no
column: its state stands in a lane below. Women are counted at closings alone, so none of their figures is drawn here.
"""

from collections.abc import Iterable, Sequence

from released.about import Indicator
from released.charts.curve import draw_plan, plan_entry, planned_path
from released.charts.frame import draw_field, draw_headline, name_line, tell_rows
from released.charts.legend import Entry
from released.charts.palette import ACTUAL, BEFORE
from released.charts.scale import Months, Plot
from released.charts.svg import PAGE, Drawing, Svg
from released.charts.wording import Figure, say_finding, say_value
from released.texts import N_, Texts

_NEW, _BEFORE = N_("New this month"), N_("Before")


def draw_columns(
    figures: Iterable[Figure],
    about: Indicator,
    months: Months,
    texts: Texts,
    width: float = PAGE,
    has_title: bool = True,
) -> Svg:
    """Columns of one indicator's total over the months of the project."""
    if about.is_about_women:
        raise ValueError(f"{about.code} is about women: its figures are points at closings, no columns of months")
    rows = sorted(figures, key=lambda row: str(row["month"]))
    shown = [row for row in rows if row["state"] == "value"]
    path = planned_path(about, months)
    finding = say_finding(rows, about, months.newest, texts)
    drawing = Drawing(width)
    if has_title:
        draw_headline(drawing, finding, name_line(about, texts))
    values = [row["value"] for row in shown] + [value for _, value in path if value is not None]
    entries = [*(_entries(texts) if shown else []), *([plan_entry(path, about, texts)] if path else [])]
    plot = draw_field(drawing, rows, about, months, texts, values, entries)
    _draw_columns(drawing, plot, shown, about, months, texts)
    draw_plan(drawing, plot, path, about, texts)
    return drawing.finish(f"{name_line(about, texts)}. {finding}", tell_rows(rows, about, texts))


def _entries(texts: Texts) -> list[Entry]:
    def square(colour: str) -> Entry:
        name = texts(_NEW if colour == ACTUAL else _BEFORE)
        return Entry(name, lambda drawing, x, y: _box(drawing, x - 6, y - 6, 12, 12, colour))

    return [square(ACTUAL), square(BEFORE)]


def _draw_columns(
    drawing: Drawing, plot: Plot, shown: Sequence[Figure], about: Indicator, months: Months, texts: Texts
) -> None:
    wide = (plot.x(2) - plot.x(1)) * 0.72
    before = 0.0
    for row in shown:
        said = f"{row['month']}{texts.colon}{say_value(row['value'], about, texts)}"
        left, value = plot.x(months.number(row["month"])) - wide / 2, float(row["value"])
        _box(drawing, left, plot.y(value), wide, plot.bottom - plot.y(value), ACTUAL, said)
        # A correction downwards brings nothing new.
        kept = min(before, value)
        _box(drawing, left, plot.y(kept), wide, plot.bottom - plot.y(kept), BEFORE, said)
        before = value
    if shown:
        newest = shown[-1]
        place = plot.x(months.number(newest["month"])), plot.y(newest["value"]) - 6
        drawing.text(*place, say_value(newest["value"], about, texts), 14, anchor="middle", is_bold=True)


def _box(drawing: Drawing, x: float, y: float, width: float, height: float, colour: str, tooltip: str = "") -> None:
    if height > 0:
        look: dict[str, object] = {"fill": colour, "stroke": ACTUAL, "stroke_width": 1}
        drawing.add("rect", tooltip, x=float(x), y=float(y), width=float(width), height=float(height), **look)
