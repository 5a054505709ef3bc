"""Makes a partner's workbook of a month: the real template, filled in by the partner's officer."""

import io
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from etl.demo.fill import HABITS, Habits, Officer
from etl.demo.life import Life
from etl.demo.rows import Row
from etl.history import History
from etl.template import build_template
from etl.template.codes import fresh_codes
from etl.template.table import CODE_ROW, FIRST_ROW
from indicators.load import Definitions
from indicators.model.project import Partner
from indicators.periods import month_code
from indicators.texts import load_texts

Rows = dict[str, list[Row]]


@dataclass(frozen=True)
class Maker:
    """Makes the workbooks of a life."""

    definitions: Definitions
    life: Life

    def make(self, history: History, month: int, cover: Row, rows: Rows, slips: Row | None = None) -> bytes:
        """The filled workbook as the content of a file; `slips`: `SHEET.column` -> what stands in its first row."""
        partner = self._partner(history.partner)
        rng = random.Random(f"{self.life.seed}/{partner.code}/{month}")
        codes = self._codes(partner, month, rng).__next__
        book = build_template(self.definitions, partner, month, partner.language, history, codes)
        texts = load_texts(self.definitions, partner.language)
        officer = Officer(self.definitions, texts, HABITS.get(partner.code, Habits()), rng)
        officer.fill(book, cover, rows)
        for place, value in (slips or {}).items():
            _slip(book, place, value)
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    def _partner(self, code: str) -> Partner:
        partner = self.definitions.partner(code)
        assert partner is not None
        return partner

    def _codes(self, partner: Partner, month: int, rng: random.Random) -> Iterator[str]:
        """The codes of the pathways that begin in this month, then others: the template offers more than are needed."""
        column = self.definitions.workbook.sheets["PATHWAYS"].columns["pathway_code"]
        own = self.life.new_pathways(partner.code, month)
        return chain(own, fresh_codes(column.pattern or "", self.life.all_pathways, rng.choice))


def _slip(book: Any, place: str, value: Any) -> None:
    name, column = place.split(".")
    sheet = book[name]
    if name == book.sheetnames[0]:
        cell = next(row[2] for row in sheet.iter_rows() if row[0].value == column)
    else:
        cell = sheet.cell(FIRST_ROW, next(cell.column for cell in sheet[CODE_ROW] if cell.value == column))
    cell.value = value


def file_name(definitions: Definitions, partner: str, month: int, revision: int) -> str:
    """Name of a workbook's file, for instance PROJECT_P03_M05_r1.xlsx."""
    project = re.sub(r"[^A-Za-z0-9]", "", definitions.project.short_name) or "workbook"
    return f"{project}_{partner}_{month_code(month)}_r{revision}.xlsx"
