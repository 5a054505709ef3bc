"""Files in work and ready: each is made once for all who ask, and a short one never waits for long ones."""

from concurrent.futures import wait
from threading import Event

import pytest

from dashboard.download_shelf import Shelf
from dashboard.download_wait import say_doing
from etl.services import Download, UserError
from indicators.texts import Texts


def test_who_asks_for_a_file_in_work_gets_the_same_one():
    shelf, go, made = Shelf(), Event(), []

    def make(tell):
        tell("Making the file")
        made.append(1)
        go.wait()
        return Download("a", b"1")

    first, second = shelf.ask("key", make), shelf.ask("key", make)
    assert first is second and shelf.find("key") is None
    go.set()
    assert first.future.result() == Download("a", b"1") == shelf.find("key")
    assert made == [1] and first.doing == "Making the file"


def test_a_file_that_could_not_be_made_is_made_anew_at_the_next_question():
    shelf, answers = Shelf(), [UserError("No room."), None]

    def make(_tell):
        failure = answers.pop(0)
        if failure:
            raise failure
        return Download("a", b"1")

    with pytest.raises(UserError):
        shelf.ask("key", make).future.result()
    assert shelf.find("key") is None
    assert shelf.ask("key", make).future.result().data == b"1"


def test_a_short_one_overtakes_long_ones():
    shelf, go = Shelf(at_once=1), Event()

    def make_slowly(_tell):
        go.wait()
        return Download("long", b"1")

    long = [shelf.ask(number, make_slowly, is_long=True) for number in range(3)]
    assert shelf.ask("short", lambda _tell: Download("short", b"1")).future.result().name == "short"
    assert not any(job.future.done() for job in long)
    go.set()
    assert not wait([job.future for job in long]).not_done


def test_the_room_is_bounded_and_what_was_asked_for_longest_ago_goes_first():
    shelf = Shelf(room=25)
    for name in "abc":
        shelf.ask(name, lambda _tell: Download("x", b"0123456789")).future.result()
        shelf.find("a")
    assert [shelf.find(name) is not None for name in "abc"] == [True, False, True]
    # One that is larger than all the room is there for the one who has just asked.
    shelf.ask("d", lambda _tell: Download("x", bytes(30))).future.result()
    assert shelf.find("d") is not None and shelf.find("a") is None


def test_a_file_whose_turn_has_come_does_not_wait_for_another():
    shelf, begun, go = Shelf(at_once=1), Event(), Event()

    def make(_tell):
        begun.set()
        go.wait()
        return Download("a", b"1")

    first, second = shelf.ask("first", make), shelf.ask("second", make)
    begun.wait()
    assert say_doing(first, Texts("en")) == "Making the file …"
    assert say_doing(second, Texts("en")) == "Waiting until another file is ready …"
    first.tell("Running the notebook")
    assert say_doing(first, Texts("en")) == "Running the notebook …"
    go.set()
    assert not wait([first.future, second.future]).not_done
