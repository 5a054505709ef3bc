"""The sentences of the reading part, compiled from the product's catalogues for where no catalogue can be read."""

import io
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import released
from etl.catalogue import KEYWORDS
from indicators.load import Definitions
from indicators.texts import SOURCE_LANGUAGE

SOURCES = Path(released.__file__).parent


def catalogue_files(definitions: Definitions, languages: Iterable[str]) -> dict[str, bytes]:
    """Names (`bg/LC_MESSAGES/released.mo`) and contents; English and a language without a catalogue need none."""
    found = {language: definitions.folder / "texts" / f"{language}.po" for language in languages}
    return {
        f"{language}/LC_MESSAGES/released.mo": _compile(path, path.stat().st_mtime_ns)
        for language, path in found.items()
        if language != SOURCE_LANGUAGE and path.exists()
    }


def write_catalogues(folder: Path, definitions: Definitions, languages: Iterable[str]) -> Path:
    """Write them into a folder, which RELEASED_CATALOGUES then names; returns the folder."""
    for name, data in catalogue_files(definitions, languages).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


# Reading a catalogue takes a second, and kits are asked for more often than texts change.
@lru_cache(maxsize=32)
def _compile(path: Path, stamp: int) -> bytes:
    with path.open("rb") as file:
        read = read_po(file, locale=path.stem)
    # With the dates of the catalogue itself, so that the same texts make the same bytes.
    chosen = Catalog(
        locale=path.stem,
        project=read.project,
        header_comment="",
        creation_date=read.creation_date,
        revision_date=read.revision_date,
        fuzzy=False,
    )
    for text in _texts():
        message = read.get(text)
        if message and message.string and not message.fuzzy:
            chosen.add(message.id, message.string)
    target = io.BytesIO()
    write_mo(target, chosen)
    return target.getvalue()


@lru_cache(maxsize=1)
def _texts() -> tuple[str, ...]:
    extracted = extract_from_dir(SOURCES, keywords=KEYWORDS)
    first = (message if isinstance(message, str) else message[0] for _file, _line, message, _comments, _ in extracted)
    return tuple(sorted(set(first)))
