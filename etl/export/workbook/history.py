"""How definitions came to be what they are: every target that was in force, and the versions behind the figures."""

from collections.abc import Iterator
from typing import Any

from etl.export.workbook.formats import DAY, plan_format
from etl.export.workbook.page import Cell, Page, Row, table_page
from etl.export.workbook.source import NO_VALUE, Source
from etl.export.workbook.words import say_path, say_yes
from indicators.texts import N_

TARGETS, VERSIONS = N_("Targets"), N_("Versions")
_NONE = Cell(NO_VALUE, "none")
_WIDTHS_OF_TARGETS = (8, 40, 12, 10, 12, 10, 40, 50, 40)


def build_targets(source: Source) -> Page:
    """Every target with the day and the decision by which it came into force, the oldest of each indicator first."""
    _ = source.texts
    head = [_("Code"), _("Indicator"), *(source.column_name("target", name) for name in _TOLD_OF_TARGET)]
    about = {row["indicator_code"]: row for row in source.indicators}
    rows = (_target(source, row, about[code]) for code in about for row in source.rows_of("target", code))
    return table_page(_(TARGETS), head, map(float, _WIDTHS_OF_TARGETS), rows, frozen_columns=2)


_TOLD_OF_TARGET = ("decided_on", "target", "target_state", "is_in_force", "planned_path", "target_source", "decision")


def _target(source: Source, row: dict[str, Any], about: dict[str, Any]) -> Row:
    _, value, code = source.texts, row["target"], row["indicator_code"]
    known = plan_format(value, about["decimals"], about["unit"])
    return [
        Cell(code, "sign"),
        Cell(source.label("indicator_name", code, about["indicator_name"]), "sign"),
        Cell(row["decided_on"], "sign", DAY) if row["decided_on"] else _NONE,
        Cell(_("no target"), "none") if value is None else Cell(value, "sign", known),
        Cell(source.label("target_state", row["target_state"]), "sign") if row["target_state"] else _NONE,
        Cell(say_yes(row["is_in_force"], _), "sign"),
        Cell(say_path(row["planned_path"], _), "sign"),
        *(Cell(_(row[name]), "sign") if row[name] else _NONE for name in ("target_source", "decision")),
    ]


def build_versions(source: Source) -> Page:
    """The versions of definitions and rules that the figures were made with: a closed figure keeps its own."""
    _ = source.texts
    head = [_("Kind"), _("Version"), _("In force"), _("Figures from"), _("Figures until"), _("Files")]
    return table_page(_(VERSIONS), head, (30.0, 22.0, 10.0, 12.0, 12.0, 90.0), _versions(source), frozen_columns=2)


def _versions(source: Source) -> Iterator[Row]:
    files: dict[str, list[str]] = {}
    for row in source.rows("definition"):
        files.setdefault(row["definition_version"], []).append(row["file"])
    for column in ("definition_version", "rule_version"):
        months: dict[str, list[str]] = {}
        for version, month in source.months_of(column):
            months.setdefault(version, []).append(month)
        for version in sorted({*months, *(files if column == "definition_version" else ())}):
            named = ", ".join(files.get(version, ())) if column == "definition_version" else ""
            yield _version(source, column, version, months.get(version, []), named)
    yield _version(source, "publication_plan_version", source.about["publication_plan_version"], [], "")


def _version(source: Source, column: str, version: str, months: list[str], files: str) -> Row:
    texts = [
        source.column_name("release", column),
        version,
        say_yes(version == source.about[column], source.texts),
        min(months, default=NO_VALUE),
        max(months, default=NO_VALUE),
        files or NO_VALUE,
    ]
    return [Cell(text, "none" if text == NO_VALUE else "sign") for text in texts]
