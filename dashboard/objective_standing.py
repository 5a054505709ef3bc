"""The overview's objectives: how many indicators stand how, and one sentence that says why."""

from collections.abc import Sequence

from dashboard.frame import heading
from dashboard.links import link_to_page
from dashboard.markup import Html, element, join, show
from dashboard.rows import Row
from dashboard.session import Released
from dashboard.standing import Standing, judged, needing_attention
from dashboard.symbols import STATUS_SYMBOLS, build_mark, status_name
from dashboard.tables import build_table
from dashboard.tally import build_tally
from indicators.charts.finding import say_against_plan
from indicators.texts import Texts


def show_objectives(released: Released) -> None:
    """All indicators by status, then each objective."""
    _ = released.context.texts
    head = [_("Objective"), _("Indicators by status"), _("Why")]
    rows = [_build_row(one, released) for one in released.objectives]
    show(
        heading(_("Objectives"), _("indicators by status")),
        build_tally(released),
        build_table(head, rows, _("Objectives with their indicators by status"), cls="cards objectives"),
    )


def _build_row(objective: Row, released: Released) -> list[Html | str]:
    texts, code = released.context.texts, str(objective["objective"])
    found = [one for one in released.standings if one.indicator["objective"] == code]
    name = link_to_page("objectives", released.context.translate(objective, "objective_name"), objective=code)
    return [name, _build_counts(found, texts), say_why(found, texts)]


def _build_counts(standings: Sequence[Standing], texts: Texts) -> Html:
    counts = {status: sum(one.status == status for one in standings) for status in STATUS_SYMBOLS}
    shown = (_build_count(status, count, texts) for status, count in counts.items() if count)
    return element("span", *shown, cls="counts")


def _build_count(status: str, count: int, texts: Texts) -> Html:
    said = join([element("b", str(count)), " ", status_name(status, texts)])
    return build_mark(status, False, said)


def say_none_behind(standings: Sequence[Standing], texts: Texts) -> str | None:
    """The sentence where nothing is behind its plan, or can be; None where something is."""
    if not judged(standings):
        return texts("Nothing can be judged yet.")
    return None if needing_attention(list(standings)) else texts("Nothing is behind its plan.")


def say_why(standings: Sequence[Standing], texts: Texts) -> str:
    """The indicator of an objective that is the farthest behind a decided target, else a proposed one."""
    said = say_none_behind(standings, texts)
    if said is not None:
        return said
    worst = needing_attention(list(standings))[0]
    row = worst.shown or worst.now
    places = {"name": texts(worst.name), "figures": say_against_plan(row, texts), "month": row["month"]}
    if worst.is_proposed:
        return texts(
            "Nothing is behind a decided target; the farthest behind a proposed one is “{name}”: {figures} by {month}.",
            **places,
        )
    return texts("The farthest behind is “{name}”: {figures} by {month}.", **places)
