"""What a token must say before anybody is let in, and how long it lasts."""

from datetime import UTC, datetime, timedelta

import pytest

from etl.mail_address import plain_address
from etl.sign_in.browser import name_browser
from etl.sign_in.identity import Identity, Refused, read_identity
from etl.sign_in.limits import MINUTES, end_of_session

_NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
_CLAIMS = {
    "iss": "https://id.example.org",
    "sub": "42",
    "email": "Ana.Test@Example.org",
    "email_verified": True,
    "iat": _NOW.timestamp() - 60,
    "exp": _NOW.timestamp() + 3600,
    "nonce": "n1",
}


def read(**changed):
    claims = {name: value for name, value in (_CLAIMS | changed).items() if value is not None}
    return read_identity(claims, ("https://own.example.org",), _NOW)


def test_an_e_mail_is_the_same_in_large_and_small_letters():
    found = read()
    assert isinstance(found, Identity)
    assert found.email == "ana.test@example.org"


def test_a_sign_that_only_becomes_a_latin_letter_when_made_small_is_another_address():
    assert read(email="\u212aat@example.org").email != "kat@example.org"
    assert plain_address(" Kat@Example.org ") == "kat@example.org"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"exp": _NOW.timestamp()}, "expired"),
        ({"exp": _NOW.timestamp() - 1}, "expired"),
        ({"exp": None}, "incomplete"),
        ({"exp": True}, "incomplete"),
        ({"exp": "4102444800"}, "incomplete"),
        ({"exp": float("inf")}, "incomplete"),
        ({"iat": None}, "incomplete"),
        ({"iat": _NOW.timestamp() + 3000}, "incomplete"),
        ({"email": None}, "incomplete"),
        ({"email": ["a@example.org"]}, "incomplete"),
        ({"email": " "}, "incomplete"),
        ({"email": "ana.test@example.org\u2003"}, "incomplete"),
        ({"sub": None}, "incomplete"),
        ({"iss": None}, "incomplete"),
        ({"email_verified": False}, "unverified"),
        ({"email_verified": None}, "unverified"),
        ({"email_verified": "true"}, "unverified"),
        ({"email_verified": 1}, "unverified"),
        # A provider whose word is good says itself that it isn't.
        ({"iss": "https://own.example.org", "email_verified": False}, "unverified"),
        ({"iss": "https://own.example.org.evil.org", "email_verified": None}, "unverified"),
    ],
)
def test_a_token_that_does_not_prove_an_address_lets_nobody_in(changed, reason):
    assert read(**changed) == Refused(reason)


def test_a_trusted_issuer_may_leave_the_confirmation_out():
    assert isinstance(read(iss="https://own.example.org", email_verified=None), Identity)


def test_another_sign_in_is_another_session_and_parts_never_run_together():
    ids = {
        read(**changed).session_id
        for changed in ({}, {"nonce": "n2"}, {"iat": _NOW.timestamp() - 61}, {"sub": "4"}, {"sub": "421", "nonce": "1"})
    }
    assert len(ids) == 5
    assert read().session_id == read(email_verified=True, exp=_NOW.timestamp() + 7200).session_id


@pytest.mark.parametrize("role", MINUTES)
def test_who_can_change_data_or_sees_a_concern_signs_in_more_often(role):
    end = end_of_session(role, _NOW, _NOW + timedelta(days=30))
    assert end - _NOW == timedelta(hours=12 if role in ("reader", "evaluator") else 2)


def test_a_session_never_outlives_its_token_and_the_settings_can_shorten_it():
    assert end_of_session("reader", _NOW, _NOW + timedelta(minutes=5)) == _NOW + timedelta(minutes=5)
    assert end_of_session("reader", _NOW, _NOW + timedelta(days=1), {"reader": 30}) == _NOW + timedelta(minutes=30)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari, iOS"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.0 <script>", ""),
    ],
)
def test_of_a_browser_no_more_than_its_family_is_kept(agent, name):
    assert name_browser(agent) == name
