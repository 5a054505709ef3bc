"""What a PDF holds beside the text of its pages: words to be heard, metadata, objects and bytes without a use."""

import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from etl.attacker.channels import attack_outputs
from etl.attacker.released import Released, read_released
from etl.report.pdf import build_pdf
from released.blocks import Figure
from tests.report.conftest import NAME, sections_of

FILE = f"report_we-go_{NAME}_en.pdf"
OF_WOMEN = "OP-03"
DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><circle cx="4" cy="4" r="2"/></svg>'
)
SAID = f"{OF_WOMEN}: 987654 women"
Make = Callable[..., bytes]


@pytest.fixture(scope="module")
def released(release_file) -> Released:
    read = read_released(release_file.path)
    assert isinstance(read, Released)
    return read


@pytest.fixture(scope="module")
def attack(released) -> Callable[[bytes], list[str]]:
    return lambda data: [str(one) for one in attack_outputs(released, {FILE: data}, ["M15-20170416-synthetic-cccc01"])]


@pytest.fixture(scope="module")
def made(opened) -> Make:
    """A short report with a drawing, which says `alt` to those who hear it."""
    words = sections_of(opened("en"))[:2]

    def make(alt: str = "A dot") -> bytes:
        return build_pdf([*words, Figure(DOT, "Dot", alt).wire()], date(2017, 7, 16), "#5B3E96", False)

    return make


def rewritten(data: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    writer, target = PdfWriter(clone_from=io.BytesIO(data)), io.BytesIO()
    change(writer)
    writer.write(target)
    return target.getvalue()


def stream(data: bytes, **about: str) -> DecodedStreamObject:
    one = DecodedStreamObject()
    one.set_data(data)
    one.update({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in about.items()})
    return one


def say_in_a_part(writer: PdfWriter) -> None:
    parts = [one for one in writer._objects if isinstance(one, DictionaryObject) and "/S" in one]
    parts[0][NameObject("/ActualText")] = TextStringObject(SAID)


def note_beside_the_page(writer: PdfWriter) -> None:
    writer.pages[0][NameObject("/PieceInfo")] = DictionaryObject({NameObject("/Raw"): TextStringObject(SAID)})


def number_pages_by_a_word(writer: PdfWriter) -> None:
    label = DictionaryObject({NameObject("/P"): TextStringObject(SAID)})
    labels = DictionaryObject({NameObject("/Nums"): ArrayObject([NumberObject(0), label])})
    writer.root_object[NameObject("/PageLabels")] = labels


def say_in_metadata(writer: PdfWriter) -> None:
    words = f'<a xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Keywords>{SAID}</pdf:Keywords></a>'
    writer.root_object["/Metadata"].set_data(words.encode())


def keep_what_nobody_uses(writer: PdfWriter) -> None:
    writer._add_object(stream(SAID.encode()))


def show_a_picture(writer: PdfWriter) -> None:
    picture = stream(b"\0\0\0", Type="XObject", Subtype="Image", ColorSpace="DeviceRGB")
    picture.update({NameObject(f"/{key}"): NumberObject(1) for key in ("Width", "Height")})
    resources = writer.pages[0]["/Resources"]
    resources[NameObject("/XObject")] = DictionaryObject({NameObject("/One"): writer._add_object(picture)})


PLANTED = (
    say_in_a_part,
    note_beside_the_page,
    number_pages_by_a_word,
    say_in_metadata,
    keep_what_nobody_uses,
    show_a_picture,
)


def test_a_report_as_it_is_made_and_written_anew_is_clear(attack, made: Make) -> None:
    assert attack(made()) == []
    assert attack(rewritten(made(), lambda writer: None)) == []


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_what_no_page_shows_is_found(attack, made: Make, plant: Callable[[PdfWriter], object]) -> None:
    assert attack(rewritten(made(), plant))


def test_what_a_drawing_says_to_those_who_hear_it_is_of_one_indicator(attack, made: Make, released: Released) -> None:
    rows = [row for row in released.figures if row["indicator_code"] == OF_WOMEN and row["breakdown"] == "total"]
    told = [(row["month"], int(row["value"])) for row in rows if row["state"] == "value"]
    assert len(told) > 1
    right = "; ".join(f"{month}: {value}" for month, value in told)
    wrong = "; ".join(f"{month}: {value + 1}" for month, value in told)
    assert attack(made(right)) == []
    assert any("numbers of no single indicator" in one for one in attack(made(wrong)))


def test_bytes_beside_the_objects_and_an_older_state_are_found(attack, made: Make) -> None:
    data = made()
    assert attack(data + b"\n% 3 women\n")
    assert attack(data + data[data.rindex(b"startxref") :])
    # Before the table of places, which is told to begin so much later.
    noted, (start,) = b"% 3 women\n", re.findall(rb"startxref\n(\d+)", data)
    table = data[int(start) :].replace(b"startxref\n" + start, b"startxref\n%d" % (int(start) + len(noted)))
    assert any("belong to none" in one for one in attack(data[: int(start)] + noted + table))
