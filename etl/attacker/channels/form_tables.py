"""A table of a funder's form: each number stands under a heading that says which figure of its indicator it must be.

Read by row: a row that names one indicator is judged column by column, by that indicator's own row of the release.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from etl.attacker.channels.exported import Found
from etl.attacker.channels.form_days import without_days
from etl.attacker.channels.known import Known
from etl.attacker.channels.numbers import Numbers, explain_any
from etl.attacker.channels.said import attack_said
from etl.attacker.channels.tokens import read_tokens
from etl.attacker.channels.wording import attack_wording
from etl.attacker.released import Row

# Heading -> column of the KPI table; of the passport for what doesn't change with the month.
_BY_MONTH = {"planned": "expected", "implemented": "value", "actual": "value", "final": "value"}
_PASSPORT = {"baseline": "baseline", "target": "target"}
_STATUSES = {
    "ahead": "ahead", "on track": "on_track", "at risk": "at_risk", "delayed": "delayed", "no status": "unavailable",
}  # fmt: skip
_MONTH = re.compile(r"\bM\d{2,}\b")
_AGAINST = re.compile(r"against (\w+) targets")


def attack_line(place: str, text: str, known: Known) -> Iterator[Found]:
    """Findings in a sentence or a heading of a form."""
    yield from attack_wording(place, without_days(text, known.released), known)
    yield from attack_said(place, text, known)


def attack_table(place: str, rows: Sequence[Sequence[str]], known: Known) -> Iterator[Found]:
    """Findings in a table whose first row are the headings."""
    heads = [text.strip().lower() for text in rows[0]] if rows else []
    for text in rows[0] if rows else ():
        yield from attack_line(f"{place}, a heading", text, known)
    for number, cells in enumerate(rows[1:], start=1):
        where = f"{place}, row {number}"
        if len(cells) != len(heads):
            yield where, "more or fewer cells than headings"
            continue
        named = known.subjects(" ".join(cells[:2]))
        if len(named) == 1 and set(_kinds(heads)) - {""}:
            (code,) = named
            yield from _attack_indicator(where, code, heads, cells, known)
        elif heads[0] == "status" and all(_AGAINST.fullmatch(head) for head in heads[1:]):
            yield from _attack_counts(where, heads, cells, known)
        else:
            yield from attack_line(where, " | ".join(cells), known)


def _kinds(heads: Sequence[str]) -> list[str]:
    """What each heading promises: a figure, a status, a coverage, or a text."""
    words = [head.split(" (")[0] for head in heads]
    return [word if word in (*_BY_MONTH, *_PASSPORT, "status", "coverage") else "" for word in words]


def _attack_indicator(
    place: str, code: str, heads: Sequence[str], cells: Sequence[str], known: Known
) -> Iterator[Found]:
    judged = _judged(code, known)
    told = f"{place} ({code})"
    rest = []
    for kind, head, text in zip(_kinds(heads), heads, cells, strict=True):
        if kind in _PASSPORT:
            yield from _attack_cell(told, text, [_passport(code, _PASSPORT[kind], known)])
        elif kind in _BY_MONTH:
            yield from _attack_figure(told, code, kind, head, text, judged, known)
        elif kind == "status":
            if judged is None or _STATUSES.get(text.strip().lower()) != judged["status"]:
                yield told, "a status that the release doesn't tell"
        elif kind == "coverage":
            yield from _attack_coverage(told, text, judged)
        else:
            rest.append(text)
    text = " | ".join(rest)
    yield from attack_wording(place, without_days(text, known.released), known, {code})
    # Cell by cell: a row's cells together would make a sentence that nobody wrote.
    for one in rest:
        yield from attack_said(place, one, known)


def _attack_figure(
    place: str, code: str, kind: str, head: str, text: str, judged: Row | None, known: Known
) -> Iterator[Found]:
    """The month is named by the cell, else by the heading, else it is the one that the indicator is judged by."""
    named = _MONTH.findall(text) or _MONTH.findall(head.upper())
    month = named[0] if named else str(judged["month"]) if judged else ""
    rows = [row for row in known.rows_of(code) if row["breakdown"] == "total" and row["month"] == month]
    yield from _attack_cell(place, _MONTH.sub(" ", text), [row[_BY_MONTH[kind]] for row in rows])


def _attack_cell(place: str, text: str, values: Sequence[float | None]) -> Iterator[Found]:
    """No digit stands in the cell but those of the one number that it may tell."""
    numbers = Numbers(value for value in values if value is not None)
    tokens = list(read_tokens(text))
    if len(tokens) > 1 or any(token.kind != "number" for token in tokens):
        yield place, "more than the one number of its column"
    elif tokens and not explain_any(tokens[0].readings, [numbers]):
        yield place, "a number that the release doesn't tell of this indicator"
    elif not tokens and _STATUSES.get(text.strip().lower()):
        yield place, "a status in a number's place"


def _attack_coverage(place: str, text: str, judged: Row | None) -> Iterator[Found]:
    found = [token.readings[0][0][0] for token in read_tokens(text) if token.readings]
    names = ("reported_n", "expected_reports_n", "carried_forward_n")
    said = [float((judged or {}).get(name) or 0) for name in names]
    if found and found not in (said[:2], said):
        yield place, "a coverage that the release doesn't tell"


def _attack_counts(place: str, heads: Sequence[str], cells: Sequence[str], known: Known) -> Iterator[Found]:
    """How many indicators have a status: counted again from the rows that they are judged by."""
    status = _STATUSES.get(cells[0].strip().lower())
    passports = known.released.tables["indicator"]
    judged = ((row["target_state"], _judged(row["indicator_code"], known)) for row in passports)
    counts = Counter((state, row["status"]) for state, row in judged if row)
    for head, text in zip(heads[1:], cells[1:], strict=True):
        state = head.removeprefix("against ").removesuffix(" targets")
        if status is None or text.strip() != str(counts[state, status]):
            yield place, "a count that the release doesn't tell"


def _passport(code: str, column: str, known: Known) -> float | None:
    rows = known.released.tables["indicator"]
    return next((row[column] for row in rows if row["indicator_code"] == code), None)


def _judged(code: str, known: Known) -> Row | None:
    """The total that an indicator is judged by: of women the newest shown one, else that of the release's month."""
    totals = [row for row in known.rows_of(code) if row["breakdown"] == "total"]
    shown = [row for row in totals if row["class"] == "A" and row["state"] == "value"]
    at_end = [row for row in totals if row["month"] == known.released.month]
    return max(shown, key=lambda row: str(row["month"]), default=at_end[0] if at_end else None)
