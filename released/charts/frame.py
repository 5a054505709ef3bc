"""What the charts over months share: headline, legend, field, axes, lane, and the whole said in words."""

from collections.abc import Sequence

from released.about import Indicator
from released.charts.lane import HEIGHT as LANE
from released.charts.lane import draw_lane, lane_entries, lost_rows
from released.charts.legend import Entry, draw_legend
from released.charts.lettering import measure
from released.charts.palette import SOFT
from released.charts.scale import Months, Plot, draw_month_axis, draw_value_axis, even_steps
from released.charts.svg import PHONE, Drawing
from released.charts.wording import Figure, percent_sign, say_value
from released.texts import Texts

_LABEL = 12.0
# Room above the highest line for a figure that stands on it.
_ABOVE = 20.0


def draw_headline(drawing: Drawing, finding: str, below: str) -> None:
    """What the chart shows as a sentence, and below it what it is about."""
    drawing.paragraph(finding, 16, is_bold=True)
    drawing.paragraph(below, 13, SOFT)
    drawing.y += 8


def name_line(about: Indicator, texts: Texts) -> str:
    """Code, name and unit of an indicator."""
    return f"{about.code}{texts.colon}{about.name} ({about.unit_name})"


def draw_field(
    drawing: Drawing,
    rows: Sequence[Figure],
    about: Indicator,
    months: Months,
    texts: Texts,
    values: Sequence[float],
    entries: Sequence[Entry],
) -> Plot:
    """Legend, axes and lane; the place for the marks is given back, and the drawing ends below it."""
    lost = lost_rows(rows)
    draw_legend(drawing, [*entries, *lane_entries(lost, texts)])
    steps = even_steps(values, from_zero=about.type != "mean")
    sign = percent_sign(about.unit)
    widest = max(measure(texts.number(value, steps.decimals) + sign, _LABEL) for value in steps.values)
    top = drawing.y + _ABOVE
    height = 200 if drawing.width <= PHONE else 240
    # Without any value there is nothing but the lane to see.
    bottom = top + (height if values else 0)
    plot = Plot(widest + 8, drawing.width - 6, top, bottom, -0.4, len(months.codes) + 0.9, steps)
    if values:
        draw_value_axis(drawing, plot, texts, sign)
    draw_lane(drawing, plot, lost, months, texts)
    draw_month_axis(drawing, plot, months, bottom + (LANE if lost else 0) + 3)
    return plot


def tell_rows(rows: Sequence[Figure], about: Indicator, texts: Texts) -> str:
    """Every month with its value or its state, for those who hear the chart read."""
    said = []
    for row in rows:
        value = row["value"] if row["state"] == "value" else None
        shown = say_value(value, about, texts) if value is not None else texts.label("state", row["state"])
        said.append(f"{row['month']}{texts.colon}{shown}")
    return texts.list_apart(said)
