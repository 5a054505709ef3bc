"""The independent attacker, first version: reads only what is public (release files) and the publication plan's rules.

It shares no code with disclosure control. This version checks every rule that can be read off the files and the
differences between them; the search by linear and integer programmes comes later. A doubt is a finding.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from etl.audit_tables import attack_tables
from etl.rule_book import RuleBook, read_rule_book
from indicators.load import Definitions

Row = dict[str, Any]
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Finding:
    """Something that a reader could learn, or that a release must not contain."""

    release_id: str
    place: str
    found: str

    def __str__(self) -> str:
        return f"{self.release_id}: {self.place}: {self.found}"


def audit_files(paths: Iterable[Path], definitions: Definitions) -> list[Finding]:
    """Attack a set of release files, oldest first; an empty list when nothing was learnt."""
    read = [_read(path) for path in paths]
    findings = [one for one in read if isinstance(one, Finding)]
    known_ones = (one for one in read if isinstance(one, _Release))
    releases = sorted(known_ones, key=lambda one: (one.as_of, one.release_id))
    # Each row is judged by the plan that it was made under: a stricter plan doesn't make an older release a leak.
    current = read_rule_book(definitions.source)
    known = {definitions.version: current} | {release.version: release.rules for release in releases}
    for release in releases:
        findings += [Finding(release.release_id, *found) for found in _attack_one(release.rows, known)]
        findings += [Finding(release.release_id, *found) for found in release.beside]
    findings += _attack_across(releases)
    return findings


@dataclass(frozen=True)
class _Release:
    as_of: str
    release_id: str
    is_draft: bool
    rows: list[Row]
    version: str
    rules: RuleBook
    beside: tuple[tuple[str, str], ...]


def _read(path: Path) -> "_Release | Finding":
    """The public content of a release; what can't be read can't be cleared."""
    try:
        return _read_release(path)
    except (duckdb.Error, ValueError):
        return Finding(path.stem, "the file", "it can't be read as a release with its definitions")


def _read_release(path: Path) -> _Release:
    with duckdb.connect(str(path), read_only=True, config={"enable_external_access": "false"}) as connection:
        cursor = connection.execute("SELECT * FROM figure")
        names = [column[0] for column in cursor.description or []]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        found = connection.execute("SELECT as_of, release_id, is_draft FROM release").fetchone()
        # A release holds the older definitions of its closed rows as well; it is judged by its own.
        texts = connection.execute(
            "SELECT definition_version, file, text FROM definition SEMI JOIN release USING (definition_version) "
            "ORDER BY file"
        ).fetchall()
        if found is None or not texts:
            raise ValueError(f"{path.name} names no release, or no definitions")
        rules = read_rule_book({Path(file).stem: text for _version, file, text in texts})
        beside = tuple(attack_tables(connection, rules))
    return _Release(str(found[0]), str(found[1]), bool(found[2]), rows, str(texts[0][0]), rules, beside)


def _attack_one(rows: list[Row], known: dict[str, RuleBook]) -> Iterator[tuple[str, str]]:
    for row in rows:
        place = f"{row['indicator_code']} {row['month']} {row['breakdown']} {row['category']}"
        rules = known.get(row["definition_version"])
        if rules is None:
            yield place, "a row made by definitions that no release holds"
            continue
        for found in _attack_row(row, rules):
            yield place, found
    yield from _attack_sums(rows)


def _attack_row(row: Row, rules: RuleBook) -> Iterator[str]:
    numbers = [row[name] for name in ("value", "numerator", "denominator", "progress_pct", "expected")]
    if any(number is not None and not math.isfinite(number) for number in numbers):
        yield "a number that is not finite"
    if row["state"] != "value" and any(row[name] is not None for name in ("value", "numerator", "progress_pct")):
        yield "a number beside a figure that is not shown"
    if row["state"] != "value" and row["status"] != "unavailable":
        yield "a status of a figure that is not shown"
    if row["class"] == "A":
        yield from _attack_women(row, rules)
    elif row["class"] == "B" and row["state"] == "value":
        yield from _attack_answers(row, rules)


def _attack_answers(row: Row, rules: RuleBook) -> Iterator[str]:
    base = row["denominator"] if row["denominator"] is not None else row["value"]
    if base < rules.k("B"):
        yield "an answer base under k"
    if rules.types[row["indicator_code"]] == "percent" and not 0 <= row["value"] <= 100:
        yield "a share that answers alone could not give"


def _attack_women(row: Row, rules: RuleBook) -> Iterator[str]:
    plan = rules.plan(row["indicator_code"])
    if not plan:
        yield "a figure about women without a plan"
        return
    if row["state"] not in ("value", "withheld", "not_due"):
        yield f"the state {row['state']}, which class A doesn't know"
    if row["breakdown"] not in ("total", "observation") and not plan.get("countries"):
        yield "a breakdown that is not planned"
    if row["state"] == "value":
        yield from _attack_value(row, plan, rules)


def _attack_value(row: Row, plan: dict[str, Any], rules: RuleBook) -> Iterator[str]:
    if row["month"] not in rules.closings:
        yield "a figure in a month that is no closing"
    if plan["ledger"] == "never":
        yield "a figure that is never published"
    if row["breakdown"] == "country":
        yield from _attack_country(row, plan, rules)
    step = plan.get("round_to") or 1
    if abs(row["value"] / step - round(row["value"] / step)) > 1e-6:
        yield f"a value that is not rounded to {step}"
    kind = rules.types[row["indicator_code"]]
    if kind == "percent" or row["breakdown"] == "observation":
        if not 0 < row["value"] < 100:
            yield "a percentage at its end"
    elif kind == "count" and row["value"] < (1 if plan["ledger"] == "things" else rules.k("A")):
        yield "a count under k"
    if kind != "count" and (row["numerator"] is not None or row["denominator"] is not None):
        yield "the parts of a rate"


def _attack_country(row: Row, plan: dict[str, Any], rules: RuleBook) -> Iterator[str]:
    if row["category"] == "not_broken_down":
        return
    if rules.partners_in(row["category"]) < plan["countries"].get("min_units", 0):
        yield "a country with one partner"
    if row["value"] < plan["countries"]["k"]:
        yield "a country under its threshold"


def _attack_sums(rows: list[Row]) -> Iterator[tuple[str, str]]:
    """Where a total of class A is broken down, the parts must add up to it: else the rest tells something."""
    totals = {(row["indicator_code"], row["month"]): row["value"] for row in rows if row["breakdown"] == "total"}
    parts: dict[tuple[str, str], float] = defaultdict(float)
    for row in rows:
        if row["class"] == "A" and row["breakdown"] == "country" and row["value"] is not None:
            parts[row["indicator_code"], row["month"]] += row["value"]
    for (code, month), total in parts.items():
        if totals.get((code, month)) != total:
            yield f"{code} {month} country", "parts that don't add up to their total"


def _key(row: Row) -> Key:
    return row["indicator_code"], row["month"], row["breakdown"], row["category"]


def _attack_across(releases: list[_Release]) -> Iterator[Finding]:
    seen: dict[Key, Row] = {}
    for release in releases:
        newest: dict[tuple[str, str, str], Row] = {}
        for row in sorted((row for row in release.rows if row["class"] == "A"), key=lambda row: row["month"]):
            place, old = " ".join(_key(row)), seen.get(_key(row), row)
            changed = [name for name in row if name != "release_id" and row[name] != old[name]]
            if changed and not (release.is_draft and row["state"] == "withheld"):
                yield Finding(release.release_id, place, f"a closed figure changed: {', '.join(changed)}")
            # Every release but a draft deals with all closings of its months, as they were planned then: what it says
            # of them is final, whatever is planned later.
            if not release.is_draft and row["month"] in release.rules.closings:
                seen.setdefault(_key(row), row)
            if row["state"] == "value":
                place_of = _key(row)[:1] + _key(row)[2:]
                yield from _attack_growth(release, place, newest.get(place_of), row)
                newest[place_of] = row


def _attack_growth(release: _Release, place: str, before: Row | None, row: Row) -> Iterator[Finding]:
    is_count = release.rules.types.get(row["indicator_code"]) == "count"
    if before is None or not is_count or release.rules.plan(row["indicator_code"]).get("ledger") == "things":
        return
    growth = row["value"] - before["value"]
    # The place alone: this number has not left.
    if growth < 0:
        yield Finding(release.release_id, place, "a count of women that falls")
    elif 0 < growth < release.rules.k(row["class"]):
        yield Finding(release.release_id, place, "a small difference between two closings")
