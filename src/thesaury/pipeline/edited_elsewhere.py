"""Whose a vocabulary is: what a server keeps is edited at that server, what the agency shares is edited there. Everything that changes a
vocabulary asks here."""

from thesaury.model.errors import Usage
from thesaury.model.offer import TakenOver
from thesaury.ports.workspace import Workspace


def edited_at(workspace: Workspace, vocabulary: str) -> str:
    """The connection whose server this vocabulary is edited at; empty where it is edited here, or at the agency."""
    connections = {connection.name for connection in workspace.catalogue.records.connections()}
    pulls = workspace.catalogue.vocabularies.pulls()
    return next((p.connection for p in pulls if p.vocabulary == vocabulary and p.connection in connections), "")


def shared(workspace: Workspace, vocabulary: str) -> TakenOver | None:
    """What was taken over of this vocabulary, where it is the agency's."""
    return next((one for one in workspace.catalogue.offers.taken() if one.vocabulary == vocabulary), None)


def editable(workspace: Workspace, vocabulary: str) -> str:
    """Why this vocabulary is not edited here, with what to do; empty where it is."""
    if shared(workspace, vocabulary):
        return _agencys(vocabulary)
    if not (connection := edited_at(workspace, vocabulary)):
        return ""
    return (
        f"{vocabulary} comes from the connection {connection!r}. Edit it there: what is changed there comes here"
        " with the next pull, and what was changed here would be lost by it."
    )


def require_not_shared(workspace: Workspace, vocabulary: str) -> None:
    """Raises Usage for a vocabulary of the agency: its versions come from there alone, whatever else brings content under its name."""
    if shared(workspace, vocabulary):
        raise Usage(_agencys(vocabulary))


def require_free(workspace: Workspace, vocabulary: str) -> None:
    """Raises Usage where a vocabulary of this name is here that is not the agency's: nothing of the agency may come under its name."""
    if not shared(workspace, vocabulary) and workspace.catalogue.vocabularies.versions(vocabulary):
        raise Usage(
            f"There is a vocabulary {vocabulary} here that is not the agency's, so the agency's cannot take its name."
            " Let the agency offer its own under another name."
        )


def _agencys(vocabulary: str) -> str:
    return (
        f"{vocabulary} is the agency's, and is only read here. Ask the agency for the change; give its concepts your own wording by"
        " brand terms, and keep concepts of your own in a vocabulary of your own."
    )
