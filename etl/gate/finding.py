"""What the gate tells: a kind of personal data and where it stands, never what it is."""

from dataclasses import dataclass
from typing import Literal, get_args

# Where it stands; each has its case in rule F06, for it is repaired in another way.
Place = Literal["cell", "heading", "file_name", "sheet_name", "comment", "properties", "elsewhere", "too_much"]
CASES: tuple[Place, ...] = get_args(Place)


@dataclass(frozen=True)
class Finding:
    """Something that may be personal; `sheet` is the sheet's name in the file, which may itself be personal."""

    kind: str
    sheet: str = ""
    cell: str = ""
    place: Place = "cell"
