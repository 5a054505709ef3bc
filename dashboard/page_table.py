"""Every page with its title, its section in the menu and the roles that may see it: the one truth for both."""

from dataclasses import dataclass

from dashboard.roles import COORDINATOR, EVALUATOR, PARTNER, READER, SAFEGUARDING
from indicators.reasons import N_

ALL_READERS = (READER, EVALUATOR, PARTNER, COORDINATOR)
EVERYBODY = (*ALL_READERS, SAFEGUARDING)
PROJECT, OF_PARTNER, OF_COORDINATOR, OWN = N_("The project"), N_("Your reports"), N_("Coordinator's desk"), N_("You")


@dataclass(frozen=True)
class PageEntry:
    """One page: the name in its address and of its file in `views/`, and who may see it."""

    name: str
    title: str
    section: str
    roles: tuple[str, ...]


PAGES = (
    PageEntry("overview", N_("Overview"), PROJECT, ALL_READERS),
    PageEntry("objectives", N_("Objectives"), PROJECT, ALL_READERS),
    PageEntry("timeline", N_("Timeline"), PROJECT, ALL_READERS),
    PageEntry("trainings", N_("Trainings"), PROJECT, ALL_READERS),
    PageEntry("pathways", N_("Pathways"), PROJECT, ALL_READERS),
    PageEntry("communication", N_("Communication"), PROJECT, ALL_READERS),
    PageEntry("practices", N_("Study and practices"), PROJECT, ALL_READERS),
    PageEntry("partners", N_("Partners"), PROJECT, ALL_READERS),
    PageEntry("releases", N_("Releases"), PROJECT, ALL_READERS),
    PageEntry("downloads", N_("Downloads"), PROJECT, ALL_READERS),
    PageEntry("words", N_("Words"), PROJECT, ALL_READERS),
    PageEntry("submit", N_("Submit"), OF_PARTNER, (PARTNER,)),
    PageEntry("own", N_("Own figures"), OF_PARTNER, (PARTNER,)),
    PageEntry("desk", N_("Review queue"), OF_COORDINATOR, (COORDINATOR,)),
    PageEntry("months", N_("Months and reminders"), OF_COORDINATOR, (COORDINATOR,)),
    PageEntry("attention", N_("Causes and targets"), OF_COORDINATOR, (COORDINATOR,)),
    PageEntry("publish", N_("Publish"), OF_COORDINATOR, (COORDINATOR,)),
    PageEntry("people", N_("Access and audit trail"), OF_COORDINATOR, (COORDINATOR,)),
    PageEntry("health", N_("Health"), OF_COORDINATOR, (COORDINATOR,)),
    PageEntry("safety", N_("Safety concerns"), OF_COORDINATOR, (COORDINATOR, SAFEGUARDING)),
    PageEntry("account", N_("Your account"), OWN, EVERYBODY),
)
BY_NAME = {page.name: page for page in PAGES}
# Old addresses, which stand in mails and minutes, and the page that took each over.
MOVED = {"reporting": "partners"}


def may_see(role: str, page: str) -> bool:
    """May this role see the page? A page that is not in the table is seen by nobody."""
    page = MOVED.get(page, page)
    return page in BY_NAME and role in BY_NAME[page].roles


def section_of(role: str, page: PageEntry) -> str:
    """Under which heading the menu has the page; who has no desk finds what was lent of it among the own pages."""
    return OWN if page.section == OF_COORDINATOR and role != COORDINATOR else page.section


def first_page(role: str) -> str:
    """Where a role starts: the first page of the table that it may see."""
    return next((page.name for page in PAGES if role in page.roles), PAGES[0].name)
