"""The passport of an indicator: everything that says what it is, in one order, from the definitions alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators.axes import over_partners, over_time
from indicators.column_use import indicator_columns
from indicators.formula import formula_in_words
from indicators.formula_columns import formula_in_columns
from indicators.iati import iati_codes
from indicators.model.framework import TargetVersion
from indicators.model.indicator import Indicator, Scale, Share
from indicators.names import DIRECTION_NAMES, TARGET_STATE_NAMES
from indicators.protection import say_breakdown, say_class, say_frequency, say_protection
from indicators.reasons import format_plan
from indicators.relations import relation_columns
from indicators.reporters import say_reporters
from indicators.texts import N_, Texts

if TYPE_CHECKING:
    from indicators.load import Definitions

NOTHING = "–"
_GRANT = N_("the grant")
_MEASURES = {1: N_("unit"), 2: N_("percentage")}


@dataclass(frozen=True)
class Entry:
    """One line of a passport; `lines` are several sentences or items where one doesn't do."""

    key: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Passport:
    """A passport: the same entries in the same order for every indicator."""

    code: str
    name: str
    entries: tuple[Entry, ...]

    def entry(self, key: str) -> Entry:
        """The entry of a key; raises StopIteration."""
        return next(one for one in self.entries if one.key == key)


def build_passport(definitions: "Definitions", code: str, texts: Texts) -> Passport:
    """The passport of an indicator in the language of the texts."""
    indicator = definitions.indicator(code)
    groups = (_framework, _meaning, _measure, _target, _people, _standards)
    entries = tuple(
        Entry(key, label, tuple(line for line in lines if line) or (NOTHING,))
        for group in groups
        for key, label, lines in group(definitions, indicator, texts)
    )
    return Passport(code, texts(indicator.name), entries)


Lines = Iterator[tuple[str, str, list[str]]]


def _framework(definitions: "Definitions", indicator: Indicator, _: Texts) -> Lines:
    result = definitions.result(indicator.result)
    objective = next(one for one in definitions.objectives if one.code == result.objective)
    yield "objective", _("Objective"), [f"{objective.code}: {_(objective.name)}"]
    yield "result", _("Result ({level})", level=_(result.level)), [f"{result.code}: {_(result.statement)}"]
    nexts = [definitions.result(code) for code in result.leads_to]
    yield "leads_to", _("Which leads to"), [f"{one.code}: {_(one.statement)}" for one in nexts]
    yield "assumptions", _("If this holds"), [_(one) for one in result.assumptions]


def _meaning(definitions: "Definitions", indicator: Indicator, _: Texts) -> Lines:
    yield "definition", _("What it measures"), [_(indicator.definition)]
    yield "purpose", _("What for"), [_(indicator.purpose)]
    yield "limits", _("What it doesn't tell"), [_(indicator.limits)]
    yield "context", _("In context"), [_(indicator.context)]


def _measure(definitions: "Definitions", indicator: Indicator, _: Texts) -> Lines:
    yield "formula", _("Formula"), [formula_in_words(definitions, indicator, _)]
    yield "formula_columns", _("Formula from columns"), [formula_in_columns(definitions, indicator)]
    yield "over_partners", _("Over partners"), [_(over_partners(definitions, indicator))]
    yield "over_time", _("Over time"), [_(over_time(definitions, indicator)), _carried(definitions, indicator, _)]
    yield "unit", _("Unit"), [_(indicator.unit)]
    yield "decimals", _("Decimals"), [str(indicator.decimals)]
    yield "direction", _("Direction"), [_(DIRECTION_NAMES[indicator.direction])]
    baseline = indicator.baseline.value
    shown = _("unknown") if baseline is None else _plan(indicator, baseline, _)
    yield "baseline", _("Baseline"), [shown, _(indicator.baseline.note)]


def _carried(definitions: "Definitions", indicator: Indicator, _: Texts) -> str:
    months = definitions.project.calendar.carry_forward_months
    if indicator.calculation.over_time != "carried" or indicator.disclosure_class == "A":
        return ""
    return _.plural(
        "Not reported once all partners have been silent for more than {n} month.",
        "Not reported once all partners have been silent for more than {n} months.",
        months,
    )


def _plan(indicator: Indicator, value: float | None, texts: Texts) -> str:
    return format_plan(value, indicator.unit, texts, indicator.decimals)


