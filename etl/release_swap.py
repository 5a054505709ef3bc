"""The last step of publishing: a finished file gets its own name, even if the machine stopped before it could.

The ledger and the file's digest are kept in one transaction, then the file is renamed. So a stop in between leaves a
complete file beside a store that knows it: the next start swaps it in. What the store doesn't know has closed nothing.
"""

from pathlib import Path

from etl.file_digest import file_digest
from etl.home import Home
from etl.release_chain import known_releases
from etl.store import Store
from etl.to_disk import bring_to_disk

_BUILDING = ".building-"


def building_path(home: Home, release_id: str) -> Path:
    """Where a release is built: a name with a dot in front is no release yet."""
    return home.releases / f"{_BUILDING}{release_id}.duckdb"


def release_of(name: str) -> str:
    """Id of the release that a file of this name (without suffix) is, finished or still being built."""
    return name.removeprefix(_BUILDING)


def settle(path: Path) -> str:
    """Bring a finished file to the disk, before anything is kept of it; returns its digest."""
    bring_to_disk(path)
    bring_to_disk(path.parent)
    return file_digest(path)


def swap_in(building: Path) -> Path:
    """Give a finished release its own name."""
    path = building.with_name(building.name.removeprefix(_BUILDING))
    building.replace(path)
    # A new name is safe once its folder is on the disk as well.
    bring_to_disk(path.parent)
    return path


def finish_swaps(store: Store) -> list[Path]:
    """Swap in what an interrupted publication has already closed, drop what it has not; returns what was swapped in."""
    found = sorted(store.home.releases.glob(f"{_BUILDING}*"))
    if not found:
        return []
    known = {row["file"]: row["sha256"] for row in known_releases(store) if row["sha256"]}
    swapped = []
    for building in found:
        name = building.name.removeprefix(_BUILDING)
        if known.get(name) == file_digest(building) and not building.with_name(name).exists():
            swapped.append(swap_in(building))
        else:
            building.unlink()
    return swapped
