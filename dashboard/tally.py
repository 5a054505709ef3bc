"""The overview's counts: indicators by status, one square each."""

from dashboard.markup import Html, element, join
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.symbols import STATUS_SYMBOLS, status_name
from indicators.texts import Texts


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
