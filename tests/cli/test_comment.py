"""`wego comment`: what is not on track, why, and what is done; and what `wego publish` says when nobody did."""

import pytest

from etl.access import read_trail
from etl.home import open_home
from tests.calendar.variants import MINI

SAID = (
    "--cause",
    "Two centres answered late.",
    "--action",
    "Invite four more.",
    "--owner",
    "P04",
    "--due",
    "2016-09-30",
)
WHO = ("--as", "desk@example.org")


@pytest.fixture
def demo(run, workbook, monkeypatch):
    """A demo home in which one partner has reported that nothing happened: every binding target of M06 is behind."""
    monkeypatch.setenv("WEGO_HOME_KIND", "demo")
    assert run("submit", workbook(month=6), "--as", "officer@example.org").code == 0
    return run


def needs(run, month="M06"):
    return {one["indicator_code"]: one for one in run("comment", "list", "--month", month, "--json").document["needs"]}


def test_the_list_tells_what_would_not_be_on_track_with_its_reason(demo):
    told = needs(demo)
    survey = told["OP-11"]
    assert (survey["status"], survey["target_state"], survey["is_demanded"]) == ("delayed", "binding", True)
    assert survey["reason"].startswith("0 of 6 expected by M06 (0")
    assert survey["comment"] is None
    shown = demo("comment", "list", "--month", "M06")
    assert "! OP-11" in shown.out and "wego comment add INDICATOR --month M06" in shown.err


def test_without_a_month_it_is_the_newest_that_is_over(demo):
    assert demo("comment", "list", "--json").document["month"] == "M07"


def test_where_nothing_is_behind_that_is_said(run, monkeypatch):
    # In the project's own definitions the reporting rate is behind as long as nobody has reported.
    monkeypatch.setenv("WEGO_DEFINITIONS", str(MINI))
    monkeypatch.setenv("WEGO_TODAY", "2020-05-01")
    assert run("comment", "list", "--month", "M01").out == "Nothing would be delayed or at risk at M01.\n"


def test_a_comment_is_kept_listed_and_taken_back(demo, home):
    kept = demo("comment", "add", "op-11", "--month", "M06", *SAID, *WHO, "--json")
    assert kept.code == 0
    assert kept.document["indicator_code"] == "OP-11" and kept.document["due"] == "2016-09-30"
    survey = needs(demo)["OP-11"]
    assert survey["has_comment"] and not survey["is_demanded"]
    assert survey["comment"] == {
        "month": "M06",
        "cause": "Two centres answered late.",
        "action": "Invite four more.",
        "owner": "P04",
        "due": "2016-09-30",
    }
    assert "Two centres answered late." in demo("comment", "list", "--month", "M06").out
    assert demo("comment", "withdraw", "OP-11", "--month", "2016-06", *WHO).code == 0
    assert needs(demo)["OP-11"]["comment"] is None
    assert [row["action"] for row in read_trail(open_home(home), 2)] == ["comment.withdraw", "comment.add"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "OP-11", "--month", "M06", *SAID[:-1], "30.09.2016"), "is no day"),
        (("add", "OP-11", "--month", "M06", *SAID[:-1], "2016-07-31"), "is over"),
        (("add", "OP-99", "--month", "M06", *SAID), "no indicator OP-99"),
        (("add", "OP-11", "--month", "M99", *SAID), "not a reporting month"),
        (("add", "OP-11", "--month", "M09", *SAID), "has not begun"),
        (("add", "OP-11", "--month", "M06", "--cause", "Ask maria@example.org", *SAID[2:]), "personal data"),
        (("withdraw", "OP-11", "--month", "M06"), "no comment on OP-11 for M06"),
    ],
)
def test_a_mistake_is_told_in_a_sentence_with_exit_code_2(run, arguments, told):
    outcome = run("comment", *arguments)
    assert outcome.code == 2
    assert told in outcome.err


def test_a_release_is_refused_with_the_commands_that_repair_it(demo, home):
    refused = demo("publish", "--month", "M06", "--json")
    assert refused.code == 1
    assert "wego comment add OP-11 --month M06 --cause TEXT" in refused.document["error"]
    assert not list((home / "releases").iterdir())
    for code, need in needs(demo).items():
        if need["is_demanded"]:
            assert demo("comment", "add", code, "--month", "M06", *SAID).code == 0
    published = demo("publish", "--month", "M06", "--json")
    assert published.code == 0 and published.document["without_comment"] == []


def test_a_test_home_is_told_what_a_real_one_would_refuse(run, workbook):
    run("submit", workbook(month=6), "--as", "officer@example.org")
    published = run("publish", "--month", "M06", "--json")
    assert published.code == 0
    assert "OP-11" in published.document["without_comment"]
    assert "nobody has commented on" in published.err
