"""Which totals of a month need a comment: delayed or at risk, and which of them no release may leave without one.

A figure about women is judged by its newest closed one: from closings that were released, or from the figures of the
release that is being built.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.calculated import calculate_now
from etl.comment import is_in_force, read_comments
from etl.errors import UserError
from etl.store import Store
from indicators.load import Definitions
from indicators.periods import month_code, month_number
from indicators.texts import N_

Row = dict[str, Any]
BEHIND = ("delayed", "at_risk")
_BINDING = "binding"
_OF_WOMEN = "A"
_MISSING = N_(
    "Binding targets are delayed, and nobody has said why and what is done. Nothing was published. Say it at the "
    "coordinator's desk, or:\n{commands}"
)


@dataclass(frozen=True)
class CommentNeed:
    """A total that is not on track, with the indicator's newest comment; `figure` is the row that it is judged by."""

    figure: Row
    comment: Row | None
    has_comment: bool

    @property
    def code(self) -> str:
        """Code of the indicator."""
        return str(self.figure["indicator_code"])

    @property
    def is_binding(self) -> bool:
        """Is the target binding?"""
        return bool(self.figure["target_state"] == _BINDING)

    @property
    def is_demanded(self) -> bool:
        """Does a release wait for this comment: a binding target that is delayed and nobody has said why?"""
        return self.is_binding and self.figure["status"] == "delayed" and not self.has_comment


def list_needs(
    definitions: Definitions, figures: Iterable[Row], comments: Iterable[Row], month: int, today: date
) -> list[CommentNeed]:
    """What is not on track at a month: binding targets first, the delayed before those at risk, the farthest behind."""
    known = {comment["indicator_code"]: comment for comment in comments}
    needs = []
    for code, figure in _judged(figures, month).items():
        if figure["status"] in BEHIND:
            comment, indicator = known.get(code), definitions.indicator(code)
            about = {"decimals": indicator.decimals, "direction": indicator.direction}
            has_comment = comment is not None and is_in_force(comment, month, today)
            needs.append(CommentNeed(figure | about, comment, has_comment))
    return sorted(needs, key=_rank)


def _judged(figures: Iterable[Row], month: int) -> dict[str, Row]:
    """The total of the month by indicator; of women the newest closed one up to it."""
    found: dict[str, Row] = {}
    for row in figures:
        if row["breakdown"] != "total" or month_number(row["month"]) > month:
            continue
        is_wanted = row["state"] == "value" if row["class"] == _OF_WOMEN else row["month"] == month_code(month)
        older = found.get(row["indicator_code"])
        if is_wanted and (older is None or row["month"] > older["month"]):
            found[row["indicator_code"]] = row
    return found


def _rank(need: CommentNeed) -> tuple[bool, int, float]:
    return not need.is_binding, BEHIND.index(need.figure["status"]), float(need.figure["progress_pct"])


def list_comment_needs(store: Store, month: int) -> list[CommentNeed]:
    """What would not be on track in a release of this month as of now; women from released closings alone.

    It is kept until anybody writes to the store: a page asks at every click.
    """
    place = (store.home.store_path, store.definitions.folder, store.definitions.version, month, store.home.today())
    version = store.version()
    # In a local name: another session may clear what is kept at any moment.
    kept = _kept.get(place)
    if kept is None or kept[0] != version:
        kept = (version, tuple(_calculate_needs(store, month)))
        _kept.clear()
        _kept[place] = kept
    return list(kept[1])


# The newest answer with the version of the store that it was made from.
_kept: dict[tuple[Any, ...], tuple[bytes, tuple[CommentNeed, ...]]] = {}


def _calculate_needs(store: Store, month: int) -> list[CommentNeed]:
    # As a draft: what would close now, of single pathways or of answers, is told by a release and by nothing before it.
    calculated = calculate_now(store, month, is_draft=True)
    released = {month_code(number) for number in calculated.before.frozen}
    figures = [row for row in calculated.figures if row["class"] != _OF_WOMEN or row["month"] in released]
    return list_needs(store.definitions, figures, read_comments(store, month), month, store.home.today())


def released_comments(comments: Iterable[Row], figures: Iterable[Row]) -> list[Row]:
    """The comments that may leave with these figures: of women only where a figure of theirs is shown."""
    totals = [row for row in figures if row["breakdown"] == "total"]
    hidden = {row["indicator_code"] for row in totals if row["class"] == _OF_WOMEN}
    hidden -= {row["indicator_code"] for row in totals if row["state"] == "value"}
    return [comment for comment in comments if comment["indicator_code"] not in hidden]


def figures_without_comment(store: Store, figures: Iterable[Row], comments: Iterable[Row], month: int) -> list[Row]:
    """The delayed totals against binding targets that a release of the month may not hold without a comment."""
    needs = list_needs(store.definitions, figures, comments, month, store.home.today())
    return [need.figure for need in needs if need.is_demanded]


def demand_comments(store: Store, missing: Iterable[Row], month: int) -> None:
    """Refuse a release that lacks comments, with the command that repairs each; raises UserError."""
    lines = [f"  {_command(store.definitions, row, month)}" for row in missing]
    if lines:
        raise UserError(_MISSING, commands="\n".join(lines))


def _command(definitions: Definitions, row: Row, month: int) -> str:
    # The name alone: how far behind it is may hold a block that has not left yet.
    told = row["indicator_name"]
    options = f"--month {month_code(month)} --cause TEXT --action TEXT --owner {definitions.partners[0].code}"
    return f"wego comment add {row['indicator_code']} {options} --due YYYY-MM-DD   # {told}"
