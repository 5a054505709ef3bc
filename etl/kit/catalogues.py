"""The sentences of the reading part, compiled from the product's catalogues for where no catalogue can be read."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo

import released
from etl.catalogue import KEYWORDS
from etl.export.writing import write_plainly
from indicators.load import Definitions
from indicators.texts import Catalogue, load_texts

SOURCES = Path(released.__file__).parent
_NO_DAY = datetime(1980, 1, 1, tzinfo=UTC)


def catalogue_files(definitions: Definitions, languages: Iterable[str]) -> dict[str, bytes]:
    """Names (`bg/LC_MESSAGES/released.mo`) and contents; English and a language without a catalogue need none."""
    found = {language: load_texts(definitions, language).catalogue for language in languages}
    return {
        f"{language}/LC_MESSAGES/released.mo": _compile(language, catalogue)
        for language, catalogue in found.items()
        if catalogue.strings
    }


def write_catalogues(folder: Path, definitions: Definitions, languages: Iterable[str]) -> Path:
    """Write them into a folder, which RELEASED_CATALOGUES then names; returns the folder."""
    return write_plainly(folder, catalogue_files(definitions, languages))


def _compile(language: str, catalogue: Catalogue) -> bytes:
    # Without a day of its own: the same texts make the same bytes.
    chosen = Catalog(
        locale=language,
        project=SOURCES.name,
        header_comment="",
        creation_date=_NO_DAY,
        revision_date=_NO_DAY,
        fuzzy=False,
    )
    for text, *many in _texts():
        if many and text in catalogue.forms:
            chosen.add((text, *many), catalogue.forms[text])
        elif not many and text in catalogue.strings:
            chosen.add(text, catalogue.strings[text])
    target = io.BytesIO()
    write_mo(target, chosen)
    return target.getvalue()


@lru_cache(maxsize=1)
def _texts() -> tuple[tuple[str, ...], ...]:
    """Each text of the reading part; one that depends on a number with its second form."""
    extracted = extract_from_dir(SOURCES, keywords=KEYWORDS)
    found = ((text,) if isinstance(text, str) else text for _file, _line, text, _comments, _context in extracted)
    return tuple(sorted(set(found)))
