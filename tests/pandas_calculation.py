"""The same calculation in pandas, written the way an analyst would: month by month, newest rows, then groups.

For speed only: it covers the indicators that add up, count or compare rows of a sheet, in the breakdowns that are
columns, without states and coverage. Columns of codes are categories, which pandas groups fastest.
"""

from collections.abc import Iterator

import pandas as pd

from indicators.calculate.facts import identity
from indicators.calculate.parts import months_of
from indicators.load import Definitions
from indicators.model.indicator import Breakdown, Distinct, Filter, Indicator, Mean, Milestone, Ratio, Share, Sum
from indicators.model.linear import LinearSum
from indicators.model.workbook import Joint, Sheet

KEPT = "_kept"


def calculate(definitions: Definitions, frames: dict[str, pd.DataFrame], months: range) -> int:
    """Calculate all indicators for these months; returns how many numbers came out."""
    found = 0
    homes = pd.Series({one.code: one.country for one in definitions.partners}, name="partner_country")
    sheets = definitions.workbook.sheets
    ready = {name: _prepare(definitions, name, frames[name], homes) for name in sheets}
    for month in months:
        newest: dict[str, pd.DataFrame] = {}
        for name, sheet in sorted(sheets.items(), key=lambda item: bool(item[1].takes_from)):
            known = _counted(sheet, ready[name][ready[name]["month"] <= month])
            newest[name] = known.drop_duplicates(list(identity(sheet)), keep="last")
            sets = {"every_months": known, "newest_months": newest[name]}
            if sheet.takes_from:
                sets = {one: _taken(sheet, rows, newest[sheet.takes_from]) for one, rows in sets.items()}
            for indicator in definitions.indicators:
                if indicator.sheet == name and indicator.calculation.kind != "deliverables_on_time":
                    rows = sets["every_months" if months_of(indicator) == "every_months" else "newest_months"]
                    found += _measure(indicator, sheet, rows)
    return found


def _prepare(definitions: Definitions, name: str, frame: pd.DataFrame, homes: pd.Series) -> pd.DataFrame:
    """Rows in the order in which the last of a thing is its newest, with country and whom it was adopted by."""
    sheet = definitions.workbook.sheets[name]
    frame = frame.sort_values(["month", "partner_code", "row_number"], ascending=[True, False, True])
    home = frame["partner_code"].map(homes)
    frame["row_country"] = frame[sheet.country_column].astype(object).fillna(home) if sheet.country_column else home
    frame["row_country"] = frame["row_country"].astype("category")
    for indicator in definitions.indicators:
        column = indicator.calculation.partner_of_other_country
        if indicator.sheet == name and column:
            codes = frame[column].dropna().astype(object).str.split(";").explode()
            other = codes.map(homes) != frame["row_country"].astype(object).loc[codes.index]
            frame[KEPT] = other.groupby(level=0).any().reindex(frame.index, fill_value=False)
    return frame


def _counted(sheet: Sheet, known: pd.DataFrame) -> pd.DataFrame:
    return known if sheet.joint is None else _once(sheet.joint, known)


def _once(joint: Joint, known: pd.DataFrame) -> pd.DataFrame:
    """Of a joint event the organiser's row, else the first guest's."""
    own = known["partner_code"].astype(object)
    host = known[joint.organiser].astype(object).fillna(own)
    is_guest = host != own
    event = known[list(joint.same)].assign(host=host)
    hosted = event[~is_guest].drop_duplicates()
    guests = event[is_guest].drop_duplicates()
    missing = guests.merge(hosted, how="left", indicator=True)["_merge"].eq("left_only").to_numpy()
    return pd.concat([known[~is_guest], known.loc[guests.index[missing]]]).sort_index()


def _taken(sheet: Sheet, rows: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    keys = list(sheet.row_key)
    missing = [column for column in other.columns if column not in rows.columns]
    return rows.drop(columns="row_country").merge(other[[*keys, *missing, "row_country"]], how="left", on=keys)


def _measure(indicator: Indicator, sheet: Sheet, rows: pd.DataFrame) -> int:
    calculation = indicator.calculation
    rows = rows[_holds(calculation, rows)]
    if calculation.partner_of_other_country:
        rows = rows[rows[KEPT]]
    values = pd.DataFrame(dict(_values(calculation, rows)), index=rows.index)
    return sum(
        _by_category(indicator, rows, values, breakdown)
        for breakdown in (None, *indicator.breakdowns)
        if breakdown is None or not breakdown.columns
    )


def _holds(rule: Filter, rows: pd.DataFrame) -> pd.Series:
    holds = pd.Series(True, index=rows.index)
    for column, codes in rule.where.items():
        holds &= rows[column].isin(codes)
    for column, codes in rule.where_not.items():
        holds &= ~rows[column].isin(codes)
    return holds


def _values(calculation: object, rows: pd.DataFrame) -> Iterator[tuple[str, pd.Series]]:
    match calculation:
        case Sum(terms=terms):
            for number, term in enumerate(terms):
                yield f"term{number}", _linear(term.of, rows).fillna(0).where(_holds(term, rows), 0)
        case Ratio() as ratio:
            names = ("numerator", "denominator", "before_numerator", "before_denominator")
            sums = {name: getattr(ratio, name) for name in names if getattr(ratio, name) is not None}
            values = pd.DataFrame({name: _linear(one, rows) for name, one in sums.items()})
            yield from values[values.notna().all(axis=1)].items()
        case Mean(mean=mean, weight=weight):
            n, score = _linear(weight, rows), _linear(mean, rows)
            yield "numerator", n * score
            yield "denominator", n.where(score.notna())
        case Share(of=of, positive=positive, negative=negative):
            column = rows[of.terms[0].column]
            yield "numerator", column.isin(positive)
            yield "denominator", column.isin(positive + negative)
        case Milestone(of=of):
            yield "largest", _linear(of, rows)


def _linear(of: LinearSum, rows: pd.DataFrame) -> pd.Series:
    total = rows[of.terms[0].column]
    for term in of.terms[1:]:
        total = total + term.sign * rows[term.column]
    return total


def _by_category(indicator: Indicator, rows: pd.DataFrame, values: pd.DataFrame, breakdown: Breakdown | None) -> int:
    calculation = indicator.calculation
    names = {None: None, "country": "row_country", "partner": "partner_code"}
    column = names.get(breakdown.name if breakdown else None, breakdown.column if breakdown else None)
    keys = [column] if column else []
    if isinstance(calculation, Distinct):
        own = [one.terms[0].column for one in calculation.of]
        codes = pd.concat([rows[[*keys, one]].rename(columns={one: "_code"}).dropna() for one in own])
        return (
            len(codes.groupby(keys, observed=True)["_code"].nunique()) if keys else int(codes["_code"].nunique() >= 0)
        )
    if isinstance(calculation, Share):
        keys.append(calculation.wave)
    if not keys:
        return len(values.max() if isinstance(calculation, Milestone) else values.sum())
    groups = values.groupby([rows.loc[values.index, key] for key in keys], observed=True)
    return int((groups.max() if isinstance(calculation, Milestone) else groups.sum()).size)
