"""Cross-checks of the study: its sheets, columns and states exist, and what pages draw is released."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from indicators.faults import Fault
from indicators.model.study import Exchange, Survey

if TYPE_CHECKING:
    from indicators.load import Definitions

_FILE = "study.yaml"


def check_study(definitions: "Definitions") -> list[Fault]:
    """All faults of the study against the workbook; none when it is not stated."""
    study = definitions.study
    if study is None:
        return []
    faults = list(_check_survey(definitions, study.survey)) if study.survey else []
    return faults + (list(_check_practices(definitions, study.practices)) if study.practices else [])


def _check_survey(definitions: "Definitions", survey: Survey) -> Iterator[Fault]:
    yield from _check_columns(definitions, "survey", survey.sheet, {"wave": survey.wave})


def _check_practices(definitions: "Definitions", practices: Exchange) -> Iterator[Fault]:
    names = {name: getattr(practices, name) for name in ("theme", "state", "since", "adopted_by")}
    found = list(_check_columns(definitions, "practices", practices.sheet, names))
    yield from found
    if found:
        return
    sheet = definitions.workbook.sheets[practices.sheet]
    if sheet.fact is None or sheet.country_column is None:
        said = f"{practices.sheet} has no released rows with a country."
        yield Fault(_FILE, "practices.sheet", said, "Name a sheet with `fact` and `country_column`.")
    for key, name in names.items():
        if not sheet.columns[name].is_released:
            said = f"{practices.sheet}.{name} is not released."
            yield Fault(_FILE, f"practices.{key}", said, "Name a column with `released: true`.")
    ranked = definitions.code_lists.get(sheet.columns[practices.state].list or "")
    codes = ranked.codes if ranked else {}
    for state in practices.given_up:
        if state not in codes:
            yield Fault(_FILE, "practices.given_up", f"There is no state {state}.", "Use a code of the list of states.")


def _check_columns(definitions: "Definitions", key: str, name: str, columns: dict[str, str]) -> Iterator[Fault]:
    sheet = definitions.workbook.sheets.get(name)
    if sheet is None:
        yield Fault(_FILE, f"{key}.sheet", f"There is no sheet {name}.", "Use a sheet of workbook.yaml.")
        return
    for part, column in columns.items():
        if column not in sheet.columns:
            said = f"{name} has no column {column}."
            yield Fault(_FILE, f"{key}.{part}", said, "Use a column of that sheet.")
