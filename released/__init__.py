"""Reading a release of indicators: standard library alone, so that it runs on any Python from 3.10 on.

from released import figures, open_release

release = open_release()  # or the path of a data package (folder, .zip) or of a .duckdb file
figures(release, month=release.month, state="value")
"""

from released.about import Indicator, indicator, indicators
from released.charts import chart
from released.fault import DraftWarning, ReleaseFault
from released.figures import figures, newest, newest_figures
from released.opening import open_release
from released.release import Release
from released.table import Table
from released.texts import Texts

__all__ = [
    "DraftWarning",
    "Indicator",
    "Release",
    "ReleaseFault",
    "Table",
    "Texts",
    "chart",
    "figures",
    "indicator",
    "indicators",
    "newest",
    "newest_figures",
    "open_release",
]
