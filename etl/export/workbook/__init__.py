"""The KPI workbook: cover, results framework, definitions and reports for people; figures and facts for programs.

What people read is in the asked language. Tables that programs read keep their names and codes in every language.
"""

from etl.export.asked import EVERYTHING, Asked
from etl.export.names import export_name
from etl.release_file import ReleaseFile

__all__ = ["build_xlsx", "xlsx_bytes"]


def build_xlsx(release: ReleaseFile, asked: Asked = EVERYTHING) -> dict[str, bytes]:
    """Name and content of the workbook."""
    return {export_name(release, "xlsx", asked.language): xlsx_bytes(release, asked)}


def xlsx_bytes(release: ReleaseFile, asked: Asked = EVERYTHING) -> bytes:
    """The workbook; of one release and one asking always the same bytes."""
    # The writer of workbooks is slow to load, and only this format needs it.
    from etl.export.workbook.book import write_book

    return write_book(release, asked)
