"""Every indicator has a whole passport, the document holds them all, and the release carries what they rest on."""

import re

import pytest

from etl.passport_document import PATH, build_document
from etl.release_framework import framework_rows
from etl.release_schema import TABLES
from indicators.load import load_definitions, read_definitions
from indicators.passport import NOTHING, build_passport
from indicators.texts import Texts, load_texts
from tests.definitions.folder import MINI, edit

DEFINITIONS = load_definitions()
ENGLISH = Texts("en")
CODES = [indicator.code for indicator in DEFINITIONS.indicators]
KEYS = [entry.key for entry in build_passport(DEFINITIONS, CODES[0], ENGLISH).entries]
# What not every indicator has: everything else is told of each.
MAY_BE_EMPTY = {"leads_to", "context", "history", "path", "breakdowns", "companion", "scale", "kirkpatrick"}
DOCUMENT = build_document(DEFINITIONS)


def passport(code):
    return build_passport(DEFINITIONS, code, ENGLISH)


@pytest.mark.parametrize("code", CODES)
def test_a_passport_has_every_entry_in_the_same_order(code):
    own = passport(code)
    assert [entry.key for entry in own.entries] == KEYS
    for entry in own.entries:
        assert entry.label and entry.lines and all(entry.lines)
        # The days on which workbooks arrive stand in no column.
        if code == "PR-02" and entry.key == "columns":
            continue
        assert entry.key in MAY_BE_EMPTY or entry.lines != (NOTHING,), entry.key
        assert not any("{" in line or "None" in line for line in entry.lines), entry


@pytest.mark.parametrize("code", CODES)
def test_what_people_read_in_a_passport_names_no_code_of_a_list_and_no_column(code):
    """Codes have an entry of their own, for who recomputes a figure; elsewhere they have their labels."""
    listed = (one for codes in DEFINITIONS.code_lists.values() for one in codes.codes.items())
    labels = {code: label for code, label in listed if code.isupper()}
    columns = {name for sheet in DEFINITIONS.workbook.sheets.values() for name in sheet.columns if "_" in name}
    for entry in passport(code).entries:
        if entry.key not in ("formula_columns", "columns", "rules"):
            words = set(re.findall(r"\w+", " ".join(entry.lines)))
            # Stages and waves carry their code within the label: "S4 Mentoring active".
            assert [one for one in words & set(labels) if one not in labels[one]] == [], entry.key
            assert words & columns == set(), entry.key


@pytest.mark.parametrize("language", ["en", "bg"])
def test_passports_are_made_in_every_language_and_for_another_project(language):
    mini = read_definitions(MINI)
    for loaded in (DEFINITIONS, mini):
        for indicator in loaded.indicators:
            assert build_passport(loaded, indicator.code, load_texts(loaded, language)).entries


def test_a_passport_tells_target_decision_and_history(folder):
    assert passport("OP-07").entry("target").lines == (
        "8, binding since 11 Jan 2016: the grant",
        "Source: project description",
    )
    assert "minute is to be added" in passport("OP-03").entry("target").lines[0]
    assert passport("OC-03").entry("target").lines[0] == "75\u00a0%, proposed since 11 Jan 2016"
    assert passport("PR-05").entry("target").lines == ("Source: none on purpose",)
    newer = {"decided_on": "2020-06-01", "state": "confirmed", "decision": "Board of 1 June 2020."}
    edit(folder, "targets", lambda data: data["OP-02"].append(data["OP-02"][0] | newer))
    later = build_passport(read_definitions(folder), "OP-02", ENGLISH)
    assert later.entry("target").lines[0] == "40, confirmed since 1 Jun 2020: Board of 1 June 2020."
    assert later.entry("history").lines == ("40, proposed since 1 Mar 2020",)


