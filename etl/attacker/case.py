"""All releases together, in the order in which they left: what the rules of the attack look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from etl.attacker.released import Released, Row
from etl.attacker.rule_book import RuleBook

Key = tuple[str, str, str, str]
# What says of a row which release it stands in, not what it tells.
_OF_THE_RELEASE = ("release_id", "as_of")


def key_of(row: Row) -> Key:
    """What identifies a figure within a release."""
    return row["indicator_code"], row["month"], row["breakdown"], row["category"]


def place_of(row: Row) -> str:
    """The place of a figure in words."""
    return " ".join(map(str, key_of(row)))


@dataclass(frozen=True)
class Case:
    """The releases under attack, the oldest first."""

    releases: tuple[Released, ...]

    @cached_property
    def fresh(self) -> tuple[tuple[Released, Row, RuleBook], ...]:
        """Figures that no older release tells in the same words, with the rules that they were made under.

        What is told again needs no second look. Rows whose rules no release holds are left to `attack_rules_held`.
        """
        seen: dict[Key, list[object]] = {}
        found = []
        for release in self.releases:
            for row in release.figures:
                told = [value for name, value in row.items() if name not in _OF_THE_RELEASE]
                rules = release.rules_of(row)
                if seen.get(key_of(row)) != told and rules is not None:
                    found.append((release, row, rules))
                seen[key_of(row)] = told
        return tuple(found)

    @cached_property
    def new_keys(self) -> frozenset[tuple[str, Key]]:
        """Release and key of every fresh figure."""
        return frozenset((release.release_id, key_of(row)) for release, row, _rules in self.fresh)


def build_case(releases: Iterable[Released]) -> Case:
    """The case of these releases; the number of those that a release knows tells which left first."""

    def order(release: Released) -> tuple[int, str, bool, str]:
        known = len(release.tables["chain"]) if "chain" in release.columns else 0
        # A draft knows as many as the release that follows it.
        return known, release.as_of, not release.is_draft, release.release_id

    return Case(tuple(sorted(releases, key=order)))
