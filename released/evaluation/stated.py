"""What the release states beside its figures: evaluation matrix and theory of change, or why there is none."""

from collections.abc import Iterator, Mapping
from typing import Any

from released.blocks import Block, Paragraph
from released.release import Release

MATRIX, LINKS, SHEETS = "evaluation", "contribution", "workbook"
Stated = Mapping[str, Any]
_NAMES = {MATRIX: "no evaluation matrix", LINKS: "no reasoned theory of change", SHEETS: "no definition of its sheets"}


def absence_blocks(release: Release, name: str) -> Iterator[Block]:
    """A sentence when there is nothing to show, with what to do; nothing otherwise."""
    if release.find_definition(name) is not None:
        return
    if release.definitions is None:
        text = f"{release.path.name} holds its definitions as text only: open the data package of the release instead."
    else:
        text = f"The release {release.release_id} has {_NAMES[name]}: it was made before there was one, or has none."
    yield Paragraph(text, "warning")
