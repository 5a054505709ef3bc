"""What most commands begin with: the home, the definitions, and options read into months and partners."""

from dataclasses import dataclass
from typing import Annotated

import typer

from etl.errors import UserError
from etl.home import Home, open_home
from etl.store import Store
from etl.store_file import expect_fitting
from etl.store_key import key_of
from indicators.load import Definitions, load_definitions
from indicators.model.project import Partner

# Who acts when nobody is named: the sign-in of this machine is no one's e-mail, so it is not recorded.
COMMAND_LINE = "command line"

MonthOption = Annotated[str, typer.Option("--month", help="Reporting month, for instance M05 or 2016-05.")]
MaybeMonthOption = Annotated[str | None, typer.Option("--month", help="Reporting month, for instance M05 or 2016-05.")]
MaybePartnerOption = Annotated[str | None, typer.Option("--partner", help="Partner code, for instance P03.")]
WhoOption = Annotated[str, typer.Option("--as", metavar="EMAIL", help="Who acts, for the record.")]


@dataclass(frozen=True)
class Session:
    """The home and the definitions that a command works with."""

    home: Home
    definitions: Definitions

    @property
    def store(self) -> Store:
        """The store of the home; raises UserError where there is no key, or none is wanted, before any work begins."""
        expect_fitting(self.home.store_path, key_of(self.home))
        return Store(self.home, self.definitions)

    def month(self, text: str) -> int:
        """Number of the month that an option names; raises UserError."""
        periods = self.definitions.periods
        number = periods.parse(text)
        if number is None:
            raise UserError(
                f"{text!r} is not a reporting month. Use {periods.codes[0]} to {periods.codes[-1]}, "
                f"or {self.definitions.project.calendar.first_month} and on."
            )
        return number

    def partner(self, code: str) -> Partner:
        """The partner that an option names; raises UserError."""
        found = self.definitions.partner(code.strip().upper())
        if found is None:
            known = ", ".join(partner.code for partner in self.definitions.partners)
            raise UserError(f"There is no partner {code!r}. Partners: {known}.")
        return found

    def maybe_partner(self, code: str | None) -> str | None:
        """Code of the partner that an option names, None for all."""
        return None if code is None else self.partner(code).code


def start_session(kind: str | None = None) -> Session:
    """Load the definitions and open the home, in this order; raises HomeError or DefinitionError."""
    definitions = load_definitions()
    return Session(open_home(kind=kind), definitions)
