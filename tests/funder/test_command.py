"""`wego funder`: a file or a sentence, never half a file."""

import json

import pytest
from typer.testing import CliRunner

from etl.cli.app import app
from tests.funder.conftest import M12, M18


@pytest.fixture
def run(funder_home, monkeypatch):
    monkeypatch.setenv("WEGO_HOME", str(funder_home.path))

    def run_command(*arguments):
        result = CliRunner().invoke(app, ["funder", *map(str, arguments)])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run_command


@pytest.mark.parametrize("form", ["progress", "annex"])
@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_a_form_is_written_and_what_is_open_is_told(run, tmp_path, form, format):
    out = tmp_path / "sent" / f"form.{format}"
    result = run("--release", M12, "--form", form, "--format", format, "--out", out)
    assert result.exit_code == 0 and result.stdout.strip() == str(out)
    assert out.read_bytes().startswith(b"PK") and [one.name for one in out.parent.iterdir()] == [out.name]
    assert "grant_number" in result.stderr


def test_the_format_follows_from_the_name_and_another_month_is_told(run, tmp_path):
    result = run("--release", "latest", "--form", "progress", "--out", tmp_path / "form.xlsx", "--json")
    assert json.loads(result.stdout)["release_id"] == M18
    assert "This release is of M18; the report is due for M12." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--form", "final", "--out", "form.docx"], "There is no report 'final'. Use progress, annex."),
        (["--form", "annex", "--out", "form.odt"], "There is no format 'odt'. Use docx, xlsx."),
        (["--form", "annex", "--format", "xlsx", "--out", "form.docx"], "doesn't end in .xlsx"),
        (["--form", "annex", "--out", "."], "is a folder"),
        (["--form", "annex", "--release", "M99", "--out", "form.docx"], "There is no release M99."),
        (["--form", "annex"], "Name the form and the file"),
    ],
)
def test_wrong_use_is_one_sentence_and_nothing_is_written(run, tmp_path, monkeypatch, arguments, told):
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2 and told in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(run, tmp_path):
    (tmp_path / "file").write_text("kept")
    result = run("--form", "annex", "--out", tmp_path / "file" / "form.docx")
    assert result.exit_code == 2 and "can't be written" in result.stderr
    assert (tmp_path / "file").read_text() == "kept"


def test_what_is_due_is_told_to_people_and_programs(run):
    told = run("--due").stdout
    assert "PROGRESS: progress, M12, from 2017-01-24 (the day is reached)" in told
    assert "There is no release of M24" in told and "open in project.yaml: grant_number, coordinator" in told
    document = json.loads(run("--due", "--json").stdout)
    assert [one["month"] for one in document["reports"]] == ["M12", "M24"]
    assert document["reports"][0]["has_release_of_month"] is True
