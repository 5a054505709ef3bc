"""JSON: every number and text in it, by the indicator that its object is about; rows of the KPI table cell by cell."""

from collections.abc import Iterator, Mapping
from typing import Any

from etl.attacker.channels.chart_channel import attack_chart, is_chart
from etl.attacker.channels.exported import Found, plain
from etl.attacker.channels.known import Known
from etl.attacker.channels.text_channel import attack_columns
from etl.attacker.channels.wording import attack_wording

# An object of fewer cells is too easily like some row.
_FEWEST = 3
_KEYS = ("indicator_code", "month", "breakdown", "category")


def attack_json(place: str, document: Any, known: Known, subjects: frozenset[str] = frozenset()) -> Iterator[Found]:
    """Findings in a JSON document; `subjects` are the indicators that its surroundings are about."""
    if not subjects:
        named = _named(document, known)
        subjects = named if len(named) == 1 else subjects
    yield from _walk(place, document, known, subjects)


def _named(document: Any, known: Known) -> frozenset[str]:
    if isinstance(document, Mapping):
        own = document.get("indicator_code")
        here = frozenset({own} if isinstance(own, str) and own in known.released.rules.types else ())
        return here.union(*(_named(value, known) for value in document.values()))
    if isinstance(document, list):
        return frozenset().union(*(_named(value, known) for value in document))
    return frozenset()


def _walk(place: str, document: Any, known: Known, subjects: frozenset[str]) -> Iterator[Found]:
    if isinstance(document, Mapping):
        if is_chart(document):
            yield from attack_chart(place, document, known, subjects)
            return
        if is_row(document, known):
            return
        own = document.get("indicator_code")
        inner = frozenset({own}) if isinstance(own, str) and own in known.released.rules.types else subjects
        yield from _attack_row(place, document, known)
        for key, value in document.items():
            yield from attack_columns(f"{place}, a key", str(key), known)
            yield from attack_wording(f"{place}, a key", str(key), known, inner)
            # Rows that a partner's workbook has, and months as numbers, are told by their own names.
            yield from _walk(f"{place}.{key}" if str(key).isidentifier() else place, value, known, inner)
    elif isinstance(document, list):
        for value in document:
            yield from _walk(place, value, known, subjects)
    elif isinstance(document, str):
        for line in document.splitlines():
            yield from attack_wording(place, line, known, subjects)
    elif isinstance(document, int | float) and not isinstance(document, bool):
        yield from attack_wording(place, _written(document), known, subjects)


def _written(number: float) -> str:
    """A number with all its digits, so that an unrounded one is not taken for a rounded one."""
    return str(int(number)) if float(number).is_integer() else f"{number:.12f}".rstrip("0")


def is_row(found: Mapping[str, Any], known: Known) -> bool:
    """Is the object a faithful row of a public table, or a part of one?"""
    if len(found) < _FEWEST or any(isinstance(cell, dict | list) for cell in found.values()):
        return False
    own = {key: plain(cell, False) for key, cell in found.items()}
    return any(
        all(plain(row[key], False) == cell for key, cell in own.items())
        for name, columns in known.released.columns.items()
        if set(own) <= set(columns)
        for row in known.released.tables[name]
    )


def _attack_row(place: str, found: Mapping[str, Any], known: Known) -> Iterator[Found]:
    """An object with the keys of a KPI row must be that row."""
    if not all(isinstance(found.get(key), str) for key in _KEYS) or "value" not in found:
        return
    key = tuple(found[name] for name in _KEYS)
    rows = [row for row in known.rows_of(found["indicator_code"]) if tuple(row[name] for name in _KEYS) == key]
    if not rows:
        yield place, "a row that the release doesn't have"
        return
    for name, cell in found.items():
        if name in rows[0] and plain(cell, False) != plain(rows[0][name], False):
            yield f"{place}.{name}", "a cell that differs from the release"
