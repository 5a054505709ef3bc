"""A sentence that counts women is a finding in any text of people's making, whatever a release tells elsewhere."""

import pytest

from etl.attacker.channels.words import counts_women
from etl.demo.remarks import REMARKS
from tests.attacker.channels.conftest import OF_WOMEN
from tests.attacker.channels.spoiled_workbook import spoil_part
from tests.attacker.channels.test_exports import BOOK

PROPERTIES = "docProps/core.xml"
LEAKS = (
    "3 women left the group in Sofia last month.",
    "three women left the group of P06",
    "Only one of the women of P06 is still with us",
    "5 women of P06 completed, 2 of them in March",
    "P06: tre donne hanno lasciato.",
    "Три жени напуснаха.",
    "Every woman of P06 completed but Maria",
    "P06 has one more woman than P04",
    "At least 10 women of P06 left.",
    "Two of them left in March.",
    "Dos mujeres se fueron.",
    "Deux femmes sont parties.",
    "Μία γυναίκα έφυγε.",
    "To kvinner sluttet.",
    "A young wo\u00admen's group: 4 wo\u00admen left.",
)


@pytest.mark.parametrize("text", LEAKS)
@pytest.mark.parametrize("name", ["note.txt", "note.md"])
def test_a_sentence_that_counts_women_is_found(attack, text, name):
    assert any("a number beside women" in found for found in attack({name: f"Dear all,\n{text}\n".encode()}))


@pytest.mark.parametrize("text", LEAKS)
def test_a_finding_never_tells_the_sentence(attack, text):
    assert all(text not in found for found in attack({"note.txt": text.encode()}))


def test_a_published_figure_or_threshold_or_a_text_of_the_definitions_is_clear(attack, released, shown):
    own = next(row["definition"] for row in released.tables["indicator"] if counts_women(row["definition"]))
    text = f"{OF_WOMEN}: {shown:g} women enrolled.\nShown once at least 10 women are in it.\n{own}\nWomen came.\n"
    assert [found for found in attack({"note.txt": text.encode()}) if "beside women" in found] == []


def test_the_demos_own_comments_count_no_women():
    assert [one for one in REMARKS if counts_women(one.cause) or counts_women(one.action)] == []


def _with(outputs, old: bytes, new: bytes) -> dict[str, bytes]:
    return {BOOK: spoil_part(outputs[BOOK], PROPERTIES, old, new)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\nmonths: ", b"\nnote: three women left P06\nmonths: "),
        (b"\nmonths: ", b"\nMaria left\nmonths: "),
        (b"\nmonth: M18", b"\nmonth: M18, three women left"),
        (b">WE GO! M18", b">Three women: WE GO! M18"),
        (b">WE GO!</dc:creator>", b">three women</dc:creator>"),
    ],
)
def test_a_property_of_a_workbook_holds_the_lines_of_an_export_alone(outputs, attack, old, new):
    assert any(PROPERTIES in found for found in attack(_with(outputs, old, new)))


def test_a_programs_name_is_no_place_for_a_note(outputs, attack):
    spoiled = spoil_part(outputs[BOOK], "docProps/app.xml", b"<Application>", b"<Application>Three women ")
    assert any("docProps/app.xml" in found for found in attack({BOOK: spoiled}))
