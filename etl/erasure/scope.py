"""What is to be erased: a partner's rows (of all sheets or of some), the rows of one pathway, all rows, or names."""

from dataclasses import dataclass
from typing import Literal

from etl.errors import UserError
from indicators.load import Definitions
from indicators.texts import N_

# "names": who sent, decided and saw, and the access list; rows are erased before them.
Kind = Literal["partner", "pathway", "all", "names"]
# Where a store keeps rows of workbooks: also those of a sheet that the definitions have lost since.
SHEET_TABLE = "sheet_"


@dataclass(frozen=True)
class Scope:
    """What goes. `pathway` is never written anywhere: a certificate that named it would keep what it erases."""

    kind: Kind
    partner: str | None = None
    pathway: str | None = None
    # Names of sheets; empty: all of them, the cover included.
    sheets: tuple[str, ...] = ()

    @property
    def is_whole_workbook(self) -> bool:
        """Does nothing of a workbook stay but that it was received?"""
        return self.kind in ("partner", "all") and not self.sheets


def scope_of_partner(definitions: Definitions, code: str, sheets: tuple[str, ...] = ()) -> Scope:
    """The rows of a partner, a former one included; raises UserError. Sheets are told by their names."""
    known = definitions.workbook.row_sheets
    named = tuple(dict.fromkeys(name.strip().upper() for name in sheets))
    for name in named:
        if name not in known:
            told = N_("There is no sheet {sheet} that could be erased alone. Sheets: {sheets}.")
            raise UserError(told, sheet=name, sheets=", ".join(known))
    return Scope("partner", code, sheets=named)


def scope_of_pathway(definitions: Definitions, code: str) -> Scope:
    """The rows of one pathway, by its code; raises UserError where the project has no pathways."""
    ledgers = definitions.disclosure.ledgers
    if ledgers is None:
        raise UserError(N_("This project has no pathways."))
    return Scope("pathway", pathway=code.strip().upper())


def scope_of_all() -> Scope:
    """All rows of all partners, when the time for which they are kept is over."""
    return Scope("all")


def scope_of_names() -> Scope:
    """Everybody's e-mail in store, access list and audit trail, when their time is over."""
    return Scope("names")
