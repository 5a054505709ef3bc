"""Sentences, names, numbers and dates in the reader's language, from files alone.

Sentences come from a gettext catalogue (`locale/<language>/LC_MESSAGES/released.mo`, put there when a kit or a
report is made), names and the signs of numbers and dates from the release's table `label`. English needs neither.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cached_property
from gettext import NullTranslations
from typing import Any

SOURCE_LANGUAGE = "en"


def N_(text: str) -> str:
    """Mark a sentence for the catalogues; it is translated where it is shown."""
    return text


STATE_NAMES = {
    "value": N_("value"),
    "withheld": N_("hidden to protect people"),
    "not_reported": N_("not reported"),
    "not_due": N_("not due"),
    "not_applicable": N_("not applicable"),
    "too_few": N_("too few answers"),
}
STATUS_NAMES = {
    "delayed": N_("delayed"),
    "at_risk": N_("at risk"),
    "on_track": N_("on track"),
    "ahead": N_("ahead"),
    "unavailable": N_("no status"),
}
_BUILT_IN = {"state": STATE_NAMES, "status": STATUS_NAMES}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# Names of the months and signs of numbers and dates where the release names none: British English.
_ENGLISH_NAMES = {
    ("locale", "decimal"): ".",
    ("locale", "group"): ",",
    ("locale", "date"): "{d} {mmm} {y}",
    ("locale", "month_year"): "{month} {y}",
    ("locale", "list_and"): " and ",
    ("locale", "dash"): "–",
    **{("month_name", str(number)): name for number, name in enumerate(_MONTHS, 1)},
    **{("month_in_date_wide", str(number)): name for number, name in enumerate(_MONTHS, 1)},
    # What the Unicode locale data have for British English: "Sept", all others three letters.
    **{("month_in_date", str(number)): name[: 4 if number == 9 else 3] for number, name in enumerate(_MONTHS, 1)},
}
_MOST_DECIMALS = 15
# In Greek a semicolon is a question mark, and French sets a space before a colon.
_APART, _COLON = N_("; "), N_(": ")
# Labels of two words that change where they meet: what stands in a filled text -> what the language says there.
_WORD_PAIR = "word_pair"


@dataclass(frozen=True)
class Texts:
    """Everything that a person reads, in one language; what has no translation stays English."""

    language: str = SOURCE_LANGUAGE
    catalogue: NullTranslations = field(default_factory=NullTranslations, repr=False, compare=False)
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict, repr=False, compare=False)

    def __call__(self, text: str, **places: Any) -> str:
        """Translate a text and fill in its {places}: numbers and dates as the language writes them."""
        translated = self.catalogue.gettext(text) if text else text
        return self._fill(translated, text, places) if places else translated

    def plural(self, one: str, many: str, n: int, **places: Any) -> str:
        """Translate a text that depends on a number {n}, by the language's own plural rule."""
        translated = self.catalogue.ngettext(one, many, n)
        return self._fill(translated, one if n == 1 else many, {"n": self.number(n), **places})

    def label(self, kind: str, code: Any, default: str | None = None) -> str:
        """The name of a code, for instance label("state", "withheld"); without any, `default` or the code itself.

        Kinds: state, status, unit, breakdown, category, level, class, target_state, country, indicator_name, …
        """
        found = self.labels.get((kind, str(code)))
        if found is not None:
            return found
        built_in = _BUILT_IN.get(kind, {}).get(str(code))
        return self(built_in) if built_in else default if default is not None else str(code)

    def category(self, breakdown: str, category: str, indicator_code: str | None = None) -> str:
        """The name of a category of a breakdown; some hang on the indicator."""
        kind = f"category:{breakdown}"
        own = self.labels.get((kind, f"{indicator_code}/{category}"))
        return own if own is not None else self.label(kind, category)

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with the language's signs and a fixed number of decimals."""
        rounded = Decimal(repr(value) if isinstance(value, float) else str(value)).quantize(
            Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN
        )
        whole, _, fraction = f"{abs(rounded):f}".partition(".")
        sign = "-" if rounded < 0 else ""
        return sign + self._grouped(whole) + (self._name("locale", "decimal") + fraction if fraction else "")

    def percent(self, value: float, decimals: int = 0) -> str:
        """A percentage from 0 to 100 with its sign, which does not leave the number at a line's end."""
        return f"{self.number(value, decimals)}\u00a0%"

    def amount(self, value: float) -> str:
        """A number with all its decimals, ungrouped."""
        text = f"{value:.{_MOST_DECIMALS}g}"
        return text if "e" in text else text.replace(".", self._name("locale", "decimal"))

    def date(self, value: "date | str") -> str:
        """A day, for instance 16 Aug 2017; an ISO text is taken as well."""
        day = date.fromisoformat(value[:10]) if isinstance(value, str) else value
        number = str(day.month)
        names = {"mmm": self._name("month_in_date", number), "mmmm": self._name("month_in_date_wide", number)}
        numbers = {"d": day.day, "dd": f"{day.day:02d}", "m": number, "mm": f"{day.month:02d}", "y": day.year}
        return self._name("locale", "date").format(**names, **numbers)

    def month_name(self, year: int, month: int) -> str:
        """A calendar month, for instance May 2017."""
        return self._name("locale", "month_year").format(month=self._name("month_name", str(month)), y=year)

    def joined(self, parts: Sequence[str]) -> str:
        """Parts of a list as a sentence has them: a, b and c."""
        if len(parts) < 2:
            return "".join(parts)
        return ", ".join(parts[:-1]) + self._name("locale", "list_and") + parts[-1]

    def list_apart(self, parts: Iterable[str]) -> str:
        """Things in a row that may have commas of their own, held apart by the language's stronger mark."""
        return self(_APART).join(parts)

    @property
    def colon(self) -> str:
        """What stands between a name and its value."""
        return self(_COLON)

    def show(self, value: Any) -> str:
        """A value within a sentence: a date in words, a fraction with the language's decimal sign."""
        if isinstance(value, date):
            return self.date(value)
        if isinstance(value, (float, Decimal)):
            return self.amount(float(value))
        return str(value)

    def _fill(self, translated: str, source: str, places: Mapping[str, Any]) -> str:
        # A translation whose places don't fit gives way to its source.
        shown = {name: self.show(value) for name, value in places.items()}
        try:
            return self._join_words(_one_stop(translated, shown).format_map(shown))
        except (KeyError, ValueError, IndexError, AttributeError):
            return _one_stop(source, shown).format_map(shown)

    def _join_words(self, text: str) -> str:
        """With its words as the language says them: "του Ιούνιος" becomes "του Ιουνίου"."""
        if self._word_pairs is None:
            return text
        return self._word_pairs.sub(lambda found: self.labels[_WORD_PAIR, found[0]], text)

    @cached_property
    def _word_pairs(self) -> re.Pattern[str] | None:
        known = [re.escape(code) for kind, code in self.labels if kind == _WORD_PAIR and code]
        return re.compile(rf"\b(?:{'|'.join(known)})(?!\w)") if known else None

    def _name(self, kind: str, code: str) -> str:
        return self.labels.get((kind, code)) or _ENGLISH_NAMES[kind, code]

    def _grouped(self, digits: str) -> str:
        first = len(digits) % 3
        parts = ([digits[:first]] if first else []) + [digits[at : at + 3] for at in range(first, len(digits), 3)]
        return self._name("locale", "group").join(parts)


def _one_stop(text: str, shown: Mapping[str, str]) -> str:
    # A date may end in an abbreviation ("19 юли 2017 г."): its stop ends the sentence as well.
    for name, value in shown.items():
        if value.endswith("."):
            text = re.sub(rf"(\{{{name}\}})\.(?=\s|$)", r"\1", text)
    return text


ENGLISH = Texts()