def test_a_passport_tells_who_reports_and_which_rules_check_it(folder):
    assert passport("OC-01").entry("reporters").lines[1].startswith("13 of 15 partners: P01, P02")
    assert "P07" not in passport("OC-01").entry("reporters").lines[1]
    assert passport("PR-02").entry("reporters").lines[0].startswith("Nobody")
    assert "T03" in passport("OP-09").entry("rules").lines[0]
    assert "D01" in passport("OP-16").entry("rules").lines[0]
    mini = read_definitions(folder)
    assert "P03 (M02–M12)" in build_passport(mini, "OP-01", ENGLISH).entry("reporters").lines[1]


def test_a_passport_tells_what_is_shown_when_from_the_publication_plan():
    shown = {code: " ".join(passport(code).entry("shown").lines) for code in CODES}
    assert "M06, M07, M12, M13, M18, M19, M24" in shown["OC-01"] and "no figure of PR-04 yet" in shown["OC-01"]
    assert "together with that of OP-04" in shown["OC-05"]
    assert "at least 10" in shown["OP-03"] and "at least 2 stand behind" in shown["OP-03"]
    assert "half" in shown["OP-05"] and "half" in shown["OC-02"]
    assert "“One-to-one”" in shown["OP-01"]
    assert "under 5 answers" in shown["OC-07"]
    assert "In no release" in shown["PR-05"]
    assert shown["OP-07"] == "Shown every month, exactly."
    assert passport("PR-05").entry("frequency").lines == ("never published",)
    assert passport("OC-03").entry("frequency").lines == ("closings",)
    assert passport("OC-12").entry("frequency").lines == ("per wave",)
    assert any("under 5 is merged" in line for line in passport("OP-09").entry("breakdowns").lines)


def test_limits_and_purpose_are_each_indicators_own():
    for name in ("purpose", "limits", "definition"):
        texts = [getattr(indicator, name) for indicator in DEFINITIONS.indicators]
        assert len(set(texts)) == len(texts)


def test_the_document_is_up_to_date():
    assert PATH.read_text(encoding="utf-8") == DOCUMENT, "run python -m etl.passport_document"


def test_the_framework_leads_to_every_passport_and_each_stands_once():
    anchors = re.findall(r'<a id="(.+?)">', DOCUMENT)
    assert sorted(anchors) == sorted(CODES)
    tree = DOCUMENT.split("## The framework")[1].split("## If you change")[0]
    assert sorted(re.findall(r"\]\(#(.+?)\)", tree)) == sorted(CODES)
    assert all(f"**{result.code}**" in tree for result in DEFINITIONS.results)


def test_the_document_names_what_the_grant_binds_and_no_digest():
    bound = DOCUMENT.split("## What the grant binds")[1].split("## The framework")[0]
    for words in ("| partners | 15 |", "| months | 24 |", "| countries | 8 |", "17 pathways", "8 sessions", "100 %"):
        assert words in bound
    assert DEFINITIONS.version not in DOCUMENT
    assert "R-OP-1" in build_document(read_definitions(MINI))


def test_a_release_carries_the_whole_framework():
    rows = framework_rows(DEFINITIONS)
    assert {name: len(found) for name, found in rows.items()} == {
        "objective": 3,
        "result": len(DEFINITIONS.results),
        "indicator": 40,
        "target": 40,
        "partner": 15,
    }
    for name, found in rows.items():
        assert all(set(row) == set(TABLES[name]) for row in found), name
    empty = {"class_note", "baseline_note", "breakdowns", "target_decision", "target_state", "baseline", "target"}
    for row in rows["indicator"]:
        assert all(value not in (None, "") for name, value in row.items() if name not in empty), row
    decided = {row["indicator_code"]: row["decision"] for row in rows["target"]}
    assert decided["OP-07"] == "the grant" and decided["OC-01"] == ""


def test_a_release_carries_earlier_targets_and_marks_the_one_in_force(folder):
    newer = {"decided_on": "2020-06-01", "state": "confirmed", "decision": "Board of 1 June 2020."}
    edit(folder, "targets", lambda data: data["OP-02"].insert(0, data["OP-02"][0] | newer))
    rows = framework_rows(read_definitions(folder))["target"]
    own = [(row["target_state"], row["is_in_force"]) for row in rows if row["indicator_code"] == "OP-02"]
    assert own == [("proposed", False), ("confirmed", True)]
