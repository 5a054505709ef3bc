"""HiGHS asked: is there a world that fits everything public and has certain counts large?

The solver is asked for worlds and for impossibility only; a world counts when plain arithmetic agrees (`witness.py`).
Everything else than a clear answer (a time limit, a NaN, a status that is not known) is no verdict.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from etl.attacker.matrix import Matrix, Target
from etl.attacker.model import System
from etl.attacker.witness import World

_OPTIONS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    # One thread, everywhere and always: the solver keeps one pool of threads for the process, and objects that ask for
    # different numbers get no result, which then compares like a safe one.
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    # A world nearly as good as the best will do: what it misses is asked for next.
    "mip_rel_gap": 0.05,
}
_TOLERANCE = 1e-5
_WHOLE, _FRACTIONS = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous


class SolverError(RuntimeError):
    """The solver takes neither its options nor the programme."""


@dataclass(frozen=True)
class Answer:
    """A world; or none, certainly (`is_impossible`); or no verdict."""

    world: World | None = None
    is_impossible: bool = False


class Programme:
    """The programme of a system; built once, then asked again and again. `seconds` is the limit of one question."""

    def __init__(self, system: System, heads: Sequence[str], targets: Sequence[Target], seconds: float) -> None:
        self.system, self.targets = system, tuple(targets)
        self._matrix = Matrix(system, heads, targets)
        self._held: dict[int, int] = {}
        self._kind = _WHOLE
        self._solver = _solver(self._matrix, seconds)

    def ask(self, wanted: Mapping[int, float], demanded: Sequence[int] = ()) -> Answer:
        """A world in which the wanted targets (with their weights) are as large as possible, up to k each.

        `demanded` targets are at least k. Slower than `ask_near`, but it knows whether there is such a world.
        """
        self._pose(wanted, demanded, {})
        answer = self._run(_WHOLE)
        if answer.world is not None:
            self.hold(answer.world)
        return answer

    def ask_near(self, wanted: Mapping[int, float]) -> Answer:
        """The same with the consortium's sums of the last world held: the quick way, which may find nothing.

        With the sums held the relaxation nearly always has whole numbers at its corners; where not, there is no answer.
        """
        self._pose(wanted, (), self._held)
        return Answer(world=self._run(_FRACTIONS).world)

    def hold(self, world: World) -> None:
        """Take the consortium's sums from a world."""
        self._held = self._matrix.sums_of(world)

    def is_impossible(self, demanded: Sequence[int]) -> bool:
        """Is there certainly no world in which the targets are at least k? What has no fractions either has none."""
        self._pose({}, demanded, {})
        return self._run(_FRACTIONS).is_impossible

    def _pose(self, wanted: Mapping[int, float], demanded: Sequence[int], held: Mapping[int, int]) -> None:
        first, number, k = self._matrix.whole, len(self.targets), float(self.system.k)
        lower, upper, cost = np.zeros(number), np.zeros(number), np.zeros(number)
        for place, weight in wanted.items():
            cost[place], upper[place] = weight, k
        for place in demanded:
            lower[place] = upper[place] = k
        index = np.arange(first, first + number, dtype=np.int32)
        self._solver.changeColsCost(number, index, cost)
        self._solver.changeColsBounds(number, index, lower, upper)
        columns = list(self._matrix.sums.values())
        least = np.array([float(held.get(column, -highspy.kHighsInf)) for column in columns])
        most = np.array([float(held.get(column, highspy.kHighsInf)) for column in columns])
        self._solver.changeColsBounds(len(columns), np.array(columns, dtype=np.int32), least, most)

    def _run(self, kind: Any) -> Answer:
        solver, whole = self._solver, self._matrix.whole
        if kind is not self._kind:
            solver.changeColsIntegrality(whole, np.arange(whole, dtype=np.int32), np.array([kind] * whole))
            self._kind = kind
        if solver.run() not in (highspy.HighsStatus.kOk, highspy.HighsStatus.kWarning):
            return Answer()
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return Answer(is_impossible=True)
        # A world that was found before time was up is one as well: it is verified like any other.
        if status not in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit):
            return Answer()
        return self.read(list(solver.getSolution().col_value))

    def read(self, values: Sequence[float]) -> Answer:
        """The world that the solver's values stand for; no answer unless they are whole numbers of women."""
        own = values[: self._matrix.whole]
        if len(own) < self._matrix.whole or not all(map(math.isfinite, own)):
            return Answer()
        whole = [round(value) for value in own]
        if any(abs(value - near) > _TOLERANCE for value, near in zip(own, whole, strict=True)):
            return Answer()
        return Answer(self._matrix.world(whole))


def _solver(matrix: Matrix, seconds: float) -> Any:
    solver = highspy.Highs()
    for name, value in (_OPTIONS | {"time_limit": seconds}).items():
        if solver.setOptionValue(name, value) != highspy.HighsStatus.kOk:
            raise SolverError(f"the solver refuses its option {name}")
    if solver.passModel(_model(matrix)) == highspy.HighsStatus.kError:
        raise SolverError("the solver refuses the programme")
    return solver


def _model(matrix: Matrix) -> Any:
    model = highspy.HighsLp()
    columns, rows = len(matrix.lower), matrix.rows
    model.num_col_, model.num_row_ = columns, len(rows)
    model.col_cost_ = np.zeros(columns)
    model.col_lower_, model.col_upper_ = np.array(matrix.lower), np.array(matrix.upper)
    model.row_lower_ = np.array([low for _terms, low, _high in rows])
    model.row_upper_ = np.array([high for _terms, _low, high in rows])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(terms) for terms, _low, _high in rows)]).astype(np.int32)
    model.a_matrix_.index_ = np.array([column for terms, _l, _h in rows for column in terms], dtype=np.int32)
    model.a_matrix_.value_ = np.array([float(factor) for terms, _l, _h in rows for factor in terms.values()])
    model.sense_ = highspy.ObjSense.kMaximize
    model.integrality_ = [_WHOLE] * matrix.whole + [_FRACTIONS] * (columns - matrix.whole)
    return model
