"""When a report's form can be made, and what is missing for it."""

import shutil
from datetime import date

import duckdb
import pytest

from etl.funder import list_reports
from etl.home import open_home
from tests.funder.conftest import M12, M18


@pytest.fixture
def home(tmp_path):
    return open_home(tmp_path / "home", "demo")


def put(home, funder_home, *names):
    for name in names:
        shutil.copy(funder_home.releases / f"{name}.duckdb", home.releases)


def test_the_progress_report_is_ready_nine_days_after_the_due_day_of_its_month(funder_home, definitions):
    progress, final = list_reports(funder_home, definitions)
    assert definitions.periods.due_day(12) == date(2017, 1, 15)
    assert (progress.report.month, progress.ready_on) == ("M12", date(2017, 1, 24))
    assert progress.has_release and progress.release_id == M12
    assert (final.report.month, final.has_release, final.release_id) == ("M24", False, M18)


def test_the_day_is_reached_on_the_day_itself(home, funder_home, definitions):
    put(home, funder_home, M12)
    for day, is_reached in ((23, False), (24, True)):
        progress, _final = list_reports(home.remember_day(date(2017, 1, day)), definitions)
        assert progress.is_day_reached is is_reached


def test_a_home_without_releases_lacks_the_release(home, definitions):
    progress, _final = list_reports(home.remember_day(date(2017, 1, 24)), definitions)
    assert progress.release_id is None and not progress.has_release and not progress.is_complete


def test_partners_and_comments_that_are_missing_are_named(home, funder_home, definitions):
    put(home, funder_home, M12)
    home = home.remember_day(date(2017, 8, 16))
    before, _final = list_reports(home, definitions)
    assert before.unreported and before.uncommented
    with duckdb.connect(str(home.releases / f"{M12}.duckdb")) as connection:
        connection.execute("UPDATE reporting SET state = 'accepted'")
        connection.execute("UPDATE reporting SET state = 'late' WHERE partner_code = 'P15' AND month = 'M12'")
        missing = ", ".join(f"'{code}'" for code in before.uncommented[1:])
        connection.execute(f"UPDATE figure SET status = 'on_track' WHERE indicator_code IN ({missing})")
    after, _final = list_reports(home, definitions)
    assert after.unreported == ("P15 M12 (late)",)
    assert after.uncommented == before.uncommented[:1]
    assert after.open_settings == ("grant_number", "coordinator") and not after.is_complete


def test_nothing_is_missing_when_everything_is_there(home, funder_home, definitions):
    put(home, funder_home, M12)
    with duckdb.connect(str(home.releases / f"{M12}.duckdb")) as connection:
        connection.execute("UPDATE reporting SET state = 'accepted'")
        connection.execute("UPDATE figure SET status = 'on_track' WHERE status IN ('delayed', 'at_risk')")
    project = definitions.project.model_copy(update={"grant_number": "JUST-77", "coordinator": "P12"})
    full = definitions.model_copy(update={"project": project})
    progress, _final = list_reports(home.remember_day(date(2017, 8, 16)), full)
    assert progress.is_complete and progress.document()["is_complete"]
