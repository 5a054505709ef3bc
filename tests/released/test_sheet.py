"""The sheet for recounting: drawn from public rows alone, safe to fill in, read back as factors."""

import datetime

import pytest

from released import ReleaseFault
from released.evaluation import (
    draw_sheet,
    factor_blocks,
    factors,
    not_recounted,
    read_sheet,
    sheet_blocks,
    unmet_blocks,
)
from tests.released.world import figure, indicator, release_of

INDICATORS = [
    {"code": "X1", "class": "C", "sheet": "FAIRS", "means_of_verification": "lists", "calculation": {
        "kind": "distinct", "of": ["FAIRS.fair_code"], "where": {"kind": ["BIG"]}}},
    {"code": "X2", "class": "C", "sheet": "FAIRS", "means_of_verification": "tickets", "calculation": {
        "kind": "sum", "terms": [{"of": "FAIRS.guests_n"}]}},
    {"code": "X3", "class": "C", "sheet": "FAIRS", "means_of_verification": "tickets", "calculation": {
        "kind": "ratio", "numerator": "FAIRS.guests_n", "denominator": "FAIRS.invited_n"}},
    {"code": "X4", "class": "C", "sheet": None, "means_of_verification": "log", "calculation": {
        "kind": "reports_on_time"}},
    {"code": "W1", "class": "A", "sheet": "WOMEN", "means_of_verification": "lists", "calculation": {
        "kind": "sum", "terms": [{"of": "FAIRS.guests_n"}]}},
]  # fmt: skip
SHEETS = {
    "FAIRS": {"label": "Fairs", "class": "B", "fact": "fair", "key": ["fair_code"]},
    "WOMEN": {"label": "Women", "class": "A", "key": ["path_code"]},
}
PARTNERS = ("P1", "P2", "P3")


def fair(partner, number, guests=4, until=None):
    """A row of a fact table."""
    place = {"partner_code": partner, "month": f"M0{number}", "submission_id": f"s{partner}{number}", "row_number": 3}
    place |= {"counts_from": f"M0{number}", "counts_to": until, "fair_code": f"F-{partner}-{number}"}
    return place | {"kind": "BIG" if number % 2 else "SMALL", "guests_n": guests, "invited_n": 10}


def report(partner, number):
    received = datetime.date(2030, number, 9)
    place = {"partner_code": partner, "month": f"M0{number}", "is_expected": True, "received_on": received}
    return place | {"is_on_time": number != 2, "state": "accepted"}


def build(women=None, fairs=None):
    """The release; `women` is the hidden world's released figure."""
    months = range(1, 6)
    tables = {
        "fair": fairs or [fair(partner, number) for partner in PARTNERS for number in months],
        "reporting": [report(partner, number) for partner in PARTNERS for number in months],
        "partner": [{"partner_code": partner, "country": "NO"} for partner in PARTNERS],
        "figure": [figure("W1", women, **{"class": "A"})],
        "indicator": [indicator(one["code"], position=place, **{"class": one["class"]})
                      for place, one in enumerate(INDICATORS)],
    }  # fmt: skip
    return release_of(tables, indicators=INDICATORS, workbook={"sheets": SHEETS})


def same(drawn):
    """A sheet filled in with what was reported."""
    return {number: cell.reported for number, cell in enumerate(drawn.cells, start=1)}


def test_every_partner_is_met_in_months_and_in_rows():
    drawn = draw_sheet(build()[0], "dice", 2, 3)
    for partner in PARTNERS:
        units = {(cell.table, cell.unit) for cell in drawn.cells if cell.partner == partner}
        tables = [table for table, _ in units]
        assert (tables.count("reporting"), tables.count("fair")) == (2, 3)


def test_no_figure_is_read_and_hidden_worlds_give_the_same_sheet():
    (one, source), (other, _) = build(None), build(15)
    assert draw_sheet(one, "dice").table(one).rows == draw_sheet(other, "dice").table(other).rows
    assert "figure" not in source.read_tables
    assert not any("W1" in cell.serves for cell in draw_sheet(one, "dice").frame)
    assert "safeguarding" in not_recounted(one)["W1"]


def test_another_seed_draws_others_and_the_order_of_rows_nothing():
    rows = [fair(partner, number) for partner in PARTNERS for number in range(1, 6)]
    release, turned = build(fairs=rows)[0], build(fairs=rows[::-1])[0]
    assert draw_sheet(release, "dice").cells == draw_sheet(turned, "dice").cells
    assert draw_sheet(release, "dice").cells != draw_sheet(release, "coin").cells


