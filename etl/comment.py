"""The coordinator's comments: why an indicator is not on track, what is done about it, by whom and until when."""

from datetime import date

from etl.clock import new_id
from etl.errors import UserError
from etl.gate import find_in_text
from etl.store import Store, append_rows, as_store_time
from indicators.periods import month_code
from indicators.texts import N_

MAX_CHARACTERS = 300
_LENGTHS = {
    "cause": N_("The cause needs 1 to {most} characters; it has {n}."),
    "action": N_("The action needs 1 to {most} characters; it has {n}."),
}


def append_comment(
    store: Store, indicator: str, month: int, cause: str, action: str, owner: str, due: date, who: str
) -> str:
    """Keep a comment on an indicator as of a month, for the releases of that month and later ones; returns its id.

    Raises UserError. Short on purpose, and never about a person: it is released with the figure.
    """
    _check(store, indicator, month, owner, {"cause": cause, "action": action})
    row = {"indicator_code": indicator, "month": month, "cause": cause.strip(), "action": action.strip()}
    row |= {"comment_id": new_id(store.home.now()), "owner": owner, "due": due, "who": who}
    with store.open() as connection:
        append_rows(connection, "comment", [row | {"happened_at": as_store_time(store.home.now())}])
    return str(row["comment_id"])


def _check(store: Store, indicator: str, month: int, owner: str, told: dict[str, str]) -> None:
    definitions = store.definitions
    if indicator not in {one.code for one in definitions.indicators}:
        raise UserError(N_("There is no indicator {code}."), code=indicator)
    if not 1 <= month <= definitions.periods.count:
        raise UserError(N_("There is no month {month} in this project."), month=month_code(month))
    if definitions.partner(owner) is None:
        raise UserError(N_("There is no partner {code}. Name a code of the registry."), code=owner)
    for name, text in told.items():
        if not 0 < len(text.strip()) <= MAX_CHARACTERS:
            raise UserError(_LENGTHS[name], most=MAX_CHARACTERS, n=len(text.strip()))
    if any(find_in_text(text, definitions) for text in told.values()):
        raise UserError(
            N_("The comment seems to hold personal data. Say it without names, numbers and dates of persons.")
        )
