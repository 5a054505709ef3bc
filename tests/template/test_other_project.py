"""The template of another project: other sheets and columns, the same care."""

import io
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from etl.history import History
from etl.template import template_bytes
from etl.template.columns import find_letters
from indicators.faults import DefinitionError
from indicators.load import DEFAULT_FOLDER, load_definitions, read_definitions

MINI = Path(__file__).parent.parent / "mini" / "definitions"


def test_a_project_without_folded_columns_keeps_every_sheet_protected_and_shows_what_is_open() -> None:
    definitions = load_definitions(MINI)
    data = template_bytes(definitions, definitions.partners[0], 1, "en", History(definitions.partners[0].code))
    book = load_workbook(io.BytesIO(data))
    for name, about in definitions.workbook.row_sheets.items():
        sheet = book[name]
        assert [cell.value for cell in sheet[1]] == list(about.columns) == list(find_letters(about))
        assert sheet.protection.sheet
        if not sheet["A3"].protection.locked:
            assert sheet.conditional_formatting, name


@pytest.mark.parametrize(
    ("file", "right", "wrong", "told"),
    [
        ("rules.yaml", "of_column: women_enrolled_cum", "of_column: women_listed", "no column PATHWAYS.women_listed"),
        ("workbook.yaml", "shows: [training_type,", "shows: [training_kind,", "no column TRAININGS.training_kind"),
    ],
)
def test_what_the_template_reads_must_exist(tmp_path: Path, file: str, right: str, wrong: str, told: str) -> None:
    folder = tmp_path / "definitions"
    shutil.copytree(DEFAULT_FOLDER, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert right in text
    (folder / file).write_text(text.replace(right, wrong), encoding="utf-8")
    with pytest.raises(DefinitionError, match=told):
        read_definitions(folder)
