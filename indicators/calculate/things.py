"""Figures of class C from measured parts: things are shown exactly, as soon as there is a base to show."""

from collections.abc import Iterator

from indicators.calculate.catalogue import TOTAL
from indicators.calculate.measure import Parts
from indicators.calculate.parts import BEFORE, COMPANION, DENOMINATOR, NUMERATOR
from indicators.disclosure.shown import NOT_DUE, TOO_FEW, VALUE, Shown
from indicators.model.indicator import DeliverablesOnTime, Indicator, Mean, Milestone, Ratio, ReportsOnTime, Share

NOT_REPORTED = "not_reported"
# Breakdowns that no definition declares: what must stand beside the total.
COMPANION_ROW = "companion"
OBSERVATION_ROW = "observation"
WAVE_ROW = "wave"


def is_calendar(indicator: Indicator) -> bool:
    """Is the figure made of due days, which need nobody's report?"""
    return isinstance(indicator.calculation, ReportsOnTime | DeliverablesOnTime)


def show_thing(indicator: Indicator, parts: Parts, breakdown: str, waves: tuple[str, ...]) -> Shown:
    """The figure of one month and category; `parts` is empty where no row counts."""
    match indicator.calculation:
        case Ratio(before_numerator=before) if before is not None:
            return _change(parts)
        case Share():
            return _newest_wave(parts, waves)
        case Mean():
            return _rate(parts, 1)
        case _ if indicator.is_rate:
            return _rate(parts, 100, NOT_DUE if is_calendar(indicator) else TOO_FEW)
        case Milestone() if breakdown == TOTAL and NUMERATOR not in parts:
            return Shown(NOT_REPORTED)
    value = parts.get(NUMERATOR, 0.0)
    return Shown(VALUE, value, value)


def show_beside(indicator: Indicator, parts: Parts, waves: tuple[str, ...]) -> Iterator[tuple[str, str, Shown]]:
    """Breakdown, category and figure of what must stand beside the total: companion, both observations, each wave."""
    if indicator.companion:
        yield COMPANION_ROW, indicator.companion.name.replace(" ", "_"), _rate(_under(COMPANION, parts), 100)
    if isinstance(indicator.calculation, Ratio) and indicator.calculation.before_numerator is not None:
        yield OBSERVATION_ROW, "entry", _rate(_under(BEFORE, parts), 100)
        yield OBSERVATION_ROW, "last", _rate(parts, 100)
    for wave in waves:
        yield WAVE_ROW, wave, _newest_wave(parts, (wave,))


def _rate(parts: Parts, factor: float, otherwise: str = TOO_FEW) -> Shown:
    numerator, denominator = parts.get(NUMERATOR, 0.0), parts.get(DENOMINATOR, 0.0)
    if not denominator:
        return Shown(otherwise)
    return Shown(VALUE, factor * numerator / denominator, numerator, denominator)


def _change(parts: Parts) -> Shown:
    """Percentage points since entry; numerator and denominator are those of the last observation."""
    last, entry = _rate(parts, 100), _rate(_under(BEFORE, parts), 100)
    if last.value is None or entry.value is None:
        return Shown(TOO_FEW)
    return Shown(VALUE, last.value - entry.value, last.numerator, last.denominator)


def _newest_wave(parts: Parts, waves: tuple[str, ...]) -> Shown:
    """The share of the newest wave in which anybody has answered."""
    for wave in reversed(waves):
        own = {name: parts.get(f"{name}/{wave}", 0.0) for name in (NUMERATOR, DENOMINATOR)}
        if own[DENOMINATOR]:
            return _rate(own, 100)
    return Shown(TOO_FEW)


def _under(prefix: str, parts: Parts) -> Parts:
    return {name.removeprefix(prefix): number for name, number in parts.items() if name.startswith(prefix)}
