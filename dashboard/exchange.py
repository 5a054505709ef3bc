"""Good practices of a release and who took them up: pure, from the released rows alone."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.rows import Row
from indicators.charts.country_map import Way
from indicators.model.study import Exchange


@dataclass(frozen=True)
class Practice:
    """One practice as its newest row tells it; `adopters` are partners, `partner` is the one that reports it."""

    code: str
    country: str
    theme: str
    state: str
    since: str | None
    adopters: tuple[str, ...]
    partner: str = ""


def read_practices(rows: Iterable[Row], exchange: Exchange, key: str, country: str) -> list[Practice]:
    """The practices by code, each from the row that counts; `key` and `country` are columns."""
    newest: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: str(row["month"])):
        if _is_counted(row):
            newest[str(row[key])] = row
    return [_practice(code, row, exchange, country) for code, row in sorted(newest.items())]


def _is_counted(row: Row) -> bool:
    # Releases of earlier versions don't say which row counts: there, the newest one does.
    return "counts_from" not in row or row["counts_from"] is not None


def _practice(code: str, row: Row, exchange: Exchange, country: str) -> Practice:
    adopters = (one.strip() for one in str(row.get(exchange.adopted_by) or "").split(";"))
    return Practice(
        code=code,
        country=str(row[country]),
        theme=str(row.get(exchange.theme) or ""),
        state=str(row.get(exchange.state) or ""),
        since=row.get(exchange.since),
        adopters=tuple(one for one in adopters if one),
        partner=str(row.get("partner_code") or ""),
    )


def count_states(practices: Iterable[Practice], ranked: Iterable[str]) -> dict[str, int]:
    """How many practices stand in each state, in the order of the code list, none left out."""
    counted = Counter(practice.state for practice in practices)
    return {state: counted[state] for state in ranked}


def find_ways(practices: Iterable[Practice], country_of: Mapping[str, str], exchange: Exchange) -> list[Way]:
    """From which country to which other one practices went, and how many; what was given up is not counted."""
    counted: Counter[tuple[str, str]] = Counter()
    for practice in practices:
        if practice.state not in exchange.given_up:
            ends = {country_of[one] for one in practice.adopters if one in country_of} - {practice.country}
            counted.update((practice.country, end) for end in ends)
    return [Way(start, end, n) for (start, end), n in sorted(counted.items())]
