"""Sign-in from end to end: a real provider, the real server, a real browser; who sees what, and until when."""

import pytest

from dashboard.page_table import PAGES
from etl.access import grant_access, read_trail, revoke_access
from tests.sign_in.conftest import DRAFT, NEWEST, PEOPLE, SIGNED_IN_AGO, address_of

pytestmark = pytest.mark.browser
_PERSONS = ("reader", "evaluator", "officer", "coordinator", "guardian")
_NO_RIGHT = "Your account has no right to this page"


def seen_by(name):
    return [page for page in PAGES if PEOPLE[name][0] in page.roles]


@pytest.mark.parametrize("name", _PERSONS)
def test_each_role_has_its_pages_in_the_menu_and_any_other_address_is_closed(window_of, name):
    window = window_of(name).open()
    seen = seen_by(name)
    assert window.menu == [page.title for page in seen]
    window.open(seen[-2].name)
    assert (window.title, _NO_RIGHT in window.text) == (seen[-2].title, False)
    # One of each section by its typed address; all of them without a browser: `test_every_page`.
    for page in {page.section: page for page in PAGES if page not in seen}.values():
        window.open(page.name)
        assert (window.title, _NO_RIGHT in window.text) == (page.title, True)
        assert not window.page.locator("[data-testid=stMain] button, [data-testid=stFileUploader]").count()


def test_who_has_not_signed_in_is_sent_nothing_that_was_released(fresh):
    for path in ("", "overview?release=M18", "downloads", "desk?role=coordinator"):
        window = fresh().open(path)
        assert window.title == "Sign in" and window.menu == []
        assert window.received and not any(NEWEST.encode() in frame for frame in window.received)


@pytest.mark.parametrize(
    "path",
    [
        "desk?role=coordinator&partner=P02",
        "submit?role=partner&partner=P02",
        "safety?role=safeguarding",
        "account?role=coordinator",
    ],
)
def test_a_forged_address_gives_no_other_role(window_of, path):
    window = window_of("reader").open(path)
    assert _NO_RIGHT in window.text or "Steering committee" in window.text
    assert window.page.locator("[data-testid=stRadio]").count() == 0


def test_an_officer_works_for_the_own_partner_whatever_the_address_says(window_of):
    window = window_of("officer").open("submit?role=coordinator&partner=P02&month=5")
    assert window.title == "Submit"
    assert "P01" in window.text and "P02" not in window.text
    assert not any(b"P02_M" in frame for frame in window.received)


def test_a_draft_opens_for_the_coordinator_alone(window_of):
    for name in ("reader", "evaluator", "officer"):
        window = window_of(name).open(f"overview?release={DRAFT}")
        assert not any(DRAFT.encode() in frame for frame in window.received)
        assert any(NEWEST.encode() in frame for frame in window.received)
    window = window_of("coordinator").open(f"overview?release={DRAFT}")
    assert any(DRAFT.encode() in frame for frame in window.received)


def test_an_unknown_address_gets_a_polite_page_one_entry_and_nothing_else(fresh, served):
    window = fresh().open("desk").sign_in("stranger")
    window.expect_title("No access yet")
    assert address_of("stranger") in window.text and "coordinator" in window.text
    window.open("overview?release=M18").open("account")
    assert window.title == "No access yet" and window.menu == []
    assert not any(NEWEST.encode() in frame for frame in window.received)
    assert [row["who"] for row in read_trail(served.home, action="sign_in.unknown")] == [address_of("stranger")]


def test_an_address_that_the_provider_does_not_confirm_lets_nobody_in(fresh, served):
    window = fresh().open().sign_in("doubtful")
    window.expect_title("Sign in")
    assert "doesn't confirm that this e-mail address is yours" in window.text
    assert window.menu == []


def test_a_link_from_a_mail_survives_the_sign_in(fresh):
    window = fresh().open("objectives?indicator=OP-08&language=bg")
    window.sign_in("traveller")
    window.page.wait_for_url("**/objectives?*")
    window.wait()
    assert "indicator=OP-08" in window.page.url and "language=bg" in window.page.url
    assert window.page.locator("html").get_attribute("lang") == "bg"
    # Once: the next start begins where everybody begins.
    assert window.open().page.url.split("?")[0].endswith("/")


def test_what_is_kept_for_after_the_sign_in_leads_nowhere_else(window_of, served):
    evil = ("//evil.example", "/\\\\evil.example", "https://evil.example/", "javascript:alert(1)", "overview/../x")
    for kept in evil:
        window = window_of("reader")
        window.page.add_init_script(f"sessionStorage.setItem('wego.wanted', '{kept}')")
        window.open()
        assert window.title.startswith("Month 18") and window.page.url == f"{served.address}/"


def test_a_session_is_over_at_the_next_click_after_its_time(window_of, served):
    window = window_of("sleeper").open("submit")
    assert window.title == "Submit"
    # By the provider's word this person signed in a while ago; the usual two hours are not over.
    with served.with_rules(f"minutes = {{ partner = {SIGNED_IN_AGO - 1} }}"):
        window.go("Own figures")
        window.expect_title("Sign in")
    assert "Your session has ended" in window.text and window.menu == []


def test_a_role_that_was_taken_away_is_gone_at_the_next_click(window_of, served):
    window = window_of("leaver").open("desk")
    assert window.title == "Review queue"
    revoke_access(served.home, address_of("leaver"))
    window.go("Publish")
    window.expect_title("No access yet")
    grant_access(served.home, address_of("leaver"), "reader")
    window.open("desk")
    assert _NO_RIGHT in window.text


def test_a_session_ended_from_another_browser_opens_nothing_in_any_tab(fresh, window_of):
    here, tab = fresh().open().sign_in("evaluator").open("account"), window_of("evaluator").open("partners")
    here.page.get_by_role("button", name="End all other sessions").click()
    here.page.get_by_text("session was ended").or_(here.page.get_by_text("sessions were ended")).wait_for()
    tab.go("Releases")
    tab.expect_title("Sign in")
    assert "This session was ended" in tab.text
    assert window_of("evaluator").open("overview").title == "Sign in"


def test_who_signs_out_is_out_and_a_kept_cookie_is_worth_nothing(fresh, served):
    window = fresh().open().sign_in("traveller").open("account")
    cookies = window.page.context.cookies()
    window.page.get_by_role("button", name="Sign out here").click()
    window.page.wait_for_url("**/oauth2/end_session?**")
    assert window.open("account").title == "Sign in"
    thief = fresh()
    thief.page.context.add_cookies(cookies)
    assert "This session was ended" in thief.open("overview").text


def test_a_cookie_that_was_written_by_hand_is_no_sign_in(fresh, served):
    window = fresh()
    forged = {"name": "_streamlit_user", "value": '{"email": "coordinator@example.org"}', "url": served.address}
    window.page.context.add_cookies([forged])
    window.page.set_extra_http_headers({"X-Forwarded-Email": address_of("coordinator"), "X-Role": "coordinator"})
    assert window.open("desk").title == "Sign in"
