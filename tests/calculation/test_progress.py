"""Expected value, progress and status, by the rules for numbers."""

import pytest

from indicators.load import load_definitions
from indicators.progress import expected_value, progress_ratio, start_value, status_of

DEFINITIONS = load_definitions()


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
