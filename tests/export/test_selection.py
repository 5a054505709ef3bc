"""Selecting: the wanted rows in their order; what doesn't exist is told with what does."""

import pytest

from etl.errors import UserError
from etl.export import Asked, Selection, build_files, check_selection, select
from etl.export.selection import selected_codes
from etl.release_file import ReleaseFile


def test_every_part_of_a_selection_keeps_its_rows_in_order(release: ReleaseFile) -> None:
    chosen = Selection(
        objectives=("SO2",), classes=("C",), breakdowns=("total", "country"), from_month="M05", to_month="M07"
    )
    expected = [
        row
        for row in release.arrow("figure").to_pylist()
        if row["objective"] == "SO2"
        and row["class"] == "C"
        and row["breakdown"] in ("total", "country")
        and "M05" <= row["month"] <= "M07"
    ]

    assert expected
    assert select(release.arrow("figure"), chosen).to_pylist() == expected


def test_nothing_chosen_is_everything(release: ReleaseFile) -> None:
    assert select(release.arrow("figure"), Selection()) == release.arrow("figure")
    assert selected_codes(release, Selection()) == set(release.arrow("indicator").column("indicator_code").to_pylist())


@pytest.mark.parametrize(
    ("chosen", "known"),
    [
        (Selection(indicators=("XX-01",)), "OP-03"),
        (Selection(objectives=("SO9",)), "SO1"),
        (Selection(classes=("D",)), "A, B, C"),
        (Selection(breakdowns=("village",)), "country"),
        (Selection(from_month="M19"), "M18"),
        (Selection(to_month="next year"), "M18"),
        (Selection(from_month="M08", to_month="M07"), "Exchange"),
        (Selection(indicators=("OP-01",), objectives=("SO1",)), "no figure of this selection"),
    ],
)
def test_what_does_not_exist_is_told_with_what_does(release: ReleaseFile, chosen: Selection, known: str) -> None:
    with pytest.raises(UserError, match=known):
        check_selection(release, chosen)


@pytest.mark.parametrize("format", ["csv", "xlsx", "parquet", "duckdb", "datapackage", "iati"])
def test_an_unknown_language_or_selection_stops_every_format(release: ReleaseFile, format: str) -> None:
    with pytest.raises(UserError, match="en, bg, es, it, fr, el, nb"):
        build_files(release, format, Asked("sv"))
    with pytest.raises(UserError, match="no indicator 'XX-01'"):
        build_files(release, format, Asked(selection=Selection(indicators=("XX-01",))))


def test_the_release_file_is_never_cut(release: ReleaseFile) -> None:
    with pytest.raises(UserError, match="always whole"):
        build_files(release, "duckdb", Asked(selection=Selection(indicators=("OP-03",))))
    assert build_files(release, "duckdb") == {f"{release.release_id}.duckdb": release.path.read_bytes()}


@pytest.mark.parametrize("format", ["xlsx", "iati"])
def test_a_part_in_one_file_never_takes_the_place_of_the_whole(release: ReleaseFile, format: str) -> None:
    [whole] = build_files(release, format)
    [part] = build_files(release, format, Asked(selection=Selection(objectives=("SO2",))))
    assert whole.replace("_", "-selection_", 1) == part
