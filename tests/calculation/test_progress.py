"""Expected value, progress and status, by the rules for numbers."""

from datetime import date

import pytest

from indicators.load import Definitions, load_definitions
from indicators.model.framework import TargetVersion
from indicators.model.indicator import Baseline, Indicator
from indicators.progress import UNAVAILABLE, expected_value, progress_ratio, start_value, status_of

DEFINITIONS = load_definitions()
CODE = "OP-09"


def expected(code: str, month: int) -> float | None:
    return expected_value(DEFINITIONS, DEFINITIONS.indicator(code), month)


@pytest.mark.parametrize(
    ("code", "month", "value"),
    [
        ("OP-10", 3, 4),  # from the baseline at M00 to 8 at M06
        ("OP-10", 9, 10),  # between 8 at M06 and 12 at M12
        ("OP-01", 15, 6.5),
        ("OP-01", 24, 17),
        ("PR-02", 3, 45),  # an unknown baseline of a percentage counts as 0
        ("OC-07", 6, None),  # a null point: nothing is expected up to it
        ("OC-07", 9, None),
        ("OC-07", 15, 4.0),
        ("IM-01", 17, None),
        ("IM-01", 18, 6),
        ("PR-05", 12, None),
    ],
)
def test_the_expected_value_is_linear_between_the_points_of_the_path(code, month, value):
    assert expected(code, month) == (pytest.approx(value) if value is not None else None)


def test_an_unknown_baseline_of_a_score_is_the_scales_lowest_value():
    assert start_value(DEFINITIONS, DEFINITIONS.indicator("OC-07")) == 1
    assert start_value(DEFINITIONS, DEFINITIONS.indicator("OC-05")) == 0


@pytest.mark.parametrize(
    ("value", "status"),
    [(116, "ahead"), (115, "on_track"), (90, "on_track"), (89.9, "at_risk"), (70, "at_risk"), (69, "delayed")],
)
def test_the_status_follows_the_thresholds(value, status):
    assert status_of(progress_ratio(value, 0, 100), DEFINITIONS.progress) == status


def test_nothing_expected_yet_is_never_red():
    assert status_of(progress_ratio(0, 0, 0), DEFINITIONS.progress) == "unavailable"
    assert status_of(progress_ratio(3, 0, None), DEFINITIONS.progress) == "unavailable"


def test_a_value_that_reaches_a_threshold_exactly_has_its_status():
    assert status_of(progress_ratio(3, 0, 10 / 3), DEFINITIONS.progress) == "on_track"
    assert status_of(progress_ratio(115, 0, 100), DEFINITIONS.progress) == "on_track"


def project(
    path: dict[str, float | None],
    baseline: float | None = 0,
    direction: str = "up",
    scale: str | None = None,
    target: float | None = 20,
) -> tuple[Definitions, Indicator]:
    """The project with another target for one indicator, as if the definitions said so."""
    version = TargetVersion(
        decided_on=date(2016, 1, 11), value=target, state="proposed", source="a test", planned_path=path
    )
    about = {"baseline": Baseline(value=baseline), "direction": direction, "scale": scale}
    indicator = DEFINITIONS.indicator(CODE).model_copy(update=about)
    return DEFINITIONS.model_copy(update={"targets": DEFINITIONS.targets | {CODE: (version,)}}), indicator


def path_of(definitions: Definitions, indicator: Indicator, *months: int) -> list[float | None]:
    return [expected_value(definitions, indicator, month) for month in months]


def test_a_back_loaded_path_expects_nothing_until_its_first_number():
    definitions, indicator = project({"M06": None, "M12": None, "M24": 20})
    assert path_of(definitions, indicator, 1, 6, 12, 23, 24) == [None, None, None, None, 20]


def test_a_null_point_in_the_middle_interrupts_the_path_on_both_sides():
    definitions, indicator = project({"M06": 6, "M12": None, "M18": 12, "M24": 18})
    assert path_of(definitions, indicator, 3, 6, 9, 12, 15, 18, 21) == [3, 6, None, None, None, 12, 15]


def test_a_path_that_ends_in_null_expects_nothing_from_its_last_number_on():
    definitions, indicator = project({"M06": 6, "M24": None})
    assert path_of(definitions, indicator, 6, 7, 24) == [6, None, None]


def test_a_path_that_ends_early_stays_at_its_last_point():
    definitions, indicator = project({"M06": 5, "M12": 20})
    assert path_of(definitions, indicator, 12, 13, 24) == [20, 20, 20]


def test_a_path_that_starts_late_is_walked_from_the_baseline_at_the_start():
    definitions, indicator = project({"M20": 20}, baseline=10)
    assert path_of(definitions, indicator, 10, 20) == [15, 20]


def test_a_target_without_points_or_with_nothing_but_nulls_expects_nothing():
    for path in ({}, {"M06": None, "M24": None}):
        definitions, indicator = project(path)
        assert path_of(definitions, indicator, 1, 12, 24) == [None, None, None]


def test_a_target_that_was_removed_expects_nothing_even_if_a_path_is_left():
    definitions, indicator = project({"M24": 20}, target=None)
    assert path_of(definitions, indicator, 12, 24) == [None, None]


def test_nothing_is_due_while_the_path_stays_at_the_baseline():
    definitions, indicator = project({"M06": 4, "M12": 4, "M24": 20}, baseline=4)
    ratios = [
        progress_ratio(5, start_value(definitions, indicator), expected_value(definitions, indicator, month))
        for month in (3, 12, 18)
    ]
    assert ratios == [None, None, pytest.approx(1 / 8)]
    assert status_of(ratios[0], DEFINITIONS.progress) == UNAVAILABLE


def test_what_should_fall_is_measured_on_its_way_down():
    definitions, indicator = project({"M12": 30, "M24": 10}, baseline=50, direction="down", target=10)
    start = start_value(definitions, indicator)
    assert path_of(definitions, indicator, 0, 6, 12, 18, 24) == [50, 40, 30, 20, 10]
    assert progress_ratio(40, start, 40) == 1
    assert progress_ratio(35, start, 40) == 1.5, "lower than planned is ahead"
    assert progress_ratio(45, start, 40) == 0.5
    assert progress_ratio(52, start, 40) == pytest.approx(-0.2), "it has risen instead"
    found = [status_of(progress_ratio(value, start, 40), DEFINITIONS.progress) for value in (35, 40, 42, 45, 52)]
    assert found == ["ahead", "on_track", "at_risk", "delayed", "delayed"]


def test_what_should_fall_from_an_unknown_baseline_falls_from_the_scales_highest_value():
    scale = next(iter(DEFINITIONS.scales))
    highest = DEFINITIONS.scales[scale].range[1]
    definitions, indicator = project({"M24": 2}, baseline=None, direction="down", scale=scale, target=2)
    assert start_value(definitions, indicator) == highest
    assert expected_value(definitions, indicator, 12) == (highest + 2) / 2
    assert start_value(definitions, indicator.model_copy(update={"direction": "up"})) < highest


def test_the_newest_decision_on_a_target_counts_for_every_month():
    definitions, indicator = project({"M24": 20})
    newer = definitions.targets[CODE][0].model_copy(
        update={"decided_on": date(2017, 3, 1), "value": 30, "planned_path": {"M24": 30}}
    )
    changed = definitions.model_copy(
        update={"targets": definitions.targets | {CODE: (newer, *definitions.targets[CODE])}}
    )
    assert path_of(changed, indicator, 12, 24) == [15, 30]
