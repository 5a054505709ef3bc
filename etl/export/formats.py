"""The formats of an export, and writing one of them into a folder."""

from collections.abc import Callable
from pathlib import Path

from etl.errors import UserError
from etl.export.asked import EVERYTHING, Asked
from etl.export.database import build_duckdb
from etl.export.iati import build_iati, missing_settings
from etl.export.names import mark_selection
from etl.export.package import build_datapackage
from etl.export.selection import check_selection
from etl.export.tables import build_csv, build_parquet
from etl.export.workbook import build_xlsx
from etl.export.writing import write_files
from etl.release_file import ReleaseFile
from indicators.load import Definitions
from indicators.texts import N_

# Format -> its builder: names and contents of the files, made of the release alone.
FORMATS: dict[str, Callable[..., dict[str, bytes]]] = {
    "csv": build_csv,
    "xlsx": build_xlsx,
    "parquet": build_parquet,
    "duckdb": build_duckdb,
    "datapackage": build_datapackage,
    "iati": build_iati,
}


def _build_kit(release: ReleaseFile, asked: Asked = EVERYTHING) -> dict[str, bytes]:
    # The kit holds exports, so it knows this package; and it is slow to load.
    from etl.kit import build_kit, kit_name

    if not asked.selection.is_everything:
        raise UserError(
            N_("The kit is always whole. Take another format for a selection, for instance {format}."), format="csv"
        )
    return {kit_name(release, asked.language): build_kit(release, asked.definitions, asked.language)}


# The formats, and what bundles them with something to read them.
OFFERED = FORMATS | {"kit": _build_kit}


def build_files(release: ReleaseFile, format: str, asked: Asked = EVERYTHING) -> dict[str, bytes]:
    """Names and contents of an export; raises UserError for what the release or the product doesn't have."""
    if format not in OFFERED:
        raise UserError(N_("There is no format '{format}'. Use {known}."), format=format, known=", ".join(OFFERED))
    asked.expect_language()
    # To its end, whatever the format takes of it: a file that is damaged somewhere is told, not exported.
    release.arrows()
    check_selection(release, asked.selection)
    files = OFFERED[format](release, asked)
    # Several files have names that programs know, and a folder or zip of their own.
    return {mark_selection(name, asked.selection): data for name, data in files.items()} if len(files) == 1 else files


def missing_for(format: str, definitions: Definitions) -> tuple[str, ...]:
    """Settings of the project that a format asks for and that are still open; told at each export, never invented."""
    if format == "iati":
        return tuple(f"iati.{name}" for name in missing_settings(definitions))
    return ("licence",) if format == "datapackage" and definitions.project.licence is None else ()


def export_release(release: ReleaseFile, format: str, folder: Path, asked: Asked = EVERYTHING) -> list[Path]:
    """Write a release into a folder (made if missing) and return the files; all or none. Raises UserError."""
    return write_files(folder, build_files(release, format, asked))
