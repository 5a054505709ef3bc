"""What the settings of the sign-in may say: Streamlit takes nearly anything, here much of it is a fault."""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from etl.loopback import is_loopback
from etl.sign_in.limits import MOST_MINUTES

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
