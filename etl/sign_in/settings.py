"""The settings of the sign-in: the file that Streamlit reads its `[auth]` from, with a table `[sign_in]` of ours.

Streamlit takes nearly anything. Here a key that nobody knows, a weak secret, an address without TLS or a provider that
lets anybody claim any e-mail is a fault, and with a fault nobody is let in.
"""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from etl.errors import UserError
from etl.home import Home
from etl.sign_in.settings_model import SignIn
from indicators.texts import N_

DEFAULT = "default"


class SignInFault(UserError):
    """The settings of the sign-in are wrong; the message says what, and what to write instead."""


def settings_path(home: Home) -> Path:
    """Where the settings of a home's sign-in lie."""
    return home.path / "settings" / "sign-in.toml"


def find_settings(home: Home, beside: Path | None = None) -> Path | None:
    """The file with the settings: the home's own, else Streamlit's secrets beside the product; None without any."""
    return next((path for path in (settings_path(home), beside) if path is not None and path.is_file()), None)


def read_sign_in(path: Path) -> SignIn | None:
    """The settings in a file, None where it tells nothing of a sign-in; raises SignInFault with all that is wrong."""
    expect_own(path)
    about = path.stat()
    return _read(path, about.st_mtime_ns, about.st_size)


def read_auth(path: Path) -> dict[str, Any]:
    """Streamlit's own part of the file, as it stands there; raises SignInFault."""
    return dict(_load(path).get("auth", {}))


def expect_own(path: Path) -> None:
    """Raise SignInFault if others on this machine can read the secrets."""
    if path.stat().st_mode & 0o077:
        raise SignInFault(
            N_("Others on this machine can read {path}, which holds secrets. Run: chmod 600 {path}"), path=path
        )


@lru_cache(maxsize=32)
def _read(path: Path, changed: int, size: int) -> SignIn | None:
    document = _load(path)
    if "auth" not in document and "sign_in" not in document:
        return None
    try:
        return SignIn(**_arrange(document))
    except ValidationError as error:
        told = "; ".join(_tell(one) for one in error.errors(include_input=False, include_url=False))
        raise SignInFault(
            N_("The sign-in's settings {path} are wrong: {faults}. See docs/sign-in.md."), path=path, faults=told
        ) from None


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        # The fault's own words may quote a line with a secret: only its kind and place are told.
        place = next((part for part in str(error).split("(")[1:] if part.startswith("at ")), type(error).__name__)
        raise SignInFault(
            N_("The sign-in's settings {path} can't be read ({fault}). See docs/sign-in.md."),
            path=path,
            fault=place.rstrip(")"),
        ) from None


def _arrange(document: Mapping[str, Any]) -> dict[str, Any]:
    """Streamlit's table `[auth]` as our model: a table in it is a provider, its own keys are one without a name."""
    auth = dict(document.get("auth", {}))
    shared = {key: auth.pop(key) for key in ("redirect_uri", "cookie_secret") if key in auth}
    providers = {
        key: auth.pop(key) for key, value in list(auth.items()) if isinstance(value, dict) and key != "client_kwargs"
    }
    if auth:
        providers[DEFAULT] = auth
    return shared | {"providers": providers, "rules": document.get("sign_in", {})}


def _tell(fault: Any) -> str:
    place = ".".join(str(part) for part in fault["loc"])
    return f"{place}: {fault['msg'].removeprefix('Value error, ')}"
