"""The emblem of the settings: a picture beside the definitions. Without one there is none: nothing is invented."""

from base64 import b64encode
from dataclasses import dataclass

from etl.errors import UserError
from indicators.load import Definitions
from indicators.texts import N_

# Ending -> kind of picture, and how its content begins or what it holds.
_KINDS = {".svg": ("image/svg+xml", b"<svg"), ".png": ("image/png", b"\x89PNG\r\n\x1a\n")}
_LARGEST = 200_000
# An emblem is drawn, it does nothing and fetches nothing.
_NEVER = (b"<script", b"<foreignobject", b"<image", b"javascript:", b"<!entity", b"@import", b"http://", b"https://")
_NAMES = b"http://www.w3.org/"


@dataclass(frozen=True)
class Emblem:
    """A picture with the name of its file."""

    name: str
    data: bytes

    @property
    def ending(self) -> str:
        """`.svg` or `.png`."""
        return "." + self.name.rpartition(".")[2].lower()

    @property
    def address(self) -> str:
        """The picture as an address that holds it, for HTML."""
        return f"data:{_KINDS[self.ending][0]};base64,{b64encode(self.data).decode()}"


def read_emblem(definitions: Definitions) -> Emblem | None:
    """The emblem; None where the settings name none. Raises UserError for a file that is missing or no picture."""
    name = definitions.project.emblem.strip()
    if not name:
        return None
    path = definitions.folder / name
    if path.parent != definitions.folder or path.suffix.lower() not in _KINDS:
        raise _fault(
            N_("The emblem {file} must be an SVG or PNG file beside project.yaml. Correct `emblem` there."), name
        )
    try:
        data = path.read_bytes()
    except OSError:
        raise _fault(
            N_("There is no emblem {file} beside project.yaml. Put the file there, or empty `emblem`."), name
        ) from None
    if len(data) > _LARGEST or not _is_picture(path.suffix.lower(), data):
        raise _fault(
            N_("The emblem {file} is no plain picture, or larger than 200 KB. Take one without scripts and links."),
            name,
        )
    return Emblem(path.name, data)


def _is_picture(ending: str, data: bytes) -> bool:
    start = _KINDS[ending][1]
    if ending == ".png":
        return data.startswith(start)
    plain = data.lower().replace(_NAMES, b"")
    return start in plain and not any(part in plain for part in _NEVER)


def _fault(text: str, name: str) -> UserError:
    return UserError(text, file=name)
