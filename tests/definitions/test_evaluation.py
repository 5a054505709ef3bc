"""The evaluation matrix and the reasoned theory of change hold together with the other definitions, or don't load."""

import pytest
import yaml

from indicators.load import load_definitions, read_definitions
from indicators.model.contribution import VERDICTS
from tests.definitions.folder import edit, faults, told

DEFINITIONS = load_definitions()
LINK, BACK = "R-OP-1 → R-OC-1", "R-OC-1 → R-OP-1"


def question(data, code="EFS-1"):
    """One question of the matrix."""
    return next(one for one in data["questions"] if one["code"] == code)


@pytest.mark.parametrize(
    ("change", "key", "words"),
    [
        (lambda d: question(d)["indicators"][0].update(indicator="OP-77"), "EFS-1.indicators", "no indicator OP-77"),
        (lambda d: question(d)["indicators"][0].update(answers="wholly"), "EFS-1.indicators", "answering wholly"),
        (lambda d: question(d)["indicators"].append(question(d)["indicators"][0]), "EFS-1.indicators", "2 times"),
        (lambda d: question(d, "IMP-1").pop("at_most"), "IMP-1", "nothing says so"),
        (lambda d: question(d).update(not_covered=[]), "questions.2.not_covered", "at least 1 item"),
        (lambda d: question(d).update(criterion="usefulness"), "questions.2.criterion", "'usefulness'"),
        (lambda d: d["questions"].append(question(d)), "EFS-1", "stands 2 times"),
        (lambda d: d["questions"].pop(), "questions", "No question asks for sustainability"),
        (lambda d: question(d)["indicators"].pop(), "questions", "No question on effectiveness"),
        (lambda d: d["grounds"].pop("OP-01"), "grounds.OP-01", "where its figures come from"),
        (lambda d: d["grounds"].update({"OP-77": {"origin": "said"}}), "grounds.OP-77", "no indicator OP-77"),
        (lambda d: d["grounds"]["OP-01"].update(origin="dreamt"), "grounds.OP-01", "no origin dreamt"),
        (
            lambda d: d["grounds"]["OC-01"]["leans_on"].update(indicator="OC-01"),
            "grounds.OC-01.leans_on",
            "no other indicator",
        ),
        (
            lambda d: d["strength"]["answers"]["directly"].update(grade="weak"),
            "strength.answers",
            "No way of answering reaches strong",
        ),
        (lambda d: d.pop("do_no_harm"), "do_no_harm", "Field required"),
    ],
)
def test_a_fault_of_the_matrix_is_told_with_its_place(folder, change, key, words):
    edit(folder, "evaluation", change)
    found = [fault for fault in told(folder) if (fault.file, fault.key) == ("evaluation.yaml", key)]
    assert found and words in " ".join(fault.found for fault in found), list(map(str, told(folder)))


@pytest.mark.parametrize(
    ("change", "key", "words"),
    [
        (lambda d: d["links"].pop(0), LINK, "not reasoned"),
        (lambda d: d["links"].append(d["links"][0]), LINK, "stands 2 times"),
        (lambda d: d["links"][0].update({"from": "R-OC-1", "to": ["R-OP-1"]}), BACK, "no step from R-OC-1"),
        (lambda d: d["links"][0]["evidence_for"][0].update(indicator="OP-77"), LINK, "no indicator OP-77"),
        (lambda d: d["links"][0]["evidence_for"][0].update(indicator="PR-01"), LINK, "neither end of this step"),
        (lambda d: d["links"][0]["evidence_for"].pop(), LINK, "No evidence for is named at the end R-OC-1"),
        (lambda d: d["links"][0].update(rivals=[]), "links.0.rivals", "at least 1 item"),
        (lambda d: d["links"][0].pop("assumption"), "links.0.assumption", "Field required"),
        (lambda d: d["links"][0]["evidence_for"][0].update(above=3), "links.0.evidence_for.0", "exactly one of"),
        (lambda d: d["links"][0]["evidence_for"][0].pop("at_least"), "links.0.evidence_for.0", "exactly one of"),
        (lambda d: d["verdicts"].pop("mixed"), "verdicts.mixed", "no meaning"),
        (lambda d: d["verdicts"].update(proved="x"), "verdicts.proved.[key]", "'proved'"),
        (lambda d: d.update(seen_pct=0), "seen_pct", "greater than 0"),
    ],
)
def test_a_fault_of_the_theory_of_change_is_told_with_its_place(folder, change, key, words):
    edit(folder, "contribution", change)
    found = [fault for fault in told(folder) if (fault.file, fault.key) == ("contribution.yaml", key)]
    assert found and words in " ".join(fault.found for fault in found), list(map(str, told(folder)))


def test_a_status_that_can_never_be_is_no_sign(folder):
    def forget(data):
        for version in data["OP-03"]:
            version.update(value=None, state=None, planned_path={})

    edit(folder, "targets", forget)
    assert any("never has a status" in fault.found for fault in told(folder) if fault.file == "contribution.yaml")


def test_a_folder_may_lack_both(folder):
    for name in ("evaluation", "contribution"):
        (folder / f"{name}.yaml").unlink()
    definitions = read_definitions(folder)
    assert definitions.evaluation is None and definitions.contribution is None
    assert not {"evaluation", "contribution"} & set(definitions.source)


def test_both_go_with_a_release_and_a_change_of_them_makes_a_new_version(folder):
    before = read_definitions(folder)
    edit(folder, "evaluation", lambda data: question(data).update(question="Do women come, and learn?"))
    after = read_definitions(folder)
    assert {"evaluation", "contribution"} <= set(before.source)
    assert (before.version == after.version, before.rule_version == after.rule_version) == (False, True)


def test_two_faults_of_two_files_are_told_together(folder):
    edit(folder, "evaluation", lambda data: data["grounds"].pop("OP-01"))
    edit(folder, "contribution", lambda data: data["links"].pop(0))
    assert {file for file, _ in faults(folder)} == {"evaluation.yaml", "contribution.yaml"}


def test_each_criterion_has_two_to_five_questions():
    matrix = DEFINITIONS.evaluation
    asked = [one.criterion for one in matrix.questions]
    assert all(2 <= asked.count(criterion) <= 5 for criterion in set(asked)) and len(set(asked)) == 6


def test_what_nobody_may_see_is_asked_for_and_said_to_be_unseen():
    told_who = " ".join(one.who for one in DEFINITIONS.evaluation.not_heard)
    assert "left early" in told_who and "SX" in told_who


def test_each_step_but_those_of_hidden_figures_could_be_spoken_against():
    for link in DEFINITIONS.contribution.links:
        measured = {DEFINITIONS.indicator(sign.indicator).result for sign in link.evidence_against}
        assert measured or link.start == DEFINITIONS.indicator("PR-05").result, link.start


def test_the_texts_hold_in_a_line_of_a_table():
    texts = yaml.safe_load(DEFINITIONS.source["evaluation"])
    uses = [use["reads"] for one in texts["questions"] for use in one.get("indicators", [])]
    assert max(map(len, uses)) <= 200
    assert set(DEFINITIONS.contribution.verdicts) == set(VERDICTS)
