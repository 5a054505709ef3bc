"""Who can have women at all at a closing, from the table of submissions: silence is public, and it tells a zero."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.attacker.public_rules import Rules
from etl.attacker.released import Released


@dataclass(frozen=True)
class Dealt:
    """A closing, and the release that showed it first."""

    closing: str
    release: Released

    @property
    def number(self) -> int:
        """The closing's month as a number."""
        return int(self.closing[1:])


def dealt_closings(releases: Sequence[Released]) -> tuple[Dealt, ...]:
    """Closings at which something was closed or could have been, each with the release that dealt with it.

    A release closes all closings due by its month as one, under the newest; a draft closes none. A closing of which an
    older release is missing is dealt with by the first release that shows a figure of it.
    """
    found: dict[str, Dealt] = {}
    newest = 0
    for release in releases:
        shown = {row["month"] for row in release.figures if row["class"] == "A" and row["state"] == "value"}
        closings = sorted(release.rules.closings)
        due = [one for one in closings if newest < int(one[1:]) <= int(release.month[1:])]
        if due and not release.is_draft:
            shown.add(due[-1])
            newest = int(due[-1][1:])
        for closing in shown & set(closings):
            found.setdefault(closing, Dealt(closing, release))
    return tuple(sorted(found.values(), key=lambda one: one.number))


def moving(dealt: Sequence[Dealt], rules: Rules) -> dict[str, tuple[bool, ...]]:
    """Partners that can have women, and for each closing whether anything of theirs can have changed.

    Nothing changes without a workbook that was accepted since the closing before: a partner that is silent keeps its
    numbers, which everybody can see in the table of submissions.
    """
    found: dict[str, list[bool]] = {partner: [] for partner in rules.country}
    before: Mapping[str, frozenset[str]] = {}
    for one in dealt:
        accepted = _accepted(one)
        for partner, moves in found.items():
            moves.append(accepted.get(partner, frozenset()) != before.get(partner, frozenset()))
        before = accepted
    return {partner: tuple(moves) for partner, moves in found.items() if any(moves)}


def _accepted(dealt: Dealt) -> dict[str, frozenset[str]]:
    """Accepted workbooks of the months up to the closing, by partner."""
    found: dict[str, set[str]] = {}
    for row in dealt.release.tables["submission"]:
        if row["state"] == "accepted" and int(row["month"][1:]) <= dealt.number:
            found.setdefault(row["partner_code"], set()).add(row["submission_id"])
    return {partner: frozenset(ids) for partner, ids in found.items()}
