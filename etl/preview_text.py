"""What a preview of a release says in sentences: publish now, or wait. The same on the desk and by the command.

Made from the calendar and from who has reported: no sentence says what the data would show.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from etl.absent_partners import Absent
from etl.release_preview import CLOSED, ReleasePreview
from indicators.periods import Periods, month_code, month_number
from indicators.texts import N_, Texts

ABSENT_NAMES = {
    "waiting": N_("received, waiting for the coordinator"),
    "returned": N_("returned for correction"),
    "missing": N_("missing, still in time"),
    "late": N_("missing and late"),
}


def say_question(preview: ReleasePreview, _: Texts) -> str:
    """What there is to decide, in one or two sentences."""
    absent = len(preview.absent)
    if not absent:
        return _("All workbooks are in. {standing}", standing=_say_standing(preview, _))
    question = _.plural(
        "{n} partner is absent: publish now or wait?", "{n} partners are absent: publish now or wait?", absent
    )
    return f"{_say_standing(preview, _)} {question}"


def _say_standing(preview: ReleasePreview, _: Texts) -> str:
    if preview.closing is None:
        return _("A release of {month} deals with no closing.", month=month_code(preview.month))
    closing = month_code(preview.closing)
    if preview.next_closing is None:
        return _("{closing} is the last closing: nothing comes after it.", closing=closing)
    next_one = month_code(preview.next_closing)
    return _("The closing {closing} stands until the next, {next}.", closing=closing, next=next_one)


def say_publish_now(preview: ReleasePreview, periods: Periods, _: Texts) -> list[str]:
    """What follows from publishing as of now."""
    month = month_code(preview.month)
    if preview.closing is None:
        return [
            _("Figures about women stay as they are: no closing is due."),
            _("Figures of things and answers are brought up to {month}.", month=month),
        ]
    return [
        _(
            "The closing {closing} is dealt with for good: its figures never change, and it never opens again.",
            closing=month_code(preview.closing),
        ),
        *_say_skipped(preview, _),
        *_say_left_out(preview, periods, _),
        *_say_closed(preview, _),
    ]


def _say_skipped(preview: ReleasePreview, _: Texts) -> Iterator[str]:
    if preview.skipped:
        months = ", ".join(map(month_code, preview.skipped))
        yield _("Passed over, and without figures for good: {months}.", months=months)


def _say_left_out(preview: ReleasePreview, periods: Periods, _: Texts) -> Iterator[str]:
    absent = preview.absent_with_women
    if not absent:
        return
    who = ", ".join(one.partner for one in absent)
    if preview.next_closing is None:
        yield _("What {partners} have not sent yet enters no figure about women any more.", partners=who)
        return
    place = {"partners": who, "next": _say_month(preview.next_closing, periods, _)}
    if preview.is_next_supplementary:
        yield _("The women of {partners} can come in a month later, with the supplementary closing {next}.", **place)
    else:
        yield _("The women of {partners} can come in with the next closing, {next}, and not before.", **place)


def _say_closed(preview: ReleasePreview, _: Texts) -> Iterator[str]:
    if not preview.totals(CLOSED):
        return
    if preview.next_closing is None:
        yield _("What gets no figure now gets none any more.")
    else:
        yield _("What gets no figure now waits whole for {next}.", next=month_code(preview.next_closing))


def say_wait(preview: ReleasePreview, periods: Periods, _: Texts) -> list[str]:
    """What follows from publishing nothing for now."""
    if preview.newest_release is None:
        kept = _("Readers have nothing yet: no release is out.")
    elif preview.newest_closing is None:
        kept = _("Readers keep {release}, without any figure about women.", release=preview.newest_release)
    else:
        newest = month_code(preview.newest_closing)
        kept = _(
            "Readers keep {release}, with the figures about women of {closing}.",
            release=preview.newest_release,
            closing=newest,
        )
    return [kept, *_say_open(preview, periods, _)]


def _say_open(preview: ReleasePreview, periods: Periods, _: Texts) -> Iterator[str]:
    if preview.closing is None:
        yield _("No figure about women depends on it.")
        return
    closing = month_code(preview.closing)
    yield _("The closing {closing} stays open, and nothing is lost.", closing=closing)
    if preview.absent_with_women:
        yield _("What the absent partners send before you publish comes in with {closing}.", closing=closing)
    else:
        yield _("No workbook with women is missing: only corrections can still come in.")
    if preview.next_closing is not None:
        yield _(
            "But publish before the next closing, {next}, is released: else both close as one under {code}, and "
            "{closing} stays empty for good.",
            next=_say_month(preview.next_closing, periods, _),
            code=month_code(preview.next_closing),
            closing=closing,
        )


def _say_month(month: int, periods: Periods, _: Texts) -> str:
    return f"{month_code(month)} ({_.month_name(*periods.calendar_month(month))})"


def say_absent(absent: Absent, _: Texts) -> str:
    """How a partner's months stand, for instance "missing and late: M03–M05; returned for correction: M02"."""
    said = (f"{_(ABSENT_NAMES[state])}{_.colon}{say_months(absent.months_of(state))}" for state in absent.states)
    return _.list_apart(said)


def say_months(codes: Iterable[str]) -> str:
    """Months with runs drawn together: M01, M03–M05."""
    numbers = sorted(map(month_number, codes))
    runs = [list(run) for _place, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    ends = ((run[0][1], run[-1][1]) for run in runs)
    return ", ".join(
        month_code(first) if first == last else f"{month_code(first)}–{month_code(last)}" for first, last in ends
    )
