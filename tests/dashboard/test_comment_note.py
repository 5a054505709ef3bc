"""A figure that is not on track has a cause, an action, an owner and a day, or is said to have none."""

from datetime import date

import pytest

from dashboard.comment_note import is_in_force
from dashboard.standing import needing_attention
from tests.dashboard.conftest import markup, plain


@pytest.mark.parametrize(
    ("month", "due", "holds"),
    [
        ("M18", date(2017, 1, 1), True),
        ("M15", date(2017, 7, 16), True),
        ("M15", date(2017, 7, 15), False),
        ("M15", None, True),
    ],
)
def test_a_comment_of_an_earlier_month_speaks_until_its_day_is_over(month, due, holds):
    assert is_in_force({"month": month, "due": due}, "M18", date(2017, 7, 16)) is holds


def test_every_figure_that_is_not_on_track_says_why_or_that_nobody_has_said_it(open_page, demo_home):
    from etl.release_file import ReleaseFile
    from tests.dashboard.conftest import NEWEST
    from tests.dashboard.test_charts import read_standings

    file = ReleaseFile(demo_home.releases / f"{NEWEST}.duckdb")
    behind = needing_attention(read_standings(*(file.table(name) for name in ("figure", "indicator", "comment")), 18))
    explained = sum(one.comment is not None for one in behind)
    text = plain(open_page(demo_home))
    assert explained == 2 and text.count("Cause:") == 2
    assert text.count("No cause given yet.") == len(behind) - explained > 0


def test_the_indicators_own_page_says_it_too_and_a_figure_on_track_has_none(open_page, demo_home):
    app = open_page(demo_home, "objectives")
    seen = set()
    for code in app.selectbox(key="indicator_en").options[1:]:
        app.selectbox(key="indicator_en").set_value(code.split(" ")[0]).run()
        chip = markup(app).split('class="verdict">')[1].split("</p>")[0]
        is_behind = "Delayed" in chip or "At risk" in chip
        has_note = 'class="then' in markup(app)
        assert has_note is is_behind, code
        seen.add(is_behind)
        if len(seen) == 2:
            return
    pytest.fail("both kinds were expected")
