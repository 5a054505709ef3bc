"""Where the key is missing or wrong: every command and page that needs the store says so, and does nothing."""

import os
import subprocess
import sys

import pytest

from etl.home import open_home
from etl.store_key import KEY_FILE
from tests.at_rest.conftest import OTHER, TEXT, key_file, set_key
from tests.dashboard.conftest import make_home, plain

# FILE stands for a workbook, OUT for a folder.
NEED_THE_STORE = (
    "template --partner P01 --month M05 --out OUT",
    "check FILE",
    "check FILE --json",
    "submit FILE --as one@example.org",
    "submit FILE --as one@example.org --json",
    "status",
    "lock --month M01 --reason late",
    "unlock --month M01 --reason late",
    "publish --month M05",
    "publish --month M05 --draft --json",
    "publish --month M05 --preview",
    "audit",
    "explain OP-07 --month M05 --as-of 2026-01-31",
    "erase --partner P01 --reason late",
    "review list",
    "review queries",
    "review accept X",
    "review return X --reason late",
    "comment list --month M05",
    "encrypt",
)


@pytest.fixture
def real(run, home, monkeypatch):
    """A production home that nobody has used yet."""
    monkeypatch.setenv("WEGO_HOME_KIND", "production")
    monkeypatch.delenv("WEGO_TODAY")
    return home


@pytest.mark.parametrize("command", NEED_THE_STORE)
def test_a_production_home_without_a_key_refuses_each_command_with_the_repair(
    run, real, workbook, tmp_path, monkeypatch, command
):
    words = [{"FILE": str(workbook()), "OUT": str(tmp_path)}.get(word, word) for word in command.split()]
    done = run(*words)
    assert done.code == 2, done
    assert "A production home works with an encrypted store only" in done.err
    assert KEY_FILE in done.err and "secrets.token_urlsafe(32)" in done.err
    if "--json" in words:
        assert KEY_FILE in done.document["error"]
    assert not open_home(real).store_path.exists() and not list(open_home(real).inbox.rglob("*.xlsx"))


def test_the_same_commands_work_once_there_is_a_key_in_a_file(run, real, workbook, tmp_path, monkeypatch):
    monkeypatch.setenv(KEY_FILE, str(key_file(tmp_path, TEXT)))
    assert run("submit", workbook(), "--as", "one@example.org").code == 0
    assert run("status", "--month", "M05", "--json").document["partners"][0]["state"] == "accepted"
    assert run("review", "list").code == 0 and run("doctor").code == 0


def test_the_doctor_of_a_production_home_names_each_fault_and_its_repair(run, real, workbook, tmp_path, monkeypatch):
    def faults():
        findings = run("doctor", "--json").document["findings"]
        return {one["subject"]: one["found"] + one["repair"] for one in findings if not one["is_sound"]}

    assert set(faults()) == {"encryption"} and "secrets.token_urlsafe" in faults()["encryption"]
    set_key(monkeypatch, TEXT)
    run("submit", workbook(), "--as", "one@example.org")
    assert faults() == {}
    set_key(monkeypatch, OTHER)
    assert "does not open" in faults()["store"]
    set_key(monkeypatch, None)
    monkeypatch.setenv(KEY_FILE, str(key_file(real / "store", TEXT)))
    assert "lies among the data" in faults()["encryption"]
    monkeypatch.setenv(KEY_FILE, str(key_file(tmp_path, TEXT)))
    (real / "store" / "wego.duckdb").chmod(0o644)
    (real / "inbox").chmod(0o755)
    assert f"chmod -R go-rwx {real / 'store'} {real / 'inbox'}" in faults()["rights"]


def test_the_doctor_of_a_demo_without_a_key_finds_nothing_wrong(run, home, monkeypatch):
    monkeypatch.setenv("WEGO_HOME_KIND", "demo")
    findings = run("doctor", "--json").document["findings"]
    assert all(one["is_sound"] for one in findings)
    assert next(one["found"] for one in findings if one["subject"] == "encryption").startswith("none")


@pytest.mark.parametrize("text", [None, OTHER, "short"])
@pytest.mark.parametrize(
    ("page", "role"),
    [("submit", "partner"), ("own", "partner"), ("desk", "coordinator"), ("months", "coordinator")],
)
def test_a_page_that_needs_the_store_shows_the_sentence(open_page, tmp_path, releases, monkeypatch, text, page, role):
    home = make_home(tmp_path / "home", "demo", releases)
    set_key(monkeypatch, TEXT)
    assert not open_page(home, page, role=role).error, "else the test would prove nothing"
    set_key(monkeypatch, text)
    app = open_page(home, page, role=role)
    assert not app.exception
    said = " ".join(one.value for one in app.error)
    assert {None: "no key", OTHER: "does not open", "short": "too easy"}[text] in said
    assert not any(word in said + plain(app) for word in (TEXT, OTHER))


def test_the_pages_of_a_production_home_need_no_key(open_page, tmp_path, releases):
    home = make_home(tmp_path / "home", "production", releases)
    for page in ("overview", "objectives", "partners", "downloads", "submit", "desk"):
        app = open_page(home, page)
        assert not app.exception and not app.error
        assert "No sign-in is set up" in plain(app)
    assert not home.store_path.exists()


def test_a_process_with_a_wrong_key_shows_neither_a_traceback_nor_a_key(run, home, workbook, monkeypatch):
    set_key(monkeypatch, TEXT)
    run("submit", workbook(), "--as", "one@example.org")
    command = [sys.executable, "-X", "dev", "-m", "etl.cli", "status"]
    done = subprocess.run(command, env=os.environ | {"WEGO_STORE_KEY": OTHER}, capture_output=True, text=True)
    assert done.returncode == 2
    assert "The key does not open the store" in done.stderr
    assert not any(word in done.stdout + done.stderr for word in (TEXT, OTHER, "Traceback", "ATTACH"))
