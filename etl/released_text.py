"""Texts that become part of a release for ever: what may not stand in them, and what the person is asked before."""

from collections.abc import Iterable

from etl.errors import UserError
from etl.gate.capitals import ask_for_names
from etl.gate.released import RELEASED_KINDS, find_in_released
from indicators.load import Definitions
from indicators.texts import N_, Texts

FOR_EVER = N_("This text becomes part of every copy of the release and can't be taken back.")
IS_A_NAME = N_("Is “{word}” a name? Then leave it out.")
_TOLD = N_("This would be released; it seems to hold personal data: {kinds}. Say it in general words.")


class SeveralFaults(UserError):
    """All that is wrong at once, one sentence a line."""

    def __init__(self, faults: Iterable[UserError]) -> None:
        self.faults = tuple(faults)
        super().__init__("")

    def tell(self, texts: Texts) -> str:
        """Every sentence in a reader's language."""
        return "\n".join(fault.tell(texts) for fault in self.faults)


class NotForRelease(UserError):
    """A text that may not be released; told by kind, in the reader's language."""

    def __init__(self, kinds: Iterable[str]) -> None:
        self.kinds = tuple(kinds)
        super().__init__(_TOLD)

    def tell(self, texts: Texts) -> str:
        """The sentence with the kinds by name."""
        return texts(_TOLD, kinds=texts.list_apart(texts(RELEASED_KINDS[kind]) for kind in self.kinds))


def find_unreleasable(definitions: Definitions, told: Iterable[str], region: str | None = None) -> list[UserError]:
    """What stands against releasing texts: nothing, or one fault that names all kinds of all of them."""
    kinds = sorted({kind for text in told for kind in find_in_released(text, definitions, region)})
    return [NotForRelease(kinds)] if kinds else []


def find_questions(definitions: Definitions, told: Iterable[str]) -> list[str]:
    """Words of the texts that may be names; they are shown to the writer alone."""
    return list(dict.fromkeys(word for text in told for word in ask_for_names(text, definitions)))


def raise_all(faults: list[UserError]) -> None:
    """Raise all faults at once; one alone as it is, none not at all."""
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise SeveralFaults(faults)
