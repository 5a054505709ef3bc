"""What states, statuses and signs of the workbook mean; each stands there as it looks in the tables."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from etl.export.definition_files import parse_definition
from etl.export.workbook.page import Cell, Row
from etl.export.workbook.source import NO_VALUE, Source
from etl.export.workbook.styles import Role
from indicators.charts.palette import STATUS_SYMBOLS
from indicators.reasons import STATE_NAMES
from indicators.texts import N_

_NO_BREAK = "\u00a0"
_COMING = N_("This half-year ends after the release's month.")
_NOTHING = N_("There is nothing to tell here: no plan for this month, no baseline, or no comment asked for.")


def state_lines(source: Source) -> Iterator[Row]:
    """Every state without a value with its pattern, word and meaning; then the two words that are no states."""
    glossary = source.asked.definitions.glossary
    for state in STATE_NAMES:
        if state != "value":
            word = glossary.get(state)
            meaning = source.texts(word.meaning) if word else ""
            yield [Cell(source.label("state", state), cast(Role, state)), Cell(meaning)]
    yield [Cell(source.texts("to come"), "none"), Cell(source.texts(_COMING))]
    yield [Cell(NO_VALUE, "none"), Cell(source.texts(_NOTHING))]


def status_lines(source: Source) -> Iterator[Row]:
    """Every status with its sign and the bound that decides on it, then what a hollow sign means."""
    _, glossary = source.texts, source.asked.definitions.glossary
    bounds = dict(_bounds(source))
    for status, (symbol, _hollow) in STATUS_SYMBOLS.items():
        word = glossary.get(status)
        meaning = [bounds.get(status, ""), _(word.meaning) if word else ""]
        said = " ".join(text for text in meaning if text)
        yield [Cell(f"{symbol} {source.label('status', status)}", cast(Role, status)), Cell(said)]
    hollow = " ".join(hollow for symbol, hollow in STATUS_SYMBOLS.values() if hollow != symbol)
    yield [Cell(hollow, "sign"), Cell(_("Against a proposed target, not yet decided."))]


def _bounds(source: Source) -> Iterator[tuple[str, str]]:
    """From the release's own rules: from which share of the plan on a status is given."""
    _, last = source.texts, None
    for threshold in _rules(source).get("thresholds", ()):
        status = threshold["status"]
        bound = threshold.get("above", threshold.get("at_least"))
        shown = last if bound is None else f"{_.number(round(100 * float(bound), 6))}{_NO_BREAK}%"
        places = {"status": source.label("status", status), "bound": shown}
        if bound is None:
            said = _("{status} is under {bound}", **places)
        elif "above" in threshold:
            said = _("{status} is over {bound}", **places)
        else:
            said = _("{status} is {bound} or more", **places)
        yield status, f"{said[:1].upper()}{said[1:]}."
        last = shown


def _rules(source: Source) -> dict[str, Any]:
    for row in source.rows("definition"):
        is_own = row["definition_version"] == source.about["definition_version"]
        if is_own and Path(row["file"]).stem == "progress":
            return parse_definition(row["text"]) or {}
    return {}
