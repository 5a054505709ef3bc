"""The mini project with one more sheet of things, on which an indicator of every kind is tried: all of it YAML."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from indicators.load import Definitions, read_definitions
from tests.calculation.world import Row
from tests.definitions.folder import MINI, edit

GOODS = """
label: Goods
grain: one row per good
key: [good_code]
class: C
state_column: state_goods
country_column: country
columns:
  good_code: {type: string, label: Good, required: true}
  country: {type: code, label: Country, list: country, required: true}
  make: {type: code, label: Make, list: make}
  places: {type: code_set, label: Places, list: country}
  shop: {type: string, label: Shop}
  wave: {type: code, label: Wave, list: wave}
  answer: {type: code, label: Answer, list: yes_no}
  made_n: {type: integer, label: Made}
  wanted_n: {type: integer, label: Wanted}
  before_made_n: {type: integer, label: Made before}
  before_wanted_n: {type: integer, label: Wanted before}
  score_n: {type: integer, label: Answers}
  score_mean: {type: decimal, label: Score, digits: 2}
  entry_mean: {type: decimal, label: Score at entry, digits: 2}
  hours: {type: decimal, label: Hours}
  progress_pct: {type: integer, label: Progress}
"""
PLANS = """
label: Plans
grain: one row per plan and month
key: [plan_code, reporting_month]
class: C
state_column: state_goods
columns:
  plan_code: {type: code, label: Plan, list: plan, required: true}
  workstream: {type: code, label: Workstream, list: workstream}
  submitted_on: {type: date, label: Submitted on}
