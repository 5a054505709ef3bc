"""Figures and indicators are found by their names; a name that doesn't exist is told with those that do."""

from pathlib import Path

import pytest

from released import Release, ReleaseFault, figures, indicator, indicators, newest, newest_figures, open_release
from tests.released.package import write_folder


@pytest.fixture
def release(tmp_path: Path) -> Release:
    return open_release(write_folder(tmp_path), "nb")


def test_totals_are_given_unless_a_breakdown_is_named(release: Release) -> None:
    assert figures(release).distinct("breakdown") == ["total"]
    assert len(figures(release, "X1", breakdown="country", category=["NO"])) == 1
    assert len(figures(release, breakdown=None)) == 8


def test_months_are_taken_in_both_spellings(release: Release) -> None:
    assert figures(release, "X1", month="2030-03") == figures(release, "X1", month="M03")


def test_a_known_state_without_figures_gives_an_empty_table(release: Release) -> None:
    assert len(figures(release, state="too_few")) == 0


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"indicator": "Y9"}, "no indicator 'Y9' in the release .* known: W1, X1"),
        ({"month": "M04"}, "no month 'M04'; it has M01 to M03"),
        ({"month": "2031-01"}, "no month 'M13'"),
        ({"indicator": "X1", "breakdown": "region"}, "no breakdown 'region' of X1 in .* known: total, country"),
        ({"breakdown": "country", "category": "SE"}, "no category 'SE' of X1 .* known: NO, GR"),
        ({"state": "hidden"}, "no state 'hidden' .* known: value, withheld"),
    ],
)
def test_an_unknown_name_is_told_with_what_exists(release: Release, wanted: dict[str, str], sentence: str) -> None:
    with pytest.raises(ReleaseFault, match=sentence):
        figures(release, **wanted)


def test_the_newest_figure_about_women_is_the_newest_that_is_shown(release: Release) -> None:
    assert (newest(release, "W1")["month"], newest(release, "W1")["value"]) == ("M01", 15)
    assert newest(release, "X1")["month"] == "M03"
    assert newest_figures(release).column("indicator_code") == ["X1", "W1"]


def test_an_indicator_speaks_the_language_of_the_release(release: Release) -> None:
    found = indicator(release, "X1")

    assert (found.name, found.definition, found.unit) == ("Ting som er laget", "=SUM(A1)", "things")
    assert (found.planned_path, found.breakdowns, found.is_about_women) == ({"M03": 4.0}, ("country",), False)
    assert [one.code for one in indicators(release)] == ["X1", "W1"]
    assert "Ting som er laget" in found._repr_html_()
    with pytest.raises(ReleaseFault, match="no indicator 'x' .* known: W1, X1"):
        indicator(release, "x")


def test_an_unknown_table_is_told_with_those_there_are(release: Release) -> None:
    with pytest.raises(ReleaseFault, match="no table 'figs'; it has figure, indicator, label, release"):
        release.table("figs")
    assert release.table("figures") == release.table("figure")
