"""The same month chosen twice: an officer repairs a workbook, saves it under another name, and drops both."""

import re
from collections.abc import Sequence

from etl.check import read_workbook
from etl.container import read_container
from indicators.load import Definitions

_PROPERTIES = "docProps/core.xml"
_SAVED = re.compile(rb"<dcterms:modified[^>]*>\s*([0-9TZ:.+-]{10,32})\s*<")

Upload = tuple[str, bytes]


def choose_newest(files: Sequence[Upload], definitions: Definitions) -> list[int]:
    """Positions of the files to go on with: without those of which a newer one has the same partner, month, revision.

    Newer is what was saved later, by the workbook's own properties; where they don't tell, what was chosen later.
    """
    if len(files) < 2:
        return list(range(len(files)))
    newest: dict[tuple[str, int, int | None], tuple[bytes, int]] = {}
    keys = [_key(name, data, definitions) for name, data in files]
    for position, (key, (_name, data)) in enumerate(zip(keys, files, strict=True)):
        if key is not None:
            newest[key] = max(newest.get(key, (b"", -1)), (saved_at(data), position))
    kept = {position for _saved, position in newest.values()}
    return [position for position, key in enumerate(keys) if key is None or position in kept]


def _key(name: str, data: bytes, definitions: Definitions) -> tuple[str, int, int | None] | None:
    parsed = read_workbook(data, name, definitions).parsed
    workbook = parsed.workbook if parsed else None
    if workbook is None or workbook.partner is None or workbook.month is None:
        return None
    return workbook.partner, workbook.month, workbook.revision


def saved_at(data: bytes) -> bytes:
    """When a workbook was saved, as its own properties tell; empty when they don't."""
    # Times of one kind, in UTC to the second, so that bytes sort as moments do.
    found = _SAVED.search(read_container(data).parts.get(_PROPERTIES, b""))
    return found[1][:19] if found else b""
