"""Which notebook comes first, and the settings by which one finds its release, its language and its sentences."""

from pathlib import Path

from released.language import CATALOGUES_SETTING
from released.opening import LANGUAGE_SETTING, PATH_SETTING

# What an evaluator came for.
FIRST_NOTEBOOK = "kpi_tables"


def notebook_settings(package: Path, language: str, catalogues: Path) -> dict[str, str]:
    """Name and value of each; folders in full, for a kernel starts in a folder of its own."""
    return {
        PATH_SETTING: str(package.resolve()),
        LANGUAGE_SETTING: language,
        CATALOGUES_SETTING: str(catalogues.resolve()),
    }
