"""Coverage counts workbooks, which are public: so it must follow from the table of reporting and from nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from etl.attacker.case import Case, place_of
from etl.attacker.finding import Finding
from etl.attacker.released import Released, Row
from etl.attacker.rule_book import Entry, RuleBook

_COLUMNS = ("reported_n", "expected_reports_n", "carried_forward_n")


def attack_coverage(case: Case) -> Iterator[Finding]:
    """Coverage that the reporting of partners doesn't give."""
    reports = {release.release_id: Reports(release) for release in case.releases}
    for release, row, rules in case.fresh:
        if row["indicator_code"] in rules.indicators and row["definition_version"] == release.version:
            told = tuple(row[name] for name in _COLUMNS)
            if told != reports[release.release_id].coverage(row):
                yield Finding(release.release_id, place_of(row), "coverage that the workbooks don't give")


@dataclass(frozen=True)
class Reports:
    """Who was due and whose workbook was accepted, as a release tells it."""

    release: Released

    @cached_property
    def _months(self) -> dict[str, frozenset[int]]:
        found: dict[str, set[int]] = {}
        for row in self.release.tables["reporting"]:
            if row["state"] == "accepted":
                found.setdefault(row["partner_code"], set()).add(int(row["month"][1:]))
        return {partner: frozenset(months) for partner, months in found.items()}

    @cached_property
    def _known(self) -> dict[tuple[Any, ...], tuple[int, int, int]]:
        return {}

    def coverage(self, row: Row) -> tuple[int, int, int]:
        """Reported, expected and carried forward for a figure."""
        rules, code = self.release.rules, row["indicator_code"]
        scope = row["breakdown"] if row["breakdown"] in ("country", "partner") else ""
        category = row["category"] if scope else ""
        if scope == "country" and category not in rules.countries:
            scope = category = ""
        key = (code, scope, category, row["month"])
        if key not in self._known:
            partners = [one for one in _delivering(rules, code) if not scope or one[_KEY[scope]] == category]
            self._known[key] = self._count(partners, int(row["month"][1:]), *_carrying(rules, code))
        return self._known[key]

    def _count(
        self, partners: Iterable[Entry], month: int, is_carried: bool, limit: int | None
    ) -> tuple[int, int, int]:
        due = [
            self._months.get(one["code"], frozenset()) for one in partners if _is_due(self.release.rules, one, month)
        ]
        silent = [months for months in due if month not in months]
        since = 1 if limit is None else month - limit
        carried = sum(any(since <= one <= month for one in months) for months in silent) if is_carried else 0
        return len(due) - len(silent), len(due), carried


_KEY = {"country": "country", "partner": "code"}


def _delivering(rules: RuleBook, code: str) -> list[Entry]:
    sheet = rules.indicators[code].get("sheet")
    cover = (rules.files["workbook"].get("roles") or {}).get("sheet")
    return [one for one in rules.partners.values() if sheet in (None, cover) or _is_delivering(one, str(sheet))]


def _is_delivering(partner: Entry, sheet: str) -> bool:
    own = partner.get("delivers", "all")
    return sheet not in (partner.get("does_not_deliver") or ()) and (own == "all" or sheet in own)


def _is_due(rules: RuleBook, partner: Entry, month: int) -> bool:
    first, last = (_month(rules, partner.get(name)) for name in ("from_month", "to_month"))
    return (first or 1) <= month <= (last or rules.files["project"]["calendar"]["months"])


def _month(rules: RuleBook, text: Any) -> int | None:
    """Number of a month written M05 or 2016-05; None when it is none of the project."""
    about = rules.files["project"]["calendar"]
    return _number(str(text or "").strip().upper(), str(about["first_month"]), int(about["months"]))


@lru_cache(maxsize=1024)
def _number(text: str, first_month: str, months: int) -> int | None:
    if text[:1] == "M" and text[1:].isdigit():
        number = int(text[1:])
    elif len(text) == 7 and text[4] == "-":
        year, month = map(int, text.split("-"))
        first_year, first = map(int, first_month.split("-"))
        number = (year - first_year) * 12 + month - first + 1
    else:
        return None
    return number if 1 <= number <= months else None


def _carrying(rules: RuleBook, code: str) -> tuple[bool, int | None]:
    """Does a silent partner's value still count, and for how many months (of women: for ever)?"""
    calculation = rules.calculation(code)
    is_running = calculation.get("over_time") == "carried"
    is_carried = (
        is_running or rules.plan(code).get("ledger") == "outcome" or calculation.get("kind") in ("milestone", "share")
    )
    is_limited = is_running and rules.classes[code] != "A"
    return is_carried, int(rules.files["project"]["calendar"]["carry_forward_months"]) if is_limited else None
