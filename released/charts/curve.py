"""The curve of one indicator: what was planned and what was reported, month by month."""

from collections.abc import Iterable, Sequence

from released.about import Indicator
from released.charts.frame import draw_field, draw_headline, name_line, tell_rows
from released.charts.legend import Entry
from released.charts.lettering import measure
from released.charts.marks import draw_mark
from released.charts.palette import ACTUAL, PLAN
from released.charts.scale import Months, Plot
from released.charts.svg import PAGE, Drawing, Svg
from released.charts.wording import Figure, say_finding, say_plan, say_target, say_value
from released.texts import N_, Texts

_PLANNED, _ACTUAL, _AT_CLOSINGS = N_("Planned"), N_("Actual"), N_("Actual, at closings")
_BASELINE = N_("Baseline")
# Number of a month (0 is the baseline) and what was planned for it; None breaks the path.
Path = list[tuple[int, float | None]]


def draw_curve(
    figures: Iterable[Figure],
    about: Indicator,
    months: Months,
    texts: Texts,
    width: float = PAGE,
    has_title: bool = True,
) -> Svg:
    """Planned path, actual values and, in a lane of their own, months without a value.

    `figures`: rows of `figure` of one indicator and one category, usually the total. Figures about women appear as
    points at closings, others as a line with gaps. The title says what is to be seen.
    """
    rows = sorted(figures, key=lambda row: str(row["month"]))
    path = planned_path(about, months)
    shown = [row for row in rows if row["state"] == "value"]
    finding = say_finding(rows, about, months.newest, texts)
    drawing = Drawing(width)
    if has_title:
        draw_headline(drawing, finding, name_line(about, texts))
    values = [row["value"] for row in shown] + [value for _, value in path if value is not None]
    plot = draw_field(drawing, rows, about, months, texts, values, _entries(about, path, bool(shown), texts))
    draw_plan(drawing, plot, path, about, texts)
    _draw_actual(drawing, plot, rows, about, months, texts)
    if shown:
        _label_newest(drawing, plot, path, shown[-1], about, months, texts)
    return drawing.finish(f"{name_line(about, texts)}. {finding}", _tell(rows, path, about, months, texts))


def planned_path(about: Indicator, months: Months) -> Path:
    """Points of the planned path by month number, the baseline at 0 where the way starts from it."""
    points: Path = sorted((months.number(code), value) for code, value in about.planned_path.items())
    if all(value is None for _, value in points):
        return []
    starts_from_baseline = points[0][1] is not None and about.baseline is not None
    return [(0, float(about.baseline or 0)), *points] if starts_from_baseline else points


def draw_plan(drawing: Drawing, plot: Plot, path: Path, about: Indicator, texts: Texts) -> None:
    """The planned path: dotted, with hollow points."""
    for (month, value), (following, later) in zip(path, path[1:], strict=False):
        if value is not None and later is not None:
            ends = plot.x(month), plot.y(value), plot.x(following), plot.y(later)
            drawing.line(*ends, PLAN, 1.6, "2 4")
    for month, value in path:
        if value is not None and month:
            said = f"{texts(_PLANNED)}{texts.colon}{say_plan(value, about, texts)}"
            draw_mark(drawing, "circle", plot.x(month), plot.y(value), 4, PLAN, is_hollow=True, tooltip=said)


def plan_entry(path: Path, about: Indicator, texts: Texts) -> Entry:
    """The planned path in the legend, with the target that it leads to and its state."""
    last = path[-1][1]
    name = texts(_PLANNED) if last is None else f"{texts(_PLANNED)}{texts.colon}{say_target(last, about, texts)}"

    def draw(drawing: Drawing, x: float, y: float) -> None:
        drawing.line(x - 8, y, x + 8, y, PLAN, 1.6, "2 4")
        draw_mark(drawing, "circle", x, y, 4, PLAN, is_hollow=True)

    return Entry(name, draw)


def _entries(about: Indicator, path: Path, has_values: bool, texts: Texts) -> list[Entry]:
    def draw(drawing: Drawing, x: float, y: float) -> None:
        if not about.is_about_women:
            drawing.line(x - 8, y, x + 8, y, ACTUAL, 3)
        draw_mark(drawing, _shape(about), x, y, _size(about), ACTUAL)

    actual = [Entry(texts(_AT_CLOSINGS if about.is_about_women else _ACTUAL), draw)] if has_values else []
    return actual + ([plan_entry(path, about, texts)] if path else [])


def _draw_actual(
    drawing: Drawing, plot: Plot, rows: Sequence[Figure], about: Indicator, months: Months, texts: Texts
) -> None:
    for row, following in zip(rows, rows[1:], strict=False):
        is_line = row["state"] == following["state"] == "value" and not about.is_about_women
        if is_line:
            x, later = (plot.x(months.number(one["month"])) for one in (row, following))
            drawing.line(x, plot.y(row["value"]), later, plot.y(following["value"]), ACTUAL, 3)
    for row in rows:
        if row["state"] == "value":
            said = f"{row['month']}{texts.colon}{say_value(row['value'], about, texts)}"
            place = plot.x(months.number(row["month"])), plot.y(row["value"])
            draw_mark(drawing, _shape(about), *place, _size(about), ACTUAL, tooltip=said)


def _label_newest(
    drawing: Drawing, plot: Plot, path: Path, newest: Figure, about: Indicator, months: Months, texts: Texts
) -> None:
    """The newest value above its mark; below it where a planned point would lie under the words."""
    month, y = months.number(newest["month"]), plot.y(newest["value"])
    above = [y - plot.y(value) for number, value in path if value is not None and number == month]
    is_below = any(0 < distance < 28 for distance in above) and y + 24 < plot.bottom
    said = say_value(newest["value"], about, texts)
    half = measure(said, 14, True) / 2
    x = min(plot.x(month), drawing.width - half)
    drawing.text(x, y + 22 if is_below else y - 11, said, 14, ACTUAL, "middle", True)


def _tell(rows: Sequence[Figure], path: Path, about: Indicator, months: Months, texts: Texts) -> str:
    names = [months.codes[month - 1] if month else texts(_BASELINE) for month, _ in path]
    plans = [
        f"{name}{texts.colon}{say_plan(value, about, texts)}"
        for name, (_, value) in zip(names, path, strict=True)
        if value is not None
    ]
    planned = f" {texts(_PLANNED)}{texts.colon}{texts.list_apart(plans)}." if plans else ""
    actual = texts(_AT_CLOSINGS if about.is_about_women else _ACTUAL)
    # Months that are not due tell nothing that the axis doesn't.
    told = [row for row in rows if row["state"] not in ("not_due", "not_applicable")]
    said = tell_rows(told, about, texts) or texts.label("locale", "dash", "–")
    return f"{actual}{texts.colon}{said}.{planned}"


def _shape(about: Indicator) -> str:
    return "diamond" if about.is_about_women else "circle"


def _size(about: Indicator) -> float:
    return 6 if about.is_about_women else 3
