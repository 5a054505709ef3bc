"""What differs between any two releases: pure, from the tables that both hold.

Of women only what was closed is compared: a closing is in a release or not yet, and why it isn't is the same sentence
for all. Nothing is subtracted here; both figures stand side by side as they were released.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.rows import Row
from indicators.periods import month_number
from indicators.reasons import CLASS_OF_WOMEN

NEW, CHANGED, GONE = "new", "changed", "gone"
KINDS = (NEW, CHANGED, GONE)
_TOTAL = "total"
_COMPARED = ("state", "value", "expected", "status", "target")
_KEY = ("indicator_code", "month", "breakdown", "category")
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Difference:
    """One figure that is not the same in both releases; the side that lacks it is None.

    A new total has the earlier release's newest total of the same indicator as its `before`, of another month.
    """

    kind: str
    before: Row | None
    after: Row | None
    reasons: tuple[str, ...] = ()

    @property
    def own(self) -> Row:
        """The row that names the figure."""
        row = self.after or self.before
        assert row is not None
        return row

    @property
    def code(self) -> str:
        """Code of the indicator."""
        return str(self.own["indicator_code"])

    @property
    def is_total(self) -> bool:
        """Is it the figure of the whole, not a part of a breakdown?"""
        return bool(self.own["breakdown"] == _TOTAL)


def compare(
    before: Sequence[Row], after: Sequence[Row], codes: Sequence[str], told: Iterable[Sequence[Row]] = ()
) -> list[Difference]:
    """All differences in the order of `codes` (the results framework), then by month.

    `told`: the tables `change` of the releases after the earlier one up to the later one, from which reasons are taken.
    """
    first, second = _by_key(before), _by_key(after)
    reasons = _gather_reasons(told)
    found = [
        *_list_new(first, second),
        *(
            Difference(CHANGED, first[key], row)
            for key, row in second.items()
            if key in first and _differs(first[key], row)
        ),
        *(Difference(GONE, row, None) for key, row in first.items() if key not in second and _is_shown(row)),
    ]
    place = {code: position for position, code in enumerate(codes)}
    explained = (Difference(one.kind, one.before, one.after, _reasons_of(one, reasons)) for one in found)
    return sorted(explained, key=lambda one: (place.get(one.code, len(place)), not one.is_total, one.own["month"]))


def count_kinds(found: Iterable[Difference]) -> dict[str, int]:
    """How many figures are new, changed and gone, parts of breakdowns included."""
    counted = dict.fromkeys(KINDS, 0)
    for one in found:
        counted[one.kind] += 1
    return counted


def newest_totals(found: Iterable[Difference]) -> list[Difference]:
    """Of each indicator the newest total of each kind: what is new, then what is told otherwise than before."""
    newest: dict[tuple[str, str], Difference] = {}
    for one in found:
        known = newest.get((one.kind, one.code))
        if one.is_total and (known is None or month_number(one.own["month"]) > month_number(known.own["month"])):
            newest[one.kind, one.code] = one
    return sorted(newest.values(), key=lambda one: KINDS.index(one.kind))


def _by_key(rows: Sequence[Row]) -> dict[Key, Row]:
    found = {}
    for row in rows:
        # What is not shown of women is no difference: it is told by the one neutral sentence at the figure itself.
        if row["class"] != CLASS_OF_WOMEN or _is_shown(row):
            found[_key(row)] = row
    return found


def _key(row: Mapping[str, object]) -> Key:
    code, month, breakdown, category = (str(row[name]) for name in _KEY)
    return code, month, breakdown, category


def _is_shown(row: Row) -> bool:
    return bool(row["state"] == "value")


def _list_new(first: Mapping[Key, Row], second: Mapping[Key, Row]) -> Iterable[Difference]:
    last: dict[tuple[str, str, str], Row] = {}
    for key, row in sorted(first.items(), key=lambda one: month_number(one[0][1])):
        last[key[0], key[2], key[3]] = row
    for key, row in second.items():
        if key not in first and _is_shown(row):
            earlier = last.get((key[0], key[2], key[3]))
            is_later = earlier is not None and month_number(earlier["month"]) < month_number(key[1])
            yield Difference(NEW, earlier if is_later else None, row)


def _differs(first: Row, second: Row) -> bool:
    return any(not _is_same(first.get(name), second.get(name)) for name in _COMPARED)


def _is_same(first: object, second: object) -> bool:
    if isinstance(first, float) and isinstance(second, float):
        return math.isclose(first, second, rel_tol=1e-9, abs_tol=1e-9)
    return first == second


def _gather_reasons(told: Iterable[Sequence[Row]]) -> dict[Key, tuple[str, ...]]:
    found: dict[Key, tuple[str, ...]] = {}
    for rows in told:
        for row in rows:
            own = (code for code in str(row["reason"] or "").split(";") if code)
            found[_key(row)] = tuple(dict.fromkeys((*found.get(_key(row), ()), *own)))
    return found


def _reasons_of(one: Difference, reasons: Mapping[Key, tuple[str, ...]]) -> tuple[str, ...]:
    return reasons.get(_key(one.own), ())
