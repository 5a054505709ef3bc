"""The workbook put together: sheets for people first, then those for programs."""

import re
from datetime import datetime, time

from openpyxl import Workbook

from etl.export.asked import Asked
from etl.export.wording import release_lines
from etl.export.workbook.container import finish, sheet_data
from etl.export.workbook.copies import build_copies
from etl.export.workbook.cover import build_cover
from etl.export.workbook.framework import build_framework
from etl.export.workbook.history import build_targets, build_versions
from etl.export.workbook.page import Page
from etl.export.workbook.paper import prepare_print, shape_sheet
from etl.export.workbook.passports import build_passports
from etl.export.workbook.reports import build_matrix, build_submissions
from etl.export.workbook.source import Source
from etl.export.workbook.styles import Styles
from etl.release_file import ReleaseFile
from etl.temporary_room import demand_temporary_room

# What a sheet's name can't hold, and how long it can be.
_FORBIDDEN, _LONGEST = re.compile(r"[\[\]:*?/\\]"), 31
_TOLD = (build_framework, build_passports, build_targets, build_versions, build_matrix, build_submissions)


def write_book(release: ReleaseFile, asked: Asked) -> bytes:
    """The workbook of a release."""
    demand_temporary_room()
    source = Source(release, asked)
    others = [*(build(source) for build in _TOLD), *build_copies(source)]
    pages = [build_cover(source, others), *others]
    book = Workbook(write_only=True)
    _describe(book, source)
    marks = _marks(source)
    for page, name in zip(pages, sheet_names(pages), strict=True):
        sheet = book.create_sheet(name)
        shape_sheet(sheet, page)
        prepare_print(sheet, page, source, marks)
    styles = Styles(book.worksheets[0], asked.definitions.project.accent_colour.lstrip("#").upper())
    data = [sheet_data(page.write(styles)) for page in pages]
    return finish(book, datetime.combine(release.info.as_of, time()), data)


def _describe(book: Workbook, source: Source) -> None:
    """The properties that a file manager shows."""
    about = source.about
    book.properties.title = f"{about['project']} {about['release_id']}"
    book.properties.creator = about["project"]
    book.properties.language = source.asked.language
    book.properties.description = "\n".join(release_lines(source.release))


def _marks(source: Source) -> list[str]:
    """What must stand on every printed page."""
    _, about = source.texts, source.about
    told = [_("Draft")] if about["is_draft"] else []
    return [*told, *([_("Synthetic data")] if about["is_synthetic"] else [])]


def sheet_names(pages: list[Page]) -> list[str]:
    """Names that a spreadsheet takes, no two alike."""
    found: list[str] = []
    for page in pages:
        name = _FORBIDDEN.sub(" ", page.name).strip("' ")[:_LONGEST].rstrip()
        taken = {one.casefold() for one in found}
        number = 2
        while name.casefold() in taken:
            name = f"{name[: _LONGEST - 2].rstrip()} {number}"
            number += 1
        found.append(name)
    return found
