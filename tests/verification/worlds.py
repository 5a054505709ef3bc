"""Worlds that hypothesis draws: what partners live through, report, report late, correct, and never report.

What a partner reports of a month keeps the rules of the workbook that tie one cell to another; for the rest it is as
wild as a random number: a blank where one is allowed, a code used by two partners, a session of nobody.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from indicators.load import Definitions
from tests.verification.both import Known
from tests.verification.story import Book, Row, Story, Teller


@dataclass(frozen=True)
class Sent:
    """A workbook: its rows, and the place in the sequence of releases from which on it is known."""

    partner: str
    month: int
    known_from: int
    is_in_time: bool
    book: Book


@dataclass(frozen=True)
class Life:
    """Everything that is ever sent, and the releases that are made."""

    sent: list[Sent] = field(repr=False)
    releases: list[tuple[int, bool]]
    due: list[tuple[str, int]] = field(repr=False)
    # The day of each release: the newest month may not be over.
    days: list[date]

    def known(self, number: int, shuffled: Random | None = None) -> Known:
        """What is known at a release: of each partner and month the newest revision; in any order, if asked for."""
        until, is_draft = self.releases[number]
        newest: dict[tuple[str, int], Sent] = {}
        first: dict[tuple[str, int], Sent] = {}
        for one in self.sent:
            if one.known_from <= number and one.month <= until:
                newest[one.partner, one.month] = one
                first.setdefault((one.partner, one.month), one)
        books = list(newest.values())
        if shuffled:
            shuffled.shuffle(books)
        rows: Book = {}
        for one in books:
            for sheet, own in one.book.items():
                rows.setdefault(sheet, []).extend(own)
        due = [
            (partner, month, (partner, month) in first and first[partner, month].is_in_time)
            for partner, month in self.due
            if month <= until
        ]
        return Known(until, rows, [(one.partner, one.month) for one in books], due, is_draft, self.days[number])


def lives(definitions: Definitions, tell: Teller = Story) -> st.SearchStrategy[Life]:
    """Lives of all partners of the definitions, each with a sequence of releases."""

    def lived(chance: Random, untils: list[int]) -> Life:
        # Mostly forward, now and then an older month again; a draft closes nothing.
        ordered = untils if chance.random() < 0.2 else sorted(untils)
        return live(definitions, chance, [(until, chance.random() < 0.15) for until in ordered], tell)

    months = st.integers(2, definitions.periods.count)
    return st.builds(lived, st.randoms(use_true_random=True), st.lists(months, min_size=1, max_size=3))


def live(definitions: Definitions, chance: Random, releases: list[tuple[int, bool]], tell: Teller = Story) -> Life:
    """All that is sent until the last release."""
    sent: list[Sent] = []
    until = max(until for until, _draft in releases)
    codes = [one.code for one in definitions.partners]
    busy = chance.sample(codes, chance.randint(2, min(9, len(codes))))
    due = [
        (partner.code, month)
        for partner in definitions.partners
        for month in range(1, until + 1)
        if definitions.is_expected(partner, month)
    ]
    for partner in definitions.partners:
        own_months = [month for code, month in due if code == partner.code]
        gaps = chance.choice([0.0, 0.0, 0.1, 0.5, 1.0])
        told = [month for month in own_months if chance.random() >= gaps]
        story = tell(definitions, chance, partner.code, told) if partner.code in busy else None
        for month in told:
            sent.extend(_send(chance, partner.code, month, story.book(month) if story else {}, releases))
    sent.sort(key=lambda one: one.known_from)
    ends = [definitions.periods.last_day(month) for month, _draft in releases]
    return Life(sent, releases, due, [end + timedelta(days=chance.choice([-10, 0, 1, 20])) for end in ends])


def _send(chance: Random, partner: str, month: int, book: Book, releases: list[tuple[int, bool]]) -> list[Sent]:
    """The workbook of a month and now and then a correction of it."""
    lag = 0 if chance.random() < 0.8 else chance.randint(0, len(releases))
    first = next((number for number, (until, _draft) in enumerate(releases) if until >= month), 0) + lag
    sent = [Sent(partner, month, first, chance.random() < 0.8, _numbered(book, partner, month))]
    if book and chance.random() < 0.15:
        later = chance.randint(first, first + 2)
        sent.append(Sent(partner, month, later, False, _numbered(correct(chance, book), partner, month)))
    return sent


def _numbered(book: Book, partner: str, month: int) -> Book:
    return {
        sheet: [
            row | {"partner_code": partner, "month": month, "row_number": number, "submission_id": f"{partner}-{month}"}
            for number, row in enumerate(rows, start=3)
        ]
        for sheet, rows in book.items()
    }


def correct(chance: Random, book: Book) -> Book:
    """A later revision: a row fewer, or counts that were a little different."""
    corrected = {sheet: [dict(row) for row in rows] for sheet, rows in book.items()}
    for rows in corrected.values():
        if rows and "women_enrolled_cum" not in rows[0] and "reporting_month" not in rows[0] and chance.random() < 0.2:
            rows.pop(chance.randrange(len(rows)))
        for row in rows:
            if chance.random() < 0.5:
                _nudge(chance, row)
    return corrected


def _nudge(chance: Random, row: Row) -> None:
    step = chance.choice([-3, -1, 1, 2, 6])
    if "women_enrolled_cum" in row:
        if row["stage"] in ("S6", "SX"):
            moved = max(-row["women_left_early_cum"], min(step, row["women_completed_cum"] - 1))
            row["women_completed_cum"] -= moved
            row["women_left_early_cum"] += moved
        elif row.get("pathway_format") != "INDIVIDUAL":
            moved = max(step, 2 - row["women_active"], 0 - row["women_active"])
            row["women_enrolled_cum"] += moved
            row["women_active"] += moved
        if "mentoring_hours_month" in row:
            row["mentoring_hours_month"] = max(0.0, row["mentoring_hours_month"] + step / 4)
        return
    for column, value in row.items():
        if isinstance(value, int) and not isinstance(value, bool) and column.endswith("_n") and chance.random() < 0.3:
            row[column] = max(0, value + step)
    _keep_the_rules(row)


def _keep_the_rules(row: Row) -> None:
    """What a workbook would be refused for is put right (T02, T03, T05, T06)."""
    if "attended_n" in row:
        row["registered_n"] = max(row["registered_n"], row["attended_n"])
    if "first_time_n" in row:
        row["first_time_n"] = min(row["first_time_n"], row["attended_n"])
    if row.get("attended_women_n") is not None:
        row["attended_n"] = sum(row[f"attended_{name}_n"] for name in ("women", "men", "undisclosed"))
        row["registered_n"] = max(row["registered_n"], row["attended_n"])
    for count, mean in (("satisfaction_n", "satisfaction_mean"), ("paired_n", "paired_pre_mean")):
        if row.get(count) is not None and mean in row:
            row[count] = min(row[count], row["attended_n"])
            row[mean] = (row[mean] or 3.0) if row[count] else None
    if row.get("paired_n") is not None:
        row["paired_post_mean"] = (row["paired_post_mean"] or 50.0) if row["paired_n"] else None
    if "followup_asked_n" in row:
        names = ("followup_asked_n", "followup_answered_n", "followup_applied_n")
        row.update(dict(zip(names, sorted((row[name] for name in names), reverse=True), strict=True)))
