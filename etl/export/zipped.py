"""Several files as one zip: the same files make the same bytes, on every machine and day."""

import io
import zipfile
from collections.abc import Mapping

# The day of a file means nothing in an export; the first one that a zip can tell.
STAMP = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
# Read and write for the owner, read for everybody: an ordinary file.
_MODE = 0o100644


def zip_files(files: Mapping[str, bytes]) -> bytes:
    """The files in their order; names may hold folders, with /."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as box:
        for name, data in files.items():
            box.writestr(fixed_entry(name), data)
    return target.getvalue()


def fixed_entry(name: str) -> zipfile.ZipInfo:
    """The entry of a file in a zip, said of every file alike, whatever machine makes it and when."""
    entry = zipfile.ZipInfo(name, STAMP)
    entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _MODE << 16, zipfile.ZIP_DEFLATED
    return entry
