"""The release file itself as an export: everything, exactly, in one file that is never changed."""

from etl.errors import UserError
from etl.export.asked import EVERYTHING, Asked
from etl.release_file import ReleaseFile
from indicators.texts import N_


def build_duckdb(release: ReleaseFile, asked: Asked = EVERYTHING) -> dict[str, bytes]:
    """Name and content of the release file; it keeps its name, by which every reader knows it."""
    if not asked.selection.is_everything:
        raise UserError(
            N_("The release file is always whole. Take another format for a selection, for instance {format}."),
            format="csv",
        )
    # Read to its end first: a damaged file is told, not copied.
    release.arrows()
    return {f"{release.info.release_id}.duckdb": release.path.read_bytes()}
