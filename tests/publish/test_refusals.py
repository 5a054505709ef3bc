"""What publishing refuses: it says why and changes nothing, neither a file nor the store."""

import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

import etl.attacker.attack
import etl.audit
from etl.attacker.attack import Verdict
from etl.attacker.finding import Finding
from etl.errors import UserError
from etl.publish import publish_release
from etl.store import Store
from indicators.faults import DefinitionError
from indicators.load import read_definitions
from tests.calendar.variants import MINI, copy_definitions, edit


@pytest.fixture
def unchanged(store: Store):
    """Afterwards the store and the files must be what they were."""
    with store.open():
        pass
    before, files = store.version(), sorted(path.name for path in store.home.releases.iterdir())
    yield
    assert store.version() == before, "the store was written to"
    assert sorted(path.name for path in store.home.releases.iterdir()) == files


def first_release(store: Store) -> Path:
    return next(store.home.releases.glob("[!.]*.duckdb"))


@pytest.mark.usefixtures("unchanged")
class TestRefusedWithoutATrace:
    def test_an_indicator_without_a_class_does_not_load(self, tmp_path):
        folder = copy_definitions(MINI, tmp_path / "definitions")
        edit(folder, "indicators", lambda listed: listed[0].pop("class"))
        with pytest.raises(DefinitionError, match="class"):
            read_definitions(folder)

    def test_an_indicator_about_women_without_a_row_of_the_plan_does_not_load(self, tmp_path):
        folder = copy_definitions(MINI, tmp_path / "definitions")
        edit(folder, "disclosure", lambda plan: plan["rows"].pop("OP-02"))
        with pytest.raises(DefinitionError, match="OP-02"):
            read_definitions(folder)

    def test_a_finding_of_the_attack(self, store, monkeypatch):
        found = Verdict((Finding("M12", "OP-01", "learnt"),))
        monkeypatch.setattr("etl.audit.audit_home", lambda *_about: found)
        with pytest.raises(UserError, match="The auditor can't clear this release.*\n  M12: OP-01: learnt"):
            publish_release(store, 12)

    def test_a_verdict_that_does_not_name_the_release(self, store, monkeypatch):
        monkeypatch.setattr("etl.audit.audit_home", lambda *_about: Verdict(()))
        with pytest.raises(UserError, match="The auditor can't clear"):
            publish_release(store, 12)

    def test_a_solver_without_a_verdict(self, store, monkeypatch):
        def fail(*_about):
            raise ArithmeticError("17 women")

        monkeypatch.setattr(etl.attacker.attack, "attack_programmes", fail)
        with pytest.raises(UserError, match=r"programmes: no verdict \(ArithmeticError\)") as told:
            publish_release(store, 12)
        assert "17" not in str(told.value), "an error's own words may hold a number"

    def test_a_solver_that_says_nothing_at_all(self, store, monkeypatch):
        monkeypatch.setattr(etl.attacker.attack, "attack_programmes", lambda *_about: None)
        with pytest.raises(UserError, match="programmes: no verdict"):
            publish_release(store, 12)

    def test_a_rule_that_breaks_down(self, store, monkeypatch):
        def fail(_case):
            yield from ()
            raise ZeroDivisionError

        monkeypatch.setitem(etl.attacker.attack.RULES, "Attacking tables and columns", (fail,))
        with pytest.raises(UserError, match=r"fail: no verdict \(ZeroDivisionError\)"):
            publish_release(store, 12)

    def test_exports_that_can_not_be_built(self, store, monkeypatch):
        def fail(*_asked):
            raise OSError("disk full")

        monkeypatch.setitem(etl.audit.FORMATS, "xlsx", fail)
        with pytest.raises(UserError, match=r"the audit: no verdict \(OSError\)"):
            publish_release(store, 12)

    def test_two_calculations_that_disagree(self, store, monkeypatch):
        monkeypatch.setattr("indicators.disclosure.enrolment.is_k_for_everybody", lambda *_about, **_named: False)
        with pytest.raises(UserError, match="Two calculations disagree"):
            publish_release(store, 12)


def refusal(store: Store, month: int = 12, **about) -> str:
    """Why a publication is refused; the store and the files are as they were."""
    before, files = store.version(), sorted(store.home.releases.iterdir())
    with pytest.raises(UserError) as told:
        publish_release(store, month, **about)
    assert store.version() == before and sorted(store.home.releases.iterdir()) == files
    return str(told.value)


def test_a_missing_earlier_release_is_told_with_its_repair(store):
    path = first_release(store)
    path.unlink()
    told = refusal(store)
    assert path.stem in told and "missing" in told and "from a backup" in told


def test_an_altered_earlier_release_is_told_with_its_repair(store):
    path = first_release(store)
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE figure SET value = value + 1 WHERE class = 'A' AND state = 'value'")
    told = refusal(store)
    assert path.stem in told and "is not the file that left" in told and "from a backup" in told


def test_a_restored_file_is_taken_again(store, tmp_path):
    path = first_release(store)
    shutil.copy2(path, tmp_path)
    path.unlink()
    refusal(store)
    shutil.copy2(tmp_path / path.name, path)
    assert publish_release(store, 12).path.exists()


def test_an_older_month_than_one_that_has_left_is_refused(store):
    publish_release(store, 12)
    assert "M12 has left" in refusal(store, 7)


def test_an_older_month_is_refused_even_when_the_newest_release_was_replaced(store):
    first = publish_release(store, 12)
    publish_release(store, 12, supersedes=first.release_id, reason="a partner's name was wrong")
    assert "M12 has left" in refusal(store, 11)


def test_an_older_month_may_be_replaced_a_draft_of_it_made_and_the_same_month_published_again(store):
    earlier = first_release(store).stem
    publish_release(store, 12)
    before = ledger(store)
    publish_release(store, 6, supersedes=earlier, reason="a partner's name was wrong")
    publish_release(store, 7, is_draft=True)
    publish_release(store, 12)
    assert ledger(store) == before, "none of them closes anything again"


def ledger(store: Store) -> list:
    with store.open() as connection:
        return connection.execute("SELECT * FROM ledger_entry ORDER BY ALL").fetchall()


def test_a_superseded_release_must_be_one_of_the_same_month_that_nothing_replaced(store):
    assert "There is no release M06-nothing" in refusal(store, supersedes="M06-nothing", reason="why")
    assert "A release replaces one of its own month" in refusal(
        store, supersedes=first_release(store).stem, reason="why"
    )


def test_the_rules_of_the_home_are_those_of_its_kind(store):
    # A demo home refuses what a test home only tells; both are attacked alike.
    demo = Store(replace(store.home, kind="demo"), store.definitions)
    first_release(demo).unlink()
    assert "missing" in refusal(demo)
