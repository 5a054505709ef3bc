"""What a reader can count in the public tables: rows, rows by a column's values, and how many of all that is."""

from collections import Counter
from collections.abc import Iterator

from etl.attacker.released import Released, Row


def tally_numbers(released: Released) -> Iterator[float]:
    """Counts of public rows, and shares of the reporting in percent."""
    for name, rows in released.tables.items():
        if name not in ("figure", "definition", "provenance"):
            yield float(len(rows))
    yield from _count(released.tables["indicator"], "class", "level", "objective", "result")
    for by in ((), ("level",), ("objective",), ("target_state",), ("level", "target_state")):
        yield from _running(_standing(released), "status", *by)
    yield from _reporting(released)
    yield from _count(released.tables.get("change", ()), "kind", "indicator_code", "breakdown")
    yield from _milestones(released)
    yield from _workbooks(released)
    yield float(sum(row["state"] == "value" for row in released.figures))


def _count(rows: tuple[Row, ...] | list[Row], *columns: str) -> Iterator[float]:
    for column in columns:
        yield from map(float, Counter(row[column] for row in rows).values())


def _running(rows: list[Row], first: str, *others: str) -> Iterator[float]:
    """Counts by several columns together, and the sums of any neighbours: on track or ahead, at risk or delayed."""
    found = Counter(tuple(str(row[name]) for name in (first, *others)) for row in rows)
    yield from map(float, found.values())
    by_rest: dict[tuple[str, ...], list[int]] = {}
    for key, n in found.items():
        by_rest.setdefault(key[1:], []).append(n)
    for counts in by_rest.values():
        yield float(sum(counts))
        yield from (float(one + other) for one in counts for other in counts)


def _standing(released: Released) -> list[Row]:
    """The row that each indicator is judged by: of class A the newest shown, else that of the release's month."""
    totals = [row for row in released.figures if row["breakdown"] == "total"]
    found = {row["indicator_code"]: row for row in totals if row["month"] == released.month}
    closed = sorted(
        (row for row in totals if row["class"] == "A" and row["state"] == "value"), key=lambda row: row["month"]
    )
    return list((found | {row["indicator_code"]: row for row in closed}).values())


def _reporting(released: Released) -> Iterator[float]:
    due = [row for row in released.tables["reporting"] if row["is_expected"]]
    for rows in (due, [row for row in due if row["month"] == released.month]):
        received = [row for row in rows if row["received_on"] is not None]
        on_time = [row for row in rows if row["is_on_time"]]
        yield from (float(len(rows)), float(len(received)), float(len(on_time)), float(len(rows) - len(received)))
        if rows:
            yield from (100 * len(received) / len(rows), 100 * len(on_time) / len(rows))


def _milestones(released: Released) -> Iterator[float]:
    due = [row for row in released.tables.get("milestone", ()) if row["is_due"]]
    done = [row for row in due if row["submitted_on"] is not None]
    yield from (float(len(due)), float(len(done)), float(len(due) - len(done)))


def _workbooks(released: Released) -> Iterator[float]:
    """Workbooks behind a figure of classes B and C: all, and those of one partner."""
    partners = {row["submission_id"]: row["partner_code"] for row in released.tables.get("submission", ())}
    behind: Counter[tuple[object, ...]] = Counter()
    for row in released.tables.get("provenance", ()):
        if row["submission_id"]:
            place = (row["indicator_code"], row["month"], row["breakdown"], row["category"])
            behind[place] += 1
            behind[(*place, partners.get(row["submission_id"]))] += 1
    yield from {float(n) for n in behind.values()}
