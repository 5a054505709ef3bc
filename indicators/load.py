"""Loading of the definitions: every fault of every file is reported in one go."""

import hashlib
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, TypeAdapter, ValidationError

from indicators.calendar_references import check_calendar
from indicators.contribution_references import check_contribution
from indicators.evaluation_references import check_evaluation
from indicators.faults import DefinitionError, Fault, collect_faults
from indicators.framework_references import check_framework
from indicators.indicator_references import check_indicators
from indicators.model.base import Definition
from indicators.model.contribution import Contribution
from indicators.model.disclosure import PublicationPlan
from indicators.model.evaluation import Evaluation
from indicators.model.framework import LETTERS, Objective, Result, TargetVersion
from indicators.model.glossary import Word
from indicators.model.indicator import Indicator, IndicatorEntry, Scale
from indicators.model.population import Population
from indicators.model.project import Deliverable, Partner, ProgressRules, Project
from indicators.model.quality import QualityQuestions
from indicators.model.study import Study
from indicators.model.workbook import CodeList, Rule, Workbook
from indicators.path_references import check_paths
from indicators.periods import Periods
from indicators.plan_references import check_plan
from indicators.population_references import check_population
from indicators.quality_references import check_quality
from indicators.references import check_references
from indicators.report_references import check_reports
from indicators.strict_yaml import parse_yaml
from indicators.study_references import check_study
from indicators.target_references import check_targets

DEFAULT_FOLDER = Path(__file__).parent / "definitions"

_FILES: dict[str, Any] = {
    "project": Project,
    "partners": list[Partner],
    "objectives": list[Objective],
    "results": list[Result],
    "deliverables": list[Deliverable],
    "code_lists": dict[str, CodeList],
    "workbook": Workbook,
    "rules": list[Rule],
    "indicators": list[IndicatorEntry],
    "targets": dict[str, list[TargetVersion]],
    "scales": dict[str, Scale],
    "progress": ProgressRules,
    "disclosure": PublicationPlan,
    "quality": QualityQuestions,
}
# No figure follows from these, but a release's reader must see by which questions and rules its figures are judged, and
# that these stood before the figures did: they go with it and make a new version; a folder may lack them.
_ALONG: dict[str, Any] = {"evaluation": Evaluation, "contribution": Contribution}
# No figure follows from these either; they are in no release and don't make a new version; a folder may lack them.
_BESIDE: dict[str, Any] = {"population": Population, "glossary": dict[str, Word], "study": Study}


class Definitions(Definition):
    """Everything that the definitions folder states, checked and frozen."""

    folder: Path
    version: str
    rule_version: str
    project: Project
    partners: tuple[Partner, ...]
    objectives: tuple[Objective, ...]
    results: tuple[Result, ...]
    deliverables: tuple[Deliverable, ...]
    code_lists: dict[str, CodeList]
    workbook: Workbook
    rules: tuple[Rule, ...]
    indicators: tuple[Indicator, ...]
    targets: dict[str, tuple[TargetVersion, ...]]
    scales: dict[str, Scale]
    progress: ProgressRules
    disclosure: PublicationPlan
    quality: QualityQuestions
    population: Population | None = Field(
        default=None, description="the expected women; without them no plan can be refused as too fine"
    )
    glossary: dict[str, Word] = Field(default={}, description="words of the pages by key, each with its meaning")
    study: Study | None = Field(default=None, description="the survey of services and the exchange of practices")
    evaluation: Evaluation | None = Field(default=None, description="the evaluation matrix")
    contribution: Contribution | None = Field(default=None, description="the theory of change, step by step")
    source: dict[str, str] = Field(repr=False, description="text of every file, as it was read")

    @property
    def periods(self) -> Periods:
        """The reporting months."""
        return Periods(self.project.calendar)

    def partner(self, code: str) -> Partner | None:
        """The partner of a code, if there is one."""
        return next((partner for partner in self.partners if partner.code == code), None)

    def indicator(self, code: str) -> Indicator:
        """The indicator of a code; raises StopIteration."""
        return next(found for found in self.indicators if found.code == code)

    def result(self, code: str) -> Result:
        """The result of a code; raises StopIteration."""
        return next(found for found in self.results if found.code == code)

    def target(self, code: str) -> TargetVersion:
        """The target in force: the newest decision."""
        return max(self.targets[code], key=lambda version: version.decided_on)

    def rule(self, code: str) -> Rule:
        """The rule of a code; raises StopIteration."""
        return next(rule for rule in self.rules if rule.id == code)

    @property
    def quiet_rules(self) -> tuple[str, ...]:
        """Rules whose queries don't hold a workbook back: the coordinator is asked about them instead."""
        return tuple(rule.id for rule in self.rules if rule.accepted_because)

    @property
    def countries(self) -> tuple[str, ...]:
        """Countries of the consortium, in alphabetical order of their codes."""
        return tuple(sorted({partner.country for partner in self.partners}))

    def codes(self, list_name: str) -> dict[str, str]:
        """Codes of a list with their labels in the source language; `partner` is the registry."""
        if list_name == "partner":
            return {partner.code: partner.name for partner in self.partners}
        return self.code_lists[list_name].codes

    def is_expected(self, partner: Partner, month: int, sheet: str | None = None) -> bool:
        """Must this partner report (this sheet) for this month?"""
        first, last = self.periods.parse(partner.from_month), self.periods.parse(partner.to_month)
        if first is None or last is None or not first <= month <= last:
            return False
        return sheet is None or partner.is_delivering(sheet)


