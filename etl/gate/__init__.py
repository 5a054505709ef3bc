"""The personal-data gate: looks at everything that a file carries before anything else does."""

from collections.abc import Mapping
from dataclasses import dataclass

from etl.container import Container
from etl.read import Grid
from indicators.load import Definitions


@dataclass(frozen=True)
class Finding:
    """Something that may be personal: its kind and where it stands, never what it is."""

    kind: str
    sheet: str = ""
    cell: str = ""


def find_personal(
    file_name: str, container: Container, grids: Mapping[str, Grid], definitions: Definitions, region: str | None
) -> list[Finding]:
    """Everything that may be personal in a file: cells, headers, comments, names, properties, the file's own name.

    `region` is the country whose telephone numbers are meant when they stand without a country code.
    """
    return []
