"""The settings of the sign-in: the file that Streamlit reads its `[auth]` from, with a table `[sign_in]` of ours.

Streamlit takes nearly anything. Here a key that nobody knows, a weak secret, an address without TLS or a provider that
lets anybody claim any e-mail is a fault, and with a fault nobody is let in.
"""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from etl.errors import UserError
from etl.home import Home
from etl.loopback import is_loopback
from etl.sign_in.limits import MOST_MINUTES
from indicators.texts import N_

DEFAULT = "default"
_LEAST_SECRET = 32
_CALLBACK = "/oauth2callback"
# Of Microsoft, what stands in place of a tenant: behind it anybody's tenant may claim any e-mail address.
_ANY_TENANT = ("common", "organizations", "consumers", "9188040d-6c67-4c5b-b112-36a304b66dad")
_MICROSOFT = (
    "login.microsoftonline.com",
    "login.microsoftonline.us",
    "login.partner.microsoftonline.cn",
    "sts.windows.net",
)

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Minutes = Annotated[int, Field(ge=1, le=MOST_MINUTES)]
_Role = Literal["reader", "evaluator", "partner", "coordinator", "safeguarding"]


class SignInFault(UserError):
    """The settings of the sign-in are wrong; the message says what, and what to write instead."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Provider(_Strict):
    """One OpenID Connect provider, as Streamlit reads it; tokens are never exposed to pages."""

    client_id: _Text
    client_secret: _Text
    server_metadata_url: _Text
    client_kwargs: dict[str, str] = {}

    @field_validator("server_metadata_url")
    @classmethod
    def _check_address(cls, address: str) -> str:
        _expect_tls(address, "server_metadata_url")
        _expect_tenant(address)
        return address


class Rules(_Strict):
    """The table `[sign_in]`: what the product adds to Streamlit's settings."""

    # Issuers (claim `iss`) whose e-mails are good without the claim `email_verified`, because they manage them.
    trusted_issuers: tuple[_Text, ...] = ()
    # How a provider is called on its button, by its name in the settings.
    names: dict[str, _Text] = {}
    # How long a session lasts, by role; what is not named keeps the product's own length.
    minutes: dict[_Role, _Minutes] = {}

    @field_validator("trusted_issuers")
    @classmethod
    def _check_issuers(cls, issuers: tuple[str, ...]) -> tuple[str, ...]:
        for issuer in issuers:
            _expect_tls(issuer, "trusted_issuers")
            _expect_tenant(issuer)
        return issuers


class SignIn(_Strict):
    """The sign-in of a home: one address for all providers, and its rules."""

    redirect_uri: _Text
    cookie_secret: Annotated[str, Field(repr=False)]
    providers: Annotated[dict[str, Provider], Field(min_length=1)]
    rules: Rules = Rules()

    @field_validator("redirect_uri")
    @classmethod
    def _check_address(cls, address: str) -> str:
        _expect_tls(address, "redirect_uri")
        if urlsplit(address).path.rsplit("/", 1)[-1] != _CALLBACK[1:]:
            raise ValueError(f"redirect_uri must end with {_CALLBACK}")
        return address

    @field_validator("cookie_secret")
    @classmethod
    def _check_secret(cls, secret: str) -> str:
        if len(secret) < _LEAST_SECRET or len(set(secret)) < _LEAST_SECRET // 4:
            raise ValueError(
                f"cookie_secret must be random and have {_LEAST_SECRET} characters or more; make one with: "
                'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
            )
        return secret

    @field_validator("providers")
    @classmethod
    def _check_names(cls, providers: dict[str, Provider]) -> dict[str, Provider]:
        for name in providers:
            if not name.replace("-", "").isalnum():
                raise ValueError(f"the provider's name {name!r} may have letters, digits and hyphens, no underscore")
        return providers

    @property
    def origin(self) -> str:
        """Scheme, host and port under which the pages are asked for; a sign-in under another one never arrives."""
        parts = urlsplit(self.redirect_uri)
        return f"{parts.scheme}://{parts.netloc}"

    def label(self, provider: str) -> str:
        """How the provider is called on its button."""
        return self.rules.names.get(provider) or provider.replace("-", " ").capitalize()


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


def _expect_tls(address: str, name: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname or "")):
        raise ValueError(f"{name} must begin with https:// (http:// is for this machine alone)")


def _expect_tenant(address: str) -> None:
    parts = urlsplit(address)
    tenant = parts.path.strip("/").split("/")[0].lower()
    if (parts.hostname or "") in _MICROSOFT and tenant in _ANY_TENANT:
        raise ValueError(
            f"{tenant!r} lets every Microsoft tenant claim any e-mail address; write the id of your own tenant instead"
        )
