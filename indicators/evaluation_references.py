"""Cross-checks of the evaluation matrix: every criterion is asked for, every indicator serves its own criterion."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

from indicators.faults import Fault
from indicators.model.evaluation import GRADES, Evaluation, EvaluationQuestion
from indicators.model.framework import Criterion

if TYPE_CHECKING:
    from indicators.load import Definitions

_FILE = "evaluation.yaml"
_NAME_INDICATOR = "Name an indicator of indicators.yaml."


def check_evaluation(definitions: "Definitions") -> list[Fault]:
    """All faults of the evaluation matrix; none when there is no matrix."""
    matrix = definitions.evaluation
    if matrix is None:
        return []
    checks = (_check_questions, _check_grounds, _check_criteria, _check_every_indicator_serves, _check_rule)
    return [fault for check in checks for fault in check(definitions, matrix)]


def _codes(definitions: "Definitions") -> dict[str, Criterion]:
    return {indicator.code: indicator.criterion for indicator in definitions.indicators}


def _check_questions(definitions: "Definitions", matrix: Evaluation) -> Iterator[Fault]:
    for code, count in Counter(question.code for question in matrix.questions).items():
        if count > 1:
            yield Fault(_FILE, code, f"The code stands {count} times.", "Give each question its own code.")
    for question in matrix.questions:
        yield from _check_uses(definitions, matrix, question)
        if not question.indicators and question.at_most is None:
            found = "No indicator answers this question, and nothing says so."
            yield Fault(_FILE, question.code, found, "Name indicators, or say why there are none with `at_most`.")


def _check_uses(definitions: "Definitions", matrix: Evaluation, question: EvaluationQuestion) -> Iterator[Fault]:
    key = f"{question.code}.indicators"
    for code, count in Counter(use.indicator for use in question.indicators).items():
        if code not in _codes(definitions):
            yield Fault(_FILE, key, f"There is no indicator {code}.", _NAME_INDICATOR)
        if count > 1:
            yield Fault(_FILE, key, f"{code} stands {count} times.", "Name each indicator once for a question.")
    for answers in sorted({use.answers for use in question.indicators} - set(matrix.strength.answers)):
        known = ", ".join(matrix.strength.answers)
        yield Fault(_FILE, key, f"There is no way of answering {answers}.", f"Use one of strength.answers: {known}.")


def _check_grounds(definitions: "Definitions", matrix: Evaluation) -> Iterator[Fault]:
    codes = _codes(definitions)
    for code in sorted(codes.keys() - matrix.grounds.keys()):
        yield Fault(_FILE, f"grounds.{code}", "Nothing says where its figures come from.", "Add its origin.")
    for code, grounds in matrix.grounds.items():
        key = f"grounds.{code}"
        if code not in codes:
            yield Fault(_FILE, key, f"There is no indicator {code}.", _NAME_INDICATOR)
        if grounds.origin not in matrix.strength.origins:
            known = ", ".join(matrix.strength.origins)
            yield Fault(_FILE, key, f"There is no origin {grounds.origin}.", f"Use one of strength.origins: {known}.")
        if grounds.leans_on and (grounds.leans_on.indicator not in codes or grounds.leans_on.indicator == code):
            found = f"It leans on {grounds.leans_on.indicator}, which is no other indicator."
            yield Fault(_FILE, f"{key}.leans_on", found, _NAME_INDICATOR)


def _check_criteria(_definitions: "Definitions", matrix: Evaluation) -> Iterator[Fault]:
    asked = {question.criterion for question in matrix.questions}
    for criterion in get_args(Criterion):
        if criterion not in asked:
            repair = "Add one: all six criteria are asked for."
            yield Fault(_FILE, "questions", f"No question asks for {criterion}.", repair)


def _check_every_indicator_serves(definitions: "Definitions", matrix: Evaluation) -> Iterator[Fault]:
    served = {(use.indicator, question.criterion) for question in matrix.questions for use in question.indicators}
    for code, criterion in _codes(definitions).items():
        if (code, criterion) not in served:
            found = f"No question on {criterion}, its criterion in indicators.yaml, uses {code}."
            yield Fault(_FILE, "questions", found, "Use it in such a question, or correct its criterion.")


def _check_rule(_definitions: "Definitions", matrix: Evaluation) -> Iterator[Fault]:
    if not any(answer.grade == GRADES[-1] for answer in matrix.strength.answers.values()):
        found = f"No way of answering reaches {GRADES[-1]}."
        yield Fault(_FILE, "strength.answers", found, "Give the most direct way the highest grade.")
