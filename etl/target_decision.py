"""A decision of the committee on a target: tried on a copy of the definitions, each fault told in the form's words."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from etl.errors import UserError
from etl.released_text import find_unreleasable
from etl.target_file import NAME, insert_version, read_text
from indicators.load import Definitions, read_definitions
from indicators.model.disclosure import NeverPlan
from indicators.periods import month_number
from indicators.texts import N_

MAX_CHARACTERS = 300
STATES = ("confirmed", "proposed")
_IS_BINDING = N_(
    "The target of {code} is binding: it rests on the grant. An amendment of the grant changes it, in the definitions, "
    "and no decision of the committee."
)


@dataclass(frozen=True)
class TargetDecision:
    """What the committee decided: a value, whether it is decided or only proposed, and the way there."""

    code: str
    decided_on: date
    value: float
    state: Literal["confirmed", "proposed"]
    decision: str
    source: str
    # By month code; None where nothing is expected yet.
    planned_path: dict[str, float | None]

    def as_version(self, unit: str = "") -> dict[str, Any]:
        """As it stands in targets.yaml."""
        points = sorted(self.planned_path.items(), key=lambda point: month_number(point[0]))
        version: dict[str, Any] = {
            "decided_on": self.decided_on,
            "value": _plain(self.value),
            "state": self.state,
            "source": _line(self.source),
        }
        if _line(self.decision):
            version["decision"] = _line(self.decision)
        version["planned_path"] = {month: None if value is None else _plain(value) for month, value in points}
        return version | ({"unit": unit} if unit else {})


def _plain(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value


def _line(text: str) -> str:
    return " ".join(text.split())


def why_fixed(definitions: Definitions, code: str) -> UserError | None:
    """Why no decision of the committee can change this target; None when one can."""
    if code not in definitions.targets:
        return UserError(N_("There is no indicator {code}."), code=code)
    if definitions.target(code).state == "binding":
        return UserError(_IS_BINDING, code=code)
    if isinstance(definitions.disclosure.rows.get(code), NeverPlan):
        return UserError(N_("{code} is never published and has no target, on purpose."), code=code)
    return None


def find_faults(definitions: Definitions, decision: TargetDecision, today: date) -> Iterator[UserError]:
    """All that stands against the decision, but for what only the definitions can tell."""
    if decision.state not in STATES:
        yield UserError(N_("A target is confirmed or proposed."))
    if decision.decided_on > today:
        yield UserError(N_("Day of the decision: {day} is still to come."), day=decision.decided_on)
    if not _line(decision.source):
        yield UserError(N_("Source: say on what the value rests."))
    if len(_line(decision.decision)) > MAX_CHARACTERS:
        yield UserError(N_("Decision: at most {most} characters."), most=MAX_CHARACTERS)
    if len(_line(decision.source)) > MAX_CHARACTERS:
        yield UserError(N_("Source: at most {most} characters."), most=MAX_CHARACTERS)
    # Both are released with the target; a source that stands there already has been.
    known = {version.source for version in definitions.targets[decision.code]}
    told = [text for text in map(_line, (decision.decision, decision.source)) if text not in known]
    yield from find_unreleasable(definitions, [text[: 2 * MAX_CHARACTERS] for text in told])


def try_on_copy(definitions: Definitions, decision: TargetDecision) -> tuple[str | None, Definitions]:
    """The new text of targets.yaml (None: it has a shape that can't be added to) and the definitions it makes.

    Raises DefinitionError with all faults.
    """
    folder = definitions.folder
    text = read_text(folder / NAME)
    version = decision.as_version(definitions.target(decision.code).unit)
    changed = insert_version(text, decision.code, version)
    with tempfile.TemporaryDirectory(prefix="wego-targets-") as copy:
        for path in folder.glob("*.yaml"):
            shutil.copy(path, copy)
        if changed is not None:
            with (Path(copy) / NAME).open("w", encoding="utf-8", newline="") as file:
                file.write(changed)
        return changed, read_definitions(Path(copy))
