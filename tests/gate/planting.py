"""Numbers of persons that nobody has, made by the rules of eight countries, and the places where they are hidden."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import phonenumbers
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from phonenumbers import PhoneNumberFormat, PhoneNumberType
from stdnum import iban, luhn
from stdnum.bg import egn, pnf
from stdnum.es import dni
from stdnum.fr import nir
from stdnum.gb import nhs
from stdnum.gr import amka
from stdnum.it import codicefiscale
from stdnum.no import fodselsnummer
from stdnum.se import personnummer

from tests.intake.workbooks import Book, full_book

REGIONS = ("BG", "CY", "ES", "FR", "GB", "GR", "IT", "NO")
PARTNERS = {
    "BG": "P01", "CY": "P04", "ES": "P05", "FR": "P07", "GB": "P08", "GR": "P10", "IT": "P12", "NO": "P15",
}  # fmt: skip


def _day(chance: random.Random) -> date:
    return date(chance.randint(1945, 1998), chance.randint(1, 12), chance.randint(1, 28))


def national_numbers(country: str, chance: random.Random) -> Iterator[str]:
    """One valid number of each kind that a country has."""
    day = _day(chance)
    serial = f"{chance.randint(0, 999):03}"
    match country:
        case "BG":
            start = f"{day:%y%m%d}{serial}"
            yield start + egn.calc_check_digit(start)
            start = f"7{chance.randint(0, 99999999):08}"
            yield start + pnf.calc_check_digit(start)
        case "CY":
            yield f"ID {chance.randint(100000, 9999999)}"
        case "ES":
            digits = f"{chance.randint(0, 99999999):08}"
            yield digits + dni.calc_check_digit(digits)
            digits = f"{chance.randint(0, 9999999):07}"
            yield "X" + digits + dni.calc_check_digit("0" + digits)
        case "FR":
            start = f"2{day:%y%m}75{serial}{serial}"
            yield start + nir.calc_check_digits(start)
        case "GB":
            yield f"AB{chance.randint(0, 999999):06}C"
            start = f"9{chance.randint(0, 9999999):07}"
            yield next(number for number in (f"{start}{end:02}" for end in range(100)) if nhs.is_valid(number))
        case "GR":
            start = f"{day:%d%m%y}{serial}{chance.randint(0, 9)}"
            yield start + luhn.calc_check_digit(start)
            assert amka.is_valid(start + luhn.calc_check_digit(start))
        case "IT":
            start = f"RSSMRA{day:%y}T{day.day:02}A562"
            yield start + codicefiscale.calc_check_digit(start)
        case "NO":
            for number in range(100, 499):
                start = f"{day:%d%m%y}{number}"
                for end in range(100):
                    if fodselsnummer.is_valid(f"{start}{end:02}"):
                        yield f"{start}{end:02}"
                        return
        case "SE":
            start = f"{day:%y%m%d}{serial}"
            number = start + luhn.calc_check_digit(start)
            assert personnummer.is_valid(number)
            yield f"{number[:6]}-{number[6:]}"


def phone_numbers(country: str) -> Iterator[str]:
    """Mobile and fixed numbers of a country as people write them."""
    for kind in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE):
        number = phonenumbers.example_number_for_type(country, kind)
        for form in (PhoneNumberFormat.NATIONAL, PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.E164):
            yield phonenumbers.format_number(number, form)


def account_number(chance: random.Random) -> str:
    """A valid Bulgarian account number."""
    rest = f"BNBG9661{chance.randint(0, 9999999999):010}"
    return f"BG{iban.calc_check_digits(f'BG00{rest}')}{rest}"


def corpus(country: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Kind and value of everything that a note of a partner in this country could hold."""
    for value in national_numbers(country, chance):
        yield "identity", value
    for value in phone_numbers(country):
        yield "phone", value
    day = _day(chance)
    yield "email", f"maria.{chance.randint(1, 99)}@example.{country.lower()}"
    yield "iban", account_number(chance)
    yield "birth", f"{day:%d.%m.%Y}"


Hide = Callable[[Book, Any], Book | bytes]
PLACES: dict[str, Hide] = {}


