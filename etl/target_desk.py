"""Targets on the coordinator's desk: all of them with their history, and a decision of the committee tried and kept."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from etl.access import record_action
from etl.actor import Actor
from etl.errors import UserError
from etl.home import Home
from etl.release_file import ReleaseFile, list_releases
from etl.released_text import find_questions, raise_all
from etl.target_decision import TargetDecision, find_faults, try_on_copy, why_fixed
from etl.target_faults import say_faults
from etl.target_file import NAME, build_lines, digest_of, expect_seen, read_text, replace_file, writable_file
from indicators.faults import DefinitionError
from indicators.load import Definitions
from indicators.model.framework import TargetVersion
from indicators.model.indicator import Indicator
from indicators.periods import month_number
from indicators.progress import UNAVAILABLE, expected_value, progress_ratio, start_value, status_of
from indicators.texts import N_

Row = dict[str, Any]


@dataclass(frozen=True)
class Target:
    """An indicator's target: its history (the newest decision first), and why no decision can change it."""

    indicator: Indicator
    history: tuple[TargetVersion, ...]
    fixed: UserError | None

    @property
    def in_force(self) -> TargetVersion:
        """The newest decision."""
        return self.history[0]


@dataclass(frozen=True)
class TargetBoard:
    """All targets in the order of the definitions; `seen` stands for the file as it was read."""

    targets: tuple[Target, ...]
    seen: str
    is_writable: bool


@dataclass(frozen=True)
class TargetPreview:
    """What a decision would do: its lines in the file, and the newest released figure against both targets."""

    lines: str
    # None: no figure of the indicator has been released yet.
    before: Row | None
    after: Row | None
    # A decision of a later day stands: this one only enters the history.
    later: date | None
    maybe_names: tuple[str, ...]
    # False: the file can't be written from here, so the lines are put in by hand.
    can_be_written: bool


def read_targets(actor: Actor) -> TargetBoard:
    """All targets with their history; raises NoRight."""
    definitions = actor.at_desk("target.read").definitions
    targets = tuple(
        Target(
            one,
            tuple(sorted(definitions.targets[one.code], key=lambda version: version.decided_on, reverse=True)),
            why_fixed(definitions, one.code),
        )
        for one in definitions.indicators
    )
    return TargetBoard(targets, digest_of(read_text(definitions.folder / NAME)), _file_of(definitions) is not None)


def preview_target(actor: Actor, decision: TargetDecision) -> TargetPreview:
    """Try a decision on a copy of the definitions; raises UserError with all its faults, and NoRight."""
    store = actor.at_desk("target.preview")
    changed, copy = _try(store.definitions, decision, store.home)
    before = _newest_figure(store.home, decision.code)
    in_force = store.definitions.target(decision.code).decided_on
    return TargetPreview(
        lines=build_lines(decision.as_version(store.definitions.target(decision.code).unit)),
        before=before,
        after=_judge(copy, before) if before else None,
        later=in_force if in_force > decision.decided_on else None,
        maybe_names=tuple(find_questions(store.definitions, (decision.decision, decision.source))),
        can_be_written=changed is not None and _file_of(store.definitions) is not None,
    )


def keep_target(actor: Actor, decision: TargetDecision, seen: str) -> Path:
    """Write the decision into the definitions that were seen; returns the copy of the file before it.

    Raises UserError with all faults, where the file changed since or can't be written, and NoRight.
    """
    store = actor.at_desk("target.decide")
    path = _file_of(store.definitions)
    if path is not None:
        expect_seen(path, seen)
    changed, _copy = _try(store.definitions, decision, store.home)
    if path is None or changed is None:
        raise UserError(N_("The definitions can't be written from here. Put the lines into {file} by hand."), file=NAME)
    kept = replace_file(path, seen, changed)
    record_action(store.home, actor.email, "target.decide", decision.code, f"{decision.decided_on} {decision.state}")
    return kept


def _try(definitions: Definitions, decision: TargetDecision, home: Home) -> tuple[str | None, Definitions]:
    fixed = why_fixed(definitions, decision.code)
    if fixed is not None:
        raise fixed
    faults = list(find_faults(definitions, decision, home.today()))
    try:
        changed, copy = try_on_copy(definitions, decision)
    except DefinitionError as error:
        raise_all([*faults, *say_faults(error, definitions, decision)])
        raise
    raise_all(faults)
    return changed, copy


def _file_of(definitions: Definitions) -> Path | None:
    """The file to write, if these very definitions are the ones that may be written."""
    path = writable_file()
    return path if path is not None and path.parent == definitions.folder.resolve() else None


def _newest_figure(home: Home, code: str) -> Row | None:
    """The newest figure of the total that readers have: of women the one of the newest closing that showed any."""
    current = [one for one in list_releases(home) if one.is_in_force]
    if not current:
        return None
    frame = ReleaseFile(current[-1].path).figures(indicator_code=code, breakdown="total", state="value")
    rows = [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]
    return max(rows, key=lambda row: month_number(row["month"]), default=None)


def _judge(definitions: Definitions, row: Row) -> Row:
    """The same figure against the target of other definitions, by the rule of the calculation itself."""
    indicator = definitions.indicator(row["indicator_code"])
    target, month = definitions.target(indicator.code), month_number(row["month"])
    expected = expected_value(definitions, indicator, month)
    ratio = None
    if date.fromisoformat(str(row["as_of"])[:10]) > definitions.periods.last_day(month):
        ratio = progress_ratio(float(row["value"]), start_value(definitions, indicator), expected)
    return row | {
        "target": target.value,
        "target_state": target.state,
        "expected": expected,
        "progress_pct": 100 * ratio if ratio is not None else None,
        "status": status_of(ratio, definitions.progress) if target.value is not None else UNAVAILABLE,
    }
