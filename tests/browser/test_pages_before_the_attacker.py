"""The real pages as Chromium holds them, in two languages, put before the attacker: as page, and printed as PDF."""

import pytest

from dashboard.page_table import PAGES as EVERY
from dashboard.page_table import PROJECT
from etl.attacker.channels import attack_outputs
from etl.attacker.released import Released, read_released
from tests.browser.conftest import NEWEST, OLDER

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# The page of all releases tells what differs between two of them: that is more than one release tells.
PAGES = {page.name: page.name for page in EVERY if page.section == PROJECT and page.name != "releases"}
PAGES |= {EVERY[0].name: ""}
DETAILS = {code: f"objectives?indicator={code}" for code in ("OP-03", "IM-01", "OC-07")}


@pytest.mark.parametrize("language", ["en", "bg"])
def test_page_and_print_tell_what_the_release_tells(visit, home, language):
    released = read_released(home.releases / f"{NEWEST}.duckdb")
    assert isinstance(released, Released)
    outputs: dict[str, bytes] = {}
    for name, address in (PAGES | DETAILS).items():
        visit.page.goto(f"{visit.address}/{address}{'&' if '?' in address else '?'}language={language}")
        visit.wait()
        if name in DETAILS:
            visit.page.wait_for_selector(".js-plotly-plot .ytick")
        # The shell around it is Streamlit's and the same for everybody.
        drawn = visit.page.locator("[data-testid=stApp]").evaluate("one => one.outerHTML")
        outputs |= {f"{name}_{language}.html": drawn.encode(), f"{name}_{language}.pdf": visit.page.pdf()}
    assert [str(one) for one in attack_outputs(released, outputs, [OLDER])] == []
