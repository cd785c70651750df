"""One tenant's whole estate in the sandbox: purchases, assets, tokens, switches, addresses, and who may read it."""

import hmac
from dataclasses import dataclass, field
from datetime import UTC, datetime

from starlette.requests import Request

from thesaury.sandbox.serving.kernel import Sandbox
from thesaury.sandbox.smintio.dialect import Dialect, Paths
from thesaury.sandbox.smintio.refusal import Refusal
from thesaury.sandbox.smintio.shelf import Shelf
from thesaury.sandbox.smintio.stream import Stream
from thesaury.sandbox.smintio.tenants import Portal, Tenant
from thesaury.sandbox.smintio.tokens import Tokens

_HOUR = 3600
_TAG = 32


@dataclass
class Estate:
    """Everything of one tenant. `others` are the estates of the other tenants, to tell a foreign token from an unknown one."""

    sandbox: Sandbox
    tenant: Tenant
    tokens: Tokens
    stream: Stream
    shelf: Shelf
    start: Dialect
    paths: Paths
    edges: bool
    dialect: Dialect = field(init=False)
    others: list["Estate"] = field(default_factory=list)

    def __post_init__(self) -> None:
        """The switches as they were at the start."""
        self.dialect = self.start

    def reload(self) -> None:
        """After the store was emptied: everything as at the start."""
        self.dialect = self.start
        self.stream.load()
        self.shelf.load()

    def authorised(self, request: Request, scope: str) -> None:
        """Lets a request pass that carries a good token of this tenant with that scope. Raises Refusal."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not token:
            raise Refusal(401, "invalid_credentials", "The bearer token is missing.")
        scopes = self.tokens.scope(token)
        if scopes is None:
            foreign = any(other.tokens.scope(token) is not None for other in self.others)
            raise Refusal(403, "permission_denied") if foreign else Refusal(401, "token_invalid_or_expired")
        if self.tokens.disabled:
            raise Refusal(401, "account_disabled")
        if scope not in scopes.split():
            raise Refusal(403, "permission_denied", f"The token has no scope {scope}.")

    def where(self, url: str, portal: Portal) -> "Places":
        """The addresses of the tenant's interfaces, as seen by a caller of that URL."""
        root = f"{url}/{self.tenant.name}"
        portal_url = f"{root}/portals/{portal.slug}"
        return Places(root, f"{root}/clapi/consumer/v1", f"{root}/fe/frontend/v1", f"{root}/be/backend/v1", portal_url)

    def signed(self, base: str, path: str, until: datetime) -> str:
        """An address that is good until that moment."""
        expires = int(until.timestamp())
        return f"{base}{path}?expires={expires}&signature={self._tag(path, expires)}"

    def preview(self, base: str, path: str) -> str:
        """An address of a preview; it changes every hour and is good for at least one."""
        now = int(self.sandbox.clock.now().timestamp())
        return self.signed(base, path, datetime.fromtimestamp((now // _HOUR + 2) * _HOUR, UTC))

    def check_signature(self, path: str, expires: str, signature: str) -> None:
        """Raises Refusal when the address was not signed here or is too old."""
        if not expires.isdecimal() or not hmac.compare_digest(signature, self._tag(path, int(expires))):
            raise Refusal(403, "permission_denied", "The signature is wrong.")
        if self.sandbox.clock.now().timestamp() >= int(expires):
            raise Refusal(403, "permission_denied", "The address has expired.")

    def _tag(self, path: str, expires: int) -> str:
        return hmac.new(self.tenant.digest("file").encode(), f"{path}?{expires}".encode(), "sha256").hexdigest()[:_TAG]


@dataclass(frozen=True, slots=True)
class Places:
    """The bases of one tenant's interfaces."""

    authority: str
    licensing: str
    frontend: str
    backend: str
    portal: str


def root(request: Request) -> str:
    """The URL the caller used for this server."""
    return str(request.base_url).rstrip("/")
