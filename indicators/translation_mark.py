"""The sentence on a translation that no native speaker has read yet: the same on pages and in workbooks."""

from typing import TYPE_CHECKING

from indicators.texts import Texts

if TYPE_CHECKING:
    from indicators.load import Definitions


def say_unreviewed(definitions: "Definitions", texts: Texts) -> str | None:
    """The sentence in the language itself; None where there is nothing to say."""
    if definitions.project.is_reviewed(texts.language):
        return None
    return texts("This translation has not been reviewed by a native speaker yet.")
