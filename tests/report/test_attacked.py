"""The attacker reads every report: nothing to find in an honest one, and each planted fault is found."""

import json
from datetime import date

import pytest

from etl.attacker.channels import attack_outputs
from etl.attacker.channels.content import content_of
from etl.attacker.released import Released, read_released
from etl.report.pdf import build_pdf
from released.blocks import MIME, Heading, Paragraph, Piece, TableBlock, bundle
from released.blocks.page import build_page
from tests.report.conftest import LANGUAGES, NAME, brief_of, sections_of

DAY = date(2017, 7, 16)


@pytest.fixture(scope="module")
def released(release_file):
    read = read_released(release_file.path)
    assert isinstance(read, Released)
    return read


@pytest.fixture(scope="module")
def attack(released):
    since = "M15-20170416-synthetic-cccc01"
    return lambda name, data: [str(one) for one in attack_outputs(released, {name: data}, [since])]


def both(blocks, is_brief=False):
    name = "brief" if is_brief else "report"
    return {
        f"{name}_we-go_{NAME}_en.html": build_page(blocks).encode(),
        f"{name}_we-go_{NAME}_en.pdf": build_pdf(blocks, DAY, "#5B3E96", is_brief),
    }


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_found_in_the_pack_and_the_brief(opened, attack, language):
    release = opened(language)
    made = both(sections_of(release)) | both(brief_of(release), is_brief=True)
    assert {name: attack(name, data) for name, data in made.items()} == dict.fromkeys(made, [])


def women_of(release):
    """Code, name and value of a count of women, and a number that nothing tells of it."""
    rows = release.figures(state="value").where(class_="A").where(unit="women").sorted_by("month")
    row = rows[-1]
    return row["indicator_code"], row["indicator_name"], row["value"], int(row["value"]) - 1


PLANTS = {
    "a sentence": lambda code, name, wrong: Paragraph(f"{name}: {wrong} by M18."),
    "a footnote": lambda code, name, wrong: Paragraph(Piece(name, note=f"{name}: {wrong} without one partner.")),
    "a cell": lambda code, name, wrong: TableBlock("Figures", ["Indicator", "Value"], [[f"{name} {code}", str(wrong)]]),
    "a heading": lambda code, name, wrong: Heading(f"{name}: {wrong}"),
}


@pytest.mark.parametrize("plant", PLANTS)
def test_a_number_beside_women_that_no_figure_tells_is_found(opened, attack, plant):
    release = opened("en")
    code, name, value, wrong = women_of(release)
    words = sections_of(release)[:2]
    for name_of_file, data in both([*words, PLANTS[plant](code, name, wrong).wire()]).items():
        assert attack(name_of_file, data), name_of_file
    right = both([*words, PLANTS["a sentence"](code, name, int(value)).wire()])
    assert [attack(name_of_file, data) for name_of_file, data in right.items()] == [[], []]


def test_a_page_number_excuses_no_other_number(opened, attack):
    release = opened("en")
    code, name, _, wrong = women_of(release)
    blocks = [
        *sections_of(release)[:2],
        Paragraph(f"{name} ({code})").wire(),
        Paragraph(f"{wrong} / {wrong + 1}").wire(),
    ]
    assert attack(f"report_{NAME}.pdf", build_pdf(blocks, DAY, "#5B3E96", False))


def notebook(data):
    cell = {"cell_type": "code", "metadata": {}, "source": "", "execution_count": 1}
    cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": data}]
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def test_blocks_in_a_notebook_may_say_nothing_that_its_page_does_not(opened, attack):
    release = opened("en")
    code, name, value, wrong = women_of(release)
    honest = bundle(Heading(name), Paragraph(f"{int(value)} women"), TableBlock("T", ["a"], [["b"]], (0,)))
    assert attack("report.ipynb", notebook(honest)) == []
    hidden = json.loads(json.dumps(honest))
    hidden[MIME]["blocks"][1]["text"][0]["text"] = f"{name}: {wrong}"
    assert attack("report.ipynb", notebook(hidden))
    laid_out = json.loads(json.dumps(honest))
    laid_out[MIME]["blocks"][2]["widths"] = [137]
    assert attack("report.ipynb", notebook(laid_out))


def test_two_reports_of_the_same_are_the_same_to_a_reader(opened):
    release = opened("en")
    for name, data in both(sections_of(release)).items():
        again = data.replace(b"dddd02", b"eeee03")
        assert content_of(data, name) == content_of(again if name.endswith("html") else data, name)
