"""Texts, numbers and dates in the reader's language.

English is the source: it stands in the definitions and in the code. Each further language is a gettext catalogue
`texts/<language>.po` beside the definitions, so a new language is data only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from indicators.load import Definitions

SOURCE_LANGUAGE = "en"
# British English writes the day before the month, as every other language of the project does.
_LOCALES = {"en": "en_GB"}


@dataclass(frozen=True)
class Texts:
    """Everything that a person reads, in one language; a text without a translation stays English."""

    language: str
    catalogue: Catalog | None = None

    def __call__(self, text: str, **places: Any) -> str:
        """Translate a text and fill in its {places}."""
        found = self._lookup(text)
        translated = found if isinstance(found, str) and found else text
        return translated.format(**places) if places else translated

    def plural(self, one: str, many: str, n: int, **places: Any) -> str:
        """Translate a text that depends on a number, by the language's own plural rule."""
        forms = self._lookup(one)
        if isinstance(forms, tuple | list) and self.catalogue is not None and all(forms):
            index = _plural_index(self.catalogue.plural_expr, n)
            return forms[index].format(n=self.number(n), **places)
        return (one if n == 1 else many).format(n=self.number(n), **places)

    def _lookup(self, text: str) -> Any:
        message = self.catalogue.get(text) if self.catalogue is not None and text else None
        return message.string if message else None

    @property
    def locale(self) -> Locale:
        """The locale of numbers and dates."""
        return Locale.parse(_LOCALES.get(self.language, self.language))

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with the language's separators and a fixed number of decimals."""
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return format_decimal(value, format=pattern, locale=self.locale)

    def day(self, value: date, form: str = "medium") -> str:
        """A date, for instance 16 Aug 2017."""
        return format_date(value, format=form, locale=self.locale)

    def moment(self, value: datetime) -> str:
        """A date with its time."""
        return format_datetime(value, format="medium", locale=self.locale)

    def month_name(self, year: int, month: int, form: str = "LLLL y") -> str:
        """A calendar month, for instance May 2017."""
        return format_date(date(year, month, 1), format=form, locale=self.locale)


def _plural_index(expression: str, n: int) -> int:
    # The expressions come from our own catalogues, in C syntax; babel's extractor of plurals has no evaluator.
    from gettext import c2py

    return int(c2py(expression)(n))


@lru_cache(maxsize=16)
def _read(path: Path, stamp: int) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def load_texts(definitions: "Definitions", language: str) -> Texts:
    """The texts of a language; English (the source) needs no catalogue."""
    path = definitions.folder / "texts" / f"{language}.po"
    if language == SOURCE_LANGUAGE or not path.exists():
        return Texts(language)
    return Texts(language, _read(path, path.stat().st_mtime_ns))


def definition_texts(definitions: "Definitions") -> Iterator[tuple[str, str]]:
    """Every text of the definitions that people read, with the place where it stands."""
    project = definitions.project
    for name in ("name", "description", "programme", "funding_statement", "disclaimer"):
        yield getattr(project, name), f"project.{name}"
    for partner in definitions.partners:
        yield partner.name, f"partners.{partner.code}"
    for objective in definitions.objectives:
        yield objective.name, f"objectives.{objective.code}"
    for deliverable in definitions.deliverables:
        yield deliverable.name, f"deliverables.{deliverable.code}"
    for name, code_list in definitions.code_lists.items():
        yield code_list.name, f"code_lists.{name}"
        for code, label in code_list.codes.items():
            yield label, f"code_lists.{name}.{code}"
    for name, sheet in definitions.workbook.sheets.items():
        yield sheet.label, f"workbook.{name}"
        for column_name, column in sheet.columns.items():
            for text in (column.label, column.help, column.unit):
                yield text, f"workbook.{name}.{column_name}"
    for rule in definitions.rules:
        for case, message in rule.cases.items():
            for text in (message.message, message.expected, message.repair):
                yield text, f"rules.{rule.id}.{case}"
    for indicator in definitions.indicators:
        texts = (indicator.name, indicator.definition, indicator.unit, indicator.class_note, indicator.context)
        words = (indicator.level, indicator.criterion, indicator.frequency)
        for text in (*texts, *words, indicator.baseline.note, indicator.means_of_verification):
            yield text, f"indicators.{indicator.code}"
        if indicator.companion:
            yield indicator.companion.name, f"indicators.{indicator.code}.companion"
        for breakdown in indicator.breakdowns:
            # A breakdown by a code list goes by the list's own name.
            names = () if breakdown.name in definitions.code_lists else (breakdown.name,)
            for text in (*names, *(breakdown.columns or ())):
                yield text, f"indicators.{indicator.code}.breakdowns"
        for text in (definitions.target(indicator.code).source, definitions.target(indicator.code).unit):
            yield text, f"targets.{indicator.code}"
    for name, scale in definitions.scales.items():
        yield scale.name, f"scales.{name}"
    for name, disclosure_class in definitions.disclosure.classes.items():
        for text in (disclosure_class.meaning, disclosure_class.reason):
            yield text, f"disclosure.classes.{name}"
