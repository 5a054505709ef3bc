"""Writes docs/indicators.md, the framework and a passport of each indicator: `python -m etl.passport_document`."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from indicators.framework_references import GRANT_FIGURES
from indicators.load import Definitions, load_definitions
from indicators.model.framework import LETTERS, Objective, Result
from indicators.model.indicator import Indicator
from indicators.passport import NOTHING, Entry, build_passport
from indicators.reasons import is_percent
from indicators.texts import SOURCE_LANGUAGE, Texts

PATH = Path(__file__).parent.parent / "docs" / "indicators.md"
_LEVELS = list(LETTERS.values())
# What stands above the passports of a result. The version changes with every edit of any file: a release tells it.
_LEFT_OUT = ("objective", "result", "leads_to", "assumptions", "version")
# What is code and no sentence.
_AS_CODE = ("formula_columns",)
_HEAD = """# Results framework and indicators

What the project wants to reach, how each indicator measures it, and what an indicator can't tell.
`python -m etl.passport_document` writes this page from the definitions that the figures are calculated with; a test
holds that it is up to date.

{indicators} indicators measure {results} results. A **binding** target rests on the grant, a **confirmed** one on a
decision that is named, a **proposed** one waits for a decision of the steering committee: a status against it is drawn
hollow. What may be shown of people, and why, stands in [how women are protected](protection.md).

## What the grant binds

| what | bound | how it is held |
|---|---|---|
{bound}

"""
_TREE = """## The framework

How to read it: a process serves outputs, outputs bring outcomes, outcomes bring impact, as long as the assumptions
hold. The arrow names the results that a result leads to.
"""
_HOW = """
## If you change the framework

- **A target**: add a version to its entry in `targets.yaml` with the day of the decision; the older one stays. A
  `confirmed` target names its decision. The planned path ends in the target.
- **An indicator**: add it to `indicators.yaml` with the result that it measures, a `purpose` and `limits`; its target
  to `targets.yaml`; if it is about people, its row to `disclosure.yaml`. Level, objective, formula, frequency and IATI
  codes follow. A kind of calculation that exists needs no code.
- **A result**: add it to `results.yaml`; the letters of its code are those of its level. It needs an indicator.
- **The grant** is amended: add the amendment with its day in `project.yaml`, then change the partners or the calendar.
- Then run `python -m etl.passport_document` and `python -m etl.catalogue`, and translate
  (see [translating](translating.md)). Every fault is told with file, key, what was found and the repair.
"""


def build_document(definitions: Definitions) -> str:
    """The document as text."""
    texts = Texts(SOURCE_LANGUAGE)
    counts = {"indicators": len(definitions.indicators), "results": len(definitions.results)}
    parts = [_HEAD.format(bound="\n".join(_bound(definitions)), **counts), _TREE, *_tree(definitions), _HOW]
    for objective, result in _in_order(definitions):
        parts += _head_of(definitions, objective, result)
        for indicator in _indicators(definitions, result):
            parts += _describe(definitions, indicator.code, texts)
    return "".join(parts)


def _bound(definitions: Definitions) -> Iterator[str]:
    for name, figure in definitions.project.grant.items():
        amended = "; ".join(f"{one.value} since {one.decided_on}: {one.decision}" for one in figure.amendments)
        source = f"{figure.source}; amended: {amended}" if amended else figure.source
        yield f"| {name} | {figure.in_force} | {_cell(source)}; checked against {GRANT_FIGURES[name][0]} at load |"
    for indicator in definitions.indicators:
        target = definitions.target(indicator.code)
        if target.state == "binding" and target.value is not None:
            unit = "%" if is_percent(indicator.unit) else indicator.unit
            shown = f"{target.value:g} {unit}"
            yield f"| {indicator.name} | {shown} | {_cell(target.source)}; [{indicator.code}](#{indicator.code}) |"


def _in_order(definitions: Definitions) -> list[tuple[Objective, Result]]:
    return [
        (objective, result)
        for objective in definitions.objectives
        for result in sorted(definitions.results, key=lambda one: _LEVELS.index(one.level))
        if result.objective == objective.code
    ]


def _tree(definitions: Definitions) -> Iterator[str]:
    for objective, pairs in groupby(_in_order(definitions), key=lambda pair: pair[0]):
        kind = "General objective" if objective.is_general else "Specific objective"
        yield f"\n### {kind} {objective.code} · {objective.name}\n\n"
        for _objective, result in pairs:
            leads = f" → {', '.join(result.leads_to)}" if result.leads_to else ""
            yield f"- **{result.code}** ({result.level}) {result.statement}{leads}\n"
            for indicator in _indicators(definitions, result):
                state = definitions.target(indicator.code).state
                yield f"  - [{indicator.code}](#{indicator.code}) {indicator.name}{f' · {state}' if state else ''}\n"
            yield "".join(f"  - *if* {assumption}\n" for assumption in result.assumptions)


def _indicators(definitions: Definitions, result: Result) -> list[Indicator]:
    return [indicator for indicator in definitions.indicators if indicator.result == result.code]


def _head_of(definitions: Definitions, objective: Objective, result: Result) -> Iterator[str]:
    yield f"\n## {result.code} · {result.statement.removesuffix('.')}\n\n"
    yield f"Level: {result.level}. Objective: {objective.name}.\n"
    if result.leads_to:
        yield f"\nLeads to, if {_joined(result.assumptions)}:\n\n"
        yield "".join(f"- {code}: {definitions.result(code).statement}\n" for code in result.leads_to)
    else:
        yield f"\nLasts, if {_joined(result.assumptions)}.\n"


def _joined(assumptions: tuple[str, ...]) -> str:
    return ", and if ".join(one[0].lower() + one[1:].rstrip(".") for one in assumptions)


def _describe(definitions: Definitions, code: str, texts: Texts) -> Iterator[str]:
    passport = build_passport(definitions, code, texts)
    yield f'\n<a id="{code}"></a>\n\n### {code} · {passport.name}\n\n| | |\n|---|---|\n'
    for entry in passport.entries:
        if entry.key not in _LEFT_OUT and entry.lines != (NOTHING,):
            yield f"| {entry.label} | {_lines(entry)} |\n"


def _lines(entry: Entry) -> str:
    if entry.key in _AS_CODE:
        return "<br>".join(f"`{line}`" for line in entry.lines)
    return "<br>".join(map(_cell, entry.lines))


def _cell(text: str) -> str:
    # What would end a table's cell, or be taken for markup.
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


if __name__ == "__main__":
    PATH.write_text(build_document(load_definitions()), encoding="utf-8")
