"""A word of the pages with what it means."""

from pydantic import Field

from indicators.model.base import Definition


class Word(Definition):
    """A term as it stands on the pages, and its meaning in one or two plain sentences."""

    term: str = Field(min_length=1)
    meaning: str = Field(min_length=1, max_length=240, description="short enough to be read beside a heading")
