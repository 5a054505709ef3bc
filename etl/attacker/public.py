"""Everything public of the releases as equalities, intervals and conditions; a number that it can't explain is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from etl.attacker.explained import is_explained, is_of_women
from etl.attacker.finding import Finding
from etl.attacker.model import ALL, ENDED, Bound, Everybody, System, Terms, add_terms, at, between
from etl.attacker.public_rules import Least, PlanRow, Rules, read_rules
from etl.attacker.released import Released, Row
from etl.attacker.reporting import Dealt, dealt_closings, moving
from etl.attacker.rule_book import REST
from etl.attacker.unknowns import build_system, of_block

UNEXPLAINED = "a number that the rule book doesn't explain"


@dataclass
class Public:
    """What was read: the system of unknowns (None without any figure), and what could not be explained."""

    system: System | None = None
    dealt: tuple[Dealt, ...] = ()
    rules: Rules | None = None
    findings: list[Finding] = field(default_factory=list)
    equalities: int = 0
    intervals: int = 0


def read_public(releases: Sequence[Released]) -> Public:
    """Read all releases, the oldest first."""
    public = Public()
    try:
        known = read_rules(releases)
    except (ValueError, KeyError, TypeError, AttributeError):
        newest = releases[-1].release_id if releases else ""
        public.findings.append(Finding(newest, "definitions", "rules about women that can't be read"))
        return public
    if releases and releases[-1].version not in known:
        public.findings.append(Finding(releases[-1].release_id, "definitions", "a release without its own rules"))
        return public
    public.dealt = dealt_closings(releases)
    reader = _Reader(releases, known, public)
    reader.read()
    return public


class _Reader:
    """Reads the figures of all releases once, row by row, into bounds and conditions."""

    def __init__(self, releases: Sequence[Released], known: Mapping[str, Rules], public: Public) -> None:
        self.releases, self.known, self.public = releases, known, public
        self.times = {dealt.closing: time for time, dealt in enumerate(public.dealt)}
        self.bounds: list[Bound] = []
        self.everybody: list[Everybody] = []
        # Indicator -> time -> (breakdown, category) -> row, as first released.
        self.shown: dict[str, dict[int, dict[tuple[str, str], Row]]] = {}
        self.scope: frozenset[str] = frozenset()

    def read(self) -> None:
        """Fill in `public`."""
        for release in self.releases:
            for row in release.figures:
                if is_of_women(row, self._plan(row)):
                    self._take(release, row)
        if not self.public.dealt:
            return
        # Who may have women is judged by the newest definitions: a partner that joined is in them.
        rules = self.known[self.releases[-1].version]
        self.public.rules = rules
        moves = moving(self.public.dealt, rules)
        self.scope = frozenset(moves)
        for code, times in self.shown.items():
            for time in sorted(times):
                self._explain(code, time, times[time])
        self._guard()
        self.public.system = build_system(
            rules,
            moves,
            tuple(dealt.closing for dealt in self.public.dealt),
            (tuple(self.bounds), tuple(self.everybody)),
            frozenset(time for time in self.times.values() if self._is_last(time)),
        )

    def _plan(self, row: Row) -> PlanRow | None:
        """The plan under which a row was made."""
        rules = self.known.get(row["definition_version"])
        return rules.rows.get(row["indicator_code"]) if rules else None

    def _take(self, release: Released, row: Row) -> None:
        place = f"{row['indicator_code']} {row['month']} {row['breakdown']} {row['category']}"
        if row["state"] != "value":
            if any(row[name] is not None for name in ("value", "numerator", "denominator")):
                self.public.findings.append(Finding(release.release_id, place, UNEXPLAINED))
            return
        plan = self._plan(row)
        if plan is None or row["month"] not in self.times or not is_explained(row, plan):
            self.public.findings.append(Finding(release.release_id, place, UNEXPLAINED))
            return
        shown = self.shown.setdefault(row["indicator_code"], {}).setdefault(self.times[row["month"]], {})
        first = shown.setdefault((row["breakdown"], row["category"]), row)
        if first["value"] != row["value"]:
            # Both are public: a reader has seen both.
            self.public.findings.append(Finding(release.release_id, place, "a figure that was another one before"))

    def _explain(self, code: str, time: int, shown: Mapping[tuple[str, str], Row]) -> None:
        row = next(iter(shown.values()))
        plan = self.known[row["definition_version"]].rows[code]
        place = f"{code} {row['month']}"
        match plan.ledger:
            case "enrolment":
                self._enrolment(place, plan, time, shown)
            case "outcome":
                self._outcome(place, plan, time, shown)
            case _:
                # Hours and services: no count of women follows, but enough women must have been there.
                self._condition(place, self.scope, at(time, of_block(ALL, plan.women)), plan.least)

    def _enrolment(self, place: str, plan: PlanRow, time: int, shown: Mapping[tuple[str, str], Row]) -> None:
        women = of_block(ALL, plan.sums["value"])
        before = self._shown_before(plan.code, time)
        if ("total", "all") in shown:
            self._bound(place, self.scope, at(time, women), shown["total", "all"]["value"])
            self._condition(place, self.scope, between(before, time, women), plan.least)
        categories = {category: row["value"] for (kind, category), row in shown.items() if kind == "country"}
        old = {} if before is None else self._countries(plan.code, before)
        grown = {one: value - old.get(one, 0) for one, value in categories.items()}
        gained = between(before, time, women)
        apart = {one for one, value in grown.items() if value and one != REST}
        rest = self._members(set(self._country().values()) - apart)
        for one in sorted(apart):
            self._bound(f"{place} {one}", self._members({one}), gained, grown[one])
            self._condition(f"{place} {one}", self._members({one}), gained, plan.countries or (0, 0))
        if REST in categories:
            self._bound(f"{place} {REST}", rest, gained, grown[REST])
            if apart and rest:
                self._condition(f"{place} {REST}", rest, gained, plan.countries or (0, 0))

    def _countries(self, code: str, time: int) -> dict[str, float]:
        return {category: row["value"] for (kind, category), row in self.shown[code][time].items() if kind == "country"}

    def _country(self) -> Mapping[str, str]:
        return self.known[self.releases[-1].version].country

    def _members(self, countries: set[str]) -> frozenset[str]:
        return frozenset(one for one in self.scope if self._country()[one] in countries)

    def _outcome(self, place: str, plan: PlanRow, time: int, shown: Mapping[tuple[str, str], Row]) -> None:
        block = plan.leader
        if plan.kind == "sum" and ("total", "all") in shown:
            self._bound(
                place, self.scope, at(time, of_block(block, plan.sums["value"])), shown["total", "all"]["value"]
            )
        elif plan.kind == "ratio":
            last = ("observation", "last") if "before_numerator" in plan.sums else ("total", "all")
            for name, where in (("", last), ("before_", ("observation", "entry"))):
                if where in shown:
                    self._share(place, plan, time, name, shown[where]["value"])
        before = max((one for one in self._times_of_block(block) if one < time), default=None)
        for part in plan.parts:
            if part.unless_no_figure_of and not self._has_figure(part.unless_no_figure_of, time):
                continue
            gained = between(before, time, of_block(block, part.columns))
            self._condition(f"{place} {part.name}", self.scope, gained, part.least)

    def _share(self, place: str, plan: PlanRow, time: int, name: str, value: float) -> None:
        """A rounded share as bounds on numerator and denominator, in whole numbers."""
        numerator = at(time, of_block(plan.leader, plan.sums[name + "numerator"]))
        denominator = at(time, of_block(plan.leader, plan.sums[name + "denominator"]))
        told, half = Fraction(str(value)), Fraction(plan.step) / 2
        least, most = (told - half) / 100, (told + half) / 100
        ends = tuple(map(Fraction, plan.within)) if plan.within else ()
        # At an end of what is shown, everything beyond the end looks the same.
        if not ends or told > ends[0]:
            terms = add_terms((least.denominator, numerator), (-least.numerator, denominator))
            self.bounds.append(Bound(place, self.scope, terms, 0, None))
        if not ends or told < ends[1]:
            terms = add_terms((most.denominator, numerator), (-most.numerator, denominator))
            self.bounds.append(Bound(place, self.scope, terms, None, -1))
        self.bounds.append(Bound(place, self.scope, denominator, max(plan.min_base, 1), None))
        self.public.intervals += 1

    def _times_of_block(self, leader: str) -> set[int]:
        rows = self.known[self.releases[-1].version].rows
        return {
            time
            for code, times in self.shown.items()
            if code in rows and rows[code].ledger == "outcome" and rows[code].leader == leader
            for time in times
        }

    def _has_figure(self, code: str, time: int) -> bool:
        return any(one <= time for one in self.shown.get(code, ()))

    def _shown_before(self, code: str, time: int) -> int | None:
        return max((one for one in self.shown[code] if one < time), default=None)

    def _guard(self) -> None:
        """Women shown as enrolled minus women of ended pathways, wherever an outcome block was closed."""
        rules = self.public.rules
        assert rules is not None
        for time in sorted(self._outcome_times()):
            if self._is_last(time):
                continue
            enrolled = max((one for one in self.shown.get(rules.guard, ()) if one <= time), default=None)
            women = {rules.women: 1}
            terms = add_terms((1, at(enrolled, of_block(ALL, women))), (-1, at(time, of_block(ENDED, women))))
            self._condition(f"guard {self.public.dealt[time].closing}", self.scope, terms, rules.guard_least)

    def _outcome_times(self) -> set[int]:
        rows = self.known[self.releases[-1].version].rows
        return {
            time
            for code, times in self.shown.items()
            if code in rows and rows[code].ledger == "outcome"
            for time in times
        }

    def _is_last(self, time: int) -> bool:
        (about,) = self.releases[-1].tables["release"]
        return int(self.public.dealt[time].closing[1:]) >= int(about["months_n"])

    def _bound(self, place: str, scope: frozenset[str], terms: Terms, value: float) -> None:
        exact = int(value) if value == int(value) else None
        if exact is None:
            self.public.findings.append(Finding(self.releases[-1].release_id, place, UNEXPLAINED))
            return
        self.bounds.append(Bound(place, scope, terms, exact, exact))
        self.public.equalities += 1

    def _condition(self, place: str, scope: frozenset[str], terms: Terms, least: Least) -> None:
        if terms:
            self.everybody.append(Everybody(place, scope, terms, *least))
