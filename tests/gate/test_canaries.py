"""Canaries: texts that stand nowhere else, hidden in files that pass and in files that are refused, are not let out."""

import logging
import sqlite3
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.check import read_workbook
from etl.comment import append_comment
from etl.errors import UserError
from etl.feedback import feedback_bytes
from etl.history import History
from etl.home import open_home
from etl.judge import judge
from etl.month_lock import lock_month, unlock_month
from etl.store import Store
from etl.submit import submit_files
from indicators.load import load_definitions
from tests.intake.workbooks import TODAY, event

# Words without digits or signs: in a sound file nothing makes the gate look twice at them.
NOTE, EVIDENCE, FILE, PROPERTY = "kanarinote", "kanarievidence", "kanarifile", "kanariproperty"
SENDER = "officer@example.org"


def give_properties(book):
    book.properties.creator = book.properties.lastModifiedBy = PROPERTY
    book.properties.title = book.properties.keywords = PROPERTY


def texts_in(folder):
    """Everything in a folder that could be read: bytes of files, rows of databases, members of archives."""
    for path in sorted(one for one in Path(folder).rglob("*") if one.is_file()):
        yield str(path), path.read_bytes()
        if path.suffix == ".duckdb":
            with duckdb.connect(str(path), read_only=True) as database:
                for (table,) in database.execute("SELECT table_name FROM information_schema.tables").fetchall():
                    yield f"{path}:{table}", repr(database.execute(f'SELECT * FROM "{table}"').fetchall()).encode()
        elif path.read_bytes().startswith(b"SQLite"):
            with sqlite3.connect(path) as database:
                yield f"{path}:rows", "\n".join(database.iterdump()).encode()
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield from ((f"{path}:{name}", archive.read(name)) for name in archive.namelist())


def where(word, *folders):
    return [place for folder in folders for place, content in texts_in(folder) if word.encode() in content]


def test_what_a_sound_file_carries_beside_its_figures_is_never_let_out(run, workbook, home, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    path = workbook(
        cover={"note": NOTE},
        sheets={"EVENTS": [event(evidence_ref=EVIDENCE)]},
        change=give_properties,
        name=f"{FILE}.xlsx",
    )
    sent = run("submit", path, "--as", SENDER, "--json")
    assert sent.document["files"][0]["state"] == "accepted"
    assert run("publish", "--month", "M05").code == 0
    out = tmp_path / "out"
    for form in ("csv", "xlsx", "parquet", "iati", "datapackage"):
        run("export", "--release", "latest", "--format", form, "--out", out / form)
    assert any(out.rglob("figures.csv"))
    said = [run("status", "--month", "M05", "--json").out, run("review", "list", "--json").out, caplog.text]

    for word in (NOTE, EVIDENCE, FILE, PROPERTY):
        assert where(word, home / "releases", out) == []
        assert not any(word in text for text in said)
    # The partner's own note and file number lie in the private store, the file's name and properties nowhere.
    assert where(NOTE, home / "store") and where(EVIDENCE, home / "store")
    assert where(FILE, home) == where(PROPERTY, home) == []


PLANTED = {
    "note": ("kanarinote@example.org", {"cover": {"note": "ask kanarinote@example.org"}}),
    "evidence": (
        "kanarievidence",
        {"sheets": {"EVENTS": [event(evidence_ref=EVIDENCE)]}, "cover": {"note": "ЕГН 8001010008"}},
    ),
    "property": (PROPERTY, {"change": lambda book: setattr(book.properties, "creator", f"{PROPERTY}@example.org")}),
    "file": (FILE, {"name": f"{FILE}@example.org.xlsx"}),
}


@pytest.mark.parametrize("place", PLANTED)
def test_of_a_refused_file_nothing_is_left_anywhere(place, run, workbook, home, tmp_path, monkeypatch, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    word, about = PLANTED[place]
    path = workbook(**about)
    marked = tmp_path / "marked"
    told = [
        run("check", path),
        run("check", path, "--json"),
        run("check", path, "--feedback", marked),
        run("submit", path, "--as", SENDER, "--confirm"),
        run("submit", path, "--as", SENDER, "--confirm", "--json"),
    ]
    assert [one.code for one in told] == [1] * len(told)
    assert all("F06" in one.out for one in told)
    word = word.split("@")[0]
    assert not any(word in one.out + one.err for one in told)
    captured = capfd.readouterr()
    assert word not in caplog.text + captured.out + captured.err
    assert where(word, home, temporary) == []
    assert not marked.exists() or not list(marked.iterdir())


def test_of_a_set_with_a_refused_file_the_others_are_judged_by_themselves(workbook, home):
    definitions = load_definitions()
    store = Store(open_home(home), definitions)
    sound = workbook("P01", 1)
    personal = workbook("P01", 2, cover={"note": "call 0888 123 456"})
    receipts = submit_files(store, [(one.name, one.read_bytes()) for one in (sound, personal)], SENDER)
    assert receipts[1].verdict == "rejected" and receipts[1].submission_id is None
    assert {issue.code for issue in receipts[1].issues} == {"F06"}
    assert "0888" not in repr(receipts)


def test_a_refused_file_gets_no_feedback(workbook):
    definitions = load_definitions()
    path = workbook(cover={"note": "call 0888 123 456"})
    reading = read_workbook(path, path.name, definitions)
    assert reading.is_personal and reading.parsed is None
    checked = judge(reading, History(""), TODAY)
    assert feedback_bytes(path.read_bytes(), checked, definitions) is None


def test_the_store_has_no_place_for_a_file_name(home):
    with Store(open_home(home), load_definitions()).open() as connection:
        columns = connection.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'submission'"
        )
        assert not {name for (name,) in columns.fetchall() if "file" in name} - {"file_sha256"}


@pytest.mark.parametrize("text", ["Ask Maria on 0888 123 456", "see maria@example.org", "ЕГН 8001010008"])
def test_what_the_coordinator_types_passes_the_same_gate(text, home):
    store = Store(open_home(home), load_definitions())
    indicator, owner = store.definitions.indicators[0].code, store.definitions.partners[0].code

    def comment(cause, action):
        return append_comment(store, indicator, 6, cause, action, owner, date(2016, 9, 1), SENDER)

    tries = (
        lambda: comment(text, "two more sessions"),
        lambda: comment("late start", text),
        lambda: lock_month(store, 3, None, SENDER, text),
        lambda: unlock_month(store, 3, None, SENDER, text),
    )
    for typed in tries:
        with pytest.raises(UserError, match="personal data") as told:
            typed()
        assert text not in str(told.value)
    assert comment("late start", "two more sessions in June 2016")
