"""Keeps the translation catalogues in step with the definitions and the code: `python -m etl.catalogue`."""

from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from indicators.definition_texts import definition_texts
from indicators.load import Definitions, load_definitions
from indicators.texts import SOURCE_LANGUAGE

ROOT = Path(__file__).parent.parent
ROOMS = ("indicators", "released", "etl", "dashboard")
# `_("…")` and `texts("…")` translate at once; `N_("…")` only marks a text that is translated later.
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "texts": None, "N_": None, "plural": (1, 2)}


def collect_texts(definitions: Definitions) -> Catalog:
    """Every text that people read, from the definitions and from the code, without translations."""
    catalogue = Catalog(project=definitions.project.short_name, charset="utf-8")
    for text, place in definition_texts(definitions):
        if text:
            catalogue.add(text, locations=[(place, 0)])
    for room in ROOMS:
        for file, _line, message, _comments, _context in extract_from_dir(ROOT / room, keywords=KEYWORDS):
            catalogue.add(message, locations=[(f"{room}/{file}", 0)])
    return catalogue


def update_catalogues(definitions: Definitions, languages: Iterable[str]) -> None:
    """Add new texts to each language's catalogue and drop those that nobody uses any more."""
    template = collect_texts(definitions)
    for language in languages:
        path = definitions.folder / "texts" / f"{language}.po"
        catalogue = Catalog(locale=language, project=definitions.project.short_name, header_comment="", fuzzy=False)
        if path.exists():
            with path.open("rb") as file:
                catalogue = read_po(file, locale=language)
        # The date of the first run stays, so that a run without changes leaves the file as it is.
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, sort_output=True, omit_header=False, no_location=False)


if __name__ == "__main__":
    loaded = load_definitions()
    update_catalogues(loaded, [name for name in loaded.project.languages if name != SOURCE_LANGUAGE])
