"""Sums and differences of columns, written `SHEET.a + SHEET.b - SHEET.c`."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer

from indicators.model.base import Definition

_REFERENCE = re.compile(r"^[A-Z_]+\.[a-z0-9_]+$")


class Term(Definition):
    """One column with its sign."""

    sign: int
    sheet: str
    column: str


class LinearSum(Definition):
    """A signed sum of columns of one sheet."""

    terms: tuple[Term, ...]

    @property
    def sheet(self) -> str:
        """The one sheet that all terms belong to."""
        return self.terms[0].sheet

    @property
    def text(self) -> str:
        """The sum as it was written."""
        text = "".join(f" {'-' if term.sign < 0 else '+'} {term.sheet}.{term.column}" for term in self.terms)
        return text.removeprefix(" + ").strip()

    def sql(self, alias: str = "") -> str:
        """The sum as SQL over a row of the sheet; a blank counts as 0 in a sum of several columns."""
        prefix = f"{alias}." if alias else ""
        if len(self.terms) == 1:
            return f'{prefix}"{self.terms[0].column}"'
        parts = (f'{"-" if term.sign < 0 else "+"} coalesce({prefix}"{term.column}", 0)' for term in self.terms)
        return "(" + " ".join(parts) + ")"

    def reported_sql(self, alias: str = "") -> str:
        """SQL that holds when every column of the sum was reported."""
        prefix = f"{alias}." if alias else ""
        return " AND ".join(f'{prefix}"{term.column}" IS NOT NULL' for term in self.terms)


def parse_linear(text: Any) -> Any:
    """Read `SHEET.a + SHEET.b - SHEET.c`; raises ValueError with the part that is not understood."""
    if not isinstance(text, str):
        return text
    pieces = re.sub(r"\s+", " ", text.strip()).split(" ")
    signs = {"+": 1, "-": -1}
    terms, sign = [], 1
    for position, piece in enumerate(pieces):
        if position % 2:
            if piece not in signs:
                raise ValueError(f"expected + or -, found {piece!r}")
            sign = signs[piece]
        elif not _REFERENCE.match(piece):
            raise ValueError(f"expected SHEET.column, found {piece!r}")
        else:
            sheet, column = piece.split(".")
            terms.append(Term(sign=sign, sheet=sheet, column=column))
    if len(pieces) % 2 == 0 or len({term.sheet for term in terms}) != 1:
        raise ValueError("expected a sum of columns of one sheet")
    return LinearSum(terms=tuple(terms))


Linear = Annotated[LinearSum, BeforeValidator(parse_linear), PlainSerializer(lambda value: value.text)]