def _target(definitions: "Definitions", indicator: Indicator, _: Texts) -> Lines:
    target = definitions.target(indicator.code)
    said = [] if target.value is None else [say_target(indicator, target, _)]
    yield "target", _("Target"), [*said, _("Source: {source}", source=_(target.source))]
    earlier = sorted(definitions.targets[indicator.code], key=lambda one: one.decided_on, reverse=True)[1:]
    yield "history", _("Earlier targets"), [say_target(indicator, one, _) for one in earlier]
    points = {month: value for month, value in target.planned_path.items() if target.value is not None}
    path = ", ".join(f"{month} {_plan(indicator, value, _)}" for month, value in points.items())
    yield "path", _("Planned path"), [path]


def say_target(indicator: Indicator, target: TargetVersion, _: Texts) -> str:
    """A target with its state, its day and the decision that it rests on."""
    state = _(TARGET_STATE_NAMES[target.state]) if target.state else ""
    value = " ".join(part for part in (_plan(indicator, target.value, _), _(target.unit)) if part)
    decision = decision_of(target)
    said = _("{value}, {state} since {day}", value=value, state=state, day=target.decided_on)
    return f"{said}: {_(decision)}" if decision else said


def decision_of(target: TargetVersion) -> str:
    """What a target rests on: the decision that is named, the grant if it is binding; a proposal on nothing."""
    return target.decision or (_GRANT if target.state == "binding" else "")


def _people(definitions: "Definitions", indicator: Indicator, _: Texts) -> Lines:
    breakdowns = [say_breakdown(definitions, indicator, one, _) for one in indicator.breakdowns]
    breakdowns += [_("each wave")] if isinstance(indicator.calculation, Share) else []
    breakdowns += [_("at entry and at the last observation")] if indicator.type == "percent_change" else []
    yield "breakdowns", _("Breakdowns"), breakdowns
    companion = indicator.companion
    yield "companion", _("Beside it"), [_(companion.name)] if companion else []
    yield "frequency", _("New figure"), [_(say_frequency(definitions, indicator))]
    yield "reporters", _("Who reports"), say_reporters(definitions, indicator, _)
    columns = _columns(definitions, indicator, _)
    yield "columns", _("Columns"), [f"{column} ({label})" for column, label in columns.items()]
    yield "rules", _("Rules that check them"), [_rules(definitions, set(columns), _)]
    yield "means_of_verification", _("Means of verification"), [_(indicator.means_of_verification)]
    yield "class", _("Protection"), [say_class(definitions, indicator, _), _(indicator.class_note)]
    yield "shown", _("What is shown when"), say_protection(definitions, indicator, _)


def _columns(definitions: "Definitions", indicator: Indicator, texts: Texts) -> dict[str, str]:
    named = {}
    for reference in sorted(indicator_columns(indicator)):
        sheet_name, _, column = reference.partition(".")
        sheet = definitions.workbook.sheets.get(sheet_name)
        if sheet and column not in sheet.columns and sheet.takes_from:
            sheet_name, sheet = sheet.takes_from, definitions.workbook.sheets[sheet.takes_from]
        # A breakdown of deliverables goes by the list of deliverables, which is no column.
        if sheet and column in sheet.columns:
            named[f"{sheet_name}.{column}"] = texts(sheet.columns[column].label)
    return named


def _rules(definitions: "Definitions", columns: set[str], _: Texts) -> str:
    own = [rule.id for rule in definitions.rules if columns & {*rule.columns, *relation_columns(definitions, rule)}]
    # A rule that names no column looks at every cell, or at the file.
    all_cells = [rule.id for rule in definitions.rules if not (rule.columns or rule.relations or rule.totals)]
    every = _("all cells: {rules}", rules=", ".join(all_cells))
    return _.list_apart([", ".join(own), every] if own else [every])


def _scale(scale: Scale, _: Texts) -> list[str]:
    lowest, highest = scale.range
    checked = _("Checked against the source: {what}", what=_(scale.verified)) if scale.verified else ""
    return [f"{_(scale.name)}, {lowest:g}–{highest:g}", scale.source, checked]


def _standards(definitions: "Definitions", indicator: Indicator, _: Texts) -> Lines:
    yield "criterion", _("Evaluation criterion (OECD-DAC)"), [_(indicator.criterion)]
    scale = definitions.scales.get(indicator.scale or "")
    yield "scale", _("Scale and its source"), _scale(scale, _) if scale else []
    level = indicator.kirkpatrick
    yield "kirkpatrick", _("Kirkpatrick level"), [str(level)] if level else []
    codes = iati_codes(indicator)
    places = {"result": codes.result_type, "measure": codes.measure, "kind": _(_MEASURES[codes.measure])}
    ascending = _("ascending") if codes.is_ascending else _("descending")
    said_iati = _("result type {result}, measure {measure} ({kind}), {direction}", direction=ascending, **places)
    yield "iati", _("IATI"), [said_iati]
    yield "version", _("Version of the definitions"), [definitions.version]
