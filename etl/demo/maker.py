"""Makes a partner's workbook of a month: the real template, filled in by the partner's officer."""

import io
import random
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from etl.demo.fill import HABITS, Habits, Officer
from etl.demo.life import Life
from etl.demo.rows import Row
from etl.history import History, Record
from etl.template import build_template
from etl.template.codes import fresh_codes
from indicators.load import Definitions
from indicators.model.project import Partner
from indicators.periods import month_code
from indicators.texts import load_texts

Rows = dict[str, list[Row]]


class Maker:
    """Makes workbooks and keeps what each partner has sent, as the store would tell it to the next template."""

    def __init__(self, definitions: Definitions, life: Life) -> None:
        self.definitions, self.life = definitions, life
        self.histories = {partner.code: History(partner.code) for partner in definitions.partners}

    def make(self, partner: Partner, month: int, cover: Row, rows: Rows, raw: Row | None = None) -> bytes:
        """The filled workbook as the content of a file; `raw` are slips: `SHEET.column` -> what stands in the first row."""
        rng = random.Random(f"{self.life.seed}/{partner.code}/{month}")
        history = self.histories[partner.code]
        codes = self._codes(partner, month, rng).__next__
        book = build_template(self.definitions, partner, month, partner.language, history, codes)
        texts = load_texts(self.definitions, partner.language)
        officer = Officer(self.definitions, texts, HABITS.get(partner.code, Habits()), rng)
        officer.fill(book, cover, rows)
        for place, value in (raw or {}).items():
            _slip(book, *place.split("."), value)
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    def _codes(self, partner: Partner, month: int, rng: random.Random) -> Iterator[str]:
        """The codes of the pathways that begin in this month, then others: the template offers more than are needed."""
        column = self.definitions.workbook.sheets["PATHWAYS"].columns["pathway_code"]
        own = self.life.new_pathways(partner.code, month)
        return chain(own, fresh_codes(column.pattern or "", self.life.all_pathways, rng.choice))

    def keep(self, partner: str, month: int, revision: int, cover: Row, rows: Rows, is_accepted: bool = True) -> None:
        """Remember a stored workbook, as the partner's next templates see it."""
        history = self.histories[partner]
        sheets = {name: tuple(sheet) for name, sheet in rows.items()}
        state = "accepted" if is_accepted else "received"
        record = Record(f"{partner}-{month}-{revision}", partner, month, revision, state, "", dict(cover), sheets)
        accepted = history.accepted_revision | ({month: revision} if is_accepted else {})
        self.histories[partner] = History(partner, history.newest | {month: record}, accepted)


def _slip(book: Any, sheet: str, column: str, value: Any) -> None:
    first = book[sheet]
    if sheet == book.sheetnames[0]:
        cell = next(row[2] for row in first.iter_rows() if row[0].value == column)
    else:
        cell = first.cell(3, next(cell.column for cell in first[1] if cell.value == column))
    cell.value = value


def file_name(definitions: Definitions, partner: str, month: int, revision: int) -> str:
    """Name of a workbook's file, for instance PROJECT_P03_M05_r1.xlsx."""
    project = re.sub(r"[^A-Za-z0-9]", "", definitions.project.short_name) or "workbook"
    return f"{project}_{partner}_{month_code(month)}_r{revision}.xlsx"
