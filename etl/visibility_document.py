"""Writes docs/visibility.md, what can be shown of women when, before any data: `python -m etl.visibility_document`."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from textwrap import wrap

from indicators.expected_pathways import expected_women
from indicators.load import Definitions, load_definitions
from indicators.periods import month_number
from indicators.visibility import SINGLE_WOMEN, Visibility, plan_visibility

PATH = Path(__file__).parent.parent / "docs" / "visibility.md"
SHOWN, OLDER, WAITS = "●", "○", "–"
_HEAD = """# What can be shown of women, and when: the visibility plan

Made before any data, from planned numbers alone: `indicators/definitions/population.yaml` says how many women each
partner expects and when, and the protector itself is let loose on them, closing after closing, as if the project ran to
plan. `python -m etl.visibility_document` writes this page; a test holds that it is up to date. `wego visibility` prints
the same.

**This is a forecast about the plan, not about women.** What a release shows depends on what has happened; a figure that
is {shown} here can be withheld then, and the other way round. What it rests on:

> {basis}

A publication plan that can be shown at no closing is finer than the expected population bears: the definitions then
don't load, and the message names what could be shown, and from when. A folder of definitions without `population.yaml`
states no expectation: it loads, nothing is refused, and `wego doctor` says that its plan was never tried. The expected
population stays with the definitions: no release holds it.

## What the plan expects

| closing | begun | women enrolled | of them in those that have ended |
|---|--:|--:|--:|
{expected}

## What can be shown

{shown} a new figure can be shown, {older} nothing new, the last figure stands, {waits} no figure yet

| indicator | {closings} |
|---|{lines}|
"""
_WHY = """
## Why, closing by closing

Numbers are those expected of the consortium; a partner's own are told nowhere. A partner knows its own women, so what
is left without any one partner must be large enough, too.
"""


def build_document(definitions: Definitions) -> str:
    """The document as text; raises ValueError when the definitions state no expected population."""
    if definitions.population is None:
        raise ValueError("No expected population is stated: add population.yaml to the definitions.")
    rows, closings = plan_visibility(definitions), definitions.disclosure.closings
    groups = [list(own) for _key, own in groupby(rows, key=lambda row: (row.indicator, row.breakdown))]
    parts = [
        _HEAD.format(
            basis="\n> ".join(wrap(definitions.population.basis, 117)),
            shown=SHOWN,
            older=OLDER,
            waits=WAITS,
            expected="\n".join(_expected(definitions)),
            closings=" | ".join(closings),
            lines="|".join(":-:" for _one in closings),
        )
    ]
    parts += [f"| {_name(definitions, own[0])} | {' | '.join(map(sign_of, own))} |\n" for own in groups]
    parts.append(_WHY)
    for own in groups:
        parts += _why(definitions, own)
    return "".join(parts)


def sign_of(row: Visibility) -> str:
    """A sign for what a closing gives: a new figure, the last one, or none yet."""
    return SHOWN if row.is_shown else OLDER if row.last else WAITS


def _expected(definitions: Definitions) -> Iterator[str]:
    for closing in definitions.disclosure.closings:
        units, enrolled, ended = expected_women(definitions, month_number(closing))
        yield f"| {closing} | {units} | {enrolled} | {ended} |"


def _name(definitions: Definitions, row: Visibility) -> str:
    name = f"{row.indicator} {definitions.indicator(row.indicator).name}"
    if row.breakdown == "total":
        return name
    return f"{name}, {SINGLE_WOMEN} alone" if row.breakdown == SINGLE_WOMEN else f"{name}, by {row.breakdown}"


def _why(definitions: Definitions, rows: list[Visibility]) -> Iterator[str]:
    yield f"\n### {_name(definitions, rows[0])}\n\n"
    for reason, own in groupby(rows, key=lambda row: row.reason):
        yield f"- {', '.join(row.closing for row in own)}: {reason}\n"


if __name__ == "__main__":
    PATH.write_text(build_document(load_definitions()), encoding="utf-8")
