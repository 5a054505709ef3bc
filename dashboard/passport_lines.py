"""What an indicator's passport says, line by line, as the release has it."""

from dashboard.breakdown import breakdown_name
from dashboard.session import Released
from dashboard.standing import Standing
from indicators.passport import NOTHING, build_passport

Lines = dict[str, tuple[str, ...]]
# Columns of the table `indicator` that are one text each, under the name of the passport's entry.
_TEXTS = {
    "definition": "definition",
    "purpose": "purpose",
    "limits": "limits",
    "formula_columns": "formula",
    "over_partners": "over_partners",
    "over_time": "over_time",
    "unit": "unit",
    "frequency": "frequency",
    "means_of_verification": "means_of_verification",
    "criterion": "criterion",
}


def read_passport(standing: Standing, released: Released) -> Lines:
    """Entries by key: the released columns and, where the release was made with the definitions in force, their words.

    Those can say more, in the reader's language. A release of an earlier version has fewer columns, so fewer entries.
    """
    lines = _released_lines(standing, released)
    if released.is_of_these_definitions:
        passport = build_passport(released.context.definitions, standing.code, released.context.texts)
        lines |= {entry.key: entry.lines for entry in passport.entries if entry.lines != (NOTHING,)}
    return lines


def _released_lines(standing: Standing, released: Released) -> Lines:
    _, indicator = released.context.texts, standing.indicator
    lines: Lines = {key: (_(indicator[name]),) for key, name in _TEXTS.items() if indicator[name]}
    if indicator["breakdowns"]:
        names = indicator["breakdowns"].split(";")
        lines["breakdowns"] = tuple(breakdown_name(name, released.context) for name in names)
    classes = released.context.definitions.disclosure.classes
    meaning = next((one.meaning for name, one in classes.items() if name == indicator["class"]), "")
    lines["class"] = tuple(_(one) for one in (meaning, indicator["class_note"]) if one)
    return lines
