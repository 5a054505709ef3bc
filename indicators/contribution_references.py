"""Cross-checks of the theory of change: each step of the framework is reasoned once, with signs that can be read."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from indicators.faults import Fault
from indicators.model.contribution import VERDICTS, Link, Sign

if TYPE_CHECKING:
    from indicators.load import Definitions

_FILE = "contribution.yaml"


def check_contribution(definitions: "Definitions") -> list[Fault]:
    """All faults of the links; none when they are not stated."""
    if definitions.contribution is None:
        return []
    checks = (_check_steps, _check_signs, _check_ends, _check_verdicts)
    return [fault for check in checks for fault in check(definitions)]


def _links(definitions: "Definitions") -> tuple[Link, ...]:
    return definitions.contribution.links if definitions.contribution else ()


def _key(link: Link) -> str:
    return f"{link.start} → {', '.join(link.to)}"


def _check_steps(definitions: "Definitions") -> Iterator[Fault]:
    drawn = {(result.code, code) for result in definitions.results for code in result.leads_to}
    stated = Counter((link.start, code) for link in _links(definitions) for code in link.to)
    for (start, end), count in stated.items():
        key = f"{start} → {end}"
        if (start, end) not in drawn:
            repair = "Name a step of `leads_to` in results.yaml, or add it there."
            yield Fault(_FILE, key, f"results.yaml has no step from {start} to {end}.", repair)
        if count > 1:
            yield Fault(_FILE, key, f"This step stands {count} times.", "Reason each step once.")
    for start, end in sorted(drawn - stated.keys()):
        found = "This step of results.yaml is not reasoned."
        yield Fault(_FILE, f"{start} → {end}", found, "Add it with its assumption, signs and rival explanations.")


def _check_signs(definitions: "Definitions") -> Iterator[Fault]:
    measured = {indicator.code: indicator.result for indicator in definitions.indicators}
    for link in _links(definitions):
        ends = (link.start, *link.to)
        for sign in (*link.evidence_for, *link.evidence_against):
            if sign.indicator not in measured:
                repair = "Name an indicator of indicators.yaml."
                yield Fault(_FILE, _key(link), f"There is no indicator {sign.indicator}.", repair)
            elif measured[sign.indicator] not in ends:
                found = f"{sign.indicator} measures {measured[sign.indicator]}, neither end of this step."
                yield Fault(_FILE, _key(link), found, f"Name an indicator of {' or '.join(ends)}.")
            else:
                yield from _check_condition(definitions, link, sign)


def _check_condition(definitions: "Definitions", link: Link, sign: Sign) -> Iterator[Fault]:
    if sign.status and definitions.target(sign.indicator).value is None:
        found = f"{sign.indicator} has no target, so it never has a status."
        yield Fault(_FILE, _key(link), found, "Use at_least, at_most or above.")


def _check_ends(definitions: "Definitions") -> Iterator[Fault]:
    measured = {indicator.code: indicator.result for indicator in definitions.indicators}
    for link in _links(definitions):
        seen = {measured.get(sign.indicator) for sign in link.evidence_for}
        for end in (link.start, *link.to):
            if end not in seen:
                found = f"No evidence for is named at the end {end}."
                yield Fault(_FILE, _key(link), found, "Name one of its indicators: a step is seen at both ends.")


def _check_verdicts(definitions: "Definitions") -> Iterator[Fault]:
    stated = definitions.contribution.verdicts if definitions.contribution else {}
    for verdict in VERDICTS:
        if verdict not in stated:
            yield Fault(_FILE, f"verdicts.{verdict}", "This verdict has no meaning.", "Add it in one sentence.")
