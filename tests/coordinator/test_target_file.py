"""A decision is put into targets.yaml as lines; every comment and everything else stays as it was."""

from datetime import date

import pytest
import yaml

from etl.errors import UserError
from etl.target_file import digest_of, insert_version, read_text, replace_file, writable_file
from indicators.load import DEFAULT_FOLDER

VERSION = {
    "decided_on": date(2017, 7, 14),
    "value": 60,
    "state": "confirmed",
    "source": "minute",
    "decision": "Minute 5: the meeting decided so, and it was a long one, so that its text goes over one line.",
    "planned_path": {"M12": None, "M24": 60},
}
TEXT = """\
# The head of the file.
A-1:  # about the first
- decided_on: 2016-01-11
  value: 50
  planned_path: {M12: null, M24: 50}  # the way
# Between the two.

B-1:
  # indented, with a comment inside
  - decided_on: 2016-01-11
    value: 3
    source: a text that goes
      on in the next line
  # The end.
"""


def added(before, after):
    """Lines that are new; all others must stand in the same order."""
    old, new = before.splitlines(), after.splitlines()
    left = iter(new)
    assert all(line in left for line in old)
    return [line for line in new if line not in old]


@pytest.mark.parametrize(("code", "indent", "line_before"), [("A-1", 0, "  planned_path"), ("B-1", 2, "      on in")])
def test_the_lines_stand_behind_the_newest_decision_and_all_else_stays(code, indent, line_before):
    after = insert_version(TEXT, code, VERSION)
    data = yaml.safe_load(after)
    assert data[code][-1] == VERSION
    assert data == {**yaml.safe_load(TEXT), code: data[code]}
    lines = after.splitlines()
    place = lines.index(" " * indent + "- decided_on: 2017-07-14")
    assert lines[place - 1].startswith(line_before)
    assert all(
        comment in after for comment in ("# The head", "# about the first", "# the way", "# Between", "# The end.")
    )
    added(TEXT, after)


def test_a_file_with_windows_line_ends_keeps_them():
    after = insert_version(TEXT.replace("\n", "\r\n"), "A-1", VERSION)
    assert after.count("\n") == after.count("\r\n")


def test_a_file_without_a_last_line_end_gets_the_lines_on_their_own():
    text = "A-1:\n- value: 1\n  source: x"
    assert yaml.safe_load(insert_version(text, "A-1", VERSION))["A-1"] == [{"value": 1, "source": "x"}, VERSION]


@pytest.mark.parametrize("text", ["A-1: [{value: 1}]\n", "A-1: []\n", "- 1\n", "B-1:\n- value: 1\n"])
def test_a_file_of_another_shape_is_left_to_a_person(text):
    assert insert_version(text, "A-1", VERSION) is None


def test_every_target_of_the_project_can_be_added_to():
    text = read_text(DEFAULT_FOLDER / "targets.yaml")
    for code in yaml.safe_load(text):
        after = insert_version(text, code, VERSION)
        assert after is not None and "# Targets with their history" in after, code


def test_the_file_is_replaced_in_one_step_with_a_copy_beside(tmp_path):
    path = tmp_path / "targets.yaml"
    path.write_text(TEXT)
    path.chmod(0o640)
    kept = replace_file(path, digest_of(TEXT), "new\n")
    assert (path.read_text(), kept.read_text()) == ("new\n", TEXT)
    assert path.stat().st_mode & 0o777 == 0o640
    assert not kept.name.endswith(".yaml"), "it would be read as definitions"


def test_a_file_that_changed_since_it_was_seen_is_left_alone(tmp_path):
    path = tmp_path / "targets.yaml"
    path.write_text(TEXT + "# more\n")
    with pytest.raises(UserError, match="changed targets.yaml since you looked"):
        replace_file(path, digest_of(TEXT), "new\n")
    assert path.read_text() == TEXT + "# more\n"
    assert [one.name for one in tmp_path.glob("*.bak")] == []


def test_only_a_folder_that_was_named_is_written(folder, monkeypatch):
    assert writable_file() == folder / "targets.yaml"
    monkeypatch.delenv("WEGO_DEFINITIONS")
    assert writable_file() is None
