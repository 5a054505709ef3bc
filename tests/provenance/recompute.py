"""Figures of class B and C from the tables of a release file alone, written by hand from the definitions' words.

Nothing of the product is used: what an evaluator with DuckDB and Python could do.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import yaml

Row = dict[str, Any]
Parts = tuple[float, float | None]
# Month, breakdown, category.
Place = tuple[str, str, str]
# By the publication plan their rows are women's pathways, which no release holds.
WITHOUT_FACTS = {"OP-01", "OP-02"}


class Release:
    """The tables of one release file as lists of rows."""

    def __init__(self, path: Path) -> None:
        """Read everything that is needed."""
        with duckdb.connect(str(path), read_only=True) as connection:
            names = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
            self.tables = {name: _rows(connection, name) for name in names if name != "provenance"}
        self.country = {row["partner_code"]: row["country"] for row in self.tables["partner"]}
        about = self.tables["release"][0]
        self.last, self.as_of = int(about["month"][1:]), date.fromisoformat(about["as_of"][:10])
        texts = {row["file"]: row["text"] for row in self.tables["definition"]}
        self.planned = yaml.safe_load(texts["deliverables.yaml"])
        self.calendar = yaml.safe_load(texts["project.yaml"])["calendar"]

    def at(self, table: str, month: int) -> list[Row]:
        """Facts that count at a month."""
        code = f"M{month:02d}"
        return [
            row
            for row in self.tables[table]
            if row["counts_from"] and row["counts_from"] <= code and (not row["counts_to"] or code <= row["counts_to"])
        ]

    def month_end(self, month: str) -> date:
        """Last day that belongs to a reporting month."""
        if int(month[1:]) == self.calendar["months"]:
            return self.calendar["end"]
        year, first = map(int, str(self.calendar["first_month"]).split("-"))
        index = year * 12 + first - 1 + int(month[1:])
        return date(index // 12, index % 12 + 1, 1) - timedelta(days=1)


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[Row]:
    cursor = connection.execute(f'SELECT * FROM "{table}"')
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def recompute(path: Path) -> dict[str, dict[Place, Parts]]:
    """Numerator and denominator by indicator and place; places without anything counted are absent."""
    release = Release(path)
    return {code: recipe(release) for code, recipe in {**THINGS, **PEOPLE}.items()}


def _over_months(release: Release, of_month: Callable[[int], Iterable[tuple[str, str, Parts]]]) -> dict[Place, Parts]:
    return {
        (f"M{month:02d}", breakdown, category): parts
        for month in range(1, release.last + 1)
        for breakdown, category, parts in of_month(month)
    }


def _grouped(
    rows: list[Row], keys: dict[str, Callable[[Row], list[str]]], measure: Callable[[list[Row]], Parts]
) -> Iterable[tuple[str, str, Parts]]:
    for name, key in {"total": lambda row: ["all"], **keys}.items():
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            for category in key(row):
                groups[category].append(row)
        for category, own in groups.items():
            yield name, category, measure(own)


def _column(name: str) -> Callable[[Row], list[str]]:
    return lambda row: str(row[name]).split(";") if row[name] is not None else []


def _from_facts(
    table: str, measure: Callable[[list[Row]], Parts], where: Callable[[Row], bool] = lambda row: True, **keys: str
) -> Callable[[Release], dict[Place, Parts]]:
    by = {name: _column(column) for name, column in keys.items()}
    return lambda release: _over_months(
        release, lambda month: _grouped([row for row in release.at(table, month) if where(row)], by, measure)
    )


def _count(column: str) -> Callable[[list[Row]], Parts]:
    return lambda rows: (len({code for row in rows for code in str(row[column]).split(";") if row[column]}), None)


def _sum(column: str) -> Callable[[list[Row]], Parts]:
    return lambda rows: (sum(row[column] or 0 for row in rows), None)


def _attendance(rows: list[Row]) -> Parts:
    known = [row for row in rows if row["attended_n"] is not None and row["registered_n"] is not None]
    return sum(row["attended_n"] for row in known), sum(row["registered_n"] for row in known)


def _informed(rows: list[Row]) -> Parts:
    counted = [row for row in rows if row["reach_method"] in ("COUNTED", "PLATFORM_STATISTIC")]
    return sum(row["participants_n"] or 0 for row in rows) + sum(row["reach_n"] or 0 for row in counted), None


def _adopted_abroad(release: Release) -> dict[Place, Parts]:
    def is_adopted(row: Row) -> bool:
        adopters = (row["adopted_partner_codes"] or "").split(";")
        return row["practice_state"] == "SHARED" and any(
            release.country.get(code, row["country"]) != row["country"] for code in adopters
        )

    return _from_facts(
        "practice", _count("practice_code"), is_adopted, country="country", practice_theme="practice_theme"
    )(release)


def _centres(release: Release) -> dict[Place, Parts]:
    first = [row for row in release.tables["centre_count"] if row["wave"] == "W1_BASELINE"]
    return _by_country(release, first, lambda rows: (sum(row["validated_n"] for row in rows), None))


def _surveyed_countries(release: Release) -> dict[Place, Parts]:
    found = [row for row in release.tables["centre_count"] if row["validated_n"] > 0]
    return _by_country(release, found, lambda rows: (len({row["country"] for row in rows}), None))


def _by_country(release: Release, rows: list[Row], measure: Callable[[list[Row]], Parts]) -> dict[Place, Parts]:
    return _over_months(
        release,
        lambda month: _grouped(
            [row for row in rows if row["month"] == f"M{month:02d}"], {"country": _column("country")}, measure
        ),
    )


def _reports_on_time(release: Release) -> dict[Place, Parts]:
    due = [row for row in release.tables["reporting"] if row["is_expected"] and row["due_on"] <= release.as_of]
    keys = {"partner": _column("partner_code"), "country": lambda row: [release.country[row["partner_code"]]]}
    return _over_months(
        release,
        lambda month: _grouped(
            [row for row in due if row["month"] <= f"M{month:02d}"],
            keys,
            lambda rows: (sum(bool(row["is_on_time"]) for row in rows), len(rows)),
        ),
    )


def _deliverables_on_time(release: Release) -> dict[Place, Parts]:
    def of_month(month: int) -> Iterable[tuple[str, str, Parts]]:
        newest = {row["deliverable_code"]: row for row in release.at("deliverable", month)}
        due = [plan for plan in release.planned if plan["due_month"] <= f"M{month:02d}"]

        def is_on_time(plan: Row) -> bool:
            submitted = newest.get(plan["code"], {}).get("submitted_on")
            return submitted is not None and submitted <= release.month_end(plan["due_month"])

        keys = {"partner": _column("lead"), "workstream": _column("workstream")}
        yield from _grouped(due, keys, lambda plans: (sum(map(is_on_time, plans)), len(plans)))

    return _over_months(release, of_month)


def _from_blocks(code: str) -> Callable[[Release], dict[Place, Parts]]:
    def recipe(release: Release) -> dict[Place, Parts]:
        own = [row for row in release.tables["pool"] if row["indicator_code"] == code]
        return _over_months(release, lambda month: _blocks([row for row in own if row["month"] <= f"M{month:02d}"]))

    return recipe


def _blocks(rows: list[Row]) -> Iterable[tuple[str, str, Parts]]:
    is_trait = any(row["breakdown"] == "sex" for row in rows)
    keys = {
        "partner": _column("partner_code"),
        "country": lambda row: _column("country" if row["breakdown"] is None else "category")(row),
        "training_type": _column("training_type"),
        "session": _column("session"),
        "wave": _column("wave"),
        "sex": _column("category"),
    }
    for name, category, _parts in _grouped(rows, keys, lambda own: (0, None)):
        if is_trait and name != "sex":
            continue
        own = [row for row in rows if name == "total" or category in keys[name](row)]
        waves = sorted({row["wave"] for row in own if row["wave"]})
        # A share is of the newest wave that has closed there; a count takes all.
        kept = [row for row in own if not waves or row["wave"] == waves[-1]]
        shares = [row["denominator"] for row in kept if row["denominator"] is not None]
        yield name, category, (sum(row["numerator"] for row in kept), sum(shares) if shares else None)


_SESSION = {"country": "country", "partner": "partner_code", "training_type": "training_type"}
_PERSONS = {**_SESSION, "session": "session_code"}
_PRACTICE = {"country": "country", "practice_theme": "practice_theme"}
_HELD = ("CAMPAIGN", "OTHER")
_DESCRIBED = ("DESCRIBED", "REVIEWED", "SHARED")

THINGS: dict[str, Callable[[Release], dict[Place, Parts]]] = {
    "OP-07": _from_facts(
        "session", _count("session_code"), lambda row: row["counts_to_target"] == "Y", **_SESSION, mode="mode"
    ),
    "OP-08": _from_facts("session", _sum("first_time_n"), **_PERSONS),
    "OP-09": _from_facts("session", _sum("attended_n"), **_PERSONS),
    "PR-01": _from_facts("session", _attendance, **_PERSONS),
    "OP-15": _from_facts(
        "session", _count("session_code"), lambda row: row["training_type"] == "MUTUAL_LEARNING", country="country"
    ),
    "OP-18": _from_facts(
        "event",
        _count("event_code"),
        lambda row: row["event_type"] not in _HELD,
        country="country",
        event_type="event_type",
        scope="scope",
    ),
    "OP-19": _from_facts("event", _sum("policy_makers_n"), country="country", scope="scope"),
    "OP-20": _from_facts("event", _informed, country="country", channel="channel", reach_method="reach_method"),
    "OP-13": _from_facts(
        "practice", _count("practice_code"), lambda row: row["practice_state"] in _DESCRIBED, **_PRACTICE
    ),
    "OP-14": _from_facts("practice", _count("country"), lambda row: row["practice_state"] == "SHARED"),
    "OC-11": _adopted_abroad,
    "OP-16": _from_facts(
        "deliverable",
        lambda rows: (max(row["progress_pct"] for row in rows), None),
        lambda row: row["deliverable_type"] == "HANDBOOK",
        language="languages_available",
    ),
    "OP-17": _from_facts(
        "deliverable", _count("languages_available"), lambda row: row["deliverable_type"] == "HANDBOOK"
    ),
    "OP-10": _centres,
    "OP-11": _surveyed_countries,
    "PR-02": _reports_on_time,
    "PR-03": _deliverables_on_time,
}

PEOPLE: dict[str, Callable[[Release], dict[Place, Parts]]] = {
    code: _from_blocks(code) for code in ("OC-07", "OC-08", "OC-09", "IM-03", "OC-10", "OC-12", "OP-12")
}
TRAITS = {"OP-09": _from_blocks("OP-09")}
