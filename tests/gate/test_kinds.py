"""What is personal in a text: valid numbers of eight countries are found, what only looks like them is not."""

import random

import pytest

from etl.gate import find_in_text
from indicators.load import load_definitions
from tests.gate.planting import PARTNERS, REGIONS, corpus, national_numbers

DEFINITIONS = load_definitions()
CHANCES = 20


@pytest.mark.parametrize("country", REGIONS)
def test_everything_that_a_partner_of_a_country_could_write_is_found(country):
    missed = []
    for seed in range(CHANCES):
        for kind, value in corpus(country, random.Random(seed)):
            if kind not in find_in_text(f"Please ask {value} again", DEFINITIONS, country):
                missed.append((kind, value))
    assert missed == []


@pytest.mark.parametrize("country", ["BG", "ES", "FR", "GR", "IT", "NO", "SE"])
def test_a_woman_of_another_country_is_found_as_well(country):
    # But for numbers without a date and without letters, of which every tenth is valid by chance.
    values = [value for seed in range(CHANCES) for value in national_numbers(country, random.Random(seed))]
    found = [value for value in values if "identity" in find_in_text(f"see {value}", DEFINITIONS, "CY")]
    assert set(values) - set(found) <= {value for value in values if country == "BG" and value.startswith("7")}


@pytest.mark.parametrize(
    "text",
    ["born 12.03.1985", "родена на 12.03.1985 г.", "née le 12/03/85", "né en 1985", "γεννήθηκε 12-3-1985",
     "nacida el 12 de marzo de 1985", "nata 12.03.85", "født 12.03.1985", "född 1985", "date of birth 1985-03-12",
     "born 5 May 2015", "d.o.b. 12/03/05", "γεν. 12/03/2005", "род. 12.03.2005", "F. nac.: 12/03/2005",
     "Мария, 12.03.85", "12,03,1985", "12.03.1985-0001", "12 март 1985", "March 12, 1985", "she is 12.03.1985"],
)  # fmt: skip
def test_dates_of_birth_are_found(text):
    assert find_in_text(text, DEFINITIONS, "BG") == ["birth"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Name: Maria", "name"),
        ("Client name: Maria Ivanova", "name"),
        ("late report; име: Мария", "name"),
        ("Όνομα: Μαρία", "name"),
        ("Address: 5 Vitosha blvd", "address"),
        ("ID 123456", "identity"),
        ("Α.Δ.Τ.: ταυτότητα 654321", "identity"),
        ("ЕГН 123456", "identity"),
        ("ID card number 1234567", "identity"),
        ("л.к. 641234567", "identity"),
        ("ЛК № 641234567", "identity"),
        ("Α.Δ.Τ. ΑΚ 123456", "identity"),
        ("ταυτότητα ΑΚ123456", "identity"),
    ],
)
def test_labels_of_persons_are_found_with_what_they_label(text, kind):
    assert kind in find_in_text(text, DEFINITIONS, "CY")


@pytest.mark.parametrize(
    ("text", "region", "kind"),
    [
        ("ЕГН8001010008", "BG", "identity"),
        ("№8001010008", "BG", "identity"),
        ("8001010008г.", "BG", "identity"),
        ("тел0888123456", "BG", "phone"),
        ("0888123456Мария", "BG", "phone"),
        ("0888 / 12 34 56", "BG", "phone"),
        ("02 / 981 76 86", "BG", "phone"),
        ("06.12.34.56.78", "FR", "phone"),
        ("IBANBG80BNBG96611020345678", "BG", "iban"),
    ],
)
def test_what_is_written_in_haste_is_found(text, region, kind):
    assert find_in_text(text, DEFINITIONS, region) == [kind]


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u202a", "\u2066", "\u034f", "\ufe0f"])
def test_characters_that_nobody_sees_hide_nothing(sign):
    assert find_in_text(f"8001{sign * 3}010008", DEFINITIONS, "BG") == ["identity"]


@pytest.mark.parametrize(("text", "region"), [
    ("гореща линия 0800 1 86 76", "BG"),
    ("National helpline 0808 2000 247", "GB"),
    ("Numero 800 066 966", "IT"),
])  # fmt: skip
def test_a_helpline_that_everybody_may_ring_is_nobodys_telephone(text, region):
    assert find_in_text(text, DEFINITIONS, region) == []


@pytest.mark.parametrize(
    "text",
    [
        "12 sessions in 2016 and 14 in 2017",
        "file 2016/05-113",
        "2016-05-113; 2016.05.114",
        "from 01.05 to 31.05.2016, 01.05-31.05.2016",
        "10.30-12.30 and 14:00-15:30",
        "12 500.00 EUR, 125 000,00 лв, 450 000.00 kr, 45 000 000",
        "M01-M18, PW-A23456, TR-P01-01, TR-P01-02; EV-P01-001; GP-BG-01; D2.3; C-AB123",
        "JUST/2015/RDAP/AG/VICT/9320",
        "192.168.100.200",
        "Istanbul Convention of 11.05.2011; since 01.01.2007",
        "No names: texts are scanned",
        "Sheet name: PATHWAYS. Session ID: TR-P01-01",
        "Name of the training: mentoring",
        "12.05.2016 13.05.2016, 12.05.16 14.05.16",
        "2017-05-31T10:00:00Z {3F2504E0-4F89-11D3-9A0C-0305E82C3301}",
        "The network was born in 2010",
        "Закъснение заради отпуск: 2 седмици, 20170531",
        "ISBN 978-954-9399-41-7",
        "training @ Sofia",
        "version 1.0.2, 20160513",
        "Law 3500/2006, Ν. 4531/2018",
        "01/04/2016-31/03/2018",
        "бюджет: 45000-50000 лв.",
        "sessions 2017071501 and 20170715-01",
        "Session ID 20170715, ref. id 2017-05",
    ],
)
@pytest.mark.parametrize("region", [*REGIONS, None])
def test_what_a_note_about_reporting_says_is_no_personal_data(text, region):
    assert find_in_text(text, DEFINITIONS, region) == []


def test_every_country_of_the_consortium_has_its_corpus():
    assert set(PARTNERS) == set(DEFINITIONS.countries)
    assert all(DEFINITIONS.partner(code).country == country for country, code in PARTNERS.items())


def test_a_bulgarian_number_of_any_century_is_found():
    for number in ("7523169263", "752316 926 3", "8032056031"):
        assert find_in_text(f"Ask {number}", DEFINITIONS, "BG") == ["identity"]
