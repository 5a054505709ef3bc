"""What was asked of an export: language, selection, and the definitions whose catalogues say the labels."""

from dataclasses import dataclass, field

from etl.errors import UserError
from etl.export.selection import Selection
from indicators.load import Definitions, load_definitions
from indicators.texts import N_, SOURCE_LANGUAGE, Texts, load_texts


@dataclass(frozen=True)
class Asked:
    """An export's language (of labels; codes and columns stay) and selection; without anything: all, in English."""

    language: str = SOURCE_LANGUAGE
    selection: Selection = Selection()
    given: Definitions | None = field(default=None, repr=False)

    @property
    def definitions(self) -> Definitions:
        """The definitions given, else those in force; asked for each time, since a file of theirs may change."""
        return self.given or load_definitions()

    @property
    def texts(self) -> Texts:
        """The texts of the language."""
        return load_texts(self.definitions, self.language)

    def expect_language(self) -> None:
        """Raise UserError for a language that the project doesn't offer."""
        known = self.definitions.project.languages
        if self.language not in known:
            raise UserError(
                N_("There is no language '{language}'. Use {known}."), language=self.language, known=", ".join(known)
            )


EVERYTHING = Asked()