def definitions_folder() -> Path:
    """The folder in force: WEGO_DEFINITIONS, else the project's own."""
    return Path(os.environ.get("WEGO_DEFINITIONS") or DEFAULT_FOLDER)


@cache
def _load_once(folder: Path, stamp: tuple[int, ...]) -> Definitions:
    return read_definitions(folder)


def load_definitions(folder: Path | None = None) -> Definitions:
    """Load and check the definitions; raises DefinitionError with all faults. Kept until a file changes."""
    folder = (folder or definitions_folder()).resolve()
    stamp = tuple(path.stat().st_mtime_ns for path in sorted(folder.glob("*.yaml")))
    return _load_once(folder, stamp)


def read_definitions(folder: Path) -> Definitions:
    """Read, validate and cross-check all files of a folder; raises DefinitionError."""
    faults: list[Fault] = []
    source = {name: _read_text(folder, name, faults) for name in (*_FILES, *_present(folder, _ALONG))}
    beside = {name: _read_text(folder, name, faults) for name in _present(folder, _BESIDE)}
    parts = {name: _parse(folder, name, text, faults) for name, text in (source | beside).items()}
    if faults:
        raise DefinitionError(faults)
    parts["indicators"] = [_place(one, parts["results"]) for one in parts["indicators"]]
    definitions = Definitions(
        folder=folder,
        version=_version(parts["project"].version, source.values()),
        rule_version=_version(parts["workbook"].version, [source["workbook"], source["rules"]]),
        source=source,
        **parts,
    )
    faults = [*check_references(definitions), *check_indicators(definitions)]
    faults += [*check_framework(definitions), *check_targets(definitions)]
    faults += [*check_plan(definitions), *check_paths(definitions), *check_quality(definitions)]
    faults += [*check_calendar(definitions), *check_population(definitions), *check_study(definitions)]
    faults += [*check_evaluation(definitions), *check_contribution(definitions), *check_reports(definitions)]
    # The rehearsal needs definitions that hold together.
    faults = faults or _check_visibility(definitions)
    if faults:
        raise DefinitionError(faults)
    return definitions


def _present(folder: Path, names: Iterable[str]) -> list[str]:
    return [name for name in names if (folder / f"{name}.yaml").exists()]


def _check_visibility(definitions: Definitions) -> list[Fault]:
    # It runs the protector, which is written over the definitions: only now can it be imported.
    from indicators.visibility_references import check_visibility

    return check_visibility(definitions)


def _place(entry: IndicatorEntry, results: list[Result]) -> Indicator:
    # An unknown result is told with all other faults; until then the code's letters stand in for its level.
    found = next((result for result in results if result.code == entry.result), None)
    level = found.level if found else LETTERS.get(entry.code[:2], "process")
    return Indicator.model_construct(**dict(entry), level=level, objective=found.objective if found else "")


def _version(declared: str, texts: Any) -> str:
    # The digest makes an edit visible whose author forgot to raise the version.
    digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()
    return f"{declared}+{digest[:8]}"


def _read_text(folder: Path, name: str, faults: list[Fault]) -> str:
    path = folder / f"{name}.yaml"
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        faults.append(Fault(path.name, "(file)", "The file is missing or can't be read.", f"Add it to {folder}."))
        return ""


def _parse(folder: Path, name: str, text: str, faults: list[Fault]) -> Any:
    path = folder / f"{name}.yaml"
    try:
        data = parse_yaml(text)
        return TypeAdapter((_FILES | _ALONG | _BESIDE)[name]).validate_python(data) if text else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}" if mark else "(file)"
        faults.append(
            Fault(path.name, line, f"This is not valid YAML: {getattr(error, 'problem', error)}.", "Correct it.")
        )
    except ValidationError as error:
        faults.extend(collect_faults(error, path))
    except ValueError as error:
        # YAML takes 2017-13-01 for a date before anybody can look at it.
        faults.append(
            Fault(path.name, "(file)", f"A value can't be read: {error}.", "Look for a day that doesn't exist.")
        )
    return None
