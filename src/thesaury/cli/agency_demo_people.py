"""The people of the demo agency: who administers it, one who works for both clients, and one who belongs to the first."""

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thesaury.model.access import Role

if TYPE_CHECKING:
    from thesaury.bootstrap.agency import Agency


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the demo, and the roles held in each client."""

    address: str
    name: str
    roles: tuple[tuple[str, Role], ...]


def everybody() -> tuple[Somebody, ...]:
    """The people of the demo, beside who administers it all."""
    from thesaury.sandbox.agency import CLIENT, FIRST

    return (
        Somebody("ines@northlight.example", "Ines Maro", ((FIRST, Role.VIEWER), (CLIENT, Role.TAXONOMIST))),
        Somebody("callum@brackwater.example", "Callum Reay", ((FIRST, Role.REVIEWER),)),
    )


def let_in(agency: "Agency") -> None:
    """Let them in where they are not in yet."""
    from thesaury.pipeline.accounts import people
    from thesaury.sandbox.agency import CLIENT, FIRST

    administrator = Somebody(people.DEMO, "Demo", ((FIRST, Role.ADMIN), (CLIENT, Role.ADMIN)))
    for somebody in (administrator, *everybody()):
        for client, role in somebody.roles:
            with closing(agency.open(client)) as workspace:
                if not people.belongs(workspace.access, somebody.address):
                    people.add(workspace.access, somebody.address, somebody.name, [role])
