"""The theory of change, step by step: which signs named beforehand the released figures show, and what follows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from released.about import Indicator, indicator
from released.evaluation.stated import LINKS, Stated
from released.figures import figures, newest
from released.release import Release

SUPPORTED, MIXED, NOT_YET, CONTRADICTED, CANT_SAY = VERDICTS = (
    "supported",
    "mixed",
    "not_yet",
    "contradicted",
    "cant_say",
)
VERDICT_NAMES = {
    SUPPORTED: "supported",
    MIXED: "mixed",
    NOT_YET: "not yet",
    CONTRADICTED: "contradicted",
    CANT_SAY: "can't be said",
}
_HAS_VALUE, _NO_STATUS = "value", "unavailable"


@dataclass(frozen=True)
class Sign:
    """A sign named beforehand; `holds` is None where the release shows nothing that could be read."""

    about: Indicator
    stated: Stated
    row: Mapping[str, Any]
    holds: bool | None
    since: str | None
    is_dated: bool


@dataclass(frozen=True)
class Step:
    """A step from one result to the next, with its signs and the verdict that follows from them."""

    start: str
    end: str
    stated: Stated
    signs_for: tuple[Sign, ...]
    signs_against: tuple[Sign, ...]
    verdict: str
    reasons: tuple[str, ...]


def judge_steps(release: Release) -> tuple[Step, ...]:
    """Every step of the theory of change in the framework's order; none when the release reasons none."""
    stated = release.find_definition(LINKS)
    if stated is None:
        return ()
    order = release.table("result").sorted_by("position").column("result")
    steps = [_judge(release, stated, link, end) for link in stated["links"] for end in link["to"]]
    return tuple(sorted(steps, key=lambda step: (order.index(step.start), order.index(step.end))))


def _judge(release: Release, stated: Stated, link: Stated, end: str) -> Step:
    start = str(link["from"])
    signs_for = _signs(release, link.get("evidence_for"), (start, end))
    signs_against = _signs(release, link.get("evidence_against"), (start, end))
    share = stated["seen_pct"] / 100
    is_begun = _is_seen([sign for sign in signs_for if sign.about.result == start], share)
    is_reached = _is_seen([sign for sign in signs_for if sign.about.result == end], share)
    order = _say_order(signs_for, start, end)
    against = [sign.holds for sign in signs_against if sign.holds is not None]
    verdict = _verdict(is_begun, is_reached, any(against) if against else None, bool(order))
    reasons = (
        _say_end("The beginning", start, is_begun),
        _say_end("The end", end, is_reached),
        *order,
        _say_against(signs_against),
    )
    return Step(start, end, link, signs_for, signs_against, verdict, reasons)


def _signs(release: Release, stated: Iterable[Stated] | None, ends: Sequence[str]) -> tuple[Sign, ...]:
    found = ((indicator(release, one["indicator"]), one) for one in stated or ())
    return tuple(_sign(release, about, one) for about, one in found if about.result in ends)


def _sign(release: Release, about: Indicator, stated: Stated) -> Sign:
    row = newest(release, about.code)
    holds = _holds(stated, row)
    read = [(one["month"], _holds(stated, one)) for one in figures(release, about.code).sorted_by("month")]
    months = [(month, held) for month, held in read if held is not None]
    held_in = [month for month, held in months if held]
    # What held as soon as it could be read may have held long before.
    is_dated = bool(held_in) and months[0][0] != held_in[0]
    return Sign(about, stated, row, holds, held_in[0] if holds and held_in else None, is_dated)


def _holds(stated: Stated, row: Mapping[str, Any]) -> bool | None:
    if row["state"] != _HAS_VALUE:
        return None
    if stated.get("status"):
        return None if row["status"] == _NO_STATUS else row["status"] in stated["status"]
    value = row["value"]
    limits = ((name, stated.get(name)) for name in ("at_least", "at_most", "above"))
    name, limit = next((name, limit) for name, limit in limits if limit is not None)
    return bool({"at_least": value >= limit, "at_most": value <= limit, "above": value > limit}[name])


def _is_seen(signs: Sequence[Sign], share: float) -> bool | None:
    """Does enough of what can be read at one end hold? None where nothing can be read."""
    if any(sign.stated.get("is_needed") and not sign.holds for sign in signs):
        return None if any(sign.holds is None for sign in signs if sign.stated.get("is_needed")) else False
    read = [sign.holds for sign in signs if sign.holds is not None]
    return sum(read) >= share * len(read) if read else None


def _verdict(is_begun: bool | None, is_reached: bool | None, is_spoken_against: bool | None, is_before: bool) -> str:
    if is_begun is None or is_reached is None:
        return CANT_SAY
    if is_begun and is_reached:
        # What nothing could have spoken against is not supported by silence.
        return MIXED if is_spoken_against or is_before else CANT_SAY if is_spoken_against is None else SUPPORTED
    if is_begun:
        return CONTRADICTED if is_spoken_against else NOT_YET
    # An end that is seen without its beginning came in another way.
    return MIXED if is_reached else NOT_YET


def _say_end(name: str, code: str, is_seen: bool | None) -> str:
    if is_seen is None:
        return f"{name} ({code}) can't be read in this release."
    return f"{name} ({code}) is seen." if is_seen else f"{name} ({code}) is not seen yet."


def _say_order(signs: Sequence[Sign], start: str, end: str) -> list[str]:
    """A remark where the end was seen first; none where the beginning may have held before it could be read."""
    begun = [sign for sign in signs if sign.about.result == start and sign.since]
    reached = [sign.since for sign in signs if sign.about.result == end and sign.since]
    first = min((sign.since for sign in begun if sign.since), default="")
    if not begun or not reached or not all(sign.is_dated for sign in begun) or min(reached) >= first:
        return []
    return [
        f"The end was first seen in {min(reached)}, before the beginning in {first}: something else may lead to it."
    ]


def _say_against(signs: Sequence[Sign]) -> str:
    if not signs:
        return "No sign against this step was named beforehand, so the figures could not have spoken against it."
    if any(sign.holds for sign in signs):
        return "A sign against the step is seen."
    if all(sign.holds is None for sign in signs):
        return "None of the signs against the step can be read."
    return "No sign against the step is seen."
