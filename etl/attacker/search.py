"""The search for witnesses: for every count a world in which it is not small, or the certainty that there is none."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from etl.attacker.checks import Check, Spans, all_checks, leading
from etl.attacker.matrix import Target
from etl.attacker.model import System
from etl.attacker.pool import Pool
from etl.attacker.programme import Answer, Programme
from etl.attacker.witness import broken

_ENOUGH = 12
# How many times k there should be of everything when the consortium's sums are looked for.
_ROOM = 4
_CONSORTIUM = "the consortium"


@dataclass
class Found:
    """What a search came to: a witness for each check of the pool that is not in `learnt` or `undecided`."""

    pool: Pool
    # Checks that are certainly small, with the widest scope for which this is so.
    learnt: dict[Check, str] = field(default_factory=dict)
    undecided: list[Check] = field(default_factory=list)
    # Nothing fits all that is public: the system is wrong, or the releases contradict each other.
    is_impossible: bool = False
    runs: int = 0


class Search:
    """Tries every check of a system; `seconds` is the longest time of one programme.

    After `enough` learnt counts the search stops: the release fails in any case, the others stay undecided.
    """

    def __init__(self, system: System, seconds: float, enough: int = _ENOUGH) -> None:
        self.system, self.seconds, self.enough, self.spans = system, seconds, enough, Spans(system)
        self.pool = Pool(system, list(all_checks(system)))
        self.found = Found(self.pool)
        self.everyone = list(system.partners)
        # Two of each orbit may have women at first. Worlds in which the others have none are quick to find.
        self.heads = [partner for orbit in system.orbits() for partner in orbit[:2]]

    def run(self) -> Found:
        """Ask for worlds until each check is decided."""
        if self.pool.left:
            self._sweep()
            if self.found.is_impossible and len(self.heads) < len(self.everyone):
                self.found.is_impossible, self.heads = False, self.everyone
                self._sweep()
            if not self.found.is_impossible:
                self._one_by_one()
        elif broken(self.system, {}):
            # Nobody can have women, and yet figures say that there are some.
            self.found.is_impossible = True
        self.found.undecided = [check for check in self.pool.left if check not in self.found.learnt]
        return self.found

    def _sweep(self) -> None:
        """Worlds with as many large counts as possible, until a further one brings nothing."""
        listed = leading(self.spans, self._different())
        programme = self._programme(self.heads, listed)
        self._hold_sums(programme, listed)
        self._sweep_near(programme, listed)
        while wanted := self._places(listed):
            answer = self._counted(programme.ask(_weights(wanted)))
            self.found.is_impossible = answer.is_impossible
            if not self.pool.take(answer.world):
                return
            self._sweep_near(programme, listed)

    def _hold_sums(self, programme: Programme, listed: list[Check]) -> None:
        """The consortium's sums first, so that there is enough of everything for several partners."""
        system = self.system.summed(_ROOM * self.system.k)
        asked = {tuple(sorted(terms.items())): terms for terms in map(self.spans.terms, listed)}
        sums = Programme(system, [""], [Target(frozenset({""}), terms) for terms in asked.values()], self.seconds)
        answer = self._counted(sums.ask(dict.fromkeys(range(len(asked)), 1.0)))
        if answer.world:
            programme.hold(answer.world)

    def _sweep_near(self, programme: Programme, listed: list[Check]) -> None:
        """Further worlds with the same sums: for all counts together, then partner by partner."""
        for partner in (None, *dict.fromkeys(check.partner for check in listed)):
            while wanted := self._places(listed, partner):
                if not self.pool.take(self._counted(programme.ask_near(_weights(wanted))).world):
                    break

    def _one_by_one(self) -> None:
        """What no world has shown so far: is it impossible?"""
        listed = self._different()
        few = self._programme(self.heads, listed)
        everybody = few if self.heads == self.everyone else None
        for place, check in enumerate(listed):
            if check not in self.pool.left or check in self.found.learnt:
                continue
            if len(self.found.learnt) >= self.enough:
                return
            if self.pool.take(self._counted(few.ask({}, [place])).world):
                continue
            everybody = everybody or self._programme(self.everyone, listed)
            if self._is_impossible(everybody, place):
                self._learn(check)

    def _is_impossible(self, programme: Programme, place: int) -> bool:
        """The relaxation first: what has no fractions either is impossible, and it is quick."""
        self.found.runs += 1
        if programme.is_impossible([place]):
            return True
        answer = self._counted(programme.ask({}, [place]))
        self.pool.take(answer.world)
        return answer.is_impossible

    def _learn(self, check: Check) -> None:
        """Tell the widest scope; what is learnt of the consortium is learnt of each partner, and told once."""
        label = next(self._wide(check), f"partner {check.partner}")
        self.found.learnt[check] = label
        terms = self.spans.terms(check)
        for other in self.pool.left:
            is_same_sum = self.spans.terms(other) == terms
            # Where corrections are possible the others may have lost what one partner gained.
            is_within = label == _CONSORTIUM and self.system.is_monotone
            if is_same_sum and (other.partner == check.partner or is_within):
                self.found.learnt[other] = label

    def _wide(self, check: Check) -> Iterator[str]:
        country = self.system.country[check.partner]
        scopes = {
            _CONSORTIUM: frozenset(self.everyone),
            f"country {country}": frozenset(one for one in self.everyone if self.system.country[one] == country),
        }
        targets = [Target(scope, self.spans.terms(check)) for scope in scopes.values()]
        programme = Programme(self.system, self.everyone, targets, self.seconds)
        for place, (label, scope) in enumerate(scopes.items()):
            self.found.runs += 2
            if len(scope) > 1 and (programme.is_impossible([place]) or programme.ask({}, [place]).is_impossible):
                yield label

    def _different(self) -> list[Check]:
        """One check for each different sum; the first one stands for all."""
        found: dict[tuple[object, ...], Check] = {}
        for check in self.pool.left:
            found.setdefault((check.partner, *sorted(self.spans.terms(check).items())), check)
        return list(found.values())

    def _programme(self, heads: list[str], listed: list[Check]) -> Programme:
        targets = [Target(frozenset({one.partner}), self.spans.terms(one)) for one in listed]
        return Programme(self.system, heads, targets, self.seconds)

    def _places(self, listed: list[Check], partner: str | None = None) -> list[int]:
        """Targets that no world has reached yet."""
        return [
            place for place, check in enumerate(listed) if check in self.pool.left and partner in (None, check.partner)
        ]

    def _counted(self, answer: Answer) -> Answer:
        self.found.runs += 1
        return answer


def _weights(wanted: list[int]) -> dict[int, float]:
    """Falling weights: one count that reaches k is worth more than two that reach half of it."""
    return {place: 1.0 - 0.5 * rank / len(wanted) for rank, place in enumerate(wanted)}
