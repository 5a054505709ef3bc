"""The texts of the results framework that people read, with the place where each stands."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from indicators.model.indicator import Indicator

if TYPE_CHECKING:
    from indicators.load import Definitions

Placed = Iterator[tuple[str, str]]


def framework_texts(definitions: "Definitions") -> Placed:
    """Texts of objectives, results, indicators, targets (their history included), scales and the grant's figures."""
    for objective in definitions.objectives:
        yield objective.name, f"objectives.{objective.code}"
    for result in definitions.results:
        for text in (result.statement, result.level, *result.assumptions):
            yield text, f"results.{result.code}"
    for indicator in definitions.indicators:
        yield from _of_indicator(definitions, indicator)
        for target in definitions.targets[indicator.code]:
            for text in (target.source, target.decision, target.unit):
                yield text, f"targets.{indicator.code}"
    for name, scale in definitions.scales.items():
        for text in (scale.name, scale.verified):
            yield text, f"scales.{name}"
    for name, figure in definitions.project.grant.items():
        for text in (figure.source, *(amendment.decision for amendment in figure.amendments)):
            yield text, f"project.grant.{name}"


def _of_indicator(definitions: "Definitions", indicator: Indicator) -> Placed:
    texts = (indicator.name, indicator.definition, indicator.purpose, indicator.limits, indicator.unit)
    notes = (indicator.class_note, indicator.context, indicator.baseline.note, indicator.means_of_verification)
    for text in (*texts, *notes, indicator.criterion):
        yield text, f"indicators.{indicator.code}"
    if indicator.companion:
        yield indicator.companion.name, f"indicators.{indicator.code}.companion"
    for breakdown in indicator.breakdowns:
        # A breakdown by a code list goes by the list's own name.
        names = () if breakdown.name in definitions.code_lists else (breakdown.name,)
        for text in (*names, *(breakdown.columns or ())):
            yield text, f"indicators.{indicator.code}.breakdowns"
