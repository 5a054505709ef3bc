"""Settings of the sign-in that would let the wrong person in are faults with a repair, and nobody is let in."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.cli.app import app
from etl.health import examine
from etl.home import open_home
from etl.sign_in.settings import SignInFault, find_settings, read_sign_in, settings_path

_SECRET = "k7Wm2pQx9ZrT4vBn8LsD3fGh6JcY1aEu"
GOOD = f'''
[auth]
redirect_uri = "https://monitor.example.org/oauth2callback"
cookie_secret = "{_SECRET}"

[auth.google]
client_id = "one"
client_secret = "two"
server_metadata_url = "https://accounts.google.com/.well-known/openid-configuration"

[auth.own-house]
client_id = "one"
client_secret = "two"
server_metadata_url = "https://login.microsoftonline.com/1234-own-tenant/v2.0/.well-known/openid-configuration"

[sign_in]
trusted_issuers = ["https://login.microsoftonline.com/1234-own-tenant/v2.0"]
names = {{ own-house = "House account" }}
minutes = {{ reader = 60 }}
'''


def write(folder: Path, text: str, rights: int = 0o600) -> Path:
    path = folder / "sign-in.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(rights)
    return path


def test_good_settings_are_read_with_a_name_for_each_button(tmp_path):
    sign_in = read_sign_in(write(tmp_path, GOOD))
    assert [sign_in.label(name) for name in sign_in.providers] == ["Google", "House account"]
    assert sign_in.origin == "https://monitor.example.org"
    assert dict(sign_in.rules.minutes) == {"reader": 60}


def test_a_provider_without_a_name_is_one_button(tmp_path):
    keys = GOOD.split("[auth.google]")[1].split("[auth.own-house]")[0]
    text = GOOD.split("[auth.google]")[0] + keys
    assert list(read_sign_in(write(tmp_path, text)).providers) == ["default"]


_MICROSOFT = "https://login.microsoftonline.com/{}/v2.0/.well-known/openid-configuration"
_GOOGLE = "https://accounts.google.com/.well-known/openid-configuration"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (_SECRET, "short", "cookie_secret must be random"),
        (_SECRET, "x" * 40, "cookie_secret must be random"),
        ("https://monitor", "http://monitor", "redirect_uri must begin with https://"),
        ("/oauth2callback", "/callback", "redirect_uri must end with /oauth2callback"),
        (_GOOGLE, "http://accounts.google.com/x", "server_metadata_url must begin with https://"),
        (_GOOGLE, _MICROSOFT.format("common"), "your own tenant"),
        (_GOOGLE, _MICROSOFT.format("organizations"), "your own tenant"),
        (_GOOGLE, _MICROSOFT.format("Consumers"), "your own tenant"),
        ('["https://login.microsoftonline.com/1234-own-tenant', '["https://login.microsoftonline.com/common', "tenant"),
        ("[auth.google]", "[auth.my_google]", "no underscore"),
        ('client_id = "one"\n', "", "client_id: Field required"),
        ("[sign_in]", "[sign_in]\nall_welcome = true", "all_welcome"),
        ("[auth.google]", '[auth.google]\nexpose_tokens = "id"', "expose_tokens"),
        ("reader = 60", "reader = 100000", "minutes.reader"),
        ("reader = 60", "reader = 0", "minutes.reader"),
        ("reader = 60", "boss = 60", "minutes.boss"),
        ("[auth.google]", "[auth.google", "can't be read"),
    ],
)
def test_each_wrong_setting_is_named_and_no_secret_is(tmp_path, old, new, told):
    assert old in GOOD
    with pytest.raises(SignInFault, match=told) as fault:
        read_sign_in(write(tmp_path, GOOD.replace(old, new)))
    assert _SECRET not in str(fault.value) and '"two"' not in str(fault.value)


def test_on_this_machine_it_works_without_tls(tmp_path):
    text = GOOD.replace("https://monitor.example.org", "http://127.0.0.1:8501")
    assert read_sign_in(write(tmp_path, text)).origin == "http://127.0.0.1:8501"


@pytest.mark.skipif(os.name == "nt", reason="rights of another kind")
@pytest.mark.parametrize("rights", [0o644, 0o640, 0o604])
def test_a_file_that_others_can_read_is_a_fault(tmp_path, rights):
    with pytest.raises(SignInFault, match="chmod 600"):
        read_sign_in(write(tmp_path, GOOD, rights))


def test_a_file_without_a_sign_in_sets_none_up(tmp_path):
    assert read_sign_in(write(tmp_path, "[other]\nx = 1")) is None


def test_the_homes_own_settings_come_before_those_beside_the_product(tmp_path):
    home, beside = open_home(tmp_path / "home", "test"), write(tmp_path, GOOD)
    assert find_settings(home) is None
    assert find_settings(home, beside) == beside
    settings_path(home).parent.mkdir()
    write(settings_path(home).parent, GOOD)
    assert find_settings(home, beside) == settings_path(home)


def test_the_doctor_tells_each_fault_with_its_repair_and_no_secret(tmp_path, monkeypatch):
    home = open_home(tmp_path / "home", "test")
    monkeypatch.setenv("WEGO_HOME", str(home.path))
    settings_path(home).parent.mkdir()

    def look():
        return next(one for one in examine() if one.subject == "sign-in")

    assert look().is_sound and "made up" in look().found
    write(settings_path(home).parent, GOOD)
    assert look().found == "at https://monitor.example.org with Google, House account"
    write(settings_path(home).parent, GOOD.replace(_GOOGLE, _MICROSOFT.format("common")))
    assert not look().is_sound and "your own tenant" in look().found and "docs/sign-in.md" in look().repair
    assert _SECRET not in look().found


def test_the_pages_are_not_started_with_wrong_settings(tmp_path, monkeypatch):
    home = open_home(tmp_path / "home", "test")
    monkeypatch.setenv("WEGO_HOME", str(home.path))
    settings_path(home).parent.mkdir()
    write(settings_path(home).parent, GOOD.replace(_SECRET, "short"))
    monkeypatch.setattr("subprocess.Popen", lambda *_about, **_more: pytest.fail("it was started"))
    done = CliRunner().invoke(app, ["dashboard", "--port", "8611"])
    assert done.exit_code == 2
    assert "cookie_secret must be random" in " ".join(done.stderr.split())
