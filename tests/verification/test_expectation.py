"""Planned paths, baselines and directions that hypothesis draws: both readings of the rules for numbers agree."""

from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.second import World
from etl.second.expectation import expected_of, progress_of, start_of, status_of
from etl.second.reading import indicator
from indicators import progress
from indicators.load import load_definitions

DEFINITIONS = load_definitions()
CODE = "OC-01"
VALUES = st.one_of(st.none(), st.integers(-20, 120), st.sampled_from([0.3, 2.5, 33.3]))


def world_of(source):
    """A world in which nothing happens: enough for what follows from the definitions alone."""
    return World(source, {}, [], [], [], [], {}, [], 0, 24, date(2018, 1, 1), False)


def drawn(baseline, direction, scale, path):
    """Both readings of one indicator with another baseline, direction and path."""
    indicators = yaml.safe_load(DEFINITIONS.source["indicators"])
    own = next(entry for entry in indicators if entry["code"] == CODE)
    own.update({"baseline": {"value": baseline}, "direction": direction, "scale": scale, "lowest_value": 2})
    targets = yaml.safe_load(DEFINITIONS.source["targets"])
    older = targets[CODE][0] | {"decided_on": date(2015, 1, 1), "planned_path": {"M24": 999}}
    targets[CODE] = [targets[CODE][0] | {"planned_path": path}, older]
    changed = DEFINITIONS.source | {"indicators": yaml.safe_dump(indicators), "targets": yaml.safe_dump(targets)}
    world = world_of(changed)
    found = DEFINITIONS.indicator(CODE)
    found = found.model_copy(
        update={
            "baseline": found.baseline.model_copy(update={"value": baseline}),
            "direction": direction,
            "scale": scale,
            "lowest_value": 2.0,
        }
    )
    newest = DEFINITIONS.target(CODE).model_copy(update={"planned_path": path})
    definitions = DEFINITIONS.model_copy(update={"targets": DEFINITIONS.targets | {CODE: (newest,)}})
    return definitions, found, world, indicator(world, CODE)


@settings(max_examples=40, deadline=None)
@given(
    VALUES,
    st.sampled_from(["up", "down"]),
    st.sampled_from([None, "ESE"]),
    st.dictionaries(st.integers(1, 24).map("M{:02d}".format), VALUES, min_size=1, max_size=5),
    st.integers(1, 24),
    st.one_of(st.integers(-20, 150), st.floats(0, 100)),
)
def test_expected_value_progress_and_status_are_the_same_twice(baseline, direction, scale, path, month, actual):
    definitions, found, world, again = drawn(baseline, direction, scale, path)
    expected = progress.expected_value(definitions, found, month)
    start = progress.start_value(definitions, found)
    ratio = progress.progress_ratio(actual, start, expected)
    assert start_of(world, again) == start
    assert expected_of(world, again, month) == (None if expected is None else pytest.approx(expected))
    second = progress_of(actual, start_of(world, again), expected_of(world, again, month))
    assert second == (None if ratio is None else pytest.approx(ratio))
    assert status_of(world, second) == progress.status_of(ratio, definitions.progress)


def test_less_is_better_is_the_same_arithmetic_from_the_other_side():
    _definitions, _found, world, again = drawn(40, "down", None, {"M24": 10})
    assert expected_of(world, again, 12) == 25
    assert progress_of(25, 40, 25) == 1
    assert progress_of(31, 40, 25) == pytest.approx(0.6)
    _definitions, _found, world, again = drawn(None, "down", "ESE", {"M24": 1})
    assert start_of(world, again) == 5


def test_a_null_point_means_that_nothing_is_expected_up_to_it():
    _definitions, _found, world, again = drawn(0, "up", None, {"M06": None, "M12": None, "M18": 50, "M24": 60})
    assert [expected_of(world, again, month) for month in (1, 6, 12, 17, 18, 21)] == [None, None, None, None, 50, 55]
