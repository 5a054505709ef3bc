"""The key of a home's store: from the environment or from a file, never from the command line, never shown.

What is encrypted with it: the store (`etl.store_file`) and the workbooks that wait (`etl.pending`).
"""

import base64
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from etl.errors import UserError
from etl.home import Home
from indicators.texts import N_

KEY, KEY_FILE = "WEGO_STORE_KEY", "WEGO_STORE_KEY_FILE"
HOW_TO_MAKE = 'python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
# Fewer can be tried out by a machine; a key that is made as told has 43, and far more different ones than that.
_LEAST_CHARACTERS, _LEAST_DIFFERENT = 16, 8
_LARGEST_FILE = 4096
_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class KeyFault(UserError):
    """There is no usable key; the message never holds the key or a part of it."""


@dataclass(frozen=True)
class StoreKey:
    """A key; neither `repr` nor a message shows it."""

    _text: str = field(repr=False)

    def __str__(self) -> str:
        """Nothing of the key: who prints it by mistake prints this."""
        return "StoreKey()"

    def sql_literal(self) -> str:
        """The key as an SQL text with its quotes; belongs into ATTACH and nowhere else."""
        return "'" + self._text.replace("'", "''") + "'"

    def derive(self, purpose: bytes) -> bytes:
        """A key of its own for another purpose (url-safe base64 of 32 bytes): who finds it does not have this one."""
        # Only where there is a key: to load it takes longer than most commands.
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        derived = HKDF(SHA256(), length=32, salt=None, info=purpose).derive(self._text.encode())
        return base64.urlsafe_b64encode(derived)


def read_store_key() -> StoreKey | None:
    """The key that the environment gives or names; None when it does neither. Raises KeyFault."""
    text, file = os.environ.get(KEY), os.environ.get(KEY_FILE)
    if text and file:
        told = N_("{key} and {key_file} are both set. Unset one: {command}")
        raise KeyFault(told, key=KEY, key_file=KEY_FILE, command=f"unset {KEY}")
    if file:
        return read_key_file(Path(file))
    return _checked(text, KEY) if text else None


def key_of(home: Home) -> StoreKey | None:
    """The key to work with in a home: None only where data are made up; raises KeyFault."""
    key = read_store_key()
    if key is None and not home.is_synthetic:
        raise KeyFault(
            N_(
                "A production home works with an encrypted store only, and there is no key. Name the file that holds "
                "it in {key_file}, or set {key}. A new home needs a new key, made once and kept in a safe place: "
                "{command}"
            ),
            key=KEY,
            key_file=KEY_FILE,
            command=HOW_TO_MAKE,
        )
    return key


def read_key_file(path: Path) -> StoreKey:
    """The key in a file that nobody but its owner may read; a newline at its end is cut. Raises KeyFault."""
    try:
        with path.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            content = opened.read(_LARGEST_FILE)
    except OSError as error:
        told = N_("The key file {file} can't be read ({fault}). Name another one in {key_file}.")
        raise KeyFault(told, file=path, fault=error.strerror or error, key_file=KEY_FILE) from None
    # Windows keeps no such rights in the mode.
    if os.name == "posix" and mode & _OF_OTHERS:
        told = N_("The key file {file} can be read by others. Repair: {command}")
        raise KeyFault(told, file=path, command=f"chmod 600 {path}")
    return _checked(content.decode("utf-8", "replace").removesuffix("\n").removesuffix("\r"), str(path))


def _checked(text: str, place: str) -> StoreKey:
    if not text.isprintable() or "\ufffd" in text:
        told = N_("The key in {place} is not one line of letters, digits and signs. Make a new one: {command}")
        raise KeyFault(told, place=place, command=HOW_TO_MAKE)
    if len(text) < _LEAST_CHARACTERS or len(set(text)) < _LEAST_DIFFERENT:
        told = N_(
            "The key in {place} is too easy to find out: at least {least} characters, {different} of them different. "
            "Make a new one: {command}"
        )
        raise KeyFault(told, place=place, least=_LEAST_CHARACTERS, different=_LEAST_DIFFERENT, command=HOW_TO_MAKE)
    return StoreKey(text)
