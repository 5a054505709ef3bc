"""Is what lies on the disk as private as it should be: the key, the store, the rights of the files?"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from etl.errors import UserError
from etl.home import Home
from etl.store_file import expect_fitting, is_encrypted
from etl.store_key import KEY_FILE, key_of
from indicators.texts import N_

_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def tell_encryption(home: Home) -> str:
    """How the store is encrypted, in English; raises UserError when that is not as it should be in such a home."""
    key = key_of(home)
    expect_fitting(home.store_path, key)
    file = os.environ.get(KEY_FILE)
    if file and Path(file).resolve().is_relative_to(home.path):
        told = N_("The key file {file} lies among the data that it protects. Move it to another place.")
        raise UserError(told, file=file)
    if key is None:
        return N_("none: there is no key, and the data are made up")
    if is_encrypted(home.store_path) is None:
        return N_("there is a key; the store will be encrypted from its first day")
    return N_("the store is encrypted (AES-256, GCM)")


def expect_private(home: Home) -> None:
    """Raise UserError when others than the owner may read the store or what waits."""
    opened = [path for path in _private_paths(home) if stat.S_IMODE(path.stat().st_mode) & _OF_OTHERS]
    # Windows keeps no such rights in the mode.
    if opened and os.name == "posix":
        folders = " ".join(str(folder) for folder in home.private_folders)
        told = N_("{n} private files or folders can be read by others, {file} among them. Repair: {command}")
        raise UserError(told, n=len(opened), file=opened[0], command=f"chmod -R go-rwx {folders}")


def _private_paths(home: Home) -> Iterator[Path]:
    for folder in home.private_folders:
        yield folder
        # A lock is empty; what partners were given or sent by hand lies in the inbox under a folder that is closed.
        yield from (path for path in sorted(folder.glob("*")) if path.is_file() and path.suffix != ".lock")
