"""The chain of releases: each holds the digests of all earlier ones, and the store holds the digest of each.

So an earlier release that is gone or was altered is noticed before anything new leaves: the attacker must be given all
that was ever seen. A release of before the chain has no digest in the store; the next one records it.
"""

from pathlib import Path
from typing import Any

from etl.errors import UserError
from etl.file_digest import file_digest
from etl.release_file import open_read_only
from etl.store import Store, fetch_dicts
from indicators.texts import N_

Row = dict[str, Any]


def released_files(store: Store) -> list[Path]:
    """Every release file of the home, drafts and superseded ones included."""
    return sorted(store.home.releases.glob("[!.]*.duckdb"))


def known_releases(store: Store) -> list[Row]:
    """What the store remembers of every release, the oldest first; `sha256` is empty of before the chain."""
    with store.open() as opened:
        return fetch_dicts(
            opened, "SELECT release_id, month, is_draft, file, sha256 FROM release ORDER BY as_of, release_id"
        )


def demand_chain(store: Store) -> None:
    """Raise UserError when an earlier release is missing or altered, all faults together."""
    faults = check_chain(store)
    if faults:
        raise UserError(
            N_("Nothing was published: the earlier releases are not as they left.\n{faults}"),
            faults="\n".join(f"  {fault}" for fault in faults),
        )


def check_chain(store: Store) -> list[str]:
    """What is missing or altered of the releases that left, each with its repair; empty when all is whole.

    A draft that is gone is no fault: it closed nothing, and its author may throw it away.
    """
    listed = {row["release_id"]: row for row in _newest_chain(store)}
    for row in known_releases(store):
        listed[row["release_id"]] = row if row["sha256"] else row | {"sha256": _digest_of(listed, row)}
    return [str(fault) for row in listed.values() for fault in _faults(store, row)]


def _digest_of(listed: dict[str, Row], row: Row) -> str | None:
    return listed[row["release_id"]]["sha256"] if row["release_id"] in listed else None


def _faults(store: Store, row: Row) -> list[UserError]:
    path = store.home.releases / (row.get("file") or f"{row['release_id']}.duckdb")
    about = {"release": row["release_id"], "file": path.name, "folder": path.parent}
    if not path.exists():
        missing = N_(
            "The release {release} is missing. What was seen stays seen, so nothing is cleared without it: restore "
            "{file} into {folder} from a backup."
        )
        return [] if row.get("is_draft") else [UserError(missing, **about)]
    if row["sha256"] and file_digest(path) != row["sha256"]:
        altered = N_("The release {release} is not the file that left: restore {file} in {folder} from a backup.")
        return [UserError(altered, **about)]
    return []


def chain_rows(store: Store) -> list[Row]:
    """Rows of the table `chain` of the next release: every earlier one but drafts, in the order in which they left."""
    before = [row["release_id"] for row in _newest_chain(store)]
    left = {row["release_id"]: path for path in released_files(store) for row in _about(path) if not row["is_draft"]}
    order = {name: number for number, name in enumerate(before)}
    names = sorted(left, key=lambda name: (order.get(name, len(order)), _moment(left[name]), name))
    return [
        {"position": number, "release_id": name, "sha256": file_digest(left[name])}
        for number, name in enumerate(names, start=1)
    ]


def _moment(path: Path) -> tuple[str, str]:
    (row,) = _about(path)
    return str(row["as_of"]), str(row["month"])


def _newest_chain(store: Store) -> list[Row]:
    """The longest chain that a release of the home holds; empty before the first."""
    chains = [_read(path, "SELECT * FROM chain ORDER BY position") for path in released_files(store)]
    return max(chains, key=len, default=[])


def _about(path: Path) -> list[Row]:
    return _read(path, "SELECT release_id, month, as_of, is_draft FROM release")


def _read(path: Path, query: str) -> list[Row]:
    try:
        with open_read_only(path) as connection:
            return fetch_dicts(connection, query)
    except UserError:
        # Of before the chain, or no release at all: the attacker tells what can't be read.
        return []
