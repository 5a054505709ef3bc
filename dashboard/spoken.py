"""The three sentences of the overview, made to be read aloud: where we are, what is behind, who has not reported."""

from collections.abc import Sequence

from babel.lists import format_list

from dashboard.markup import Html, element
from dashboard.session import Released
from dashboard.standing import Reporting, Standing, going_well, judged, needing_attention
from indicators.charts.finding import say_against_plan
from indicators.texts import Texts

_MOST_NAMES = 3  # more can't be listened to; all of them stand in the list below


def build_summary(released: Released) -> Html:
    """All three, one after the other."""
    texts, month = released.context.texts, released.context.month_name(released.month)
    missing = [gap.partner_code for gap in released.reporting.gaps if released.month_code in gap.months]
    names = [_name_partner(code, released) for code in missing]
    said = (
        say_where_we_are(released.standings, month, released.month, released.context.periods.count, texts),
        say_what_is_behind(released.standings, texts),
        say_who_is_missing(released.reporting, names, month, texts),
    )
    return element("p", " ".join(said), cls="summary")


def say_where_we_are(standings: Sequence[Standing], month: str, number: int, count: int, texts: Texts) -> str:
    """The month of the project, and how many indicators with a decided target are on track or ahead."""
    decided = _decided(standings)
    places = {"month": month, "number": number, "count": count, "total": len(decided)}
    if not decided:
        return texts("In month {number} of {count}, {month}, no decided target can be judged yet.", **places)
    return texts.plural(
        "In month {number} of {count}, {month}, {n} of {total} indicators with a decided target is on track or ahead.",
        "In month {number} of {count}, {month}, {n} of {total} indicators with a decided target are on track or ahead.",
        len(going_well(decided)),
        **places,
    )


def say_what_is_behind(standings: Sequence[Standing], texts: Texts) -> str:
    """How many are behind their plan, and the one that is the farthest."""
    behind = needing_attention(_decided(standings))
    if not behind:
        return texts("None with a decided target is behind its plan.")
    worst = behind[0]
    row = worst.shown or worst.now
    places = {"name": texts(worst.name), "figures": say_against_plan(row, texts), "month": row["month"]}
    if len(behind) == 1:
        return texts("One is behind its plan: “{name}” ({figures} by {month}).", **places)
    return texts.plural(
        "{n} is behind its plan, the farthest “{name}” ({figures} by {month}).",
        "{n} are behind their plan, the farthest “{name}” ({figures} by {month}).",
        len(behind),
        **places,
    )


def say_who_is_missing(reporting: Reporting, names: Sequence[str], month: str, texts: Texts) -> str:
    """Which partners have not reported the month; `names` are theirs."""
    places = {"month": month, "total": reporting.expected_n}
    if not reporting.expected_n:
        return texts("No partner was due to report for {month}.", month=month)
    if not names:
        return texts.plural(
            "The {n} partner that was due has reported for {month}.",
            "All {n} partners that were due have reported for {month}.",
            reporting.expected_n,
            month=month,
        )
    # Outside the call: a call with `texts` within it would be collected as a text without a plural.
    listed = _list_names(names, texts)
    return texts.plural(
        "{n} of {total} partners has not reported for {month}: {names}.",
        "{n} of {total} partners have not reported for {month}: {names}.",
        len(names),
        names=listed,
        **places,
    )


def _list_names(names: Sequence[str], texts: Texts) -> str:
    more = len(names) - _MOST_NAMES
    shown = list(names) if more <= 1 else [*names[:_MOST_NAMES], texts("{n} more", n=more)]
    return format_list(shown, locale=texts.locale)


def _decided(standings: Sequence[Standing]) -> list[Standing]:
    """Those with a decided target and a status."""
    return [one for one in judged(standings) if not one.is_proposed]


def _name_partner(code: str, released: Released) -> str:
    row = released.partners.get(code)
    return released.context.translate(row, "partner_name") if row else code
