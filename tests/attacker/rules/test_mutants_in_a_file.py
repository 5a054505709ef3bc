"""Mutants written into a release file: each is caught by the rule that is there for it, from the files alone."""

import pytest

from etl.attacker.attack import attack_by_rules, attack_files

OF_M12 = "indicator_code='OP-01' AND month='M12' AND breakdown='total'"
# What is planted -> (statements, place, what is found).
FIGURES = {
    "a zero is shown": (
        "UPDATE figure SET state='value', value=0 WHERE indicator_code='OP-02' AND month='M06'",
        "OP-02 M06 total all",
        "a count under k",
    ),
    "a small count is shown": (
        "UPDATE figure SET state='value', value=3 WHERE indicator_code='OP-02' AND month='M06'",
        "OP-02 M06 total all",
        "a count under k",
    ),
    "a month between closings is shown": (
        "UPDATE figure SET state='value', value=20 WHERE indicator_code='OP-01' AND month='M07'",
        "OP-01 M07 total all",
        "the state value of a figure about women in another month",
    ),
    "a closed month is restated": (
        "UPDATE figure SET value=value+6 WHERE indicator_code='OP-01' AND month='M06'",
        "OP-01 M06 total all",
        "a closed figure changed: value",
    ),
    "a closed month is gone": (
        "DELETE FROM figure WHERE indicator_code='OP-01' AND month='M06'",
        "OP-01 M06 total all",
        "a closed figure that is no longer told",
    ),
    "a block of a few": (
        f"UPDATE figure SET value=(SELECT value+3 FROM figure WHERE indicator_code='OP-01' AND month='M06'"
        f" AND breakdown='total') WHERE {OF_M12}",
        "OP-01 M12 total all",
        "a small difference between two closings",
    ),
    "a total that falls": (
        f"UPDATE figure SET value=15 WHERE {OF_M12}",
        "OP-01 M12 total all",
        "a count of women that falls",
    ),
    "a closing at which nobody is new": (
        f"UPDATE figure SET value=(SELECT value FROM figure WHERE indicator_code='OP-01' AND month='M06'"
        f" AND breakdown='total') WHERE {OF_M12}",
        "OP-01 M12 total all",
        "a closing at which nobody is new",
    ),
    "half a woman": (
        f"UPDATE figure SET value=value+0.5 WHERE {OF_M12}",
        "OP-01 M12 total all",
        "a value that is not rounded to 1",
    ),
    "one extra cell": (
        "INSERT INTO figure SELECT * REPLACE ('country' AS breakdown, 'PT' AS category, 12 AS value) FROM figure"
        f" WHERE {OF_M12}",
        "OP-01 M12 country PT",
        "a breakdown that is not planned",
    ),
    "a partner column": (
        "INSERT INTO figure SELECT * REPLACE ('partner' AS breakdown, 'P01' AS category) FROM figure"
        " WHERE indicator_code='OP-02' AND month='M12' AND breakdown='total'",
        "OP-02 M12 partner P01",
        "a row that is not planned",
    ),
    "a row twice": (
        f"INSERT INTO figure SELECT * FROM figure WHERE {OF_M12}",
        "OP-01 M12 total all",
        "a row that stands there twice",
    ),
    "a row about people is missing": (
        "DELETE FROM figure WHERE indicator_code='OP-02' AND month='M03'",
        "OP-02",
        "rows about people that are missing",
    ),
    "rows in another order": (
        "CREATE TABLE sorted AS SELECT * FROM figure ORDER BY class, indicator_code, value DESC;;DROP TABLE figure;;"
        "ALTER TABLE sorted RENAME TO figure",
        "OP-01",
        "rows in an order that tells something",
    ),
    "a number beside a withheld figure": (
        "UPDATE figure SET numerator=4 WHERE state='withheld'",
        "OP-02 M06 total all",
        "a number beside a figure that is not shown",
    ),
    "a status of a withheld figure": (
        "UPDATE figure SET status='delayed' WHERE state='withheld'",
        "OP-02 M06 total all",
        "a status of a figure that is not shown",
    ),
    "a numerator beside a count of women": (
        f"UPDATE figure SET numerator=value-2 WHERE {OF_M12}",
        "OP-01 M12 total all",
        "a number beside a count",
    ),
    "a telling state": (
        "UPDATE figure SET state='too_few' WHERE class='A' AND state='withheld'",
        "OP-02 M06 total all",
        "the state too_few of a figure about women in a closing",
    ),
    "a state that nobody knows": (
        "UPDATE figure SET state='nearly' WHERE class='A' AND state='withheld'",
        "OP-02 M06 total all",
        "a state that nobody knows",
    ),
    "a value that is no number": (
        f"UPDATE figure SET value='nan'::DOUBLE WHERE {OF_M12}",
        "OP-01 M12 total all",
        "a number that is not finite",
    ),
    "progress of another value than the shown one": (
        f"UPDATE figure SET progress_pct=100*(value+1)/expected WHERE {OF_M12}",
        "OP-01 M12 total all",
        "progress that doesn't follow from the shown value",
    ),
    "a status of another value than the shown one": (
        f"UPDATE figure SET status='ahead' WHERE {OF_M12}",
        "OP-01 M12 total all",
        "a status that doesn't follow from the shown value",
    ),
    "a plan that tells something": (
        f"UPDATE figure SET expected=expected+1 WHERE {OF_M12}",
        "OP-01 M12 total all",
        "a column expected that the definitions don't give",
    ),
    "coverage that counts who declared women": (
        f"UPDATE figure SET reported_n=reported_n-1 WHERE {OF_M12}",
        "OP-01 M12 total all",
        "coverage that the workbooks don't give",
    ),
    "a figure about women that is called a thing": (
        f"UPDATE figure SET class='C' WHERE {OF_M12}",
        "OP-01 M12 total all",
        "a class that the definitions don't state",
    ),
    "a figure of rules that nobody holds": (
        f"UPDATE figure SET definition_version='9+00000000' WHERE {OF_M12}",
        "OP-01 M12 total all",
        "a row made by definitions that no release holds",
    ),
    "a definition that was altered": (
        "UPDATE definition SET text=replace(text, 'k: 5', 'k: 4') WHERE file='disclosure.yaml'",
        "definition",
        "definitions that are not those of their version",
    ),
    "a base of answers that no block gives": (
        "UPDATE figure SET denominator=denominator-3 WHERE class='B' AND state='value'",
        "OC-01 M12 total all",
        "an answer base that the released blocks don't give",
    ),
    "an answer more than the blocks": (
        "UPDATE figure SET numerator=numerator+4, denominator=denominator+1 WHERE indicator_code='OC-01'"
        " AND month='M12' AND breakdown='total'",
        "OC-01 M12 total all",
        "a figure that the released blocks don't give",
    ),
    "a mean that waits although its block is told": (
        "UPDATE figure SET state='withheld', value=NULL, numerator=NULL, denominator=NULL, progress_pct=NULL,"
        " status='unavailable' WHERE indicator_code='OC-01' AND month='M12' AND breakdown='total'",
        "OC-01 M12 total all",
        "a figure that is not shown although its blocks are",
    ),
    "an old block that changed": (
        "UPDATE pool SET numerator=numerator+1 WHERE month='M02'",
        "pool OC-01",
        "a closed block that changed",
    ),
}
# What is wrong beside the figures.
BESIDE = {
    "a block of one answer": (
        "INSERT INTO pool (indicator_code, block, month, numerator, denominator) VALUES ('OC-01', 'X', 'M12', 4, 1)",
        "pool X",
        "a block under k",
    ),
    "a block that is no number": (
        "INSERT INTO pool (indicator_code, block, month, numerator, denominator)"
        " VALUES ('OC-01', 'X', 'M12', 4, 'nan'::DOUBLE)",
        "pool X",
        "a block under k",
    ),
    "a block of an indicator without one": (
        "INSERT INTO pool (indicator_code, block, month, numerator, denominator) VALUES ('OP-01', 'X', 'M12', 9, 9)",
        "pool X",
        "a block under k",
    ),
    "a table of single rows": (
        "CREATE TABLE circle AS SELECT 'C-01' AS circle_code, 3 AS women_n",
        "circle",
        "a table that no release has",
    ),
    "a view of what is hidden": (
        "CREATE VIEW circle AS SELECT 3 AS women_n",
        "circle",
        "a table that no release has",
    ),
    "a column that is not released": (
        "ALTER TABLE course ADD COLUMN note VARCHAR DEFAULT 'x'",
        "course",
        "columns that are not released: note",
    ),
    "a sentence in a code": (
        "UPDATE figure SET status='3 women left' WHERE indicator_code='OP-03' AND month='M12' AND breakdown='total'",
        "figure status",
        "a cell that is not a code",
    ),
    "a number in an id": (
        "UPDATE submission SET submission_id=submission_id || ' (3 women)' WHERE month='M12'",
        "submission submission_id",
        "a cell that is not a submission",
    ),
    "a number behind an id": (
        "UPDATE submission SET submission_id=submission_id || '-W3' WHERE month='M12'",
        "submission submission_id",
        "a cell that is not a submission",
    ),
    "a number behind the id of a release": (
        "UPDATE release SET supersedes=release_id || '-W3'",
        "release supersedes",
        "a cell that is not a release id",
    ),
    "a comment that counts women": (
        "INSERT INTO comment (indicator_code, month, cause) VALUES ('OP-02', 'M12',"
        " 'Rooms were lacking. Three women left in March because the husband of one came.')",
        "comment cause",
        "a number beside women in a text",
    ),
    "a decision that counts women": (
        "UPDATE target SET decision='7 women of P06 withheld'",
        "target decision",
        "a cell that is not a text of the decision",
    ),
    "a decision in the passport that counts women": (
        "UPDATE indicator SET target_decision='7 women of P06 withheld'",
        "indicator target_decision",
        "a cell that is not a text of the decision",
    ),
    "a name that no definition states": (
        "UPDATE objective SET objective_name='Three women'",
        "objective objective_name",
        "a cell that is not a text of the definitions",
    ),
    "a word that a column doesn't know": (
        "UPDATE reporting SET state='has_women' WHERE month='M12' AND partner_code='P01'",
        "reporting state",
        "a cell that is not a word accepted waiting returned missing late not_due not_expected",
    ),
    "a state of a month that no submission gives": (
        "UPDATE reporting SET state='waiting' WHERE month='M12' AND partner_code='P01'",
        "reporting P01 M12",
        "a state that the submissions don't give",
    ),
    "a change that no figure tells": (
        "INSERT INTO change (indicator_code, month, breakdown, category, after_value, reason)"
        " VALUES ('OP-01', 'M12', 'country', 'XX', 3, 'closing')",
        "change OP-01 M12 country XX",
        "a change that the figures don't tell",
    ),
    "a change since something that nobody saw": (
        f"UPDATE change SET before_value=before_value-1 WHERE {OF_M12}",
        "change OP-01 M12 total all",
        "a change that the earlier figures don't tell",
    ),
    "a reason that tells of a correction": (
        f"UPDATE change SET reason='closing;correction' WHERE {OF_M12}",
        "change OP-01 M12 total all",
        "a reason that tells more than a closing",
    ),
    "who stands behind women": (
        "INSERT INTO provenance (indicator_code, month, breakdown, category, submission_id, closing)"
        " VALUES ('OP-01', 'M12', 'total', 'all', 'S', 'M12')",
        "provenance OP-01",
        "who stands behind a figure about women",
    ),
    "where a withheld figure comes from": (
        "INSERT INTO provenance (indicator_code, month, breakdown, category, closing)"
        " VALUES ('OP-02', 'M06', 'total', 'all', 'M06')",
        "provenance OP-02",
        "the origin of a figure that is not shown",
    ),
    "a comment on what is not shown": (
        "UPDATE figure SET state='withheld' WHERE indicator_code='OP-02';;"
        "INSERT INTO comment (indicator_code, month, cause) VALUES ('OP-02', 'M12', 'x')",
        "comment OP-02",
        "a comment on a figure about women that is not shown",
    ),
    "values compared that are not shown": (
        "UPDATE verification_detail SET values_compared_n=values_compared_n+1 WHERE indicator_code='OP-02'",
        "verification OP-02",
        "figures compared that the release hasn't",
    ),
    "a class that the table states for itself": (
        "UPDATE indicator SET class='C' WHERE indicator_code='OP-02'",
        "indicator OP-02",
        "a class that the definitions don't state",
    ),
}
MUTANTS = FIGURES | BESIDE


def test_honest_releases_pass(releases):
    assert attack_files(releases) == []


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_is_caught_by_its_own_rule(spoil, name):
    statements, place, found = MUTANTS[name]
    told = {(finding.place, finding.found) for finding in attack_by_rules(spoil(statements))}
    assert (place, found) in told


def test_a_finding_never_tells_the_number(spoil):
    statements, place, _found = MUTANTS["a small count is shown"]
    [told] = [finding for finding in attack_by_rules(spoil(statements)) if "under k" in finding.found]
    assert told.place == place and "3" not in told.found


def test_a_file_that_is_no_release_is_a_finding(releases, tmp_path):
    (tmp_path / "M13-broken.duckdb").write_bytes(b"no database")
    found = attack_files([*releases, tmp_path / "M13-broken.duckdb"])
    assert [finding.place for finding in found] == ["the file"]
