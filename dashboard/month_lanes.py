"""How many things of a kind there were in each month: lanes of a chart, and the same as a table."""

from collections import Counter
from collections.abc import Sequence

from dashboard.labels import short_month_label
from dashboard.markup import Html
from dashboard.rows import Row
from dashboard.session import Released
from dashboard.tables import build_table
from dashboard.thing_list import say_kind
from indicators.charts.gantt import Lane
from indicators.model.workbook import Sheet
from indicators.periods import month_number

Counts = dict[str, Counter[int]]


def count_by_month(things: list[Row], column: str) -> Counts:
    """Things by what stands in a column, and by month; the most frequent first."""
    found: Counts = {}
    for row in things:
        found.setdefault(str(row.get(column) or ""), Counter())[month_number(row["month"])] += 1
    return dict(sorted(found.items(), key=lambda one: (-one[1].total(), one[0])))


def lanes_by_kind(counts: Counts, column: str, sheet: Sheet, released: Released) -> list[Lane]:
    """One lane a kind."""
    return [build_lane(say_kind(kind, column, sheet, released), numbers, released) for kind, numbers in counts.items()]


def build_lane(label: str, numbers: Counter[int], released: Released) -> Lane:
    """A lane with a number in each month that has any."""
    texts = released.context.texts
    return Lane(label, tuple((month, texts.number(numbers[month])) for month in sorted(numbers)))


def build_lane_table(lanes: Sequence[Lane], caption: str, released: Released) -> Html:
    """Months as rows, so that it can be read on a phone."""
    texts = released.context.texts
    months = sorted({month for lane in lanes for month, _ in lane.numbers})
    found = [dict(lane.numbers) for lane in lanes]
    rows = ([short_month_label(month, released.context), *(one.get(month, "–") for one in found)] for month in months)
    head = [texts("Month"), *(lane.label for lane in lanes)]
    return build_table(head, rows, caption, range(1, len(lanes) + 1), cls="cards")
