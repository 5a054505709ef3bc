"""The first sheet: which release it is, how complete, how checked, what the signs mean, and how to read the rest."""

from collections.abc import Iterable, Iterator

from etl.export.labels import LABEL_TABLE
from etl.export.names import exported_tables, file_stem
from etl.export.workbook.coverage import say_reporting
from etl.export.workbook.formats import DAY
from etl.export.workbook.legend import state_lines, status_lines
from etl.export.workbook.page import Cell, Page, Row, told_page
from etl.export.workbook.source import Source
from etl.export.workbook.verified import say_verification
from indicators.texts import N_
from indicators.translation_mark import say_unreviewed

TITLE = N_("Cover")
_WIDTHS = (34.0, 110.0)
_SYNTHETIC = N_("Synthetic data: everything here is made up and tells nothing about real people or centres.")
_DRAFT = N_("Draft: closes nothing, for the coordinator alone.")
_CLOSINGS = N_(
    "Figures about women come at closings fixed before the project had data, and only in groups so large that nobody "
    "can tell who is in them. Until a group is large enough, the last figure stays as it is; this says nothing about "
    "what has happened since."
)
_CODES = N_(
    "The sheets from {first} on are for programs: their first row holds the codes of the columns, which are the same "
    "in every language. What codes and columns are called stands on the sheet {labels}, what columns mean on the "
    "sheet {dictionary}."
)
_EMPTY = N_("An empty cell there is never a zero: where there is no value, the column {column} says why.")
_APOSTROPHE = N_("A text that a spreadsheet could run as a formula begins with an apostrophe.")


def build_cover(source: Source, others: Iterable[Page]) -> Page:
    """The cover; `others` are the sheets after it, which it lists."""
    _, pages = source.texts, list(others)
    project = source.asked.definitions.project
    rows: list[Row] = [
        [Cell(source.about["project"], "title")],
        [Cell(_(str(source.about["project_name"])), "subtitle")],
    ]
    rows += [[Cell(text, "mark"), Cell(None, "mark")] for text in say_marks(source)]
    rows += [[], *_facts(source)]
    rows += _section(_("Coverage"), ([Cell(None), Cell(text)] for text in say_reporting(source)))
    rows += _section(_("Verification"), [[Cell(None), Cell(say_verification(source))]])
    rows += _section(_("How to read it"), ([Cell(None), Cell(text)] for text in _reading(source)))
    rows += _section(_("State"), state_lines(source))
    rows += _section(_("Status"), status_lines(source))
    rows += _section(_("Sheets"), ([Cell(page.name, "label"), Cell(page.title)] for page in pages if _is_table(page)))
    told = [_(project.programme), _grant(source), _(project.funding_statement), _(project.disclaimer)]
    rows += _section(_("The project"), ([Cell(None), Cell(text)] for text in told if text))
    return told_page(_(TITLE), _WIDTHS, rows)


def _is_table(page: Page) -> bool:
    """Is it for programs? What is for people is called as what it is."""
    return page.name != page.title


def say_marks(source: Source) -> list[str]:
    """What must not be overlooked: a draft, data that are made up, a translation that nobody has read."""
    _, unreviewed = source.texts, say_unreviewed(source.asked.definitions, source.texts)
    told = [_(_DRAFT)] if source.about["is_draft"] else []
    told += [_(_SYNTHETIC)] if source.about["is_synthetic"] else []
    return [*told, *([unreviewed] if unreviewed else [])]


def _section(heading: str, rows: Iterable[Row]) -> Iterator[Row]:
    yield []
    yield [Cell(heading, "heading")]
    yield from rows


def _facts(source: Source) -> Iterator[Row]:
    _, about = source.texts, source.about
    month = f"{about['month']} · {source.label('month', about['month'])}"
    count = _("Month {number} of {count}", number=source.release.info.month, count=about["months_n"])
    yield _fact(_("Release"), about["release_id"])
    if about["supersedes"]:
        yield _fact(_("Replaces"), about["supersedes"])
        yield _fact(_("Reason"), about["reason"])
    yield _fact(_("Month"), f"{month} · {count}")
    yield [Cell(_("As of"), "label"), Cell(source.release.info.as_of, "text", DAY)]
    for column in ("definition_version", "rule_version", "publication_plan_version"):
        yield _fact(source.column_name("release", column), about[column])
    yield _fact(_("Language"), source.label("language", source.asked.language))
    yield from _selected(source)


def _selected(source: Source) -> Iterator[Row]:
    """What was selected, part by part; nothing where all is there."""
    chosen, _ = source.asked.selection, source.texts
    parts = {
        "indicator_name": chosen.indicators, "objective": chosen.objectives, "class": chosen.classes,
        "breakdown": chosen.breakdowns,
        "month": (f"{chosen.from_month or '…'}–{chosen.to_month or '…'}",)
        if chosen.from_month or chosen.to_month else (),
    }  # fmt: skip
    for column, values in parts.items():
        if values:
            yield _fact(_("Selected: {what}", what=source.column_name("figure", column)), ", ".join(values))


def _fact(label: str, value: object) -> Row:
    return [Cell(label, "label"), Cell(str(value))]


def _reading(source: Source) -> Iterator[str]:
    _ = source.texts
    yield _(_CLOSINGS)
    first, dictionary, *_facts = exported_tables(source.release)
    yield _(_CODES, first=file_stem(first), labels=LABEL_TABLE, dictionary=file_stem(dictionary))
    yield _(_EMPTY, column="state")
    yield _(_APOSTROPHE)


def _grant(source: Source) -> str:
    _, number = source.texts, source.asked.definitions.project.grant_number
    return _("Grant agreement {number}.", number=number) if number else _("Grant agreement: its number is missing.")
