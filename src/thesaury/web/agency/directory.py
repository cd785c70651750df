"""Which clients somebody sees, and as what: by the roles he holds in each, and in the workspace of the agency itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.bootstrap.agency import Agency
from thesaury.model.access import Permission
from thesaury.model.account import Member
from thesaury.model.agency import OWN, Client, ClientState
from thesaury.model.errors import Usage
from thesaury.pipeline.accounts import Access


@dataclass(frozen=True, slots=True)
class Seen:
    """A client as somebody sees it: what he may do there, which is nothing where he only sees how it stands."""

    client: Client
    workspace: str
    """Its id in the directory of people."""
    permissions: frozenset[Permission]

    @property
    def enters(self) -> bool:
        """Whether he may go in now."""
        return bool(self.permissions) and self.client.state is ClientState.ACTIVE


class Directory:
    """The clients of an agency and the people in them."""

    def __init__(self, agency: Agency, access: Access) -> None:
        """`access` is that of the agency's own workspace: who administers it, administers the agency."""
        self._agency, self._access = agency, access

    def administers(self, member: Member) -> bool:
        """Whether he sees how all clients stand."""
        return Permission.ADMINISTER in member.permissions

    def active(self) -> frozenset[str]:
        """The names of the clients that may be open."""
        return frozenset(client.name for client in self._agency.clients() if client.state is ClientState.ACTIVE)

    def seen_by(self, member: Member) -> list[Seen]:
        """The clients in which he holds a role, and all of them for who administers the agency; by name."""
        return [*self._seen(member)]

    def seen(self, member: Member, name: str) -> Seen | None:
        """One of those clients, or the workspace of the agency itself where he holds a role in that."""
        if name == OWN:
            return Seen(Client(OWN), self._access.workspace, member.permissions)
        return next((one for one in self._seen(member) if one.client.name == name), None)

    def _seen(self, member: Member) -> Iterator[Seen]:
        here, everything = set(self._access.accounts.people.workspaces(member.person.id)), self.administers(member)
        for client in self._agency.clients():
            workspace = EmbeddedWorkspace(self._agency.folder(client.name)).id if self._there(client) else ""
            held = self._access.accounts.people.member(member.person.id, workspace) if workspace in here else None
            if held or everything:
                yield Seen(client, workspace, held.permissions if held else frozenset())

    def _there(self, client: Client) -> bool:
        try:
            return client.state is not ClientState.DELETING and self._agency.folder(client.name).is_dir()
        except Usage:  # a folder that somebody put there by hand is no reason to show nobody anything
            return False
