"""Amended definitions: a copy of a folder in which a test changes what a steering committee would change."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from indicators.load import Definitions, read_definitions

MINI = Path(__file__).parent.parent / "mini" / "definitions"


def copy_definitions(source: Path, target: Path) -> Path:
    """A copy that may be edited."""
    return Path(shutil.copytree(source, target))


def edit(folder: Path, name: str, change: Callable[[Any], None]) -> None:
    """Change one definition file in place."""
    path = folder / f"{name}.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")


def let_partners_change(folder: Path) -> Definitions:
    """Mini project: Galway leaves after M09, Lisbon joins at M07; so there are four at once for three months.

    Two houses in each country are planned by country, in a folder that states no expected population.
    """

    def change(partners: Any) -> None:
        partners[1]["to_month"] = "M09"
        partners.append(partners[2] | {"code": "P04", "name": "House of Lisbon", "from_month": "M07"})
        partners[3].pop("does_not_deliver")

    def plan_by_country(plan: Any) -> None:
        plan["rows"]["OP-01"]["countries"] = {"k": 10, "k_without_partner": 5, "min_units": 2}

    edit(folder, "partners", change)
    amend(folder, "partners", 4)
    (folder / "population.yaml").unlink()
    edit(folder, "disclosure", plan_by_country)
    edit(folder, "indicators", lambda indicators: indicators[0].update(breakdowns=["country"]))
    return read_definitions(folder)


def extend(
    folder: Path, end: str, months: int, closings: list[str], paths: dict[str, Any], decided_on: str
) -> Definitions:
    """An amendment of the grant: more months, more closings, partners that stay, targets with a newer path."""
    last = f"M{months:02d}"
    before = {"months": 0, "last": ""}

    def change_calendar(project: Any) -> None:
        before["months"] = project["calendar"]["months"]
        project["calendar"] |= {"end": _day(end), "months": months}

    edit(folder, "project", change_calendar)
    old_last = f"M{before['months']:02d}"

    def change_partners(partners: Any) -> None:
        for one in partners:
            one["to_month"] = last if one["to_month"] == old_last else one["to_month"]

    def change_plan(plan: Any) -> None:
        plan["closings"] += closings

    def change_targets(targets: Any) -> None:
        for code, newer in paths.items():
            targets[code].append(targets[code][-1] | {"decided_on": _day(decided_on)} | newer)

    edit(folder, "partners", change_partners)
    edit(folder, "disclosure", change_plan)
    edit(folder, "targets", change_targets)
    amend(folder, "months", months)
    return read_definitions(folder)


def amend(folder: Path, name: str, value: int) -> None:
    """The grant's own number, if it binds one, is amended."""

    def change(project: Any) -> None:
        if name in project.get("grant", {}):
            decision = {"decided_on": project["calendar"]["start"], "value": value, "decision": "Amendment 1."}
            project["grant"][name]["amendments"] = [decision]

    edit(folder, "project", change)


def _day(text: str) -> Any:
    return yaml.safe_load(text)
