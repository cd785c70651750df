"""The portals: fixed names, words and credentials, known to everybody and good for loopback only."""

from dataclasses import dataclass
from hashlib import sha256

from thesaury.sandbox.bynder import ids


@dataclass(frozen=True, slots=True)
class Portal:
    """One customer's portal."""

    name: str
    title: str
    canary: str
    languages: tuple[str, ...] = ("en_US", "de_DE", "fr_FR")
    time_zone: str = "Europe/Berlin"

    @property
    def client_id(self) -> str:
        """The OAuth client that Thesaury signs in as."""
        return ids.five(self.identifier("client"))

    @property
    def client_secret(self) -> str:
        """Its secret; no secret at all, since it is derived from the name."""
        return f"sandbox-{self.digest('client')[:24]}"

    @property
    def permanent_token(self) -> str:
        """The token that has every right of its user."""
        return f"sandbox-{self.digest('permanent token')}"

    @property
    def visitor_token(self) -> str:
        """A permanent token of a user without any security role."""
        return f"sandbox-{self.digest('visitor token')}"

    @property
    def integration(self) -> str:
        """The integration id that where-used records may carry."""
        return ids.five(self.identifier("integration"))

    @property
    def brand(self) -> str:
        """The brand that uploads may be saved to."""
        return self.identifier("brand")

    def digest(self, what: str) -> str:
        """Hexadecimal digits that are always the same for the portal and purpose."""
        return sha256(f"bynder {self.name} {what}".encode()).hexdigest()

    def identifier(self, what: str) -> str:
        """An id in four groups, always the same for the portal and purpose."""
        return ids.made("bynder", self.name, what)


FENNMOOR = Portal("fennmoor", "Fennmoor", "Fennmoor")
TIDEWELL = Portal("tidewell", "Tidewell Ferries", "Quillbarrow", ("en_US", "nl_NL"), "Europe/Amsterdam")
PORTALS = (FENNMOOR, TIDEWELL)
INTEGRATION_USER, VISITOR = "integration", "visitor"
