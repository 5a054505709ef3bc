"""The proof: after an erasure no file of the home holds one of the codes, searched byte by byte."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from etl.erasure.files import byte_search, contents
from etl.home import Home
from etl.store_file import is_encrypted


@dataclass(frozen=True)
class Proof:
    """What was searched, and what was found all the same (places within the home; never what was found)."""

    files_n: int
    is_store_encrypted: bool
    found_in: tuple[str, ...]


def search_home(home: Home, codes: frozenset[str]) -> Proof:
    """Search every file of a home, logs, temporary and half-built files included; a ZIP file unpacked as well."""
    search = byte_search(codes)
    files = sorted(path for path in home.path.rglob("*") if path.is_file())
    found = tuple(str(path.relative_to(home.path)) for path in files if any(map(search, contents(path))))
    return Proof(len(files), bool(is_encrypted(home.store_path)), found)


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
