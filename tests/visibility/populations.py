"""Expected populations of the mini project, stated in a line each."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from indicators.load import Definitions, read_definitions
from indicators.model.population import ExpectedUnit, Population
from indicators.visibility import Visibility, plan_visibility
from tests.definitions.folder import MINI, edit

Planned = tuple[str, int, str, str]
MINI_DEFINITIONS = read_definitions(MINI)


def units(planned: Iterable[Planned]) -> list[dict[str, Any]]:
    """Units by partner, women, first and last month."""
    return [{"partner": one[0], "women": one[1], "from": one[2], "to": one[3]} for one in planned]


def expect(folder: Path, *planned: Planned) -> None:
    """State another expected population."""
    edit(folder, "population", lambda data: data.update(units=units(planned)))


def plan_by_country(folder: Path) -> None:
    """Plan the women enrolled by country as well; a second house makes Portugal two."""
    countries = {"k": 10, "k_without_partner": 5, "min_units": 2}
    edit(folder, "disclosure", lambda plan: plan["rows"]["OP-01"].update(countries=countries))
    edit(folder, "indicators", lambda listed: listed[0].update(breakdowns=["country"]))


def add_house(folder: Path) -> None:
    """A second house in Portugal."""
    edit(folder, "partners", lambda data: data.append(data[2] | {"code": "P04", "name": "House of Lisbon"}))
    amended = [{"decided_on": "2020-03-01", "value": 4, "decision": "Amendment 1."}]
    edit(folder, "project", lambda data: data["grant"]["partners"].update(amendments=amended))


def of_population(planned: Iterable[Planned]) -> Definitions:
    """The mini project with another expected population, not looked at by the loader."""
    found = [ExpectedUnit.model_validate(one) for one in units(planned)]
    assert MINI_DEFINITIONS.population is not None
    population: Population = MINI_DEFINITIONS.population.model_copy(update={"units": tuple(found)})
    return MINI_DEFINITIONS.model_copy(update={"population": population})


def signs(definitions: Definitions) -> dict[tuple[str, str], str]:
    """For each figure a sign by closing: ● new, ○ an older one stands, – none yet."""
    found: dict[tuple[str, str], str] = {}
    for row in plan_visibility(definitions):
        key = (row.indicator, row.breakdown)
        found[key] = found.get(key, "") + sign(row)
    return found


def sign(row: Visibility) -> str:
    """New, older or none."""
    return "●" if row.is_shown else "○" if row.last else "–"
