"""Catalogues of sentences: found beside the code, or in the folder that RELEASED_CATALOGUES names."""

import os
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from released.texts import SOURCE_LANGUAGE

# Written when a kit or a report is made, never kept in the sources: a folder with <language>/LC_MESSAGES/released.mo.
CATALOGUES_SETTING = "RELEASED_CATALOGUES"


def load_catalogue(language: str) -> NullTranslations:
    """The sentences of a language; without a catalogue they stay English."""
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    named = os.environ.get(CATALOGUES_SETTING)
    # Not `files(...)` alone: in a wheel on the import path the catalogues lie within a zip.
    folder = Path(named) if named else files("released").joinpath("locale")
    file = folder.joinpath(language).joinpath("LC_MESSAGES").joinpath("released.mo")
    return GNUTranslations(BytesIO(file.read_bytes())) if file.is_file() else NullTranslations()
