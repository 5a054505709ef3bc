"""A user's mistake is one sentence and an exit code, never a traceback; tried with real processes, too."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

import etl.store
from etl.cli.app import app
from etl.home import open_home
from tests.cli.conftest import MakeWorkbook, Run


def wego(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own."""
    command = [sys.executable, "-m", "etl.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | environment)


def test_a_process_prints_one_json_document_and_exits_with_0(home: Path, workbook: MakeWorkbook) -> None:
    done = wego("check", workbook(), "--json")

    assert done.returncode == 0
    assert json.loads(done.stdout)["files"][0]["verdict"] == "accepted"


def test_a_process_with_faulty_input_exits_with_1(home: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.xlsx").write_text("not a workbook")
    done = wego("submit", tmp_path / "notes.xlsx", "--as", "one@example.org", "--json")

    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(done.stdout)["files"][0]["verdict"] == "rejected"


def test_a_process_used_wrongly_exits_with_2_and_prints_nothing(home: Path) -> None:
    for arguments in (("status", "--month", "M99"), ("nonsense",), ("check",), ("check", "--nonsense", "x")):
        done = wego(*arguments)

        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr and "Traceback" not in done.stderr


def test_help_and_version_need_no_home(home: Path) -> None:
    done = wego("--help", WEGO_DEFINITIONS="/nowhere")

    assert done.returncode == 0 and not home.exists()
    assert all(name in done.stdout for name in ("demo", "template", "check", "submit", "review", "publish", "doctor"))
    assert wego("--version", WEGO_DEFINITIONS="/nowhere").stdout.strip()


def test_a_wrong_kind_of_home_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("status")
    monkeypatch.setenv("WEGO_HOME_KIND", "demo")
    done = run("status")

    assert (done.code, done.out) == (2, "")
    assert "is a test home, not demo" in done.err


def test_a_set_day_is_refused_in_a_production_home(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGO_HOME_KIND", "production")
    done = run("status")

    assert done.code == 2
    assert "WEGO_TODAY is refused in a production home" in done.err


def test_a_fault_keeps_to_json(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("status", "--month", "M99", "--json")

    assert done.code == 2
    assert "M99" in done.document["error"] and "M99" in done.err
    assert run("status", "--month", "M99").out == ""


def test_all_faults_of_the_definitions_are_listed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGO_DEFINITIONS", str(tmp_path))
    done = run("status")

    assert done.code == 1
    assert "project.yaml" in done.err and "indicators.yaml" in done.err and "Repair:" in done.err


def test_a_busy_store_is_told_and_nothing_is_lost(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_home(home)
    monkeypatch.setattr(etl.store, "_WAIT_SECONDS", 0)
    with FileLock(str(opened.lock_path)):
        done = run("status")

    assert done.code == 1
    assert "Try again in a moment" in done.err
    assert run("status").code == 0


def test_a_folder_that_can_not_be_made_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("WEGO_HOME", str(tmp_path / "file" / "home"))
    done = run("status")

    assert done.code == 2
    assert str(tmp_path / "file") in done.err


def test_a_terminal_without_our_letters_is_no_reason_to_fail(home: Path) -> None:
    done = wego("doctor", PYTHONIOENCODING="ascii")

    assert (done.returncode, "✓ definitions" in done.stdout) == (0, True)


def test_a_port_in_use_is_told_before_anything_is_served(run: Run) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = run("dashboard", "--port", other.getsockname()[1])

    assert done.code == 2
    assert "is in use" in done.err


def test_a_fault_of_ours_shows_no_values_of_variables() -> None:
    # A pretty traceback would print what a partner wrote.
    assert app.pretty_exceptions_enable is False


def test_every_command_and_every_option_has_a_help(run: Run) -> None:
    from typer.main import get_command

    waiting = [("wego", get_command(app))]
    while waiting:
        name, command = waiting.pop()
        assert command.help, name
        waiting += [(f"{name} {child}", found) for child, found in getattr(command, "commands", {}).items()]
        for option in command.params:
            assert getattr(option, "help", None), f"{name} {option.name}"
