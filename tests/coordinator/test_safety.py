"""Safety concerns: found by the definitions, counted by month and partner, and nothing else."""

import dataclasses
from dataclasses import fields

import pytest

from etl.access import read_trail
from etl.actor import Actor
from etl.home import open_home
from etl.safety import Concerns, find_safety_indicators, note_safety_look, read_safety
from etl.store import Store
from etl.submit import submit_files
from indicators.load import load_definitions
from tests.coordinator.conftest import TODAY
from tests.intake.workbooks import Book
from tests.whole_way.mini import definitions as mini_definitions


def send(home, partner, month, concerns, revision=1):
    cover = {"safety_concerns_month": concerns, load_definitions().workbook.roles.revision: revision}
    book = Book(partner, month, cover=cover).content()
    [receipt] = submit_files(Store(home, load_definitions()), [("one.xlsx", book)], f"{partner}@example.org".lower())
    assert receipt.submission_id
    return receipt


def counts(board):
    return [(cell.month, cell.partner, cell.count) for cell in board.reported]


@pytest.mark.parametrize("role", ["coordinator", "safeguarding"])
def test_each_month_and_partner_has_its_number_the_newest_first(home, as_, role):
    for partner, month, concerns in (("P01", 17, 2), ("P02", 18, 1), ("P03", 18, 0), ("P01", 18, 3)):
        send(home, partner, month, concerns)
    board = read_safety(as_(role))
    assert counts(board) == [(18, "P01", 3), (18, "P02", 1), (17, "P01", 2)]
    assert board.cells[18, "P03"].count == 0
    assert board.months[0] == 20, "August 2017, which has begun"


def test_silence_is_no_zero(home, as_):
    send(home, "P01", 18, 0)
    board = read_safety(as_("safeguarding"))
    assert (board.cells[18, "P02"].count, board.cells[18, "P02"].state) == (None, "late")
    assert (board.cells[20, "P02"].count, board.cells[20, "P02"].state) == (None, "not_due")


def test_a_correction_takes_the_place_of_what_it_corrects(home, as_):
    send(home, "P01", 18, 3)
    send(home, "P01", 18, 1, revision=2)
    assert counts(read_safety(as_("safeguarding"))) == [(18, "P01", 1)]


def test_what_still_waits_for_the_coordinator_counts_and_says_so(home, as_):
    receipt = send(home, "P01", 18, 4)
    with Store(home, load_definitions()).open() as connection:
        connection.execute("UPDATE submission_state SET state = 'received'")
    board = read_safety(as_("safeguarding"))
    assert receipt.state and [(cell.count, cell.state) for cell in board.reported] == [(4, "waiting")]


def test_it_knows_nothing_but_counts():
    """A board is made of these alone: no text, no code of a pathway, no submission."""
    assert [one.name for one in fields(Concerns)] == ["month", "partner", "count", "state", "received_at"]


def test_when_the_viewer_looked_before_is_known_from_the_trail(home, as_):
    assert read_safety(as_("safeguarding")).looked_at is None
    note_safety_look(as_("safeguarding"))
    assert read_safety(as_("safeguarding")).looked_at.date() == TODAY
    assert read_safety(as_("coordinator")).looked_at is None, "each has looked for oneself"
    assert read_trail(home, newest=1)[0]["who"] == "safeguarding@example.org"


def test_the_columns_are_found_by_the_plan_and_not_by_a_name():
    loaded = load_definitions()
    assert [one.code for one in find_safety_indicators(loaded)] == ["PR-05"]
    plan = loaded.disclosure.model_copy(update={"rows": {}})
    assert find_safety_indicators(loaded.model_copy(update={"disclosure": plan})) == []


def test_a_project_without_safety_concerns_has_an_empty_board(tmp_path):
    home = open_home(tmp_path / "mini", "demo").remember_day(TODAY)
    actor = Actor(home, mini_definitions(), "safeguarding@demo.invalid", "safeguarding", None, True)
    found = find_safety_indicators(actor.definitions)
    board = read_safety(actor)
    assert (board.names == ()) == (not found)
    assert bool(board.cells) == bool(found)
    assert dataclasses.is_dataclass(board)
