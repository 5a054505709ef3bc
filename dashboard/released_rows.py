"""Tables of a release as pages read them: what an older release doesn't have yet is empty, not a fault."""

import pandas as pd

from dashboard.rows import Row, as_rows
from etl.services import RELEASE_TABLES, ReleaseFile


def read_frame(file: ReleaseFile, table: str) -> pd.DataFrame:
    """A table with every column that this version knows; releases of earlier versions may lack some, or all of it."""
    columns = list(RELEASE_TABLES[table])
    if table not in file.tables():
        return pd.DataFrame({column: [] for column in columns})
    frame = file.table(table)
    missing = [column for column in columns if column not in frame.columns]
    return frame.assign(**dict.fromkeys(missing)) if missing else frame


def read_rows(file: ReleaseFile, table: str) -> list[Row]:
    """The same as dictionaries."""
    return as_rows(read_frame(file, table))
