"""Workbooks that are handed to a partner: the template, the month in which nothing changed, the marked feedback."""

from etl.actor import Actor
from etl.check import Checked
from etl.errors import UserError
from etl.history import read_history
from etl.store import Store
from indicators.load import Definitions
from indicators.model.project import Partner
from indicators.periods import month_code
from indicators.texts import N_


def make_template(actor: Actor, partner: str, month: int, language: str) -> bytes:
    """The workbook of a month for an officer of the partner; raises UserError."""
    return build_template(actor.at_own(partner, "template.make"), partner, month, language)


def build_template(store: Store, partner: str, month: int, language: str) -> bytes:
    """The partner's own workbook of a month, prefilled with what is known; raises UserError."""
    # The writer of workbooks is loaded when one is written, not at the start of every page and command.
    from etl.template import template_bytes

    registered = _expect_partner(store.definitions, partner, month)
    return template_bytes(store.definitions, registered, month, language, read_history(store, partner))


def _expect_partner(definitions: Definitions, partner: str, month: int) -> Partner:
    registered = definitions.partner(partner)
    if registered is None:
        raise UserError(N_("There is no partner {code}. Name a code of the registry."), code=partner)
    if not definitions.is_expected(registered, month):
        raise UserError(N_("{partner} doesn't report for {month}."), partner=partner, month=month_code(month))
    return registered


def make_unchanged(actor: Actor, partner: str, month: int, language: str) -> bytes:
    """The workbook that says "nothing changed this month"; raises UserError with the reason where that can't be."""
    from etl.unchanged import build_unchanged

    store = actor.at_own(partner, "unchanged.make")
    registered = _expect_partner(store.definitions, partner, month)
    return build_unchanged(store.definitions, registered, month, language, read_history(store, partner))


def make_feedback(definitions: Definitions, data: bytes, checked: Checked) -> bytes | None:
    """The partner's own workbook with its faults marked; None where none may be given."""
    from etl.feedback import feedback_bytes

    return feedback_bytes(data, checked, definitions)


def template_name(partner: str, month: int, language: str) -> str:
    """File name of a template."""
    return f"{partner}_{month_code(month)}_{language}.xlsx"
