"""What a release of a month would do, before it is made: what becomes visible, what stays closed, who is missing.

The real gate closes the blocks, in memory alone: nothing is kept, so a preview can be asked for as often as one likes,
and what it says is what a release of the same state does.

What it tells, and to whom. For each figure about women it says one bit, "new" or "stays closed", with the value that
was released before; never a value that has not left, never which part or which partner held a figure back. Whoever asks
again while workbooks come in sees that bit turn, and may conclude that the workbook between carried the sum over its
threshold. So the preview is for the coordinator alone, who reads the store anyway; it is in no release, export or page
of anybody else. A demanded comment says that a figure would be delayed: the release itself would refuse with the same
words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from etl.absent_partners import Absent, list_absent, of_women
from etl.calculated import Calculated, Progress, calculate_now
from etl.comment import read_comments
from etl.comment_due import figures_without_comment
from etl.confirmation import read_state
from etl.errors import UserError
from etl.publish_request import check_request
from etl.release_chain import demand_chain
from etl.release_file import list_releases
from etl.store import Store
from indicators.disclosure.book import Book
from indicators.load import Definitions
from indicators.model.disclosure import NeverPlan
from indicators.periods import month_code, month_number
from indicators.reasons import CLASS_OF_WOMEN
from indicators.texts import N_

Row = dict[str, Any]
NEW, CLOSED, NEVER = "new", "stays_closed", "never"


@dataclass(frozen=True)
class Outlook:
    """A figure about women: what was released of it last (None: nothing yet), and what becomes of it."""

    indicator: str
    breakdown: str
    category: str
    released: Row | None
    outcome: str


@dataclass(frozen=True)
class Answers:
    """An indicator of answers, scores or places (or one breakdown of it): would a new block of it be shown?"""

    indicator: str
    breakdown: str | None
    is_new: bool


@dataclass(frozen=True)
class ReleasePreview:
    """A release of a month as it would be now; months are numbers. `refusal` says why it may not leave as asked."""

    month: int
    # The closing that it would deal with (None: no new one), those that it would skip, those that come after.
    closing: int | None
    skipped: tuple[int, ...]
    later: tuple[int, ...]
    women: tuple[Outlook, ...]
    answers: tuple[Answers, ...]
    absent: tuple[Absent, ...]
    comments: tuple[str, ...]
    refusal: UserError | None
    # What readers have now, and the newest closing of it.
    newest_release: str | None
    newest_closing: int | None
    # Stands for the state of the data that was looked at: a confirmation holds for this state alone.
    state: str

    @property
    def next_closing(self) -> int | None:
        """The first closing after this one; None after the last."""
        return self.later[0] if self.later else None

    @property
    def is_next_supplementary(self) -> bool:
        """Is the next closing the one a month later, meant for partners that were late?"""
        return self.closing is not None and self.next_closing == self.closing + 1

    @cached_property
    def absent_with_women(self) -> tuple[Absent, ...]:
        """Absent partners from whom numbers of women are expected."""
        return of_women(self.absent)

    def totals(self, outcome: str) -> tuple[Outlook, ...]:
        """The totals (not the breakdowns) with an outcome."""
        return tuple(one for one in self.women if one.breakdown == "total" and one.outcome == outcome)


def preview_release(
    store: Store, month: int, supersedes: str | None = None, tell: Progress = lambda _text: None
) -> ReleasePreview:
    """What a release of the months up to `month` would do as of now; raises UserError for a month that has not begun.

    Nothing is written.
    """
    definitions = store.definitions
    if not definitions.periods.is_begun(month, store.home.today()):
        raise UserError(N_("{month} has not begun yet: there is nothing to publish."), month=month_code(month))
    # The first opening also makes what an older store lacks: only what people do changes its state from here on.
    comments, state = read_comments(store, month), read_state(store)
    calculated = calculate_now(store, month, is_draft=False, tell=tell)
    before, due = calculated.before, calculated.closed.due
    missing = figures_without_comment(store, calculated.figures, comments, month)
    return ReleasePreview(
        month=month,
        closing=due.closing,
        skipped=due.skipped,
        later=_later(definitions, before, due.closing),
        women=tuple(_outlooks(definitions, calculated, month)),
        answers=tuple(_answers(definitions, calculated)),
        absent=list_absent(store, before, month),
        comments=tuple(str(row["indicator_code"]) for row in missing),
        refusal=_refusal(store, month, supersedes),
        newest_release=_newest_release(store),
        newest_closing=max((one for one, shown_as in before.done.items() if shown_as == one), default=None),
        state=state,
    )


def preview_now(store: Store, month: int) -> ReleasePreview:
    """As `preview_release`, kept until anybody writes to the store: a page asks at every click."""
    place = (store.home.store_path, store.definitions.folder, store.definitions.version, month)
    state = read_state(store)
    # In a local name: another session may clear what is kept at any moment.
    kept = _kept.get(place)
    if kept is None or kept[0] != state:
        kept = (state, preview_release(store, month))
        _kept.clear()
        _kept[place] = kept
    return kept[1]


# The newest preview with the state that it was made from.
_kept: dict[tuple[Any, ...], tuple[str, ReleasePreview]] = {}


def _later(definitions: Definitions, before: Book, closing: int | None) -> tuple[int, ...]:
    """Closings that come after this one, and after all that were dealt with."""
    newest = max(closing or 0, max(before.done, default=0))
    return tuple(number for number in map(month_number, definitions.disclosure.closings) if number > newest)


def _newest_release(store: Store) -> str | None:
    in_force = [one for one in list_releases(store.home) if one.is_in_force]
    return in_force[-1].release_id if in_force else None


def _refusal(store: Store, month: int, supersedes: str | None) -> UserError | None:
    try:
        demand_chain(store)
        # The reason is asked for where it is given: here only the request itself is judged.
        check_request(store, month, False, supersedes, "-" if supersedes else None)
    except UserError as error:
        return error
    return None


def _outlooks(definitions: Definitions, calculated: Calculated, month: int) -> Iterator[Outlook]:
    closing = calculated.closed.due.closing
    released = _released(calculated.before)
    for row in calculated.figures:
        if row["class"] != CLASS_OF_WOMEN or row["month"] != month_code(closing or month):
            continue
        place = str(row["indicator_code"]), str(row["breakdown"]), str(row["category"])
        yield Outlook(*place, released.get(place), _outcome(definitions, row, closing))


def _outcome(definitions: Definitions, row: Row, closing: int | None) -> str:
    if isinstance(definitions.disclosure.rows.get(row["indicator_code"]), NeverPlan):
        return NEVER
    return NEW if closing is not None and row["state"] == "value" else CLOSED


def _released(book: Book) -> dict[tuple[str, str, str], Row]:
    """The newest released figure of each place, as its row was released."""
    rows = (row for closing in sorted(book.frozen) for row in book.frozen[closing] if row["state"] == "value")
    return {(row["indicator_code"], row["breakdown"], row["category"]): row for row in rows}


def _answers(definitions: Definitions, calculated: Calculated) -> Iterator[Answers]:
    fresh = calculated.closed.book.entries[len(calculated.before.entries) :]
    closed = {entry.indicator for entry in fresh}
    for key in _keys_of_answers(definitions, definitions.disclosure.rows, definitions.disclosure.by_category):
        code, _slash, breakdown = key.partition("/")
        yield Answers(code, breakdown or None, key in closed)


def _keys_of_answers(definitions: Definitions, rows: Iterable[str], by_category: Iterable[str]) -> list[str]:
    return [*(code for code in rows if definitions.indicator(code).disclosure_class == "B"), *by_category]
