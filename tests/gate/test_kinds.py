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
     "born 5 May 2015", "12 март 1985", "March 12, 1985", "she is 12.03.1985"],
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
    ],
)
def test_labels_of_persons_are_found_with_what_they_label(text, kind):
    assert kind in find_in_text(text, DEFINITIONS, "CY")


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
    ],
)
@pytest.mark.parametrize("region", [*REGIONS, None])
def test_what_a_note_about_reporting_says_is_no_personal_data(text, region):
    assert find_in_text(text, DEFINITIONS, region) == []


def test_every_country_of_the_consortium_has_its_corpus():
    assert set(PARTNERS) == set(DEFINITIONS.countries)
    assert all(DEFINITIONS.partner(code).country == country for country, code in PARTNERS.items())
