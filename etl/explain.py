"""One figure explained from a release alone: what it says, how it is made, what stands behind it, what changed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from etl.errors import UserError
from etl.release_file import ReleaseFile, open_read_only
from etl.store import fetch_dicts
from indicators.calculate.catalogue import ALL, TOTAL
from indicators.texts import N_

Row = dict[str, Any]


@dataclass(frozen=True)
class Source:
    """One submission behind a figure; no rows where the sheet's rows are not released."""

    submission_id: str
    partner_code: str
    month: str
    revision: int
    received_on: date | None
    state: str
    sheet: str | None
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Explained:
    """Everything that a release tells of one figure; `passport` is its row of the table `indicator`."""

    release: Row
    figure: Row
    passport: Row
    sources: tuple[Source, ...]
    # Closing of a figure about women; of the newest shown one when this month shows none.
    closing: str | None
    blocks: tuple[Row, ...]
    changes: tuple[Row, ...]
    verification: Row | None
    verified: Row | None

    @property
    def is_traced(self) -> bool:
        """Are the sources those that the figure was made from, and not all that its coverage counts?"""
        is_by_rows = any(one.rows or one.sheet is None for one in self.sources)
        return is_by_rows or any(block["partner_code"] for block in self.blocks)

    @property
    def is_about_women(self) -> bool:
        """Is it of class A, of which closing and coverage alone are told?"""
        return bool(self.figure["class"] == "A")


def explain_figure(
    release: ReleaseFile, code: str, month: str, breakdown: str = TOTAL, category: str = ALL
) -> Explained:
    """Explain a figure; raises UserError that lists what is known when the release has no such figure."""
    with open_read_only(release.path) as connection:
        figure = _find_figure(connection, code.upper(), month, breakdown, category)
        own = [figure["indicator_code"]]
        return Explained(
            release=release.about(),
            figure=figure,
            passport=_one(connection, "SELECT * FROM indicator WHERE indicator_code = ?", own) or {},
            sources=tuple(_sources(connection, figure)),
            closing=_closing(connection, figure),
            blocks=tuple(_blocks(connection, figure)),
            changes=tuple(_of_figure(connection, "change", figure)),
            verification=_one(connection, "SELECT * FROM verification"),
            verified=_one(connection, "SELECT * FROM verification_detail WHERE indicator_code = ?", own),
        )


def _one(connection: duckdb.DuckDBPyConnection, query: str, parameters: list[Any] | None = None) -> Row | None:
    table = query.split("FROM ")[1].split(" ")[0]
    found = fetch_dicts(connection, query, parameters) if _has(connection, table) else []
    return found[0] if found else None


