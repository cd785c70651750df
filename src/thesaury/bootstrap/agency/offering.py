"""Versions of the agency's vocabularies offered to clients, and which version each client has.

Each client is opened for itself: it gets a copy, and nothing of another client or of the agency is opened from it.
"""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum

from thesaury.bootstrap.agency.agency import Agency
from thesaury.bootstrap.workspace import EmbeddedWorkspace
from thesaury.model.agency import ClientState
from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.model.errors import Suspended, ThesauryError, Usage
from thesaury.model.offer import Offer, TakenOver
from thesaury.pipeline import shared_model
from thesaury.ports.audit import note


class Offered(StrEnum):
    """What became of an offer to one client: it waits there, is there already, or was not put there (`said` tells why)."""

    OFFERED = "offered"
    THERE = "there"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class OfferedTo:
    """What became of an offer to one client."""

    client: str
    outcome: Offered
    said: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a client stands to one vocabulary of the agency: the version it took over (0: none), how many newer ones there are, what it is
    offered, and whether it has one of its own by that name."""

    taken: int
    behind: int
    offer: Offer | None
    own: bool


@dataclass(frozen=True, slots=True)
class HeldVocabularies:
    """What a client has of the agency's: what it took over, what was offered, and vocabularies of its own by name."""

    taken: tuple[TakenOver, ...] = ()
    offers: tuple[Offer, ...] = ()
    own: tuple[str, ...] = ()

    def standing(self, newest: VocabularyVersion) -> Standing:
        """How the client stands to the vocabulary of which this is the agency's newest version."""
        name = newest.name
        taken = next((one.version for one in self.taken if one.vocabulary == name), 0)
        offered = next((one for one in self.offers if one.vocabulary == name), None)
        return Standing(taken, max(0, newest.number - taken) if taken else 0, offered, name in self.own)


NONE_HELD = HeldVocabularies()


def offer(
    agency: Agency, vocabulary: str, clients: Sequence[str] = (), number: int = 0, said: str = ""
) -> tuple[VocabularyVersion, list[OfferedTo]]:
    """Offer a version of a vocabulary (the newest without a number) to these clients, or to all that there are; the version, and what
    became of it at each. A client that refuses, is suspended or fails does not hold up the others.

    Raises Usage for a vocabulary, a version or a client that is not there; nothing is offered then.
    """
    chosen = [agency.client(name) for name in dict.fromkeys(clients)] or agency.clients()
    with closing(agency.open_own()) as own:
        version, content = _version(own, vocabulary, number)
        done = []
        for client in chosen:
            if client.state is ClientState.ACTIVE:
                done.append(_put(agency, client.name, version, content, said))
            else:
                done.append(OfferedTo(client.name, Offered.SUSPENDED))
        told = {"version": version.number, "clients": {one.client: one.outcome.value for one in done}, "note": said}
        note(own.catalogue.audit, "client.offer", f"vocabulary:{vocabulary}", None, told)
    return version, done


def held_by(workspace: EmbeddedWorkspace) -> HeldVocabularies:
    """What this client has of the agency's."""
    offers = workspace.catalogue.offers
    taken = tuple(offers.taken())
    names = {one.vocabulary for one in taken}
    own = (one.name for one in workspace.catalogue.vocabularies.current() if one.name not in names)
    return HeldVocabularies(taken, tuple(offers.all()), tuple(own))


def _version(own: EmbeddedWorkspace, vocabulary: str, number: int) -> tuple[VocabularyVersion, Vocabulary]:
    kept = own.catalogue.vocabularies
    content = kept.get(vocabulary, number or None)
    found = [one for one in kept.versions(vocabulary) if number in (0, one.number)]
    return found[-1], content


def _put(agency: Agency, client: str, version: VocabularyVersion, content: Vocabulary, said: str) -> OfferedTo:
    try:
        with closing(agency.open(client)) as workspace:
            return OfferedTo(client, Offered(shared_model.offer(workspace, version, content, said).value))
    except Suspended:  # just now
        return OfferedTo(client, Offered.SUSPENDED)
    except Usage as error:
        return OfferedTo(client, Offered.REFUSED, error.message)
    except ThesauryError as error:
        return OfferedTo(client, Offered.FAILED, error.message)
