"""The results framework as tables of a release: objectives, results, indicators, dated targets, partners."""

import json
from typing import Any

from indicators.axes import over_partners, over_time
from indicators.formula_columns import formula_in_columns
from indicators.load import Definitions
from indicators.model.framework import TargetVersion
from indicators.model.indicator import Indicator
from indicators.passport import decision_of
from indicators.protection import say_frequency

Row = dict[str, Any]


def framework_rows(definitions: Definitions) -> dict[str, list[Row]]:
    """The framework that the figures of a release were made with."""
    return {
        "objective": _objective_rows(definitions),
        "result": _result_rows(definitions),
        "indicator": [
            _indicator_row(definitions, indicator, position)
            for position, indicator in enumerate(definitions.indicators)
        ],
        "target": _target_rows(definitions),
        "partner": _partner_rows(definitions),
    }


def _objective_rows(definitions: Definitions) -> list[Row]:
    return [
        {"objective": one.code, "objective_name": one.name, "is_general": one.is_general, "position": position}
        for position, one in enumerate(definitions.objectives)
    ]


def _result_rows(definitions: Definitions) -> list[Row]:
    return [
        {
            "result": one.code,
            "result_name": one.statement,
            "level": one.level,
            "objective": one.objective,
            "assumptions": json.dumps(one.assumptions, ensure_ascii=False),
            "leads_to": ";".join(one.leads_to),
            "position": position,
        }
        for position, one in enumerate(definitions.results)
    ]


def _indicator_row(definitions: Definitions, indicator: Indicator, position: int) -> Row:
    target = definitions.target(indicator.code)
    return {
        "indicator_code": indicator.code,
        "indicator_name": indicator.name,
        "level": indicator.level,
        "objective": indicator.objective,
        "definition": indicator.definition,
        "unit": indicator.unit,
        "type": indicator.type,
        "decimals": indicator.decimals,
        "class": indicator.disclosure_class,
        "baseline": indicator.baseline.value,
        "target": target.value,
        "target_state": target.state,
        "target_source": target.source,
        "planned_path": json.dumps(target.planned_path),
        "means_of_verification": indicator.means_of_verification,
        "criterion": indicator.criterion,
        "position": position,
        "result": indicator.result,
        "purpose": indicator.purpose,
        "limits": indicator.limits,
        "formula": formula_in_columns(definitions, indicator),
        "over_partners": over_partners(definitions, indicator),
        "over_time": over_time(definitions, indicator),
        "breakdowns": ";".join(breakdown.name for breakdown in indicator.breakdowns),
        "frequency": say_frequency(definitions, indicator),
        "direction": indicator.direction,
        "baseline_note": indicator.baseline.note,
        "class_note": indicator.class_note,
        "target_decided_on": target.decided_on,
        "target_decision": decision_of(target),
    }


def _target_rows(definitions: Definitions) -> list[Row]:
    return [
        _target_row(definitions, code, version)
        for code in (indicator.code for indicator in definitions.indicators)
        for version in sorted(definitions.targets[code], key=lambda one: one.decided_on)
    ]


def _target_row(definitions: Definitions, code: str, version: TargetVersion) -> Row:
    return {
        "indicator_code": code,
        "decided_on": version.decided_on,
        "target": version.value,
        "target_state": version.state,
        "target_source": version.source,
        "decision": decision_of(version),
        "planned_path": json.dumps(version.planned_path),
        "is_in_force": version == definitions.target(code),
    }


def _partner_rows(definitions: Definitions) -> list[Row]:
    return [
        {
            "partner_code": one.code,
            "partner_name": one.name,
            "country": one.country,
            "from_month": one.from_month,
            "to_month": one.to_month,
            "does_not_deliver": ";".join(one.does_not_deliver),
        }
        for one in definitions.partners
    ]
