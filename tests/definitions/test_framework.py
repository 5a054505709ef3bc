"""The results framework is whole: each fault of it is told with its file, its key, what was found and the repair."""

import pytest

from indicators.load import load_definitions, read_definitions
from tests.definitions.folder import edit, faults, told

DEFINITIONS = load_definitions()
AMENDED = {"decided_on": "2020-09-01", "value": 2, "decision": "Amendment 1."}


def test_each_indicator_has_the_level_and_objective_of_its_result():
    for indicator in DEFINITIONS.indicators:
        result = DEFINITIONS.result(indicator.result)
        assert (indicator.level, indicator.objective) == (result.level, result.objective)
    assert {one.level for one in DEFINITIONS.indicators} == {"impact", "outcome", "output", "process"}


def test_every_result_that_is_no_impact_reaches_one():
    results = {one.code: one for one in DEFINITIONS.results}
    for result in DEFINITIONS.results:
        reached, waiting = set(), [result.code]
        while waiting:
            code = waiting.pop()
            reached.add(code)
            waiting += results[code].leads_to
        assert any(results[code].level == "impact" for code in reached), result.code


def one_is(data, code):
    """The entry of a code in a list."""
    return next(entry for entry in data if entry["code"] == code)


@pytest.mark.parametrize(
    ("name", "change", "key", "words"),
    [
        ("indicators", lambda d: d[2].update(result="R-OP-9"), "OP-03.result", "There is no result R-OP-9."),
        (
            "indicators",
            lambda d: d[2].update(result="R-PR-1"),
            "OP-03",
            "letters OP are not those of the level process",
        ),
        ("indicators", lambda d: d[2].update(level="output"), "2.level", "Extra inputs are not permitted"),
        ("indicators", lambda d: d[2].update(objective="MAIN"), "2.objective", "Extra inputs are not permitted"),
        ("indicators", lambda d: d[2].pop("purpose"), "2.purpose", "Field required"),
        ("indicators", lambda d: d[2].update(limits="x" * 201), "2.limits", "at most 200"),
        ("indicators", lambda d: d[2].update(criterion="usefulness"), "2.criterion", "'usefulness'"),
        ("indicators", lambda d: d[2].update(direction="sideways"), "2.direction", "'sideways'"),
        ("indicators", lambda d: d[2].update(type="percent"), "OP-03.type", "gives count, not percent"),
        ("indicators", lambda d: d[4].update(baseline={"value": None}), "PR-01.baseline.note", "baseline is unknown"),
        ("results", lambda d: one_is(d, "R-OP-2").update(objective="OTHER"), "R-OP-2.objective", "objective OTHER"),
        ("results", lambda d: one_is(d, "R-OP-2").update(leads_to=["R-OC-7"]), "R-OP-2.leads_to", "no result R-OC-7"),
        ("results", lambda d: one_is(d, "R-OP-2").update(leads_to=["R-PR-1"]), "R-OP-2.leads_to", "level process"),
        ("results", lambda d: one_is(d, "R-OP-2").pop("leads_to"), "R-OP-2.leads_to", "leads nowhere"),
        ("results", lambda d: one_is(d, "R-OP-1").update(leads_to=["R-OP-1"]), "R-OP-1.leads_to", "leads back"),
        ("results", lambda d: one_is(d, "R-OP-2").update(level="outcome"), "R-OP-2.level", "OP are not those of"),
        ("results", lambda d: d[0].update(assumptions=[]), "0.assumptions", "at least 1 item"),
        ("results", lambda d: d[0].update(level="aim"), "0.level", "'aim'"),
        ("results", lambda d: d.append(one_is(d, "R-OP-2")), "R-OP-2", "stands 2 times"),
        (
            "results",
            lambda d: d.append(one_is(d, "R-OP-2") | {"code": "R-OP-3"}),
            "R-OP-3",
            "No indicator measures this result.",
        ),
        ("objectives", lambda d: d.append({"code": "THIRD", "name": "x"}), "THIRD", "No result belongs to"),
        ("objectives", lambda d: d[0].pop("is_general"), "is_general", "0 objectives are general (none)"),
        ("project", lambda d: d["grant"]["partners"].update(value=4), "grant.partners", "binds 4 partners"),
        ("project", lambda d: d["grant"].update(months={"value": 10, "source": "grant"}), "grant.months", "has 12"),
        (
            "project",
            lambda d: d["grant"].update(cities={"value": 1, "source": "grant"}),
            "grant.cities.[key]",
            "'cities'",
        ),
        (
            "project",
            lambda d: d["grant"]["partners"].update(amendments=[AMENDED]),
            "grant.partners",
            "binds 2 partners",
        ),
        (
            "project",
            lambda d: d["grant"]["partners"].update(amendments=[AMENDED | {"decided_on": "2022-01-01", "value": 3}]),
            "grant.partners",
            "later than the project's end",
        ),
        (
            "project",
            lambda d: d["grant"]["partners"].update(amendments=[AMENDED, AMENDED | {"value": 3}]),
            "grant.partners",
            "not in the order of their days",
        ),
    ],
)
def test_a_fault_of_the_framework_is_told_with_file_key_and_what_was_found(folder, name, change, key, words):
    edit(folder, name, change)
    found = [fault for fault in told(folder) if (fault.file, fault.key) == (f"{name}.yaml", key)]
    assert found and words in " ".join(fault.found for fault in found), list(map(str, told(folder)))


def test_a_partner_that_follows_on_another_leaves_the_grants_number_as_it_is(folder):
    def replace(data):
        data[1]["to_month"] = "M06"
        data.append(data[1] | {"code": "P04", "name": "House of Sligo", "from_month": "M07", "to_month": "M12"})

    edit(folder, "partners", replace)
    assert len(read_definitions(folder).partners) == 4


def test_a_partner_too_few_is_a_fault_until_the_amendment_is_dated(folder):
    (folder / "population.yaml").unlink()  # names every partner
    edit(folder, "partners", lambda data: data.pop(1))
    assert faults(folder) == [("project.yaml", "grant.partners")]
    edit(folder, "project", lambda data: data["grant"]["partners"].update(amendments=[AMENDED]))
    assert read_definitions(folder).project.grant["partners"].in_force == 2


def test_a_month_that_is_none_is_told_once_and_not_as_a_missing_partner(folder):
    edit(folder, "partners", lambda data: data[0].update(to_month="M99"))
    assert faults(folder) == [("partners.yaml", "P01")]


def test_what_the_grant_binds_is_held_for_the_project_itself():
    bound = {name: figure.in_force for name, figure in DEFINITIONS.project.grant.items()}
    assert bound == {"partners": 15, "countries": 8, "months": 24}
    binding = {code for code in DEFINITIONS.targets if DEFINITIONS.target(code).state == "binding"}
    assert binding == {"OP-01", "OP-07", "OP-11", "OP-14", "OP-16"}
