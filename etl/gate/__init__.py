"""The personal-data gate: looks at everything that a file carries before anything else does.

What it finds is told by kind and place, never by value; nothing that it reads is kept, logged or written.
"""

import itertools
import re
from collections.abc import Iterator, Mapping

from etl.container import Container
from etl.gate.cells import find_in_cells
from etl.gate.finding import Finding
from etl.gate.own_texts import own_texts
from etl.gate.owner import unread_sheets
from etl.gate.parts import find_in_names, find_in_parts
from etl.gate.region import find_region
from etl.gate.tell import KINDS, show_file_name, tell_findings
from etl.gate.text import Scope, TooMuch, build_scope, find_in_text, find_kinds
from etl.gate.words import find_heading
from etl.layout import find_sheets
from etl.read import Grid
from indicators.load import Definitions

__all__ = [
    "KINDS",
    "Finding",
    "find_in_file_name",
    "find_in_text",
    "find_personal",
    "find_region",
    "show_file_name",
    "tell_findings",
]

# Nobody repairs hundreds of cells one by one; the rest is found when the file comes again.
MOST_FINDINGS = 300


def find_personal(
    file_name: str, container: Container, grids: Mapping[str, Grid], definitions: Definitions, region: str | None
) -> list[Finding]:
    """Everything that may be personal in a file: cells, headers, comments, names, properties, the file's own name.

    `region` is the country whose telephone numbers are meant when they stand without a country code.
    """
    scope = build_scope(definitions, region)
    found = itertools.chain(
        find_in_file_name(file_name, definitions, region),
        _find_in_sheet_names(grids, definitions, scope),
        _find_in_grids(grids, definitions, scope),
        _find_in_rest(container, grids, definitions, scope),
    )
    told: dict[Finding, None] = {}
    try:
        for finding in itertools.islice(found, MOST_FINDINGS):
            told[finding] = None
    except TooMuch:
        # What can't be looked at to the end is not let in.
        told[Finding("", place="too_much")] = None
    return list(told)


def find_in_file_name(file_name: str, definitions: Definitions, region: str | None = None) -> Iterator[Finding]:
    """What is personal in a file's own name; the folders before it are not the partner's choice."""
    name = re.split(r"[\\/]", file_name)[-1]
    # No file system has longer names.
    for kind in find_in_text(name[:1000].replace("_", " "), definitions, region):
        yield Finding(kind, place="file_name")


def _find_in_sheet_names(grids: Mapping[str, Grid], definitions: Definitions, scope: Scope) -> Iterator[Finding]:
    for name in grids:
        if name.strip().upper() not in definitions.workbook.sheets:
            heading = find_heading(name)
            for kind in sorted(find_kinds(name, scope) | ({heading} if heading else set())):
                yield Finding(kind, name, place="sheet_name")


def _find_in_grids(grids: Mapping[str, Grid], definitions: Definitions, scope: Scope) -> Iterator[Finding]:
    own = own_texts(definitions)
    sheets = {found: definitions.workbook.sheets[name] for name, found in find_sheets(definitions, grids).items()}
    for name, grid in grids.items():
        yield from find_in_cells(name, grid, sheets.get(name), scope, own)


def _find_in_rest(
    container: Container, grids: Mapping[str, Grid], definitions: Definitions, scope: Scope
) -> Iterator[Finding]:
    own = own_texts(definitions)
    # Texts of cells are judged by their place; in the shared strings only those that no cell shows are left.
    in_cells = set().union(grids, *(row for grid in grids.values() for row in grid.rows))
    yield from find_in_parts(container.parts, own, in_cells, scope, unread_sheets(container))
    yield from find_in_names(container.parts, own)
