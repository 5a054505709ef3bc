"""An indicator's passport: what it measures, what for, how it is calculated, who reports it, what it can't tell."""

from dashboard.frame import heading
from dashboard.glossary import build_term
from dashboard.markup import Child, Html, element, join, show
from dashboard.passport_lines import Lines, read_passport
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.symbols import MORE_IS_BETTER
from dashboard.target_history import build_target_history
from indicators.charts import LESS_IS_BETTER
from indicators.reasons import format_plan

Pair = tuple[Html | str, Child]


def show_passport(standing: Standing, released: Released) -> None:
    """The panel; what a release of an earlier version doesn't tell is left out."""
    _, lines = released.context.texts, read_passport(standing, released)
    show(
        heading(_("Indicator passport"), standing.code),
        element(
            "section",
            _build_list(_text(lines, released), "passport-text"),
            _build_list(_facts(lines, standing, released), "passport-facts"),
            cls="passport",
        ),
        element("h3", _("The target and how it was decided")),
        build_target_history(standing, released),
    )


def _build_list(pairs: list[Pair], cls: str) -> Html:
    told = ((name, value) for name, value in pairs if value)
    return element("dl", *(element("div", element("dt", n), element("dd", v)) for n, v in told), cls=cls)


def _text(lines: Lines, released: Released) -> list[Pair]:
    _ = released.context.texts
    return [
        (_("What it measures"), _say(lines, "definition")),
        (_("What for"), _say(lines, "purpose")),
        (_("How it is calculated"), _build_calculation(lines, released)),
        (_("What it doesn't tell"), _say(lines, "limits")),
        (_("Protection"), _build_lines(lines, "class", "shown")),
    ]


def _build_calculation(lines: Lines, released: Released) -> Html | None:
    """The formula in words, in columns, and what happens over partners and over time."""
    _ = released.context.texts
    axes = [(_("Over partners"), _say(lines, "over_partners")), (_("Over time"), _say(lines, "over_time"))]
    formula, columns = _say(lines, "formula"), _say(lines, "formula_columns")
    return (
        join(
            [
                element("span", formula, cls="formula") if formula else None,
                element("code", columns) if columns else None,
                *(element("span", element("b", f"{name}{_.colon}"), said, cls="axis") for name, said in axes if said),
            ]
        )
        or None
    )


def _facts(lines: Lines, standing: Standing, released: Released) -> list[Pair]:
    _ = released.context.texts
    return [
        (_("Measures the result"), _build_result(standing, released)),
        (_("Unit"), _say(lines, "unit")),
        (_("Direction"), _(LESS_IS_BETTER if standing.is_less_better else MORE_IS_BETTER)),
        (build_term("baseline", _, _("Baseline")), _build_baseline(standing, released)),
        (_("New figure"), _say(lines, "frequency")),
        (_("Who reports"), _build_lines(lines, "reporters")),
        (_("Means of verification"), _say(lines, "means_of_verification")),
        (_("Evaluation criterion"), _say(lines, "criterion")),
        (_("Scale"), _build_lines(lines, "scale")),
        (_("Breakdowns"), _say(lines, "breakdowns", ", ")),
        (_("Beside it"), _say(lines, "companion")),
    ]


def _build_result(standing: Standing, released: Released) -> Child:
    _, indicator = released.context.texts, standing.indicator
    result = next((one for one in released.results if one["result"] == indicator["result"]), None)
    level = element("small", _(indicator["level"]).capitalize())
    return element("span", released.context.translate(result, "result_name"), " ", level) if result else level


def _build_baseline(standing: Standing, released: Released) -> Html:
    _, indicator = released.context.texts, standing.indicator
    value, note = indicator["baseline"], indicator["baseline_note"]
    shown = _("unknown") if value is None else format_plan(value, indicator["unit"], _, standing.decimals)
    return element("span", shown, element("small", _(note)) if note else None)


def _say(lines: Lines, key: str, between: str = " ") -> str:
    return between.join(lines.get(key, ()))


def _build_lines(lines: Lines, *keys: str) -> Html | None:
    """Several sentences, the first in full ink, the others quiet below it."""
    first, *others = [line for key in keys for line in lines.get(key, ())] or [""]
    return element("span", first, *(element("small", line) for line in others)) if first else None