"""
LISTS = """
make: {name: make, codes: {ROOF: roof, TOOL: tool}}
wave: {name: wave, codes: {W1: first, W2: second}}
plan: {name: plan, codes: {D1: first plan, D2: second plan}}
workstream: {name: workstream, codes: {WS1: first, WS2: second}}
deliverable_type: {name: type, codes: {BOOK: book}}
"""
DELIVERABLES = """
- {code: D1, workstream: WS1, deliverable_type: BOOK, lead: P01, due_month: M02, name: First}
- {code: D2, workstream: WS2, deliverable_type: BOOK, lead: P02, due_month: M03, name: Second}
"""
# Kind -> type of the indicator and its calculation, as a committee would write it.
KINDS = {
    "sum": ("count", "{kind: sum, terms: [{of: GOODS.made_n}]}"),
    "sum_of_decimals": ("count", "{kind: sum, terms: [{of: GOODS.hours}]}"),
    "sum_under_conditions": (
        "count",
        "{kind: sum, terms: [{of: GOODS.made_n}, {of: GOODS.wanted_n, where: {make: [TOOL]}}], "
        "where_not: {wave: [W2]}}",
    ),
    "distinct_things": ("count", "{kind: distinct, of: [GOODS.good_code]}"),
    "distinct": ("count", "{kind: distinct, of: [GOODS.shop]}"),
    "distinct_of_sets": ("count", "{kind: distinct, of: [GOODS.places]}"),
    "distinct_of_several": ("count", "{kind: distinct, of: [GOODS.country, GOODS.places, GOODS.make]}"),
    "ratio": ("percent", "{kind: ratio, numerator: GOODS.made_n, denominator: GOODS.wanted_n}"),
    "change": (
        "percent_change",
        "{kind: ratio, numerator: GOODS.made_n, denominator: GOODS.wanted_n, "
        "before_numerator: GOODS.before_made_n, before_denominator: GOODS.before_wanted_n}",
    ),
    "mean": ("mean", "{kind: mean, mean: GOODS.score_mean, weight: GOODS.score_n}"),
    "mean_change": ("mean_change", "{kind: mean, mean: GOODS.score_mean - GOODS.entry_mean, weight: GOODS.score_n}"),
    "share": ("percent", "{kind: share, of: GOODS.answer, positive: ['Y'], negative: ['N'], wave: wave}"),
    "milestone": ("milestone", "{kind: milestone, of: GOODS.progress_pct}"),
}
CALENDAR_KINDS = {
    "reports_on_time": ("percent", "{kind: reports_on_time}"),
    "deliverables_on_time": (
        "percent",
        "{kind: deliverables_on_time, key: PLANS.plan_code, submitted_on: PLANS.submitted_on}",
    ),
}
BREAKDOWNS = [
    "country",
    "partner",
    "make",
    {"name": "place", "column": "places"},
    {"name": "shop", "column": "shop"},
]
# Of sums alone: its columns are added up.
SIDE = {"name": "side", "columns": {"made": "made_n", "wanted": "wanted_n"}}
OVER_TIME = ("newest", "carried", "every")


def code_of(kind: str, over_time: str = "newest") -> str:
    """Code of the indicator that tries a kind."""
    names = [f"{one}/{time}" for one in KINDS for time in OVER_TIME] + [f"{one}/newest" for one in CALENDAR_KINDS]
    return f"OP-{10 + names.index(f'{kind}/{over_time}'):02d}"


def _indicator(kind: str, over_time: str) -> dict[str, Any]:
    kind_type, calculation = (KINDS | CALENDAR_KINDS)[kind]
    breakdowns: list[Any] = [*BREAKDOWNS, *([SIDE] if "kind: sum" in calculation else [])]
    if kind in CALENDAR_KINDS:
        breakdowns = ["country", "partner", *(["workstream"] if kind == "deliverables_on_time" else [])]
    return {
        "code": code_of(kind, over_time),
        "name": f"{kind} {over_time}",
        "result": "R-OP-2",
        "definition": "Tried.",
        "purpose": "Tries a kind.",
        "limits": "Nothing else.",
        "unit": "pieces",
        "type": kind_type,
        "class": "C",
        "sheet": {"reports_on_time": None, "deliverables_on_time": "PLANS"}.get(kind, "GOODS"),
        "calculation": yaml.safe_load(calculation) | {"over_time": over_time},
        "breakdowns": breakdowns,
        "companion": {"name": "wish rate", "numerator": "GOODS.wanted_n", "denominator": "GOODS.score_n"}
        if kind == "ratio"
        else None,
        "baseline": {"value": 0},
        "criterion": "effectiveness",
        "means_of_verification": "none",
    }


def _write(folder: Path) -> None:
    asked = [(kind, time) for kind in KINDS for time in OVER_TIME] + [(kind, "newest") for kind in CALENDAR_KINDS]
    own = [_indicator(kind, time) for kind, time in asked]
    target = {"decided_on": "2020-03-01", "value": None, "state": None, "source": "none", "planned_path": {}}
    edit(folder, "indicators", lambda data: data.extend(own))
    edit(folder, "targets", lambda data: data.update({one["code"]: [target] for one in own}))
    edit(folder, "code_lists", lambda data: data.update(yaml.safe_load(LISTS)))
    edit(folder, "workbook", _add_sheets)
    (folder / "deliverables.yaml").write_text(DELIVERABLES)


def _add_sheets(workbook: dict[str, Any]) -> None:
    state = {"type": "code", "label": "Goods", "list": "report_state", "required": True}
    workbook["sheets"]["COVER"]["columns"]["state_goods"] = state
    workbook["sheets"] |= {"GOODS": yaml.safe_load(GOODS), "PLANS": yaml.safe_load(PLANS)}


@cache
def definitions_of_every_kind(to_month: str = "M12") -> Definitions:
    """The mini project with an indicator of every kind; `to_month` is the last month of its second partner."""
    with TemporaryDirectory() as name:
        # Its questions and steps are about indicators that these definitions replace.
        left = shutil.ignore_patterns("evaluation.yaml", "contribution.yaml")
        folder = Path(shutil.copytree(MINI, Path(name) / "definitions", ignore=left))
        _write(folder)
        edit(folder, "partners", lambda data: data[1].update(to_month=to_month))
        return read_definitions(folder)


def good(partner: str, month: int, code: str, **values: Any) -> Row:
    """A row of the sheet of things; what is not given is blank."""
    return {"partner_code": partner, "month": month, "good_code": code} | values
