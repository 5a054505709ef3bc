"""Exports of a release: the same figures in every format that evaluators' and funders' programs read."""

from etl.export.asked import EVERYTHING, Asked
from etl.export.database import build_duckdb
from etl.export.formats import FORMATS, OFFERED, build_files, export_release, missing_for
from etl.export.formulas import as_text, neutralise
from etl.export.iati import build_iati
from etl.export.names import export_name, exported_tables
from etl.export.package import build_datapackage, build_package
from etl.export.selection import Selection, check_selection, select
from etl.export.tables import build_csv, build_parquet, csv_bytes, parquet_bytes
from etl.export.wording import SYNTHETIC_LABEL, describe
from etl.export.workbook import build_xlsx, xlsx_bytes

__all__ = [
    "EVERYTHING",
    "FORMATS",
    "OFFERED",
    "SYNTHETIC_LABEL",
    "Asked",
    "Selection",
    "as_text",
    "build_csv",
    "build_datapackage",
    "build_duckdb",
    "build_files",
    "build_iati",
    "build_package",
    "build_parquet",
    "build_xlsx",
    "check_selection",
    "csv_bytes",
    "describe",
    "export_name",
    "export_release",
    "exported_tables",
    "missing_for",
    "neutralise",
    "parquet_bytes",
    "select",
    "xlsx_bytes",
]
