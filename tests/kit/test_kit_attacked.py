"""The attacker finds what does not belong into a kit: in code, notebooks, translations, wheel and release."""

import gettext
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from etl.audit import audit_outputs
from etl.release_file import ReleaseFile

Members = dict[str, bytes]


def _find(members: Members, ending: str) -> str:
    return next(name for name in members if name.endswith(ending))


def nothing(members: Members) -> None:
    """Packed again as it was."""


def a_comment_in_the_code(members: Members) -> None:
    members[_find(members, "released/figures.py")] += b"# P07: 3 women\n"


def a_file_beside_the_notebooks(members: Members) -> None:
    members[_find(members, ".ipynb").rpartition("/")[0] + "/notes.txt"] = b"P07 had 3 women in June."


def an_executed_notebook(members: Members) -> None:
    name = _find(members, ".ipynb")
    book = json.loads(members[name])
    next(cell for cell in book["cells"] if cell["cell_type"] == "code")["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": ["P07: 3 women\n"]}
    ]
    members[name] = json.dumps(book).encode()


def a_number_in_a_translation(members: Members) -> None:
    _translate(members, "not due", "не се дължи: 3")


def women_in_a_translation(members: Members) -> None:
    _translate(members, "not due", "три жени")


def a_sentence_that_nobody_says(members: Members) -> None:
    _translate(members, "Three women of P07", "Три жени")


def _translate(members: Members, source: str, text: str) -> None:
    name = _find(members, "bg/LC_MESSAGES/released.mo")
    old = gettext.GNUTranslations(io.BytesIO(members[name]))
    catalogue = Catalog(locale="bg", project=(old.info() or {})["project-id-version"].split(" VERSION")[0])
    catalogue.add(source, text)
    target = io.BytesIO()
    write_mo(target, catalogue)
    members[name] = target.getvalue()


def another_figure(members: Members) -> None:
    name = _find(members, "release/data/figures.csv")
    members[name] = re.sub(rb'"value",[\d.]+,', b'"value",987,', members[name], count=1)


def another_release_file(members: Members) -> None:
    members[_find(members, ".duckdb")] += b"\0"


def a_file_in_the_wheel(members: Members) -> None:
    name = _find(members, ".whl")
    target = io.BytesIO(members[name])
    with zipfile.ZipFile(target, "a") as box:
        box.writestr("notes.txt", "P07: 3 women")
    members[name] = target.getvalue()


def a_number_on_the_first_page(members: Members) -> None:
    members[_find(members, "_bg/README.txt")] += b"\r\nP07: 3 women\r\n"


PLANTED = (
    a_comment_in_the_code,
    a_file_beside_the_notebooks,
    an_executed_notebook,
    a_number_in_a_translation,
    women_in_a_translation,
    a_sentence_that_nobody_says,
    another_figure,
    another_release_file,
    a_file_in_the_wheel,
    a_number_on_the_first_page,
)


def _altered(kit_file: Path, folder: Path, plant: Callable[[Members], None]) -> Path:
    with zipfile.ZipFile(kit_file) as box:
        members = {name: box.read(name) for name in box.namelist()}
    before = dict(members)
    plant(members)
    assert (members == before) == (plant is nothing)
    with zipfile.ZipFile(folder / kit_file.name, "w") as box:
        for name, data in members.items():
            box.writestr(name, data)
    return folder / kit_file.name


def test_a_kit_as_it_is_made_tells_nothing(release: ReleaseFile, kit_file: Path, tmp_path: Path) -> None:
    packed_again = _altered(kit_file, tmp_path, nothing)

    assert audit_outputs(release.path, [kit_file, packed_again]).findings == ()


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_what_was_planted_is_found(
    plant: Callable[[Members], None], release: ReleaseFile, kit_file: Path, tmp_path: Path
) -> None:
    assert audit_outputs(release.path, [_altered(kit_file, tmp_path, plant)]).findings
