"""Countries of a release: their names, and a figure for each, as a map and its table draw them. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from dashboard.rows import Row
from etl.services import Definitions
from indicators.charts.country_map import CountryFigure
from indicators.disclosure.book import NOT_BROKEN_DOWN
from indicators.reasons import CLASS_OF_WOMEN, STATE_NAMES, is_missing, say_value
from indicators.texts import Texts

COUNTRY = "country"


def country_name(code: str, definitions: Definitions, texts: Texts) -> str:
    """The name in the reader's language; the code where the definitions have none."""
    codes = definitions.code_lists[COUNTRY].codes if COUNTRY in definitions.code_lists else {}
    return texts(codes[code]) if code in codes else code


def countries_of(partners: Mapping[str, Row]) -> tuple[str, ...]:
    """The countries of a release's partners, by code."""
    return tuple(sorted({str(row["country"]) for row in partners.values()}))


def count_partners(partners: Mapping[str, Row], definitions: Definitions, texts: Texts) -> list[CountryFigure]:
    """How many partners there are in each country."""
    counted = Counter(str(row["country"]) for row in partners.values())
    return [
        CountryFigure(code, country_name(code, definitions, texts), float(n), texts.number(n))
        for code, n in sorted(counted.items())
    ]


def read_by_country(
    rows: Iterable[Row], countries: Iterable[str], decimals: int, name: Callable[[str], str], texts: Texts
) -> list[CountryFigure]:
    """One indicator's figures by country; a country without a row says that it has none.

    Figures about women are left out whatever they say: no country is shaded by them.
    """
    found = {str(row["category"]): row for row in rows if row["class"] != CLASS_OF_WOMEN}
    codes = sorted({*countries, *found} - {NOT_BROKEN_DOWN})
    return [_figure(code, found.get(code), decimals, name, texts) for code in codes]


def _figure(code: str, row: Row | None, decimals: int, name: Callable[[str], str], texts: Texts) -> CountryFigure:
    if row is None:
        return CountryFigure(code, name(code), None, texts("not broken down"))
    if row["state"] != "value" or is_missing(row["value"]):
        return CountryFigure(code, name(code), None, texts(STATE_NAMES.get(str(row["state"]), str(row["state"]))))
    value = float(row["value"])
    return CountryFigure(code, name(code), value, say_value(value, row["unit"], texts, decimals))
