"""The proof: after an erasure no file of the home holds one of the codes, searched byte by byte."""

from dataclasses import dataclass

from etl.erasure.files import byte_search, contents
from etl.home import Home
from etl.store_file import is_encrypted


@dataclass(frozen=True)
class Proof:
    """What was searched, and what was found all the same (places within the home; never what was found).

    Of the files in `not_read` something could not be read or unpacked: of that the search says nothing.
    """

    files_n: int
    is_store_encrypted: bool
    found_in: tuple[str, ...]
    not_read: tuple[str, ...]


def search_home(home: Home, codes: frozenset[str]) -> Proof:
    """Search every file of a home, logs, temporary and half-built files included; a ZIP file unpacked as well."""
    search = byte_search(codes)
    files = sorted(path for path in home.path.rglob("*") if path.is_file())
    found, not_read = [], []
    for path in files:
        place = str(path.relative_to(home.path))
        parts = [(search(content), content is None) for content in contents(path)]
        found += [place] if any(is_found for is_found, _is_unread in parts) else []
        not_read += [place] if any(is_unread for _is_found, is_unread in parts) else []
    return Proof(len(files), bool(is_encrypted(home.store_path)), tuple(found), tuple(not_read))
