"""What the coordinator notes about a partner's reports ("comes Thursday"): for the desk alone, in no release.

Small writes of a page, so they live in the file of the access list. Append-only: of a partner and month the newest note
counts, and an empty one takes back what stood before.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sql

from etl.access_file import METADATA, open_access_file
from etl.errors import UserError
from etl.gate import find_in_text
from etl.home import Home
from etl.store import as_store_time
from indicators.load import Definitions
from indicators.texts import N_

MAX_CHARACTERS = 200

_notes = sql.Table(
    "contact_note",
    METADATA,
    sql.Column("event_number", sql.Integer, primary_key=True),
    sql.Column("partner", sql.String, nullable=False),
    sql.Column("month", sql.Integer),  # none: about the partner as such
    sql.Column("text", sql.String, nullable=False),
    sql.Column("happened_at", sql.DateTime, nullable=False),
    sql.Column("who", sql.String, nullable=False),
)


@dataclass(frozen=True)
class ContactNote:
    """What stands of a partner, or of its month (a number): the newest word, by whom and when."""

    partner: str
    month: int | None
    text: str
    noted_at: datetime
    who: str


def append_note(home: Home, definitions: Definitions, partner: str, month: int | None, text: str, who: str) -> None:
    """Keep a note, or take one back with an empty text; raises UserError with what stands against it."""
    _demand_place(definitions, partner, month)
    told = _demand_text(definitions, partner, text)
    if told == next((one.text for one in list_notes(home) if (one.partner, one.month) == (partner, month)), ""):
        # A second click on the same button writes no second line.
        return
    row = {"partner": partner, "month": month, "text": told, "happened_at": as_store_time(home.now()), "who": who}
    with open_access_file(home) as connection:
        connection.execute(sql.insert(_notes).values(row))


def list_notes(home: Home) -> list[ContactNote]:
    """The notes that stand now, by partner; those about the partner as such first, then by month."""
    newest = sql.select(sql.func.max(_notes.c.event_number)).group_by(_notes.c.partner, _notes.c.month)
    query = (
        sql.select(_notes)
        .where(_notes.c.event_number.in_(newest), _notes.c.text != "")
        .order_by(_notes.c.partner, sql.func.coalesce(_notes.c.month, 0))
    )
    with open_access_file(home) as connection:
        rows = connection.execute(query).all()
    return [ContactNote(row.partner, row.month, row.text, row.happened_at, row.who) for row in rows]


def forget_notes(connection: sql.Connection, partners: Collection[str] | None = None) -> int:
    """Empty every note ever made of these partners, or of all; returns how many."""
    query = sql.update(_notes).where(_notes.c.text != "").values(text="")
    if partners is not None:
        query = query.where(_notes.c.partner.in_(partners))
    return int(connection.execute(query).rowcount)


def _demand_place(definitions: Definitions, partner: str, month: int | None) -> None:
    if definitions.partner(partner) is None:
        raise UserError(N_("There is no partner {code}. Name a code of the registry."), code=partner)
    periods = definitions.periods
    if month is not None and not 1 <= month <= periods.count:
        raise UserError(
            N_("There is no such month. Name one from {first} to {last}."),
            first=periods.codes[0],
            last=periods.codes[-1],
        )


def _demand_text(definitions: Definitions, partner: str, text: str) -> str:
    told = " ".join(text.split())
    if len(told) > MAX_CHARACTERS:
        raise UserError(N_("The note has {n} characters; write at most {max}."), n=len(told), max=MAX_CHARACTERS)
    registered = definitions.partner(partner)
    if find_in_text(told, definitions, registered.country if registered else None):
        raise UserError(
            N_("The note may hold personal data, so it was not kept. Write it without names, numbers or addresses.")
        )
    return told
