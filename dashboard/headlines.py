"""The lines at the top of a page, made to be read aloud: each a figure against its plan, with status and coverage."""

from collections.abc import Iterable

from dashboard.coverage_note import say_coverage
from dashboard.links import link_to_indicator
from dashboard.markup import Child, Html, element
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.symbols import build_state, build_status
from indicators.periods import month_number
from indicators.reasons import is_missing, say_plan, say_value, state_reason


def build_headlines(lines: Iterable[Child]) -> Html:
    """The lines as a list."""
    return element("ul", *(element("li", line) for line in lines if line), cls="headlines")


def build_headline(standing: Standing, released: Released) -> Html:
    """One indicator: status with its symbol, the sentence, then coverage and the way to its passport."""
    texts, shown = released.context.texts, standing.shown
    mark = (
        build_status(standing.status, standing.is_proposed, texts)
        if shown
        else build_state(standing.now["state"], texts)
    )
    beside = element("small", say_coverage(shown or standing.now, texts), " · ", link_to_indicator(standing.code))
    return element("span", mark, " ", element("span", say_standing(standing, released), cls="said"), " ", beside)


def say_standing(standing: Standing, released: Released) -> str:
    """What is shown of an indicator beside what was planned by then; without any figure, why there is none."""
    _, row, name = released.context.texts, standing.shown, released.context.texts(standing.name)
    if row is None:
        return _("{name}: {reason}", name=name, reason=say_why_none(standing, released))
    month = released.context.month_name(month_number(row["month"]))
    value = say_value(row["value"], row["unit"], _, standing.decimals)
    if is_missing(row["expected"]):
        return _("{name}: {value} by {month}.", name=name, value=value, month=month)
    planned = say_plan(row["expected"], row["unit"], _, standing.decimals)
    places = {"name": name, "value": value, "expected": planned, "month": month}
    if standing.is_less_better:
        return _("{name}: {value}, planned by {month}: at most {expected}.", **places)
    if standing.indicator["type"] == "count":
        return _("{name}: {value} of {expected} planned by {month}.", **places)
    return _("{name}: {value}, planned by {month}: {expected}.", **places)


def say_to_target(standing: Standing, released: Released) -> str:
    """What is shown of an indicator beside what it shall be at the project's end."""
    _, row, target = released.context.texts, standing.shown, standing.indicator["target"]
    if row is None or is_missing(target):
        return say_standing(standing, released)
    places = {
        "name": _(standing.name),
        "value": say_value(row["value"], row["unit"], _, standing.decimals),
        "target": say_plan(target, row["unit"], _, standing.decimals),
    }
    if standing.is_less_better:
        return _("{name}: {value}, planned for the project's end: at most {target}.", **places)
    if standing.indicator["type"] == "count":
        return _("{name}: {value} of {target} planned for the whole project.", **places)
    return _("{name}: {value}, planned for the project's end: {target}.", **places)


def say_why_none(standing: Standing, released: Released) -> str:
    """The plain sentence of an indicator without a figure; neutral where women stand behind it."""
    return state_reason(standing.now, released.context.texts, released.context.periods, standing.last_closed)
