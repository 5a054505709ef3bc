"""Finds the code that a cell means: the code itself or its label in any language that there is."""

from collections.abc import Iterator
from functools import cached_property

from etl.lookalikes import fold_code
from etl.read import clean_text
from indicators.load import Definitions
from indicators.texts import N_, SOURCE_LANGUAGE, Texts, load_texts

# What a cell holds where a question does not apply: neither a blank nor 0.
DOES_NOT_APPLY = N_("does not apply")
_NOT_APPLICABLE = {"na", "n/a", "n.a."}
_KEPT = 8
_codebooks: dict[tuple[object, ...], "Codebook"] = {}


class Codebook:
    """Codes and labels of all lists, in all languages."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self._lists: dict[str, dict[str, str]] = {}
        self._codes: dict[str, dict[str, str]] = {}

    def find(self, list_name: str, text: str) -> str | None:
        """The code of a list that a text means; None when there is none."""
        if list_name not in self._lists:
            self._lists[list_name] = self._read_list(list_name)
            self._codes[list_name] = {code.upper(): code for code in self.definitions.codes(list_name)}
        return self._lists[list_name].get(_fold(text)) or self._codes[list_name].get(fold_code(clean_text(text)))

    def means_not_applicable(self, text: str) -> bool:
        """Does the text say, in any language, that a question does not apply?"""
        return _fold(text) in self._not_applicable

    @cached_property
    def _not_applicable(self) -> frozenset[str]:
        return frozenset({*_NOT_APPLICABLE, *(_fold(texts(DOES_NOT_APPLY)) for texts in self._languages)})

    @cached_property
    def _languages(self) -> list[Texts]:
        names = sorted(path.stem for path in (self.definitions.folder / "texts").glob("*.po"))
        return [load_texts(self.definitions, name) for name in [SOURCE_LANGUAGE, *names]]

    def _read_list(self, list_name: str) -> dict[str, str]:
        codes = self.definitions.codes(list_name)
        labels: dict[str, str] = {}
        ambiguous = set()
        for code, label in codes.items():
            for texts in self._languages:
                folded = _fold(texts(label))
                if labels.setdefault(folded, code) != code:
                    ambiguous.add(folded)
        for code, label in self._former_labels(list_name):
            labels.setdefault(_fold(label), code)
        # A label that names two codes names none; a code always goes before a label.
        clear = {label: code for label, code in labels.items() if label not in ambiguous}
        return clear | {_fold(code): code for code in codes}

    def _former_labels(self, list_name: str) -> Iterator[tuple[str, str]]:
        # A workbook that was given out before a label was reworded comes back with the old one.
        found = self.definitions.code_lists.get(list_name)
        for code, labels in found.former_labels.items() if found else ():
            yield from ((code, label) for label in labels)


def open_codebook(definitions: Definitions) -> Codebook:
    """The codebook of these definitions, kept until they or a language's texts change."""
    stamps = (path.stat().st_mtime_ns for path in sorted((definitions.folder / "texts").glob("*.po")))
    key = (definitions.folder, definitions.version, *stamps)
    if key not in _codebooks:
        if len(_codebooks) >= _KEPT:
            _codebooks.clear()
        _codebooks[key] = Codebook(definitions)
    return _codebooks[key]


def _fold(text: str) -> str:
    return clean_text(text).casefold()
