"""The state of the home: what is wrong with its repair, sizes, the last backup and attack; nothing of a key."""

import os

import pytest

from etl.access import record_action
from etl.health import examine
from etl.health_desk import examine_home
from etl.home import open_home
from indicators.texts import Texts

ENGLISH = Texts("en")
KEY = "Zb3xKq8Rt5Wn2Yd7Lc4Vf9Hm"


def test_an_empty_home_is_sound_and_says_what_it_does_not_know(as_):
    report = examine_home(as_())
    assert report.is_sound
    assert [finding.subject for finding in report.findings][:3] == ["packages", "definitions", "home"]
    assert (report.backup, report.audit) == (None, None)
    assert set(report.sizes) == {"Store", "Access list and audit trail", "Releases", "Inbox"}
    assert report.sizes["Access list and audit trail"] > 0 and report.free > 0
    assert report.versions["wego-monitor"] and report.versions["duckdb"]


def test_the_last_backup_and_the_last_attack_are_known_from_the_trail(home, as_):
    record_action(home, "command line", "backup", "home", "4 files")
    record_action(home, "command line", "audit", "all", "0 findings")
    record_action(home, "head@example.org", "publish", "M18-1")
    report = examine_home(as_())
    assert (report.backup.who, report.backup.detail) == ("command line", "4 files")
    # A release is attacked before it leaves.
    assert (report.audit.action, report.audit.who) == ("publish", "head@example.org")


def test_what_is_broken_is_named_with_its_repair(home, as_):
    (home.releases / "M02-20160801-aaaaaa.duckdb").write_bytes(b"no release")
    report = examine_home(as_())
    wrong = {finding.subject: finding for finding in report.findings if not finding.is_sound}
    assert not report.is_sound and "releases" in wrong
    assert "M02-20160801-aaaaaa.duckdb" in wrong["releases"].tell_found(ENGLISH)
    assert "wego restore FILE" in wrong["releases"].repair


@pytest.mark.skipif(os.name != "posix", reason="rights of files")
def test_a_fault_of_the_key_is_told_on_the_server_and_not_on_a_page(tmp_path, monkeypatch):
    home = open_home(tmp_path / "real", "production")
    monkeypatch.setenv("WEGO_HOME", str(home.path))
    place = tmp_path / "the_key"
    place.write_text(KEY)
    place.chmod(0o644)
    monkeypatch.setenv("WEGO_STORE_KEY_FILE", str(place))
    wrong = [finding for finding in examine() if finding.subject == "encryption"]
    assert [finding.is_sound for finding in wrong] == [False]
    assert str(place) in wrong[0].found
    shown = wrong[0].tell_found(ENGLISH)
    assert str(place) not in shown and KEY not in shown and "wego doctor" in shown