def _has(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Is there such a table? A release of an older version may lack it."""
    query = "SELECT 1 FROM duckdb_tables() WHERE table_name = ?"
    return connection.execute(query, [table]).fetchone() is not None


def _unknown(column: str, asked: str, known: str) -> UserError:
    """What was asked for and isn't there, with what is."""
    match column, asked:
        case "indicator_code", _:
            told = N_("There is no indicator {asked} in this release. Known: {known}.")
            return UserError(told, asked=asked, known=known)
        case "month", _:
            return UserError(N_("This release has no figure of {asked}. Known: {known}."), asked=asked, known=known)
        case "breakdown", _:
            told = N_("This indicator is not broken down by '{asked}'. Known: {known}.")
            return UserError(told, asked=asked, known=known)
        case _, "":
            return UserError(N_("Name a category of this breakdown. Known: {known}."), known=known)
    return UserError(N_("There is no category '{asked}' here. Known: {known}."), asked=asked, known=known)


def _find_figure(connection: duckdb.DuckDBPyConnection, code: str, month: str, breakdown: str, category: str) -> Row:
    place = {"indicator_code": code, "month": month, "breakdown": breakdown, "category": category}
    where, parameters = "true", list[Any]()
    for column, asked in place.items():
        found = connection.execute(
            f"SELECT DISTINCT {column} FROM figure WHERE {where} ORDER BY 1", parameters
        ).fetchall()
        known = [str(name) for (name,) in found]
        if asked not in known:
            raise _unknown(column, asked, ", ".join(known) or "–")
        where, parameters = f"{where} AND {column} = ?", [*parameters, asked]
    return fetch_dicts(connection, f"SELECT * FROM figure WHERE {where}", parameters)[0]


def _of_figure(connection: duckdb.DuckDBPyConnection, table: str, figure: Row) -> list[Row]:
    keys = ("indicator_code", "month", "breakdown", "category")
    where = " AND ".join(f"{name} = ?" for name in keys)
    if not _has(connection, table):
        return []
    return fetch_dicts(connection, f"SELECT * FROM {table} WHERE {where}", [figure[name] for name in keys])


def _sources(connection: duckdb.DuckDBPyConnection, figure: Row) -> list[Source]:
    known = {row["submission_id"]: row for row in fetch_dicts(connection, "SELECT * FROM submission")}
    return make_sources(_of_figure(connection, "provenance", figure), known)


def make_sources(provenance: list[Row], submissions: dict[str, Row]) -> list[Source]:
    """Sources in the order of their months from rows of `provenance` and the submissions that they name."""
    found = [
        Source(
            submission_id=row["submission_id"],
            partner_code=own["partner_code"],
            month=own["month"],
            revision=own["revision"],
            received_on=own["received_on"],
            state=own["state"],
            sheet=row.get("sheet"),
            rows=tuple(int(number) for number in (row.get("rows") or "").split(";") if number),
        )
        for row in provenance
        if (own := submissions.get(row["submission_id"] or "")) is not None
    ]
    return sorted(found, key=lambda one: (one.month, one.partner_code, one.revision))


def _closing(connection: duckdb.DuckDBPyConnection, figure: Row) -> str | None:
    """The closing that the figure is of; when it is not shown, the last one that was."""
    if figure["class"] != "A":
        own = [row["closing"] for row in _of_figure(connection, "provenance", figure) if row["closing"]]
        return own[0] if own else None
    found = connection.execute(
        "SELECT max(month) FROM figure WHERE indicator_code = ? AND breakdown = ? AND category = ? AND month <= ? "
        "AND state = 'value'",
        [figure["indicator_code"], figure["breakdown"], figure["category"], figure["month"]],
    ).fetchone()
    return found[0] if found else None


def _blocks(connection: duckdb.DuckDBPyConnection, figure: Row) -> list[Row]:
    """The closed blocks whose sum the figure is; none where the figure is not shown."""
    columns = {row[0] for row in connection.execute("SELECT column_name FROM (DESCRIBE pool)").fetchall()}
    if figure["state"] != "value" or "breakdown" not in columns:
        return []
    rows = fetch_dicts(
        connection,
        "SELECT * FROM pool WHERE indicator_code = ? AND month <= ? ORDER BY month, block, category",
        [figure["indicator_code"], figure["month"]],
    )
    return [row for row in _newest_wave(rows, figure) if _is_behind(row, figure)]


def _newest_wave(rows: list[Row], figure: Row) -> list[Row]:
    """Of blocks by survey wave those of the wave that the figure is of: the newest that has closed there."""
    waves = [row["wave"] for row in rows if row["wave"] and _is_behind(row, figure)]
    if not waves or figure["breakdown"] == "wave":
        return rows
    # The share's own numbers tell which wave it is of.
    for wave in sorted(set(waves), reverse=True):
        own = [row for row in rows if row["wave"] == wave and _is_behind(row, figure)]
        if all(sum(row[name] or 0 for row in own) == figure[name] for name in ("numerator", "denominator")):
            return [row for row in rows if row["wave"] == wave]
    return rows


def _is_behind(row: Row, figure: Row) -> bool:
    breakdown, category = figure["breakdown"], figure["category"]
    if row["breakdown"] is not None:
        if figure["class"] == "C":
            return bool(breakdown == row["breakdown"] and category == row["category"])
        place = {"wave": row["wave"], row["breakdown"]: row["category"]}
        return breakdown == TOTAL or place.get(breakdown) == category
    place = row | {"partner": row["partner_code"]}
    return breakdown in (TOTAL, "companion") or (figure["class"] == "B" and place.get(breakdown) == category)
