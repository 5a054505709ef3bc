"""The months of one indicator as a table, as it stands behind each chart of a curve."""

from collections.abc import Container

import pandas as pd

from dashboard.coverage_note import build_coverage
from dashboard.labels import short_month_label
from dashboard.markup import Html
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.symbols import build_figure
from dashboard.tables import build_table
from indicators.periods import month_number
from indicators.reasons import format_plan


def build_curve_table(
    figures: pd.DataFrame, standing: Standing, released: Released, months: Container[int] | None = None
) -> Html:
    """Month, planned, actual, coverage of one indicator's `figures`; of some months, or of all that there are."""
    _ = released.context.texts
    rows = (
        [
            short_month_label(month_number(row["month"]), released.context),
            format_plan(row["expected"], row["unit"], _, standing.decimals),
            build_figure(row, _, standing.decimals),
            build_coverage(row, _),
        ]
        for row in figures.sort_values("month").to_dict("records")
        if months is None or month_number(row["month"]) in months
    )
    return build_table([_("Month"), _("Planned"), _("Actual"), _("Coverage")], rows, _(standing.name), numeric=(1, 2))
