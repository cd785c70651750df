"""The vocabularies of the agency as its page shows them: which client has which version, and offering one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.bootstrap.agency import Agency
from thesaury.bootstrap.agency.offering import OfferedTo, Standing, offer
from thesaury.model.concept import VocabularyVersion
from thesaury.web.agency.overview import Counted
from thesaury.web.texts import phrase

NOTE = 500
"""Signs of a word to the clients, at most."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one client has of a vocabulary: the number of the version (0: none), and how it stands, in words and as a badge's manner."""

    client: str
    version: int
    said: str
    manner: str
    title: str = ""
    """What the client calls itself; its name where that is not known."""


@dataclass(frozen=True, slots=True)
class ModelShelf:
    """One vocabulary of the agency with its versions, the newest first, and what each client has of it."""

    newest: VocabularyVersion
    versions: tuple[int, ...]
    clients: tuple[Held, ...]


class SharedModel:
    """What the agency offers, and to whom."""

    def __init__(self, agency: Agency, own: EmbeddedWorkspace) -> None:
        """`own` is the agency's own workspace, in which its vocabularies are kept."""
        self._agency, self._own = agency, own

    def shelves(self, clients: Iterable[str], counted: Mapping[str, Counted]) -> list[ModelShelf]:
        """Every vocabulary of the agency, with what is known of these clients."""
        names = sorted(clients)
        versions = self._own.catalogue.vocabularies.versions()
        shelves = []
        for newest in self._own.catalogue.vocabularies.current():
            numbers = [one.number for one in versions if one.name == newest.name]
            held = tuple(_held(name, counted.get(name), newest) for name in names)
            shelves.append(ModelShelf(newest, tuple(reversed(numbers)), held))
        return shelves

    def offer(self, vocabulary: str, version: int, client: str, note: str) -> list[OfferedTo]:
        """Offer a version (0: the newest) to a client (empty: all). Raises Usage for what is not there."""
        return offer(self._agency, vocabulary, (client,) if client else (), version, note)[1]


def _held(client: str, known: Counted | None, newest: VocabularyVersion) -> Held:
    if known is None or known.figures is None:
        return Held(client, 0, phrase("agency.model.unknown"), "bad", client)
    standing = known.figures.held.standing(newest)
    said, manner = standing_told(standing)
    return Held(client, standing.taken, said, manner, known.figures.title or client)


def standing_told(standing: Standing) -> tuple[str, str]:
    """How a client stands to a vocabulary, in words and as a badge's manner."""
    if standing.own:
        return phrase("agency.model.own"), "warn"
    if offered := standing.offer:
        if offered.waits:
            return phrase("agency.model.waits", number=offered.version), ""
        return phrase("agency.model.declined", number=offered.version, who=offered.declined_by), "warn"
    if not standing.taken:
        return phrase("agency.model.not_taken"), ""
    if not standing.behind:
        return phrase("agency.model.newest_here"), "good"
    return phrase("agency.model.behind", count=standing.behind), "warn"
