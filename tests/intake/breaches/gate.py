"""Breaches of the personal-data gate: something that may be a person's, in each of the places that are told apart."""

from collections.abc import Callable
from typing import Any

from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from etl.check import Checked, check_file
from etl.history import History
from indicators.load import load_definitions
from tests.intake.breaches import breaks
from tests.intake.workbooks import TODAY, check, full_book

EMAIL = "maria@example.org"


def changed(change: Callable[[Any], Any]) -> Checked:
    return check(full_book(change=change))


@breaks("F06", "cell")
def e_mail_in_the_note() -> Checked:
    return check(full_book(cover={"note": f"Please write to {EMAIL}"}))


@breaks("F06", "heading")
def column_of_names() -> Checked:
    return changed(lambda workbook: workbook["PATHWAYS"].__setitem__("BA2", "Име и фамилия"))


@breaks("F06", "file_name")
def number_in_the_file_name() -> Checked:
    return check_file(full_book().content(), "P01 8001010008.xlsx", load_definitions(), History, TODAY)


@breaks("F06", "sheet_name")
def sheet_of_addresses() -> Checked:
    return changed(lambda workbook: workbook.create_sheet("Адреси"))


@breaks("F06", "comment")
def telephone_in_a_comment() -> Checked:
    def change(workbook: Any) -> None:
        workbook["PATHWAYS"]["D5"].comment = Comment("Call 0888 123 456", "officer")

    return changed(change)


@breaks("F06", "properties")
def e_mail_in_the_properties() -> Checked:
    return changed(lambda workbook: setattr(workbook.properties, "creator", EMAIL))


@breaks("F06", "elsewhere")
def account_in_a_defined_name() -> Checked:
    def change(workbook: Any) -> None:
        workbook.defined_names["account"] = DefinedName("account", attr_text='"BG80BNBG96611020345678"')

    return changed(change)


@breaks("F06", "too_much")
def more_long_numbers_than_can_be_searched() -> Checked:
    def change(workbook: Any) -> None:
        sheet = workbook.create_sheet("More")
        for number in range(900):
            for column in (1, 2, 3):
                sheet.cell(number + 1, column, f"file 2016-{column}{number:05}")

    return changed(change)
