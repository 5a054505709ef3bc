"""The overview's counts: one sentence, indicators by status, who has reported."""

from datetime import timedelta
from typing import Any

from dashboard.frame import heading
from dashboard.markup import Html, element, join, show
from dashboard.session import Released
from dashboard.standing import Gap, Standing, due_deliverables, going_well, needing_attention
from dashboard.symbols import STATUS_SYMBOLS, status_name
from indicators.texts import Texts


def build_summary(released: Released) -> Html:
    """One sentence: indicators with a decided target, and reporting of the month."""
    texts, standings = released.context.texts, released.standings
    decided = [one for one in standings if not one.is_proposed and one.status != "unavailable"]
    well, behind, reporting = going_well(decided), needing_attention(decided), released.reporting
    first = texts.plural(
        "{n} of {total} indicators with a decided target is on track or ahead",
        "{n} of {total} indicators with a decided target are on track or ahead",
        len(well),
        total=len(decided),
    )
    second = texts.plural("{n} needs attention", "{n} need attention", len(behind))
    third = texts.plural(
        "{n} of {total} partners has reported {month}.",
        "{n} of {total} partners have reported {month}.",
        reporting.received_n,
        total=reporting.expected_n,
        month=released.context.month_name(released.month),
    )
    return element("p", f"{first}, {second}; {third}", cls="summary")


def build_tally(released: Released) -> Html:
    """Indicators by status, one square each; those with a proposed target hollow and counted apart."""
    texts = released.context.texts
    cells = (_build_count(status, released.standings, texts) for status in STATUS_SYMBOLS)
    key = element(
        "p",
        element("span", element("i", cls="full"), texts("decided target")),
        element("span", element("i"), texts("proposed target, counted apart")),
        cls="key",
    )
    earlier = sum(one.is_earlier for one in released.standings)
    note = None
    if earlier:
        said = texts(
            "Figures about women count with their last closing; {n} of them are of an earlier month.", n=earlier
        )
        note = element("p", said, cls="key")
    return join([element("div", *cells, cls="tally"), key, note])


def _build_count(status: str, standings: list[Standing], texts: Texts) -> Html:
    found = [one for one in standings if one.status == status]
    decided = [one for one in found if not one.is_proposed]
    proposed = [one for one in found if one.is_proposed]
    apart = texts("+ {n} proposed", n=len(proposed)) if proposed else None
    symbol = element("span", STATUS_SYMBOLS[status][0], aria_hidden="true")
    units = (
        element("i", cls="hollow" if one.is_proposed else None, title=_name(one, texts)) for one in decided + proposed
    )
    return element(
        "div",
        element("div", symbol, " ", status_name(status, texts), cls="name"),
        element("div", str(len(decided)), element("small", apart) if apart else None, cls="count"),
        element("div", *units, cls="units", aria_hidden="true"),
        cls=status,
    )


def _name(standing: Standing, texts: Texts) -> str:
    return f"{standing.code} {texts(standing.name)}"


def show_reporting(released: Released) -> None:
    """Who has not reported and since when, and the rates."""
    texts, reporting = released.context.texts, released.reporting
    month = released.context.month_name(released.month)
    to_date = texts(
        "{received} of {expected} workbooks received since the start, {on_time} on time.",
        received=texts.number(reporting.received_to_date_n),
        expected=texts.number(reporting.expected_to_date_n),
        on_time=_percent(reporting.on_time_to_date_n, reporting.expected_to_date_n, texts),
    )
    show(
        heading(texts("Reporting")),
        element("p", _percent(reporting.received_n, reporting.expected_n, texts), cls="bignumber"),
        element("p", texts("of the workbooks for {month} received", month=month), cls="quiet-text"),
        _meter(reporting.received_n, reporting.expected_n),
        element("p", to_date, cls="quiet-text"),
        element("h3", texts("Not reported for {month}", month=month)),
        _build_gaps([gap for gap in reporting.gaps if released.month_code in gap.months], released),
    )
    older = [gap for gap in reporting.gaps if released.month_code not in gap.months]
    if older:
        show(element("h3", texts("Earlier months still missing")), _build_gaps(older, released))
    _show_deliverables(released)


def _show_deliverables(released: Released) -> None:
    texts, due = released.context.texts, due_deliverables(released.file.table("milestone"))
    if due.empty:
        return
    overdue = due[due["submitted_on"].isna()].sort_values(["due_month", "deliverable_code"])
    places = {"done": len(due) - len(overdue), "due": len(due)}
    show(
        heading(texts("Deliverables")),
        element("p", texts("{done} of {due} due so far have been submitted.", **places)),
        element("ul", *(_build_overdue(row, released) for row in overdue.to_dict("records")), cls="people"),
    )


def _build_overdue(row: dict[Any, Any], released: Released) -> Html:
    texts, name = released.context.texts, released.context.translate(row, "deliverable_name")
    since = texts("overdue since the end of {month}", month=row["due_month"])
    return element(
        "li", f"{row['deliverable_code']} · {name}", element("span", f"{row['lead']} · {since}", cls="since")
    )


def _build_gaps(gaps: list[Gap], released: Released) -> Html:
    if not gaps:
        return element("p", released.context.texts("Everybody who was due has reported."))
    return element("ul", *(_build_gap(gap, released) for gap in gaps), cls="people")


def _build_gap(gap: Gap, released: Released) -> Html:
    texts = released.context.texts
    late_since = texts("late since {day}", day=texts.day(gap.first_due + timedelta(days=1)))
    since = late_since if gap.is_late else texts("due by {day}", day=texts.day(gap.first_due))
    return element(
        "li",
        released.partner_name(gap.partner_code),
        element("span", ", ".join(gap.months), " · ", since, cls="since"),
    )


def _percent(part: int, whole: int, texts: Texts) -> str:
    return f"{texts.number(100 * part / whole)}\u00a0%" if whole else "–"


def _meter(part: int, whole: int) -> Html:
    share = 100 * part / whole if whole else 0
    return element("div", element("i", style=f"width:{share:.1f}%"), cls="meter", aria_hidden="true")
