"""The tenants: fixed names and credentials, known to everybody and good for loopback only."""

from dataclasses import dataclass
from hashlib import sha256

LICENSING_SCOPE = "smintio.full openid profile offline_access"
PORTALS_SCOPE = "smintio.portals.frontend openid profile offline_access"
PUSH_EVENT = "global-transaction-history-update"


@dataclass(frozen=True, slots=True)
class Portal:
    """One portal of a tenant and the data adapters it shows."""

    slug: str
    uuid: str
    page: str
    adapters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tenant:
    """One customer of the platform."""

    name: str
    title: str
    canary: str
    channel: int
    first_purchase: int

    @property
    def client_id(self) -> str:
        """The client that Thesaury signs in as."""
        return f"thesaury-{self.name}"

    @property
    def client_secret(self) -> str:
        """Its secret; no secret at all, since it is derived from the name."""
        return f"sandbox-{self.digest('client')[:24]}"

    @property
    def uuid(self) -> str:
        """The tenant's own id on the backend."""
        return self.identifier("tenant")

    @property
    def push_key(self) -> str:
        """The application key of the push channel."""
        return self.digest("push key")[:20]

    @property
    def push_channel(self) -> str:
        """The private channel of this tenant."""
        return f"private-2-{self.channel}"

    @property
    def portals(self) -> tuple[Portal, ...]:
        """A portal over both data adapters and one over the first alone."""
        slugs = {"brand": ("12", "14"), "press": ("12",)}
        return tuple(
            Portal(slug, self.identifier(f"portal {slug}"), self.identifier(f"page {slug}"), adapters)
            for slug, adapters in slugs.items()
        )

    def portal(self, uuid: str) -> Portal | None:
        """The portal with that id, where it is one of this tenant."""
        return next((portal for portal in self.portals if portal.uuid == uuid), None)

    def digest(self, what: str) -> str:
        """Hexadecimal digits that are always the same for the tenant and purpose."""
        return sha256(f"{self.name} {what}".encode()).hexdigest()

    def identifier(self, what: str) -> str:
        """An id in the manner of a UUID, always the same."""
        digits = self.digest(what)
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:32]))


FENNMOOR = Tenant("fennmoor", "Fennmoor", "Fennmoor", channel=4711, first_purchase=100_000)
TIDEWELL = Tenant("tidewell", "Tidewell Ferries", "Quillbarrow", channel=4712, first_purchase=600_000)
TENANTS = (FENNMOOR, TIDEWELL)
