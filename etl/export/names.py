"""What exported tables and files are called: names that tell project, release and language."""

import re
import unicodedata

from etl.export.selection import Selection
from etl.release_file import ReleaseFile
from indicators.texts import SOURCE_LANGUAGE

# Names under which the two main tables are known to evaluators' programs; a fact table keeps its own.
FILE_NAMES = {"figure": "figures", "dictionary": "dictionary"}


def exported_tables(release: ReleaseFile) -> tuple[str, ...]:
    """The KPI table, its dictionary and the facts behind it."""
    return (*FILE_NAMES, *release.fact_tables())


def file_stem(table: str) -> str:
    """What the file or sheet of a table is called."""
    return FILE_NAMES.get(table, table)


def export_name(release: ReleaseFile, ending: str, language: str = SOURCE_LANGUAGE, kind: str = "kpi") -> str:
    """File name of a whole export, for instance kpi_we-go_M18-20170719-synthetic-d70a6c_en.xlsx.

    The release's id says whether it is a draft and whether the data are made up.
    """
    return f"{kind}_{project_slug(release.about()['project'])}_{release.release_id}_{language}.{ending.lstrip('.')}"


def mark_selection(name: str, selection: Selection) -> str:
    """A part must not be taken for the whole, nor put in its place: its name says so."""
    kind, _sign, rest = name.partition("_")
    return name if selection.is_everything else f"{kind}-selection_{rest}"


def project_slug(short_name: str) -> str:
    """The project's name as every file system takes it."""
    plain = unicodedata.normalize("NFKD", short_name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "project"
