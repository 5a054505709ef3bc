"""A result of the framework: its level, what is to be reached, and what must hold so that it leads further."""

import json

from dashboard.markup import Html, element, join
from dashboard.rows import Row
from dashboard.session import Released


def build_result(result: Row, released: Released) -> Html:
    """A heading with the level as a label, and the assumptions folded below."""
    _ = released.context.texts
    level = element("span", _(result["level"]).capitalize(), cls=f"level {result['level']}")
    return join(
        [
            element("h3", level, " ", released.context.translate(result, "result_name"), cls="result"),
            _build_assumptions(json.loads(result["assumptions"] or "[]"), released),
        ]
    )


def _build_assumptions(assumptions: list[str], released: Released) -> Html | None:
    if not assumptions:
        return None
    _ = released.context.texts
    title = element("summary", _("What must hold so that it leads further"))
    return element("details", title, element("ul", *(element("li", _(one)) for one in assumptions)), cls="assumptions")
