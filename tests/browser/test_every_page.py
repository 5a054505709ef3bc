"""Every page of the table in every role that sees it, as a machine can check it: for screen readers and telephones.

One window goes through all pages of a role, as a person would; what it met is kept, and each test asks for one thing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from dashboard.page_table import PAGES, PROJECT, PageEntry
from dashboard.roles import COORDINATOR, DEMO_ROLES, PARTNER, READER
from indicators.load import load_definitions
from indicators.texts import load_texts
from tests.browser.conftest import OLDER, Visit, visiting
from tests.browser.furnished import ALONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = 390
# What is reached by a choice, not by the menu; by role.
STATES = {
    READER: (
        "objectives?indicator=OP-08",
        "objectives?indicator=OP-03",
        "objectives?indicator=OC-09",
        "objectives?view=charts",
        "partners?of=P01",
        f"?release={OLDER}",
    ),
    PARTNER: ("own?indicator=OP-03",),
    COORDINATOR: ("attention?part=targets", "attention?part=targets&target=OP-08", "months?month=M03"),
}
# Two languages on a telephone; the second one in a dark room as well.
PHONES = (("en", "light"), ("bg", "dark"))
# On a telephone axe looks at one page of each kind: lists, cards, charts, forms, an upload.
LOOKED_AT_CLOSELY = ("overview", "objectives", "trainings", "partners", "submit", "months", "people")
# The newest rule of the guidelines is one that axe asks for on demand alone.
_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
# What Streamlit's own elements cause and nothing of ours can mend: rule, part of the element's markup, reason.
NOT_OURS = (
    ("presentation-role-conflict", 'data-testid="stFileUploaderDropzone"', "the drop zone is named and a presentation"),
)


@dataclass
class Met:
    """What one window met: by page its faults of each kind, and over all pages its requests and complaints."""

    pages: list[str] = field(default_factory=list)
    found: dict[str, dict[str, Any]] = field(default_factory=dict)
    hosts: set[str | None] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def note(self, kind: str, page: str, faults: Any) -> None:
        """Keep what is a fault; nothing else."""
        if faults:
            self.found.setdefault(kind, {})[page] = faults

    def of(self, kind: str) -> dict[str, Any]:
        """Faults of a kind by page."""
        return self.found.get(kind, {})


def pages_of(role: str) -> list[PageEntry]:
    """In the order of the menu; what the project shows is the same for all roles, and gone through once."""
    return [page for page in PAGES if role in page.roles and (role == READER or page.section != PROJECT)]


def go_through(visit: Visit, role: str, language: str) -> Iterator[tuple[str, Page]]:
    """All pages of a role by the menu, then what a choice opens; each with everything on it unfolded."""
    texts = load_texts(load_definitions(), language)
    address = f"role={role}&partner={ALONE}&language={language}"
    visit.open(f"?{address}")
    for page in pages_of(role):
        yield page.name, unfold(visit.turn_to(page, texts).page)
    for state in STATES.get(role, ()):
        visit.page.goto(f"{visit.address}/{state}&{address}")
        yield state, unfold(visit.wait().page)


def unfold(page: Page) -> Page:
    """Open what is folded, so that it is looked at as well."""
    page.evaluate("document.querySelectorAll('[data-testid=stMain] details').forEach((one) => { one.open = true; })")
    return page


def axe_faults(page: Page) -> list[tuple[str, str, str]]:
    """Each violation that is ours to mend: rule, where, what axe says."""
    faults = []
    for rule in Axe().run(page, options=_OPTIONS).response["violations"]:
        for node in rule["nodes"]:
            if not any(rule["id"] == known and part in node["html"] for known, part, _reason in NOT_OURS):
                faults.append((rule["id"], str(node["target"][-1]), node["html"][:160]))
    return faults


def heading_faults(page: Page) -> list[int]:
    """The levels of all headings, where there is not one first heading or a level is left out."""
    levels = page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(one => Number(one.tagName[1]))")
    is_jumping = any(after - before > 1 for before, after in zip(levels, levels[1:], strict=False))
    return levels if is_jumping or levels.count(1) != 1 else []


def picture_faults(page: Page) -> dict[str, list[str]]:
    """Pictures and charts without a description, charts without their table, tables without a caption."""
    faults = page.evaluate(
        """() => ({
          images: [...document.querySelectorAll('img:not([alt]), [role=img]:not([aria-label])')],
          charts: [...document.querySelectorAll('.stPlotlyChart')].filter(one => !one.querySelector('[aria-label]')
            && !one.closest('[aria-label]')),
          drawn: [...document.querySelectorAll('.stPlotlyChart')].filter(
            one => !one.closest('[class*=st-key-chart_]')?.querySelector('details table tbody tr')),
          tables: [...document.querySelectorAll('table')].filter(one => !one.caption?.textContent.trim()),
        })""".replace("({", "Object.fromEntries(Object.entries({").replace(
            "        })", "}).map(([kind, all]) => [kind, all.map(one => one.outerHTML.slice(0, 160))]))"
        )
    )
    return {kind: found for kind, found in faults.items() if found}


def sideways(page: Page) -> list[str]:
    """What is wider than a telephone."""
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    whole = page.evaluate("document.documentElement.scrollWidth")
    if max(wide, whole) <= PHONE:
        return []
    return page.evaluate(
        f"""() => [...document.querySelectorAll('[data-testid=stMain] *')]
          .filter(one => one.getBoundingClientRect().right > {PHONE} && !one.closest('.scroll'))
          .slice(0, 5).map(one => one.outerHTML.slice(0, 120))"""
    ) or [f"{wide} pixels"]


@pytest.fixture(scope="module", params=DEMO_ROLES)
def met(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Met:
    """All pages of a role on a wide screen."""
    role, met = request.param, Met()
    with visiting(chromium, address) as visit:
        for name, page in go_through(visit, role, "en"):
            met.pages.append(name)
            met.note("headings", name, heading_faults(page))
            met.note("pictures", name, picture_faults(page))
            met.note("axe", name, axe_faults(page))
    met.hosts = {urlsplit(url).hostname for url in visit.requests if not url.startswith(("data:", "blob:"))}
    met.complaints = visit.complaints
    return met


def test_nothing_stands_in_the_way_of_a_screen_reader(met):
    assert met.of("axe") == {}


def test_headings_leave_out_no_level(met):
    assert met.of("headings") == {}


def test_every_picture_has_a_description_every_chart_a_table_and_every_table_a_caption(met):
    assert met.of("pictures") == {}


def test_no_request_leaves_the_machine_and_no_page_complains(met):
    assert met.hosts == {"127.0.0.1"}
    assert met.complaints == []


@pytest.mark.parametrize("role", DEMO_ROLES)
@pytest.mark.parametrize(("language", "scheme"), PHONES)
def test_a_telephone_shows_every_page_without_sideways_scrolling(chromium, address, role, language, scheme):
    met = Met()
    with visiting(chromium, address, PHONE, color_scheme=scheme, has_touch=True) as visit:
        for name, page in go_through(visit, role, language):
            met.note("wide", name, sideways(page))
            if name in LOOKED_AT_CLOSELY:
                met.note("axe", name, axe_faults(page))
    assert met.found == {}
    assert visit.complaints == []
