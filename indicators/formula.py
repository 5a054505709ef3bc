"""The formula of an indicator in words, made from its calculation: nobody writes one by hand."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from indicators.model.disclosure import MagnitudePlan, OutcomePlan
from indicators.model.indicator import (
    DeliverablesOnTime,
    Distinct,
    Filter,
    Indicator,
    Mean,
    Milestone,
    Ratio,
    ReportsOnTime,
    Share,
    Sum,
    SummedColumn,
)
from indicators.model.linear import LinearSum
from indicators.texts import N_, Texts

if TYPE_CHECKING:
    from indicators.load import Definitions

_IS = N_("{column} is {codes}")
_IS_NOT = N_("{column} is not {codes}")


def formula_in_words(definitions: "Definitions", indicator: Indicator, texts: Texts) -> str:
    """What is counted or divided, which rows count and how it is rounded, with the columns' own labels."""
    return " ".join([_core(definitions, indicator, texts), *_which_rows(definitions, indicator, texts)])


def _core(definitions: "Definitions", indicator: Indicator, _: Texts) -> str:
    calculation = indicator.calculation

    def named(one: LinearSum) -> str:
        return name_columns(definitions, one, _)

    match calculation:
        case Distinct():
            return _("Number of different codes in {columns}.", columns=", ".join(named(one) for one in calculation.of))
        case Sum():
            return " ".join(
                _add(definitions, indicator, term, number, _) for number, term in enumerate(calculation.terms)
            )
        case Ratio():
            return _ratio(definitions, calculation, _)
        case Mean():
            mean, weight = named(calculation.mean), named(calculation.weight)
            return _("Mean of {columns}, each row weighted with {weight}.", columns=mean, weight=weight)
        case Share():
            return _share(definitions, indicator, calculation, _)
        case Milestone():
            return _("The highest of the newest values of {columns}.", columns=named(calculation.of))
        case DeliverablesOnTime():
            places = {"key": named(calculation.key), "day": named(calculation.submitted_on)}
            return _("100 × different {key} with {day} by the end of their due month ÷ those due so far.", **places)
        case ReportsOnTime():
            days = definitions.project.calendar.due_days
            return _("100 × months first received by their due day (the month's end + {n} days) ÷ months due.", n=days)


def _add(definitions: "Definitions", indicator: Indicator, term: SummedColumn, number: int, _: Texts) -> str:
    columns, conditions = name_columns(definitions, term.of, _), name_conditions(definitions, indicator.sheet, term, _)
    if not conditions:
        return _("Plus the sum of {columns}.", columns=columns) if number else _("Sum of {columns}.", columns=columns)
    places = {"columns": columns, "conditions": conditions}
    if number:
        return _("Plus the sum of {columns}, of rows in which {conditions}.", **places)
    return _("Sum of {columns}, of rows in which {conditions}.", **places)


def _ratio(definitions: "Definitions", ratio: Ratio, _: Texts) -> str:
    names = ("numerator", "denominator", "before_numerator", "before_denominator")
    sums = {name: getattr(ratio, name) for name in names}
    places = {name: name_columns(definitions, one, _) for name, one in sums.items() if one}
    if len(places) == len(names):
        return _(
            "100 × sum of {numerator} ÷ sum of {denominator}, minus 100 × sum of {before_numerator} ÷ sum of "
            "{before_denominator}.",
            **places,
        )
    return _("100 × sum of {numerator} ÷ sum of {denominator}.", **places)


def _share(definitions: "Definitions", indicator: Indicator, share: Share, _: Texts) -> str:
    column = share.of.terms[0].column
    return _(
        "100 × rows in which {column} is {positive} ÷ rows in which it is {answers}, by {wave}.",
        column=name_column(definitions, indicator.sheet, column, _),
        positive=_name_codes(definitions, indicator.sheet, column, share.positive, _),
        answers=_name_codes(definitions, indicator.sheet, column, share.positive + share.negative, _),
        wave=name_column(definitions, indicator.sheet, share.wave, _),
    )


def _which_rows(definitions: "Definitions", indicator: Indicator, _: Texts) -> Iterable[str]:
    calculation, plan = indicator.calculation, definitions.disclosure.rows.get(indicator.code)
    conditions = name_conditions(definitions, indicator.sheet, calculation, _)
    if conditions:
        yield _("Only rows in which {conditions}.", conditions=conditions)
    if calculation.partner_of_other_country:
        column = name_column(definitions, indicator.sheet, calculation.partner_of_other_country, _)
        yield _("Only rows in which {column} names a partner of another country than the row's.", column=column)
    if isinstance(plan, OutcomePlan):
        ended = name_conditions(definitions, indicator.sheet, ended_filter(definitions), _)
        yield _("Only the final row of what has ended: {conditions}.", conditions=ended)
    if isinstance(calculation, Ratio | Mean):
        is_zero = isinstance(plan, OutcomePlan) and plan.is_blank_zero
        yield _("A blank counts as 0.") if is_zero else _("A row in which one of them is blank is left out.")
    if isinstance(plan, OutcomePlan | MagnitudePlan):
        yield from _rounding(indicator, plan, _)


def _rounding(indicator: Indicator, plan: OutcomePlan | MagnitudePlan, _: Texts) -> Iterable[str]:
    kept = plan.keep_within if isinstance(plan, OutcomePlan) else None
    if plan.round_to == 1 and not kept and not indicator.is_rate:
        return
    if not kept:
        yield _("Rounded to {step}.", step=plan.round_to)
        return
    places = {"step": plan.round_to, "low": kept[0], "high": kept[1]}
    if indicator.type == "percent_change":
        yield _("Each share is rounded to {step} and kept from {low} to {high} before they are subtracted.", **places)
    else:
        yield _("Rounded to {step} and kept from {low} to {high}.", **places)


def ended_filter(definitions: "Definitions") -> Filter:
    """What says that a row has ended; no condition where nothing can end."""
    ledgers = definitions.disclosure.ledgers
    return Filter(where=ledgers.ended_when if ledgers else {})


def name_columns(definitions: "Definitions", one: LinearSum, texts: Texts) -> str:
    """A sum of columns by their labels, for instance “Result after” − “Result before”."""
    text = "".join(
        f" {'−' if term.sign < 0 else '+'} {name_column(definitions, term.sheet, term.column, texts)}"
        for term in one.terms
    )
    named = text.removeprefix(" + ").strip()
    return f"({named})" if len(one.terms) > 1 else named


def name_column(definitions: "Definitions", sheet: str | None, column: str, texts: Texts) -> str:
    """A column by its label in quotation marks."""
    return texts.quote(texts(definitions.workbook.sheets[sheet or ""].columns[column].label))


def name_conditions(definitions: "Definitions", sheet: str | None, rule: Filter, _: Texts) -> str:
    """What a filter demands, by the labels of columns and codes; empty when it demands nothing."""
    parts = [
        _(
            sentence,
            column=name_column(definitions, sheet, column, _),
            codes=_name_codes(definitions, sheet, column, codes, _),
        )
        for sentence, asked in ((_IS, rule.where), (_IS_NOT, rule.where_not))
        for column, codes in asked.items()
    ]
    return _(" and ").join(parts)


def _name_codes(definitions: "Definitions", sheet: str | None, column: str, codes: tuple[str, ...], _: Texts) -> str:
    known = definitions.codes(definitions.workbook.sheets[sheet or ""].columns[column].list or "")
    return _(" or ").join(_.quote(_(known[code])) for code in codes)
