"""Rows of released tables as plain dictionaries."""

from typing import Any

import pandas as pd

Row = dict[str, Any]


def as_rows(frame: pd.DataFrame) -> list[Row]:
    """None where nothing stands, a day as a date."""
    return [{str(name): _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value
