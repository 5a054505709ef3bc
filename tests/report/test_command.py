"""`wego report`: the file is written whole or not at all, and every mistake is one sentence."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from etl.cli.app import app
from etl.home import open_home
from tests.reader.synthetic_release import write_synthetic_release
from tests.report.conftest import NAME
from tests.report.reading import pages_of


@pytest.fixture
def run(tmp_path, monkeypatch, definitions):
    monkeypatch.setenv("WEGO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WEGO_HOME_KIND", "demo")
    home = open_home(tmp_path / "home", "demo").remember_day(date(2017, 8, 16))
    write_synthetic_release(home.releases / f"{NAME}.duckdb", definitions)

    def command(*arguments):
        done = CliRunner().invoke(app, ["report", *map(str, arguments)])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    return command


@pytest.mark.slow
def test_the_newest_release_is_written_as_asked_and_what_is_not_stated_is_told(run, tmp_path):
    out = tmp_path / "new" / "brief.pdf"
    done = run("--release", "latest", "--format", "pdf", "--language", "bg", "--brief", "--out", out)
    assert done.exit_code == 0 and done.stdout.strip() == str(out)
    assert "emblem, grant_number" in done.stderr
    assert len(pages_of(out.read_bytes())) == 1
    assert [path.name for path in out.parent.iterdir()] == ["brief.pdf"]


@pytest.mark.slow
def test_with_json_one_document_is_printed(run, tmp_path):
    done = run("--format", "HTML", "--out", tmp_path / "pack.html", "--json")
    document = json.loads(done.stdout)
    assert document["release_id"] == NAME and document["kind"] == "pack" and document["format"] == "html"
    assert (tmp_path / "pack.html").read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--release", "M03-none"], "There is no release M03-none"),
        (["--language", "xx"], "There is no language 'xx'"),
        (["--format", "docx"], "There is no format 'docx'"),
        (["--meeting", "soon"], "'soon' is no day"),
    ],
)
def test_a_mistake_is_one_sentence_and_leaves_no_file(run, tmp_path, arguments, told):
    out = tmp_path / "report.x"
    done = run("--out", out, *arguments)
    assert done.exit_code == 2 and told in done.stderr and not out.exists()


def test_a_folder_or_the_name_of_another_format_is_told_before_any_work(run, tmp_path):
    assert "is a folder" in run("--out", tmp_path).stderr
    assert "called like another format" in run("--out", tmp_path / "x.html", "--format", "pdf").stderr
    assert "There is no format 'doc'" in run("--out", tmp_path / "x.pdf", "--format", "doc").stderr


@pytest.mark.slow
def test_where_nothing_can_be_written_the_old_file_stays(run, tmp_path):
    (tmp_path / "file").write_text("x")
    done = run("--format", "html", "--brief", "--out", tmp_path / "file" / "report.html")
    assert done.exit_code == 2 and "can't be written" in done.stderr
    assert (tmp_path / "file").read_text() == "x"
