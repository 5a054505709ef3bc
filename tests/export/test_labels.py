"""Labels for readers without our catalogues: numbers, dates and names come out as the product itself writes them."""

import re
from datetime import date

import pytest

from etl.export.labels import label_table, name_category
from etl.release_file import ReleaseFile
from indicators.load import Definitions, load_definitions
from indicators.names import category_label
from indicators.periods import month_code
from indicators.reasons import STATE_NAMES
from indicators.texts import load_texts

LANGUAGES = load_definitions().project.languages


def labels_of(release: ReleaseFile, definitions: Definitions, language: str) -> dict[tuple[str, str], str]:
    rows = label_table(release, definitions, [language]).to_pylist()
    return {(row["kind"], row["code"]): row["text"] for row in rows}


@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_and_patterns_write_numbers_and_dates_as_the_product_does(
    release: ReleaseFile, definitions: Definitions, language: str
) -> None:
    labels, texts = labels_of(release, definitions, language), load_texts(definitions, language)
    signs = {code: text for (kind, code), text in labels.items() if kind == "locale"}
    written = re.sub(r"[,.]", lambda found: signs["group" if found[0] == "," else "decimal"], "1,234.5")
    day = date(2017, 3, 5)
    places = {"d": day.day, "dd": "05", "m": day.month, "mm": "03", "y": day.year}
    places |= {"mmm": labels["month_in_date", "3"], "mmmm": labels["month_in_date_wide", "3"]}

    assert written == texts.number(1234.5, 1)
    assert signs["date"].format(**places) == texts.day(day)


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_are_called_as_on_the_pages(release: ReleaseFile, definitions: Definitions, language: str) -> None:
    labels, texts = labels_of(release, definitions, language), load_texts(definitions, language)

    assert all(labels["state", code] == texts(name) for code, name in STATE_NAMES.items())
    for indicator in definitions.indicators:
        assert labels["indicator_name", indicator.code] == texts(indicator.name)
        assert labels["indicator_unit", indicator.code] == texts(indicator.unit)
    assert labels["country", "BG"] == texts(definitions.codes("country")["BG"])
    for number in range(1, definitions.periods.count + 1):
        assert labels["month", month_code(number)] == texts.month_name(*definitions.periods.calendar_month(number))
    assert labels["column:figure.value", ""][:1].isupper()


def test_categories_are_called_by_what_stands_behind_their_breakdown(
    release: ReleaseFile, definitions: Definitions
) -> None:
    labels = labels_of(release, definitions, "en")

    assert labels["category:country", "BG"] == "Bulgaria"
    assert labels["category:country", "not_broken_down"] == "not broken down"
    assert labels["category:partner", "P01"] == definitions.partners[0].name
    assert labels["category:total", "all"] == "Total"
    assert category_label(definitions, "IM-01", "observation", "entry") == "at entry"
    assert category_label(definitions, "IM-03", "wave", "W1_BASELINE") == "Wave 1 (baseline)"
    assert category_label(definitions, "OP-07", "session", "TR-P01-01") is None


def test_a_category_that_two_indicators_call_differently_is_named_for_each() -> None:
    named = list(name_category("companion", "response_rate", {"OC-09": "response rate", "OC-10": "return rate"}))

    assert named == [
        ("category:companion", "OC-09/response_rate", "response rate"),
        ("category:companion", "OC-10/response_rate", "return rate"),
    ]
    assert list(name_category("sex", "men", {"OC-09": "men", "OC-10": "men"})) == [("category:sex", "men", "men")]
