"""What a person did wrong is told in the reader's language: every raiser names a text that the catalogues collect."""

import ast
from pathlib import Path

import pytest

import etl
from etl.catalogue import collect_texts
from etl.errors import UserError
from etl.store import BUSY, StoreBusy
from indicators.load import load_definitions
from indicators.texts import Catalogue, Texts

ROOM = Path(etl.__file__).parent
# What only the command line and the makers of the demo read stays English: five languages need not translate it.
ENGLISH_ONLY = ("cli", "demo")
RAISED = {"UserError", "DamagedBackup", "StoreBusy"}


def raisers():
    """Every `UserError(…)` of the room etl that a page could show: place and first argument."""
    for path in sorted(ROOM.rglob("*.py")):
        if path.relative_to(ROOM).parts[0] in ENGLISH_ONLY:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED:
                yield f"{path.relative_to(ROOM)}:{node.lineno}", node


def is_marked(argument: ast.expr) -> bool:
    is_marking = isinstance(argument, ast.Call) and getattr(argument.func, "id", "") == "N_"
    # A name or an entry of a table: the text was marked where the table stands.
    return is_marking or isinstance(argument, ast.Name | ast.Subscript | ast.Attribute)


def test_every_user_error_names_a_text_of_the_catalogues():
    found = list(raisers())
    assert len(found) > 30
    assert [place for place, node in found if not node.args or not is_marked(node.args[0])] == []


def test_every_place_of_a_user_error_is_filled():
    for place, node in raisers():
        if isinstance(node.args[0], ast.Call):
            text = ast.literal_eval(node.args[0].args[0])
            given = {keyword.arg for keyword in node.keywords}
            assert {part.split("}")[0] for part in text.split("{")[1:]} == given, place


def test_the_catalogue_collects_them():
    known = {message.id for message in collect_texts(load_definitions())}
    for _place, node in raisers():
        if isinstance(node.args[0], ast.Call):
            assert ast.literal_eval(node.args[0].args[0]) in known
    assert BUSY in known


def test_a_user_error_speaks_the_readers_language_and_english_to_programs():
    text = "There is no partner {code}. Name a code of the registry."
    bulgarian = Texts("bg", Catalogue({text: "Няма партньор {code}."}, {}, int))
    error = UserError(text, code="P99")
    assert error.tell(bulgarian) == "Няма партньор P99."
    assert str(error) == "There is no partner P99. Name a code of the registry."


def test_a_busy_store_is_told_like_any_other_fault_but_is_not_the_users_mistake():
    with pytest.raises(UserError) as caught:
        raise StoreBusy(BUSY)
    assert caught.value.exit_code == 1
