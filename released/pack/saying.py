"""Figures in few words, as the product's pages say them: value, plan, status and coverage."""

from released.blocks import Piece, mark
from released.charts.wording import capital, is_in_points, is_percent, say_plan, say_value
from released.pack.standing import Standing
from released.texts import Texts

NO_VALUE = "–"


def value_of(standing: Standing, texts: Texts) -> str:
    """The told value, or the word for why there is none: never a blank, never a 0."""
    row = standing.row
    if row["state"] == "value":
        return say_value(row["value"], standing.about, texts)
    return texts.label("state", row["state"])


def number_of(standing: Standing, texts: Texts) -> str:
    """As `value_of`, where the unit stands beside."""
    return _plain(value_of(standing, texts), standing, texts)


def plan_of(standing: Standing, texts: Texts, column: str = "expected", has_unit: bool = True) -> str:
    """What was planned by then (or, column `target`, for the end); a dash where nothing was."""
    value = standing.row[column] if column == "expected" else standing.about.target
    if value is None:
        return NO_VALUE
    said = say_plan(value, standing.about, texts)
    return said if has_unit else _plain(said, standing, texts)


def _plain(said: str, standing: Standing, texts: Texts) -> str:
    """Without "percentage points", which the column of units says."""
    before, _sign, behind = texts("{value} percentage points").partition("{value}")
    return said.removeprefix(before).removesuffix(behind) if is_in_points(standing.about.unit) else said


def is_less_better(standing: Standing) -> bool:
    """Is it the better the lower it is?"""
    return standing.about.direction == "down"


def against_plan(standing: Standing, texts: Texts) -> str:
    """Value and plan side by side: "27 of 50 planned", "79.4 %, planned 85 %", "12, planned at most 10"."""
    _, row = texts, standing.row
    value = value_of(standing, texts)
    if row["expected"] is None or row["state"] != "value":
        return value
    places = {"value": value, "expected": plan_of(standing, texts)}
    if is_less_better(standing):
        return _("{value}, planned at most {expected}", **places)
    if is_count(standing):
        return _("{value} of {expected} planned", **places)
    return _("{value}, planned {expected}", **places)


def is_count(standing: Standing) -> bool:
    """Is it a plain count from zero, so that it is so many of so many?"""
    row = standing.row
    is_plain = row["numerator"] == row["value"] and row["denominator"] is None and not is_percent(row["unit"])
    return is_plain and not row["baseline"]


def status_mark(standing: Standing, texts: Texts, is_long: bool = False) -> Piece:
    """The status with its mark, hollow against a proposed target and, at length, said to be so."""
    name, is_open = status_name(standing.status, texts), standing.is_proposed and standing.status != "unavailable"
    said = texts("{status}, proposed target", status=name) if is_open and is_long else name
    return mark(standing.status, said, is_open)


def status_name(status: str, texts: Texts) -> str:
    """The status as a word, with a capital."""
    return capital(texts.label("status", status))


def say_coverage(standing: Standing, texts: Texts) -> str:
    """How many partners the figure rests on, for instance "12 of 15 partners"; a dash where none was expected."""
    row = standing.row
    if not row["expected_reports_n"]:
        return NO_VALUE
    return texts.plural(
        "{reported} of {n} partner",
        "{reported} of {n} partners",
        row["expected_reports_n"],
        reported=row["reported_n"] or 0,
    )


def first_note(standing: Standing, texts: Texts) -> str:
    """The footnote on the first coverage of a report: what it tells, then the gaps of this figure."""
    meaning = texts(
        "How many of the partners from which a report was expected have sent one that was accepted. A total without it "
        "would look more complete than it is."
    )
    return f"{meaning} {_say_gaps(standing, texts)}".strip()


def coverage_note(standing: Standing, texts: Texts) -> str:
    """The footnote on a figure in which earlier months count; who reported at all stands beside each figure."""
    return _say_gaps(standing, texts) if standing.row["carried_forward_n"] else ""


def _say_gaps(standing: Standing, texts: Texts) -> str:
    """Who reported, how many were carried forward; empty without gaps."""
    row = standing.row
    expected, reported, carried = (row[name] or 0 for name in ("expected_reports_n", "reported_n", "carried_forward_n"))
    if row["state"] != "value" or not expected or (reported >= expected and not carried):
        return ""
    said = texts.plural(
        "{reported} of {n} partner reported.", "{reported} of {n} partners reported.", expected, reported=reported
    )
    more = texts("{n} carried forward from earlier months.", n=carried)
    return f"{said} {more}" if carried else said
