"""What a person did wrong, told as one sentence with its repair."""

from typing import Any

from indicators.texts import SOURCE_LANGUAGE, Texts


class UserError(Exception):
    """Wrong use: the message is for the person, in one sentence with place and repair; never shown as a traceback.

    `text` is the English sentence with {places}: `tell` gives it in another language, `str` in English.
    """

    def __init__(self, text: str, **places: Any) -> None:
        self.text, self.places = text, places
        super().__init__(self.tell(Texts(SOURCE_LANGUAGE)))

    def tell(self, texts: Texts) -> str:
        """The message in a reader's language."""
        return texts(self.text, **self.places)
