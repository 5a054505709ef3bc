"""What an indicator is called in a table, with what its number is a number of: read without a glossary."""

from dashboard.links import name_indicator
from dashboard.markup import Html, element
from dashboard.session import Released
from dashboard.standing import Standing
from indicators.reasons import is_percent


def build_name(standing: Standing, released: Released) -> Html:
    """The name, then in small its code and its unit; a share says by its sign that it is one."""
    row = standing.shown or standing.now
    unit = [] if is_percent(row["unit"]) else [" · ", released.context.translate(row, "unit")]
    return name_indicator(element("b", released.context.texts(standing.name)), standing.code, *unit)
