"""Workbooks that are handed to a partner: the template, the month in which nothing changed, the marked feedback."""

from etl.check import Checked
from etl.errors import UserError
from etl.feedback import feedback_bytes
from etl.history import read_history
from etl.home import Home
from etl.store import Store
from etl.template import template_bytes
from etl.unchanged import build_unchanged
from indicators.load import Definitions
from indicators.model.project import Partner
from indicators.periods import month_code
from indicators.texts import N_


def make_template(home: Home, definitions: Definitions, partner: str, month: int, language: str) -> bytes:
    """The partner's own workbook of a month, prefilled with what is known; raises UserError."""
    registered = _expect_partner(definitions, partner, month)
    history = read_history(Store(home, definitions), partner)
    return template_bytes(definitions, registered, month, language, history)


def _expect_partner(definitions: Definitions, partner: str, month: int) -> Partner:
    registered = definitions.partner(partner)
    if registered is None:
        raise UserError(N_("There is no partner {code}. Name a code of the registry."), code=partner)
    if not definitions.is_expected(registered, month):
        raise UserError(N_("{partner} doesn't report for {month}."), partner=partner, month=month_code(month))
    return registered


def make_unchanged(home: Home, definitions: Definitions, partner: str, month: int, language: str) -> bytes:
    """The workbook that says "nothing changed this month"; raises UserError with the reason where that can't be."""
    registered = _expect_partner(definitions, partner, month)
    history = read_history(Store(home, definitions), partner)
    return build_unchanged(definitions, registered, month, language, history)


def make_feedback(definitions: Definitions, data: bytes, checked: Checked) -> bytes | None:
    """The partner's own workbook with its faults marked; None where none may be given."""
    return feedback_bytes(data, checked, definitions)


def template_name(partner: str, month: int, language: str) -> str:
    """File name of a template."""
    return f"{partner}_{month_code(month)}_{language}.xlsx"
