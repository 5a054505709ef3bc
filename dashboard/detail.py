"""One indicator in detail: why it stands so, its curve, its breakdown, and where it comes from."""

import pandas as pd

from dashboard.breakdown import show_breakdown
from dashboard.cases import explain
from dashboard.changes_panel import show_changes_of
from dashboard.chart import show_chart
from dashboard.chart_wall import say_finding_of
from dashboard.comment_note import build_comment
from dashboard.coverage_note import build_coverage
from dashboard.curve_table import build_curve_table
from dashboard.frame import heading
from dashboard.glossary import build_term
from dashboard.links import link_to_page
from dashboard.markup import Child, Html, element, join, show
from dashboard.passport import show_passport
from dashboard.provenance_panel import show_provenance
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.symbols import TARGET_STATES, build_figure, build_status
from dashboard.tables import build_facts
from dashboard.verification_note import say_verification_of
from indicators.charts import draw_progress_curve
from indicators.reasons import format_plan, format_value, is_missing
from indicators.sensitivity import sensitivity_line


def show_detail(released: Released, code: str) -> None:
    """Everything that the release tells of one indicator."""
    standing = next(one for one in released.standings if one.code == code)
    texts = released.context.texts
    figures = released.figures[released.figures["indicator_code"] == code]
    show(
        _build_way_up(standing, released),
        heading(texts(standing.name), code),
        _build_verdict(standing, released),
        build_comment(standing, released),
        build_facts(_facts(standing, released)),
    )
    _show_curve(figures[figures["breakdown"] == "total"], standing, released)
    show_breakdown(figures, standing, released)
    show_passport(standing, released)
    show_provenance(figures, standing, released)
    show_changes_of(standing, released)
    said = say_verification_of(released.verification, code, texts)
    show(element("p", said, cls="verified quiet-text") if said else None)


def _build_verdict(standing: Standing, released: Released) -> Html:
    texts = released.context.texts
    line = sensitivity_line(standing.shown or standing.now, texts, released.rules)
    chip = build_status(standing.status, standing.is_proposed, texts)
    return join(
        [
            element("p", chip, " ", explain(standing, released), cls="verdict"),
            element("p", line, cls="sensitivity") if line else None,
        ]
    )


def _facts(standing: Standing, released: Released) -> list[tuple[str, Child]]:
    _, row, decimals = released.context.texts, standing.shown or standing.now, standing.decimals
    unit, indicator = row["unit"], standing.indicator
    state = indicator["target_state"]
    baseline = _("unknown") if is_missing(row["baseline"]) else format_plan(row["baseline"], unit, _, decimals)
    target = element(
        "span",
        format_plan(indicator["target"], unit, _, decimals),
        element("small", _(TARGET_STATES[state])) if state in TARGET_STATES else None,
    )
    return [
        (_("Value at {month}", month=row["month"]), build_figure(row, _, decimals)),
        (_("Planned by {month}", month=row["month"]), format_plan(row["expected"], unit, _, decimals)),
        (build_term("progress", _, _("Progress against the plan")), format_value(row["progress_pct"], "percent", _, 0)),
        (_("Target by {month}", month=released.context.periods.codes[-1]), target),
        (build_term("baseline", _, _("Baseline")), baseline),
        (_("Coverage"), build_coverage(row, _)),
    ]


def _show_curve(figures: pd.DataFrame, standing: Standing, released: Released) -> None:
    _, periods = released.context.texts, released.context.periods
    chart = draw_progress_curve(figures, pd.Series(standing.indicator), _, periods, has_title=False)
    name = _(standing.name)
    show_chart(
        chart,
        say_finding_of(standing, figures, released),
        alt=_("Planned and actual values of {name} until {month}", name=name, month=released.month_code),
        table=build_curve_table(figures, standing, released),
        key="curve",
    )


def _build_way_up(standing: Standing, released: Released) -> Html | None:
    """To the objective and the result that the indicator measures."""
    _, indicator = released.context.texts, standing.indicator
    objective = next((one for one in released.objectives if one["objective"] == indicator["objective"]), None)
    if objective is None:
        return None
    name = released.context.translate(objective, "objective_name")
    result = next((one for one in released.results if one["result"] == indicator["result"]), None)
    parts: list[Child] = [link_to_page("objectives", name, objective=str(objective["objective"]))]
    if result is not None:
        parts += [" › ", released.context.translate(result, "result_name")]
    return element("nav", *parts, cls="way-up", aria_label=_("What this indicator measures"))
