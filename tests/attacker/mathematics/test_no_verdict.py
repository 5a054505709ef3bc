"""Witnesses are checked by plain arithmetic, and whatever is no clear answer is no verdict: never a pass."""

import json
from dataclasses import replace

import highspy
import pytest

from etl.attacker.matrix import Target
from etl.attacker.model import ALL, at
from etl.attacker.pool import Pool
from etl.attacker.programme import Answer, Programme
from etl.attacker.public import read_public
from etl.attacker.search import Search
from etl.attacker.witness import broken
from tests.attacker.mathematics.by_hand import attack, definitions, release, told, total

FOUR = {"P01": "BG", "P02": "BG", "P03": "ES", "P04": "ES"}
SHOWN = [total("IN-1", "M03", 12), total("IN-1", "M06", 40)]
WOMEN = (ALL, "joined_cum")


@pytest.fixture
def system():
    """Two closings of four partners."""
    texts = definitions(FOUR)
    found = read_public([release("M03", SHOWN[:1], texts), release("M06", SHOWN, texts)]).system
    assert found is not None
    return found.merged()


@pytest.fixture
def world(system):
    """A world that fits."""
    return Search(system, 20).run().pool.worlds[0]


def changed(system, world, partner: str, time: int, women: int):
    """The world with another number of women enrolled."""
    place = system.quantities.index(WOMEN)
    levels = [list(level) for level in world[partner]]
    levels[time][place] = women
    return world | {partner: tuple(map(tuple, levels))}


def test_a_world_that_fits_is_a_witness(system, world):
    assert list(broken(system, world)) == []


def test_a_world_with_another_total_is_no_witness(system, world):
    place = system.quantities.index(WOMEN)
    more = changed(system, world, "P01", 1, world["P01"][1][place] + 1)
    assert "IN-1 M06" in set(broken(system, more))


def test_a_world_in_which_women_vanish_is_no_witness(system, world):
    assert any("negative" in one for one in broken(system, changed(system, world, "P03", 1, -1)))


def test_a_world_of_fractions_is_no_witness(system, world):
    place = system.quantities.index(WOMEN)
    half = changed(system, world, "P01", 1, world["P01"][1][place] + 0.5)
    assert list(broken(system, half)) == ["numbers of P01"]


def test_a_world_in_which_a_silent_partner_has_new_women_is_no_witness(system, world):
    silent = replace(system, moves=system.moves | {"P01": (True, False)})
    grown = next(one for one in world if world[one][0] != world[one][1])
    still = replace(system, moves=system.moves | {grown: (True, False)})
    assert list(broken(still, world)) == [f"numbers of {grown}"]
    assert silent.moves != system.moves


def test_a_world_that_breaks_a_published_condition_is_no_witness(system):
    place = system.quantities.index(WOMEN)
    nobody = (0,) * len(system.quantities)
    levels = [tuple(women if one == place else 0 for one in range(len(nobody))) for women in (12, 40)]
    # All women of one partner: without it nobody is left.
    assert "IN-1 M03" in set(broken(system, {"P01": tuple(levels)}))


def test_the_pool_takes_no_world_that_does_not_fit(system, world):
    pool = Pool(system, Search(system, 20).pool.checks)
    assert not pool.take(changed(system, world, "P01", 1, 500))
    assert pool.worlds == []


def programme(system) -> Programme:
    targets = [Target(frozenset({"P01"}), at(1, {WOMEN: 1}))]
    return Programme(system, list(system.partners), targets, 20)


def test_values_that_are_no_numbers_are_no_answer(system):
    asked = programme(system)
    columns = len(asked.read([0.0] * 10_000).world or ())
    assert columns == 4, "whole numbers are read as a world"
    assert asked.read([float("nan")] * 10_000) == Answer()
    assert asked.read([0.4] * 10_000) == Answer()
    assert asked.read([]) == Answer()


def test_a_world_where_there_is_one_and_none_where_there_is_none(system):
    asked = programme(system)
    assert asked.ask({}, [0]).world is not None
    assert not asked.is_impossible([0])
    nobody = replace(system, bounds=tuple(replace(one, low=3, high=3) for one in system.bounds))
    assert programme(nobody).ask({}).is_impossible


def test_no_time_at_all_is_no_verdict():
    texts = definitions(FOUR)
    found = attack([release("M03", SHOWN[:1], texts)], seconds=0.0)
    assert "no verdict" in told(found)


def test_clashing_threads_of_another_solver_in_the_process_change_no_verdict():
    other = highspy.Highs()
    other.setOptionValue("output_flag", False)
    other.setOptionValue("threads", 2)
    other.addVar(0, 1)
    other.run()
    texts = definitions(FOUR)
    passes, fails = release("M03", SHOWN[:1], texts), definitions(FOUR, closes=(5, 5))
    assert told(attack([passes])) == ""
    assert told(attack([release("M03", [total("IN-1", "M03", 7)], fails)])) != ""


def test_written_witnesses_can_be_checked_by_anybody(tmp_path):
    texts = definitions(FOUR)
    found = attack([release("M03", SHOWN[:1], texts)])
    found.write_witnesses(tmp_path / "witnesses.json")
    (run,) = json.loads((tmp_path / "witnesses.json").read_text("utf-8"))
    place = run["columns"].index([*WOMEN])
    enrolled = [one for one in run["counts"] if one["count"] == "enrolled M03"]
    assert enrolled
    for one in enrolled:
        world = run["worlds"][one["largest"]["world"]]
        assert world[one["partner"]][0][place] == one["largest"]["women"] >= 5
        assert sum(levels[0][place] for levels in world.values()) == 12
