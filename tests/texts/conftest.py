"""The project with one more language, which is generated."""

import pytest

from indicators.load import Definitions
from tests.texts.pseudo import add_pseudo_language, english_words, known_words


@pytest.fixture(scope="session")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> Definitions:
    """The project's definitions with the pseudo-language."""
    return add_pseudo_language(tmp_path_factory.mktemp("pseudo") / "definitions")


@pytest.fixture(scope="session")
def find_english(definitions):
    """Of (place, text) pairs those with words that were not translated and are no data."""
    known = known_words(definitions)

    def find(shown):
        return {f"{place}: {text[:200]}": words for place, text in shown if (words := english_words(text, known))}

    return find
