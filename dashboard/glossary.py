"""A word of the pages that explains itself: pointed at or reached by keyboard, it shows what it means.

What a screen reader says is an attribute of the word, so nothing hidden has to be found. Escape or moving on closes it.
"""

from dashboard.markup import Html, element
from dashboard.session import read_context
from indicators.model.glossary import Word
from indicators.texts import Texts


def build_term(key: str, texts: Texts, label: str | None = None) -> Html:
    """The term of a key of the glossary, or `label` in its place, with its meaning; plain where nothing explains it."""
    return build_explained(read_context().definitions.glossary.get(key), texts, label or key.replace("_", " "), label)


def build_explained(word: Word | None, texts: Texts, fallback: str, label: str | None = None) -> Html:
    """The same of a word at hand."""
    if word is None:
        return element("span", fallback)
    meaning = texts(word.meaning)
    return element(
        "span",
        label or texts(word.term),
        element("span", meaning, cls="tip", aria_hidden="true"),
        cls="term",
        tabindex="0",
        aria_description=meaning,
    )