def test_only_what_still_counts_is_drawn_and_the_frame_adds_up():
    rows = [fair("P1", 1, 7), fair("P1", 2, 5, until="M03"), fair("P1", 3, 6)]
    frame = [cell for cell in draw_sheet(build(fairs=rows)[0], "dice").frame if cell.table == "fair"]
    sums = {
        name: sum(cell.reported for cell in frame if name in cell.serves) for name in ("X1", "X2", "X3/denominator")
    }
    assert sums == {"X1": 2, "X2": 13, "X3/denominator": 20}


def test_filled_in_with_what_was_reported_all_factors_are_one():
    drawn = draw_sheet(build()[0], "dice")
    found = factors(drawn, same(drawn))
    assert found[0].name == "all" and [one.factor.factor for one in found] == pytest.approx([1] * len(found))
    assert {one.differing_n for one in found} == {0}


def test_a_fault_shows_in_its_part_and_over_all():
    release, drawn = build()[0], draw_sheet(build()[0], "dice")
    are_guests = {number: drawn.cells[number - 1].what == "guests_n" for number in same(drawn)}
    half = {number: value * (0.5 if are_guests[number] else 1) for number, value in same(drawn).items()}
    found = {one.name: one for one in factors(drawn, half)}
    assert found["X2"].factor.factor == pytest.approx(0.5) and found["X1"].factor.factor == pytest.approx(1)
    assert 0.5 < found["all"].factor.factor < 1 and found["all"].differing_n == 6
    assert "0.50" in str([block.wire() for block in factor_blocks(release, drawn, half)])


def test_what_was_not_recounted_is_left_out_and_an_empty_sheet_says_so():
    release, drawn = build()[0], draw_sheet(build()[0], "dice")
    some = dict(list(same(drawn).items())[:5])
    said = str([block.wire() for block in factor_blocks(release, drawn, some)])
    assert "not taken as right" in said
    assert "Nothing has been recounted" in str([block.wire() for block in factor_blocks(release, drawn, {})])


def test_what_was_forgotten_in_a_month_shows_as_more_than_one():
    drawn = draw_sheet(build()[0], "dice")
    more = {number: value + (drawn.cells[number - 1].what == "rows: Fairs") for number, value in same(drawn).items()}
    assert {one.name: one for one in factors(drawn, more)}["fair, rows by month"].factor.factor > 1


@pytest.mark.parametrize("spreadsheet", ["as written", "semicolons and a mark", "semicolons"])
def test_a_sheet_comes_back_from_a_spreadsheet(tmp_path, spreadsheet):
    release, drawn = build()[0], draw_sheet(build()[0], "dice")
    path = tmp_path / "sheet.csv"
    drawn.table(release).with_column("recounted", lambda row: row["reported"]).to_csv(path)
    text = path.read_text(encoding="utf-8-sig")
    if spreadsheet != "as written":
        text = text.replace(",", "\t").replace(";", "|").replace("\t", ";").replace("\n", "\r\n")
    path.write_text(text, encoding="utf-8-sig" if spreadsheet == "semicolons and a mark" else "utf-8", newline="")
    assert read_sheet(path, drawn) == same(drawn)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"recounted": "four"}, "row 2: 'four' is no number"),
        ({"recounted": -1}, "row 2: -1 can't have been counted"),
        ({"recounted": "nan"}, "row 2: nan can't have been counted"),
        ({"recounted": "1", "partner": "P9"}, "row 2: it is not of this release and seed"),
        ({"recounted": "1", "line": 999}, "row 2: it is not of this release and seed"),
    ],
)
def test_a_line_that_cant_be_taken_is_told(tmp_path, change, words):
    release, drawn = build()[0], draw_sheet(build()[0], "dice")
    table = drawn.table(release)
    for column, value in change.items():
        first = table[0]["thing"], table[0]["what"]
        table = table.with_column(
            column, lambda row, c=column, v=value, f=first: v if (row["thing"], row["what"]) == f else row[c]
        )
    table.to_csv(tmp_path / "sheet.csv")
    with pytest.raises(ReleaseFault) as caught:
        read_sheet(tmp_path / "sheet.csv", drawn)
    assert words in str(caught.value)


def test_what_is_no_sheet_is_told(tmp_path):
    drawn = draw_sheet(build()[0], "dice")
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    for name in ("notes.csv", "missing.csv"):
        with pytest.raises(ReleaseFault):
            read_sheet(tmp_path / name, drawn)


def test_the_draw_and_what_is_not_in_it_are_told():
    release = build()[0]
    blocks = (*sheet_blocks(release, draw_sheet(release, "dice")), *unmet_blocks(release))
    said = str([block.wire() for block in blocks])
    for words in ("3 of 3", "6 of 15", "dice", "W1"):
        assert words in said, words
