"""Closes and opens the few private files outside the store, with a key made from the store's key."""

from typing import TYPE_CHECKING

from etl.store_key import StoreKey

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

# What a plain workbook (a ZIP) and a plain JSON text begin with; what is closed begins with neither.
_PLAIN = (b"PK", b"{")


class OtherKey(Exception):
    """It was closed with another key, or altered since."""


class Seal:
    """Without a key it leaves everything as it is."""

    def __init__(self, key: StoreKey | None, purpose: bytes) -> None:
        self._cipher = _make_cipher(key.derive(purpose)) if key else None

    @property
    def is_closing(self) -> bool:
        """Is there a key?"""
        return self._cipher is not None

    def closed(self, content: bytes) -> bytes:
        """The content as it may lie on a disk."""
        return self._cipher.encrypt(content) if self._cipher else content

    def opened(self, content: bytes) -> bytes:
        """The content as it was; what lay plain is plain. Raises OtherKey."""
        if content.startswith(_PLAIN):
            return content
        if self._cipher is None:
            raise OtherKey
        from cryptography.fernet import InvalidToken

        try:
            return self._cipher.decrypt(content)
        except InvalidToken:
            raise OtherKey from None


def _make_cipher(key: bytes) -> "Fernet":
    # Only where there is a key: to load it takes longer than most commands.
    from cryptography.fernet import Fernet

    return Fernet(key)
