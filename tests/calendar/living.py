"""Small projects lived through real templates, intake and publishing, with partners and calendars that change."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb

from etl.history import read_history
from etl.home import Home
from etl.publish import Published, publish_release
from etl.store import Store
from etl.submit import Receipt, submit_files
from etl.template import template_bytes
from indicators.load import Definitions
from tests.whole_way.mini import fill

# Month since when, enrolled, active, completed, left early; a circle that has ended gives way to the next one.
State = tuple[int, int, int, int, int]
Circles = dict[str, list[list[State]]]
Courses = dict[tuple[str, int], list[tuple[str, str, int, int, int, float]]]
Row = dict[str, Any]
Key = tuple[str, str, str, str]
_COURSE = ("session_code", "country", "registered_n", "attended_n", "satisfaction_n", "satisfaction_mean")


def live(
    home: Home, definitions: Definitions, months: Iterable[int], circles: Circles, courses: Courses
) -> Iterator[Store]:
    """Submit each month on its due day; yields the store on the day after."""
    for month in months:
        day = definitions.periods.due_day(month)
        store = Store(home.at(day), definitions)
        for partner in definitions.partners:
            if definitions.is_expected(partner, month):
                receipt = send(store, partner.code, month, circles, courses)
                assert receipt.state == "accepted", receipt.issues
        yield Store(home.at(day + timedelta(days=1)), definitions)


def send(store: Store, code: str, month: int, circles: Circles, courses: Courses) -> Receipt:
    """One partner's workbook of a month, made from the template."""
    partner = store.definitions.partner(code)
    assert partner is not None
    template = template_bytes(store.definitions, partner, month, "en", read_history(store, code))
    circle = _circle_row(circles.get(code, []), month)
    told = [dict(zip(_COURSE, course, strict=True)) for course in courses.get((code, month), [])]
    delivers = {sheet for sheet in store.definitions.workbook.sheets if partner.is_delivering(sheet)}
    data = fill(template, {"CIRCLES": [circle] if circle else [], "COURSES": told}, delivers)
    [receipt] = submit_files(store, [(f"{code}-{month}.xlsx", data)], "officer@example.org")
    return receipt


def _circle_row(circles: list[list[State]], month: int) -> Row | None:
    for states in reversed(circles):
        lived = [state for state in states if state[0] <= month]
        if not lived:
            continue
        since, enrolled, active, completed, left = lived[-1]
        if active == 0 and since < month:
            return None
        return {
            "stage": "S6" if active == 0 else "S2",
            "women_enrolled_cum": enrolled,
            "women_active": active,
            "women_completed_cum": completed,
            "women_left_early_cum": left,
        }
    return None


def publish(store: Store, month: int, **about: Any) -> Published:
    """A release as of the store's day."""
    return publish_release(store, month, **about)


def read_table(path: Path, table: str) -> list[Row]:
    """Rows of a table of a release."""
    with duckdb.connect(str(path), read_only=True) as connection:
        cursor = connection.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def figures(path: Path) -> dict[Key, Row]:
    """Figures of a release by indicator, month, breakdown and category."""
    rows = read_table(path, "figure")
    return {(row["indicator_code"], row["month"], row["breakdown"], row["category"]): row for row in rows}


def of_women(path: Path, month: str) -> dict[Key, Row]:
    """Rows of class A of a month, without the release's own id."""
    return {
        key: {name: value for name, value in row.items() if name != "release_id"}
        for key, row in figures(path).items()
        if row["class"] == "A" and row["month"] == month
    }
