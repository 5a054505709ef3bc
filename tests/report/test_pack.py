"""What the pack says: sentences, figures with coverage, cause and action, and a word wherever there is no number."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from released import Release, ReleaseFault, open_release, pack
from released.pack.attention import build_case
from released.pack.figure_table import figure_table
from released.pack.reporting import read_reporting
from released.pack.saying import coverage_note, first_note
from released.pack.standing import behind, headlines, read_standings
from tests.report.conftest import LANGUAGES, brief_of, sections_of
from tests.report.reading import said_by, texts_in

Opened = Callable[[str], Release]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_has_a_heading_and_no_place_stays_unfilled(opened: Opened, language: str) -> None:
    blocks = sections_of(opened(language))
    kinds = [block["kind"] for block in blocks]
    assert kinds[:2] == ["words", "cover"]
    assert [block["level"] for block in blocks if block["kind"] == "heading"].count(2) >= 10
    assert not re.search(r"\{\w+\}", said_by(blocks + brief_of(opened(language))))


def test_what_is_not_shown_is_told_in_words_and_never_as_a_number(opened: Opened) -> None:
    release = opened("en")
    lines = [row for block in sections_of(release) if block["kind"] == "table" for row in block["rows"]]
    hidden = [one for one in read_standings(release) if one.shown is None]
    assert hidden
    for one in hidden:
        named = [row for row in lines if any(one.code in text for text in texts_in(row[0]))]
        values = ["".join(piece["text"] for piece in row[1]) for row in named]
        assert values and all(value == release.texts.label("state", one.now["state"]) for value in values)


def lines_without_status(release: Release) -> list[str]:
    blocks = [block.wire() for block in pack.build_hidden(release)]
    return [said_in(line) for line in next(block["items"] for block in blocks if block["kind"] == "bullets")]


def test_indicators_without_a_status_for_the_same_reason_share_one_line(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = opened("en")
    named = [f"{one.about.name} {one.code}" for one in read_standings(release) if one.status == "unavailable"]
    assert [line.partition(": ")[0] for line in lines_without_status(release)] == named and len(named) > 1

    monkeypatch.setattr("released.pack.hidden.explain", lambda one, release: "Nothing was due yet.")
    assert lines_without_status(release) == [f"{'; '.join(named)}: Nothing was due yet."]


@pytest.mark.parametrize(
    ("language", "colon", "apart"), [("en", ": ", "; "), ("fr", "\u00a0: ", "\u00a0; "), ("el", ": ", "· ")]
)
def test_a_language_has_its_own_marks_between_things(opened: Opened, language: str, colon: str, apart: str) -> None:
    texts = opened(language).texts
    assert texts.colon == colon and texts.list_apart(["a", "b, c"]) == f"a{apart}b, c"
    said = "\n".join(said_in(item) for block in brief_of(opened(language)) for item in block.get("items", ())
                     if isinstance(item, list))  # fmt: skip
    assert f"{colon}" in said and (colon == ": " or not re.search(r"\w: ", said))


def test_a_figure_with_gaps_has_a_footnote_on_its_coverage(opened: Opened) -> None:
    release = opened("en")
    [one, *_] = [
        one for one in read_standings(release) if one.row["state"] == "value" and one.row["expected_reports_n"]
    ]
    whole = replace(one, shown=one.row | {"reported_n": 15, "expected_reports_n": 15, "carried_forward_n": 0})
    gappy = replace(one, shown=one.row | {"reported_n": 12, "expected_reports_n": 15, "carried_forward_n": 2})
    late = replace(one, shown=gappy.shown | {"carried_forward_n": 0})
    assert coverage_note(whole, release.texts) == coverage_note(late, release.texts) == ""
    assert first_note(late, release.texts).endswith("than it is. 12 of 15 partners reported.")
    [row] = figure_table([gappy], "caption", release).wire()["rows"]
    assert row[-1][0]["note"] == "12 of 15 partners reported. 2 carried forward from earlier months."


def said_in(cell: list[dict[str, str]]) -> str:
    return "".join(piece["text"] for piece in cell)


def test_a_number_of_a_table_has_its_unit_beside_its_name_unless_it_has_a_percent_sign(opened: Opened) -> None:
    release = opened("en")
    for one in read_standings(release):
        [row] = figure_table([one], "caption", release).wire()["rows"]
        is_percentage = one.about.unit.split(";")[0].split(" ")[0] == "percent"
        assert one.about.unit_name not in said_in(row[1]), one.code
        assert said_in(row[0]).endswith(one.about.unit_name) != is_percentage, one.code


def test_the_neutral_sentence_is_the_only_one_about_women_without_a_new_figure(opened: Opened) -> None:
    release = opened("en")
    [table] = [block for block in pack.build_women(release) if block.wire()["kind"] == "table"]
    told = {"".join(texts_in(row[-1])) for row in table.wire()["rows"]}
    shown = re.compile(
        r"Closed at M\d\d\."
        r"|No new figure could be closed at M\d\d; (the last is of M\d\d|none has been closed so far)\."
        r"|M\d\d is no closing month; (the last figure is of M\d\d|no figure has been closed so far)\."
        r"|This figure is never shown\."
    )
    assert told and all(shown.fullmatch(one) for one in told), told


def test_cases_come_the_farthest_behind_first(opened: Opened) -> None:
    release = opened("en")
    cases = [block.wire() for block in pack.build_attention(release) if block.wire()["kind"] == "case"]
    decided = [one for one in behind(read_standings(release)) if not one.is_proposed]
    assert cases and all(one.code in said_by([case]) for one, case in zip(decided, cases, strict=True))
    progress = [one.row["progress_pct"] for one in decided]
    assert progress == sorted(progress)


@pytest.mark.parametrize(("due", "is_over"), [(date(2017, 7, 15), True), (date(2017, 8, 1), False)])
def test_a_case_tells_cause_action_owner_and_day_and_whether_it_still_holds(
    opened: Opened, due: date, is_over: bool
) -> None:
    release = opened("en")
    comment = {"month": "M15", "cause": "It rained.", "action": "Wait.", "owner": "P02", "due": due}
    [first, *_] = behind(read_standings(release))
    case = build_case(replace(first, comment=comment), release).wire()
    assert [line["name"] for line in case["lines"]] == ["Cause", "Action", "Owner", "Due"]
    said = said_by([case])
    assert "It rained." in said and "Animus Association" in said
    assert ("Said for M15; its day is over" in said) == is_over


def test_without_a_comment_that_is_said(opened: Opened) -> None:
    release = opened("en")
    [first, *_] = behind(read_standings(release))
    assert "No cause given yet." in said_by([build_case(replace(first, comment=None), release).wire()])


def test_who_has_not_reported_is_named_with_the_months(opened: Opened) -> None:
    release = opened("en")
    gaps = read_reporting(release).gaps
    said = said_by([block.wire() for block in pack.build_reporting(release)])
    assert gaps and all(", ".join(gap.months) in said for gap in gaps)


def test_headline_figures_are_those_that_the_definitions_name(opened: Opened) -> None:
    release = opened("en")
    named = {one["code"] for one in release.definition("indicators") if one.get("headline")}
    assert {one.code for one in headlines(read_standings(release), release)} == named


def test_the_cover_tells_what_is_missing_and_what_must_not_be_mistaken(opened: Opened) -> None:
    cover = pack.build_cover(opened("en"), "2017-09-28")[1].wire()
    said = said_by([cover])
    assert "Grant agreement: its number is missing." in said
    assert "Synthetic data" in " ".join(cover["marks"])
    assert cover["facts"][0]["text"][0]["text"] == "28 Sept 2017"


def test_a_meeting_on_no_day_is_told(opened: Opened) -> None:
    with pytest.raises(ReleaseFault, match="is no day"):
        pack.build_cover(opened("en"), "next week")


def test_a_translated_pack_holds_the_same_figures(opened: Opened) -> None:
    english, greek = (sections_of(opened(language)) for language in ("en", "el"))
    assert [block["kind"] for block in english] == [block["kind"] for block in greek]
    assert "Συνθετικά δεδομένα" in said_by(greek)
    statuses = [[piece.get("status") for piece in pieces_of(blocks)] for blocks in (english, greek)]
    assert statuses[0] == statuses[1]


def pieces_of(value: object) -> list[dict[str, object]]:
    if isinstance(value, dict) and "text" in value and "kind" not in value and "name" not in value:
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [piece for one in inner for piece in pieces_of(one)]


def test_a_release_file_without_readable_definitions_still_makes_a_pack(release_file) -> None:
    blocks = sections_of(open_release(release_file.path))
    assert said_by(blocks).count(release_file.release_id) >= 2
