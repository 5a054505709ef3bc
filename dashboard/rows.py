"""Rows of released tables as plain dictionaries."""

from typing import Any

import pandas as pd

Row = dict[str, Any]


def as_rows(frame: pd.DataFrame) -> list[Row]:
    """None where nothing stands, a day as a date."""
    # Column by column: row by row pandas takes three times as long.
    columns = [[_plain(value) for value in frame[name].tolist()] for name in frame.columns]
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _plain(value: Any) -> Any:
    # Most are words, and pandas takes its time to say that a word is there.
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value