def _place(hide: Callable[[Workbook, Any], None]) -> Callable[[Workbook, Any], None]:
    def plant(book: Book, value: Any) -> Book:
        book.change = lambda workbook: hide(workbook, value)
        return book

    PLACES[hide.__name__] = plant
    return hide


@_place
def note(workbook: Workbook, value: Any) -> None:
    cover = workbook["META"]
    row = next(row for row in range(1, 30) if cover.cell(row, 1).value == "note")
    cover.cell(row, 3, f"Please ask {value} about it")


@_place
def text_column(workbook: Workbook, value: Any) -> None:
    sheet = workbook["EVENTS"]
    column = next(cell.column for cell in sheet[1] if cell.value == "evidence_ref")
    sheet.cell(3, column, value)


@_place
def hidden_row_outside(workbook: Workbook, value: Any) -> None:
    workbook["PATHWAYS"]["BA40"] = value
    workbook["PATHWAYS"].row_dimensions[40].hidden = True


@_place
def hidden_sheet(workbook: Workbook, value: Any) -> None:
    workbook.create_sheet("Notes")["C7"] = value
    workbook["Notes"].sheet_state = "veryHidden"


@_place
def lists_sheet(workbook: Workbook, value: Any) -> None:
    workbook["LISTS"]["F30"] = value


@_place
def heading(workbook: Workbook, value: Any) -> None:
    workbook["TRAININGS"]["C2"] = f"Ask {value}"


@_place
def comment(workbook: Workbook, value: Any) -> None:
    workbook["PATHWAYS"]["D5"].comment = Comment(f"Call {value} again", "officer")


@_place
def comment_author(workbook: Workbook, value: Any) -> None:
    workbook["PATHWAYS"]["D5"].comment = Comment("seen", f"officer {value}")


@_place
def property_(workbook: Workbook, value: Any) -> None:
    workbook.properties.description = f"from {value}"


@_place
def custom_property(workbook: Workbook, value: Any) -> None:
    workbook.custom_doc_props.append(StringProperty(name="Contact", value=str(value)))


@_place
def page_footer(workbook: Workbook, value: Any) -> None:
    workbook["EVENTS"].oddFooter.left.text = f"print for {value}"


@_place
def input_message(workbook: Workbook, value: Any) -> None:
    check = DataValidation(prompt=f"Ask {value}", promptTitle="Help", showInputMessage=True)
    check.add("D3:D9")
    workbook["PATHWAYS"].add_data_validation(check)


@_place
def defined_name(workbook: Workbook, value: Any) -> None:
    workbook.defined_names["contact"] = DefinedName("contact", attr_text=f'"{value}"')


@_place
def link(workbook: Workbook, value: Any) -> None:
    workbook["EVENTS"]["B3"].hyperlink = f"mailto:x?subject={value}"


def part(content: bytes, name: str, text: str | bytes) -> bytes:
    """The same workbook with one more part."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for known in source.namelist():
            written.writestr(known, source.read(known))
        written.writestr(name, text)
    return target.getvalue()


def _as_part(name: str, text: str) -> None:
    key = name.split("/")[1]
    PLACES[key] = lambda book, value: part(book.content(), name, text.replace("VALUE", str(value)))


_as_part("xl/drawings/drawing9.xml", '<d xmlns:a="a"><a:p><a:r><a:t>Call VALUE now</a:t></a:r></a:p></d>')
_as_part("customXml/item9.xml", '<root><field value="VALUE"/></root>')
_as_part("xl/persons/person.xml", '<personList><person displayName="Officer VALUE" id="{0}"/></personList>')
_as_part("xl/externalLinks/externalLink9.xml", '<externalLink><cell r="A1"><v>see VALUE</v></cell></externalLink>')


def plant(place: str, value: Any, partner: str = "P01") -> Book | bytes:
    """A sound workbook with something hidden in it."""
    cover = {"country": Book().definitions.partner(partner).country}
    if partner == "P01":
        return PLACES[place](full_book(cover=cover), value)
    return PLACES[place](Book(partner=partner, cover=cover), value)
