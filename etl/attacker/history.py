"""What several releases tell together: a closed figure never changes, a count never falls or grows by a few."""

from collections.abc import Iterable, Iterator

from etl.attacker.finding import Finding
from etl.attacker.released import Released, Row

Key = tuple[str, str, str, str]


def _key(row: Row) -> Key:
    return row["indicator_code"], row["month"], row["breakdown"], row["category"]


def attack_history(releases: Iterable[Released]) -> Iterator[Finding]:
    """Findings in what changed from release to release, oldest first."""
    seen: dict[Key, Row] = {}
    for release in releases:
        newest: dict[tuple[str, str, str], Row] = {}
        for row in sorted((row for row in release.figures if row["class"] == "A"), key=lambda row: row["month"]):
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


def _attack_growth(release: Released, place: str, before: Row | None, row: Row) -> Iterator[Finding]:
    is_count = release.rules.types.get(row["indicator_code"]) == "count"
    if before is None or not is_count or release.rules.plan(row["indicator_code"]).get("ledger") == "things":
        return
    growth = row["value"] - before["value"]
    # The place alone: this number has not left.
    if growth < 0:
        yield Finding(release.release_id, place, "a count of women that falls")
    elif 0 < growth < release.rules.k(row["class"]):
        yield Finding(release.release_id, place, "a small difference between two closings")
