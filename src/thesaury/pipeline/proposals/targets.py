"""Where an accepted term can go: to a server that takes proposals, or into a vocabulary that is kept here."""

from dataclasses import dataclass

from thesaury.model.errors import Usage
from thesaury.pipeline.edited_elsewhere import require_not_shared
from thesaury.pipeline.words import RIGHTS
from thesaury.ports.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Target:
    """A connection that takes proposals, or a vocabulary of one's own: `connection:` or `vocabulary:` and its name."""

    to: str
    name: str
    vocabulary: str
    """The vocabulary in which the term is to appear; empty for a server whose words were never pulled."""


def targets(workspace: Workspace) -> list[Target]:
    """All there are, servers first."""
    pulled = {pull.connection: pull.vocabulary for pull in workspace.catalogue.vocabularies.pulls()}
    servers = [
        Target(f"connection:{connection.name}", connection.name, pulled.get(connection.name, ""))
        for connection in workspace.catalogue.records.connections()
        if "proposals" in workspace.roles(connection)
    ]
    taken = {one.vocabulary for one in workspace.catalogue.offers.taken()}
    own = [
        Target(f"vocabulary:{version.name}", version.name, version.name)
        for version in workspace.catalogue.vocabularies.current()
        if version.name not in {*pulled.values(), *taken} and not version.name.startswith(RIGHTS)
    ]
    return [*servers, *own]


def target(workspace: Workspace, to: str) -> Target:
    """The one of this name; without one the only one there is. Raises Usage, with the right names, where that is none."""
    known = targets(workspace)
    if not to and len(known) == 1:
        return known[0]
    found = next((one for one in known if to in (one.to, one.name)), None)
    if found is None:
        require_not_shared(workspace, to.removeprefix("vocabulary:"))
    if not known:
        raise Usage("Nothing takes terms here. Connect a taxonomy server, or import a vocabulary.")
    if found is None:
        raise Usage(f"Say where the term goes: {', '.join(one.to for one in known)}.")
    return found
