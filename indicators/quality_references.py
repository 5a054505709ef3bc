"""Cross-checks of the questions on accepted numbers: every column, code and indicator that they name is there."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from indicators.faults import Fault
from indicators.model.quality import Conditions, NeedsQuestion, Question, SilentQuestion, TwiceQuestion

if TYPE_CHECKING:
    from indicators.load import Definitions

_FILE = "quality.yaml"
# Stands for the partner whose workbook it is, beside the columns of a sheet.
_PARTNER = "partner_code"
# Names of fields that hold columns of `sheet`.
_COLUMNS = ("column", "columns", "series", "differs", "people")


def check_quality(definitions: "Definitions") -> list[Fault]:
    """All faults between the questions and the other files."""
    counted = Counter(question.code for question in definitions.quality.questions)
    faults = [
        Fault(_FILE, code, f"The code stands {n} times.", "Give each question its own code.")
        for code, n in counted.items()
        if n > 1
    ]
    for question in definitions.quality.questions:
        faults += _check_question(definitions, question)
    return faults + _check_intake(definitions)


def _check_intake(definitions: "Definitions") -> list[Fault]:
    """A query that does not hold its workbook back must be asked somewhere: it would be lost otherwise."""
    quiet = definitions.quiet_rules
    if not quiet or definitions.quality.intake:
        return []
    found = f"Nobody asks about {', '.join(quiet)}, whose workbooks are accepted (`accepted_because` in rules.yaml)."
    return [Fault(_FILE, "intake", found, "Add a question under `intake`, as the coordinator is to read it.")]


def _check_question(definitions: "Definitions", question: Question) -> Iterator[Fault]:
    own = getattr(question, "sheet", None)
    if own is not None and not _has_sheet(definitions, own):
        yield _no_sheet(question, own)
        return
    if own is not None:
        yield from _check_columns(definitions, question, own, _named(question))
        yield from _check_conditions(definitions, question, own, getattr(question, "rows", Conditions()))
    yield from _check_second_sheet(definitions, question, own or "")
    for code in getattr(question, "exceptions", {}):
        if code not in {indicator.code for indicator in definitions.indicators}:
            yield Fault(_FILE, question.code, f"There is no indicator {code}.", "Use a code of indicators.yaml.")


def _check_second_sheet(definitions: "Definitions", question: Question, own: str) -> Iterator[Fault]:
    second, pairs, rows = _second_sheet(question, own)
    if isinstance(question, SilentQuestion) and definitions.workbook.sheets[own].state_column is None:
        yield Fault(_FILE, question.code, f"{own} is never declared empty.", "Name a sheet with a state.")
    if second is None:
        return
    if not _has_sheet(definitions, second):
        yield _no_sheet(question, second)
        return
    for pair in pairs:
        yield from _check_columns(definitions, question, own, pair)
        yield from _check_columns(definitions, question, second, pair.values())
    yield from _check_conditions(definitions, question, second, rows)


def _second_sheet(question: Question, own: str) -> tuple[str | None, tuple[dict[str, str], ...], Conditions]:
    """The other sheet that a question looks at, the columns paired with it, and the conditions on its rows."""
    match question:
        case TwiceQuestion():
            return question.of_sheet or own, (question.same, question.near, question.alike), Conditions()
        case NeedsQuestion():
            return question.of_sheet, (question.link, question.near), question.of_rows
        case SilentQuestion():
            return question.while_sheet, (), question.while_rows
    return None, (), Conditions()


def _named(question: Question) -> Iterator[str]:
    for name in _COLUMNS:
        value = getattr(question, name, ())
        yield from (value,) if isinstance(value, str) else value


def _check_columns(
    definitions: "Definitions", question: Question, sheet: str, columns: Iterable[str]
) -> Iterator[Fault]:
    for column in columns:
        if column != _PARTNER and column not in definitions.workbook.sheets[sheet].columns:
            yield Fault(_FILE, question.code, f"There is no column {sheet}.{column}.", "Use a column of workbook.yaml.")


def _check_conditions(
    definitions: "Definitions", question: Question, sheet: str, conditions: Conditions
) -> Iterator[Fault]:
    yield from _check_columns(definitions, question, sheet, conditions.columns)
    columns = definitions.workbook.sheets[sheet].columns
    for column, codes in (*conditions.where.items(), *conditions.where_not.items()):
        list_name = columns[column].list if column in columns else None
        for code in codes if list_name else ():
            if code not in definitions.codes(list_name or ""):
                found = f"There is no code {code} in the list of {sheet}.{column}."
                yield Fault(_FILE, question.code, found, "Use a code of the list.")


def _has_sheet(definitions: "Definitions", sheet: str) -> bool:
    return sheet in definitions.workbook.sheets


def _no_sheet(question: Question, sheet: str) -> Fault:
    return Fault(_FILE, question.code, f"There is no sheet {sheet}.", "Use the name of a sheet of workbook.yaml.")
