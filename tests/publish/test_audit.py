"""Mutants: a protector that makes one mistake is caught by the attacker, who reads nothing but the files."""

import shutil

import duckdb
import pytest

from etl.attacker.attack import attack_files
from etl.publish import publish_release

MUTANTS = {
    "a zero is shown": "UPDATE figure SET state='value', value=0 WHERE indicator_code='OP-02' AND month='M06'",
    "a small count is shown": "UPDATE figure SET state='value', value=3 WHERE indicator_code='OP-01' AND month='M06'"
    " AND breakdown='total'",
    "a month between closings is shown": "UPDATE figure SET state='value', value=20 WHERE indicator_code='OP-01'"
    " AND month='M07' AND breakdown='total'",
    "a closed month is restated": "UPDATE figure SET value=value+6 WHERE indicator_code='OP-01' AND month='M06'"
    " AND state='value'",
    "one extra cell": "UPDATE figure SET state='value', value=12 WHERE indicator_code='OP-01' AND month='M12'"
    " AND category='PT'",
    "a partner column": "INSERT INTO figure SELECT * REPLACE ('partner' AS breakdown, 'P01' AS category) FROM figure"
    " WHERE indicator_code='OP-02' AND month='M12' AND breakdown='total'",
    "a number beside a withheld figure": "UPDATE figure SET numerator=4 WHERE state='withheld'",
    "a status of a withheld figure": "UPDATE figure SET status='delayed' WHERE state='withheld'",
    "a telling state": "UPDATE figure SET state='too_few' WHERE class='A' AND state='withheld'",
    "a value that is no number": "UPDATE figure SET value='nan'::DOUBLE WHERE indicator_code='OP-03'"
    " AND month='M12' AND breakdown='total'",
    "a small base of answers": "UPDATE figure SET denominator=3 WHERE class='B' AND state='value'",
    "the remainder doesn't add up": "UPDATE figure SET value=value-1 WHERE category='not_broken_down'"
    " AND month='M12' AND state='value'",
}


@pytest.fixture
def releases(store):
    """The releases of M06 and M12."""
    publish_release(store, 12)
    return sorted(store.home.releases.glob("*.duckdb"))


def test_honest_releases_pass(releases):
    assert attack_files(releases) == []


@pytest.fixture
def spoil(releases, tmp_path):
    """Copies of the releases, the newest changed by one statement."""

    def spoiled(statement: str):
        paths = [shutil.copy(path, tmp_path / path.name) for path in releases]
        with duckdb.connect(str(paths[-1])) as connection:
            changed = connection.execute(statement).fetchone()
        assert changed and changed[0] > 0, "the mutant changed nothing"
        return paths

    return spoiled


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_is_caught(spoil, name):
    assert attack_files(spoil(MUTANTS[name])), name


# What is wrong beside the figures -> (statements, place that the auditor names).
BESIDE = {
    "a block of one answer": (
        "INSERT INTO pool (indicator_code, block, numerator, denominator) VALUES ('OC-01', 'X', 4, 1)",
        "pool X",
    ),
    "a table of single rows": ("CREATE TABLE circle AS SELECT 'C-01' AS circle_code, 3 AS women_n", "circle"),
    "a column that is not released": ("ALTER TABLE course ADD COLUMN note VARCHAR DEFAULT 'x'", "course"),
    "a change that no figure tells": (
        "INSERT INTO change (indicator_code, month, breakdown, category, after_value, reason)"
        " VALUES ('OP-01', 'M12', 'country', 'XX', 3, 'closing')",
        "change OP-01 M12 country XX",
    ),
    "a reason that tells of a correction": (
        "INSERT INTO change (indicator_code, month, breakdown, category, after_value, reason)"
        " SELECT indicator_code, month, breakdown, category, value, 'correction' FROM figure"
        " WHERE indicator_code='OP-01' AND breakdown='total' AND month='M12'",
        "change OP-01 M12 total all",
    ),
    "who stands behind women": (
        "INSERT INTO provenance (indicator_code, month, submission_id) VALUES ('OP-01', 'M12', 'S')",
        "provenance OP-01",
    ),
    "a comment on what is not shown": (
        "UPDATE figure SET state='withheld' WHERE indicator_code='OP-02';"
        "INSERT INTO comment (indicator_code, month, cause) VALUES ('OP-02', 'M12', 'x')",
        "comment OP-02",
    ),
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_stands_beside_the_figures_is_looked_at(releases, tmp_path, name):
    statements, place = BESIDE[name]
    paths = [shutil.copy(path, tmp_path / path.name) for path in releases]
    with duckdb.connect(str(paths[-1])) as connection:
        connection.execute(statements)
    assert place in {finding.place for finding in attack_files(paths)}


def test_a_file_that_is_no_release_is_a_finding(releases, tmp_path):
    (tmp_path / "M13-broken.duckdb").write_bytes(b"no database")
    found = attack_files([*releases, tmp_path / "M13-broken.duckdb"])
    assert [finding.place for finding in found] == ["the file"]
