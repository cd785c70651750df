"""Signing in at an identity provider: OpenID Connect, authorization code with PKCE, state and nonce."""

import base64
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

import httpx
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from thesaury.model.access import Role
from thesaury.model.errors import Refused, ThesauryError, Unreachable, Usage

ALGORITHMS = ["RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512", "EdDSA"]
"""Signatures of identity tokens: only those that nobody but the provider can make."""

_PATIENCE = 10.0
_LEEWAY = 60
"""Seconds two clocks may differ."""


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """Which provider, as whom we ask it, and who gets which role."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str = "OpenID Connect"
    domains: Sequence[str] = ()
    role_claim: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    default_role: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """What a sign-in under way has to come back with; kept by the browser that began it."""

    state: str
    nonce: str
    verifier: str
    back: str

    def text(self) -> str:
        """As a cookie keeps it."""
        return base64.urlsafe_b64encode(json.dumps(asdict(self)).encode()).decode()

    @staticmethod
    def read(text: str) -> "Pending":
        """What a cookie kept. Raises ValueError or TypeError for anything else."""
        return Pending(**json.loads(base64.urlsafe_b64decode(text)))


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, in the provider's word."""

    issuer: str
    subject: str
    address: str
    """Empty where the provider did not verify it."""
    name: str
    roles: frozenset[Role]


class Provider:
    """One provider; what it says of itself is read when it is first needed, and its keys again when one is unknown."""

    def __init__(self, settings: OidcSettings) -> None:
        """Nothing is asked yet."""
        self.settings = settings

    def begin(self, redirect: str, back: str) -> tuple[str, Pending]:
        """Where to send the browser, and what to keep of it. Raises Unreachable, Usage or Refused."""
        pending = Pending(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48), back)
        with self._client(redirect) as client:
            url, _ = client.create_authorization_url(
                self._told["authorization_endpoint"],
                state=pending.state,
                nonce=pending.nonce,
                code_verifier=pending.verifier,
            )
        return str(url), pending

    def finish(self, redirect: str, pending: Pending, given: Mapping[str, str]) -> Identity:
        """Who came back. Raises Refused for anything that is not the answer to what was begun, Unreachable."""
        if not secrets.compare_digest(given.get("state", "").encode(), pending.state.encode()):
            raise Refused("The answer belongs to another sign-in. Begin again.")
        if "code" not in given:
            raise Refused(f"{self.settings.name} did not sign you in ({given.get('error', 'no code')}).")
        if given.get("iss", self.settings.issuer) != self.settings.issuer:
            raise Refused("The answer is another provider's. Begin again.")
        with self._client(redirect) as client, _asked(self.settings.issuer):
            answer = client.fetch_token(
                self._told["token_endpoint"], code=given["code"], code_verifier=pending.verifier, state=pending.state
            )
        return self._identity(self.claims(str(answer.get("id_token", "")), pending.nonce))

    def claims(self, token: str, nonce: str) -> Mapping[str, Any]:
        """What an identity token says, if it is this provider's, for us, for this sign-in and of now. Raises Refused."""
        registry = jwt.JWTClaimsRegistry(
            leeway=_LEEWAY,
            iss={"essential": True, "value": self.settings.issuer},
            aud={"essential": True, "value": self.settings.client_id},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        try:
            claims = jwt.decode(token, self._keys(), algorithms=ALGORITHMS).claims
            registry.validate(claims)
        except (JoseError, ValueError) as error:
            raise Refused(
                f"What {self.settings.name} says of you cannot be trusted ({type(error).__name__})."
            ) from error
        if claims.get("azp", self.settings.client_id) != self.settings.client_id:
            raise Refused(f"What {self.settings.name} says of you is meant for another application.")
        return claims

    def _identity(self, claims: Mapping[str, Any]) -> Identity:
        address = str(claims.get("email", "")).strip().lower() if claims.get("email_verified") is True else ""
        if self.settings.domains and address.rpartition("@")[2] not in {d.lower() for d in self.settings.domains}:
            raise Refused("Your address is of a domain that may not sign in here.")
        name = str(claims.get("name") or address)
        return Identity(self.settings.issuer, str(claims["sub"]), address, name, self._roles(claims))

    def _roles(self, claims: Mapping[str, Any]) -> frozenset[Role]:
        said = claims.get(self.settings.role_claim, []) if self.settings.role_claim else []
        groups = said if isinstance(said, list) else [said]
        found = {self.settings.roles[str(group)] for group in groups if str(group) in self.settings.roles}
        default = {self.settings.default_role} if self.settings.default_role else set()
        return frozenset(Role(role) for role in found or default)

    @cached_property
    def _told(self) -> Mapping[str, Any]:
        """The provider's own description. Raises Usage where it is another's."""
        told = _read(f"{self.settings.issuer.rstrip('/')}/.well-known/openid-configuration")
        if told.get("issuer") != self.settings.issuer:
            raise Usage(f"{self.settings.issuer} calls itself {told.get('issuer')!r}. Set oidc_issuer to exactly that.")
        return told

    def _keys(self) -> KeySet:
        return KeySet.import_key_set(_read(self._told["jwks_uri"]))  # type: ignore[arg-type]

    def _client(self, redirect: str) -> OAuth2Client:
        return OAuth2Client(
            self.settings.client_id,
            self.settings.client_secret or None,
            token_endpoint_auth_method="client_secret_basic" if self.settings.client_secret else "none",
            scope="openid email profile",
            redirect_uri=redirect,
            code_challenge_method="S256",
            timeout=_PATIENCE,
        )


@contextmanager
def _asked(where: str) -> Iterator[None]:
    """Gives what a provider fails with our names."""
    try:
        yield
    except ThesauryError:
        raise
    except httpx.TransportError as error:
        raise Unreachable(f"{where} does not answer. Try again later, or sign in with a password.") from error
    except Exception as error:
        raise Refused(f"{where} refuses ({error}). Begin again.") from error


def _read(url: str) -> Mapping[str, Any]:
    with _asked(url):
        answer = httpx.get(url, timeout=_PATIENCE).raise_for_status()
        told: Mapping[str, Any] = answer.json()
        return told
