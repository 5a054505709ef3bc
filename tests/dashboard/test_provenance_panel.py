"""Where a figure comes from: workbooks, sheets and rows; of women the closing and the coverage, nothing else."""

import re

import pytest

from tests.dashboard.conftest import plain

LABEL = "Where this figure comes from"


def open_panel(app, code):
    """An indicator's page with the panel open; returns the page."""
    app.selectbox(key="indicator_en").set_value(code).run()
    app.session_state["origin_en"] = True
    return app.run()


def panel(app):
    """All markup within the panel."""
    found = next(one for one in app.expander if one.label == LABEL)
    return "".join(one.proto.body for one in found.get("html"))


def test_a_closed_panel_reads_nothing(open_page, demo_home):
    app = open_page(demo_home, "objectives")
    app.selectbox(key="indicator_en").set_value("OP-07").run()
    assert panel(app) == ""


def test_the_panel_names_partner_workbook_revision_day_sheet_and_rows(open_page, demo_home):
    app = open_panel(open_page(demo_home, "objectives"), "OP-07")
    assert not app.exception
    body = panel(app)
    assert "submissions stand behind it." in body
    assert body.count("<details>") == 4 and "1 workbook, 3 rows" in body
    for name in ("Month", "Revision", "Received", "Sheet", "Rows", "Receipt"):
        assert f'data-label="{name}"' in body or f'scope="col">{name}' in body
    assert "3, 4, 7" in body and "Trainings of practitioners" in body
    assert "stand in the table session of the release file" in body
    assert "wego explain OP-07 --month M18</pre>" in body


def test_month_and_category_begin_with_the_shown_ones_and_can_be_changed(open_page, demo_home):
    app = open_panel(open_page(demo_home, "objectives"), "OP-07")
    month, part = app.selectbox(key="origin_month_OP-07_en"), app.selectbox(key="origin_part_OP-07_M18_en")
    assert month.value == "M18" and part.value == ("total", "all")
    month.set_value("M12").run()
    app.selectbox(key="origin_part_OP-07_M12_en").set_value(("partner", "P03")).run()
    assert not app.exception
    body = panel(app)
    assert body.count("<details>") == 1 and "P03 · " in body
    assert "wego explain OP-07 --month M12 --breakdown partner --category P03" in body


def test_a_sheet_whose_rows_are_not_released_names_workbooks_without_rows(open_page, demo_home):
    body = panel(open_panel(open_page(demo_home, "objectives"), "OP-10"))
    assert body.count("<details>") == 4 and "rows" not in body.split("<details>")[1]
    assert "Behind it stand the 4 workbooks that its coverage counts." in body or "are not released" in body
    assert "stand in the table" not in body


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("OP-03", "A figure of the closing M18. Who stands behind a figure about women is never told."),
        ("PR-05", "This figure is never shown."),
    ],
)
def test_of_women_there_is_closing_and_coverage_and_no_workbook(open_page, demo_home, code, said):
    body = panel(open_panel(open_page(demo_home, "objectives"), code))
    assert said in body
    assert "details" not in body and "table" not in body and not re.search(r"\bP\d\d\b", body)
    assert re.search(r"\d+ of \d+ partners", body)


def test_a_month_that_is_no_closing_has_the_neutral_sentence(open_page, demo_home):
    app = open_panel(open_page(demo_home, "objectives"), "OP-03")
    app.selectbox(key="origin_month_OP-03_en").set_value("M15").run()
    assert "M15 is no closing month; the last figure is of M13." in panel(app)
    assert "P03" not in panel(app)


def test_another_indicator_begins_with_its_own_month_again(open_page, demo_home):
    app = open_panel(open_page(demo_home, "objectives"), "OP-07")
    app.selectbox(key="origin_month_OP-07_en").set_value("M12").run()
    app.selectbox(key="indicator_en").set_value("OP-08").run()
    assert app.selectbox(key="origin_month_OP-08_en").value == "M18"
    assert plain(app).count("Indicator passport") == 1
