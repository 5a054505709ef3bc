"""The access list and the audit trail: append-only, the newest event counts, several processes write at once."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from etl.access import ROLES, find_role, grant_access, list_access, read_trail, record_action, revoke_access
from etl.errors import UserError
from etl.home import Home, open_home

WRITER = """
import sys
from pathlib import Path
from etl.access import record_action
from etl.home import open_home
home = open_home(Path(sys.argv[1]))
for number in range(20):
    record_action(home, sys.argv[2], "try", str(number))
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An empty home in which the day stands still, so that only the order of events can tell which is newest."""
    monkeypatch.setenv("WEGO_TODAY", "2016-08-01")
    return open_home(tmp_path / "home", "test")


def test_an_unknown_e_mail_has_no_role(home: Home) -> None:
    assert find_role(home, "nobody@example.org") is None
    assert list_access(home) == []


def test_a_role_is_found_whatever_the_letters(home: Home) -> None:
    grant_access(home, "Maria.Petrova@Example.org ", "partner", "P01", who="head@example.org")

    role = find_role(home, " maria.petrova@EXAMPLE.org")
    assert role is not None
    assert (role.email, role.name, role.partner) == ("maria.petrova@example.org", "partner", "P01")
    assert role.granted_by == "head@example.org" and role.is_partner


def test_the_newest_event_counts_even_on_one_day(home: Home) -> None:
    grant_access(home, "one@example.org", "reader")
    grant_access(home, "one@example.org", "partner", "P02")
    revoke_access(home, "ONE@example.org")
    grant_access(home, "one@example.org", "evaluator")

    assert [(role.email, role.name, role.partner) for role in list_access(home)] == [
        ("one@example.org", "evaluator", None)
    ]


def test_a_revoked_e_mail_has_no_role(home: Home) -> None:
    grant_access(home, "one@example.org", "coordinator")
    revoke_access(home, "one@example.org")

    assert find_role(home, "one@example.org") is None
    with pytest.raises(UserError, match="has no access"):
        revoke_access(home, "one@example.org")


def test_nothing_is_ever_changed_or_deleted(home: Home) -> None:
    grant_access(home, "one@example.org", "reader")
    revoke_access(home, "one@example.org")

    with sqlite3.connect(home.access_path) as connection:
        assert connection.execute("SELECT is_granted FROM access ORDER BY event_number").fetchall() == [(1,), (0,)]
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(
    ("email", "role", "partner", "said"),
    [
        ("one.example.org", "reader", None, "not an e-mail"),
        ("one@two@three", "reader", None, "not an e-mail"),
        ("one@example.org", "king", None, "Roles: reader, evaluator, partner, coordinator, safeguarding"),
        ("one@example.org", "partner", None, "names its partner"),
        ("one@example.org", "reader", "P01", "names its partner"),
    ],
)
def test_a_wrong_grant_is_refused(home: Home, email: str, role: str, partner: str | None, said: str) -> None:
    with pytest.raises(UserError, match=said):
        grant_access(home, email, role, partner)
    assert list_access(home) == []


def test_the_trail_tells_who_did_what_newest_first(home: Home) -> None:
    record_action(home, "one@example.org", "publish", "M06-20160801-abcdef")
    record_action(home, "two@example.org", "lock", "M05", "P02")

    newest, oldest = read_trail(home)
    assert (newest["who"], newest["action"], newest["object"], newest["detail"]) == (
        "two@example.org",
        "lock",
        "M05",
        "P02",
    )
    assert oldest["action"] == "publish" and oldest["happened_at"].isoformat() == "2016-08-01T12:00:00"
    assert len(read_trail(home, newest=1)) == 1


def test_the_trail_names_no_other_e_mail_than_the_acting_one(home: Home) -> None:
    grant_access(home, "secret@example.org", "partner", "P01", who="head@example.org")
    revoke_access(home, "secret@example.org", who="head@example.org")

    assert [entry["action"] for entry in read_trail(home)] == ["access.revoke", "access.grant"]
    assert "secret" not in str(read_trail(home))


def test_several_processes_write_at_once_and_nothing_is_lost(home: Home) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(home.path), f"writer {number}"], stderr=subprocess.PIPE)
        for number in range(4)
    ]
    for writer in writers:
        _, told = writer.communicate()
        assert writer.returncode == 0, told.decode()

    assert len(read_trail(home)) == 80


def test_a_damaged_access_list_is_told_in_one_sentence(home: Home) -> None:
    home.access_path.write_bytes(b"no database" * 100)

    with pytest.raises(UserError, match="restore it from a backup"):
        find_role(home, "one@example.org")


def test_the_roles_are_those_of_the_contract() -> None:
    assert ROLES == ("reader", "evaluator", "partner", "coordinator", "safeguarding")
