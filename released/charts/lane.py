"""The lane below a field: months that have no value, so that none of them is ever drawn as zero."""

from collections.abc import Iterable, Sequence

from released.charts.legend import Entry
from released.charts.marks import LANE_SHAPES, draw_mark
from released.charts.palette import PLAN
from released.charts.scale import Months, Plot
from released.charts.svg import Drawing
from released.charts.wording import Figure, capital
from released.texts import Texts

HEIGHT = 22.0
_SIZE = 5.0


def lost_rows(rows: Iterable[Figure]) -> list[Figure]:
    """Rows whose state is an event; what is not due or doesn't apply is none."""
    return [row for row in rows if row["state"] in LANE_SHAPES]


def draw_lane(drawing: Drawing, plot: Plot, rows: Sequence[Figure], months: Months, texts: Texts) -> None:
    """One mark a month below the field, its state by its shape."""
    for row in rows:
        said = f"{row['month']}{texts.colon}{texts.label('state', row['state'])}"
        place = plot.x(months.number(row["month"])), plot.bottom + HEIGHT / 2 + 3
        draw_mark(drawing, LANE_SHAPES[row["state"]], *place, _SIZE, PLAN, is_hollow=True, tooltip=said)


def lane_entries(rows: Sequence[Figure], texts: Texts) -> list[Entry]:
    """What the marks of the lane mean."""

    def entry(state: str) -> Entry:
        shape = LANE_SHAPES[state]
        name = capital(texts.label("state", state))
        return Entry(name, lambda drawing, x, y: draw_mark(drawing, shape, x, y, _SIZE, PLAN, is_hollow=True))

    return [entry(state) for state in LANE_SHAPES if any(row["state"] == state for row in rows)]
