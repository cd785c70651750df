"""A project: its description, its thesaurus, its history and the extraction model that was built from it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from thesaury.sandbox.poolparty.history import History
from thesaury.sandbox.poolparty.model import Model
from thesaury.sandbox.poolparty.thesaurus import Thesaurus
from thesaury.sandbox.poolparty.times import utc_text


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a project before it is opened."""

    uuid: str
    supplement: str
    title: str
    description: str
    uri: str
    default_language: str
    languages: tuple[str, ...]
    groups: tuple[str, ...]
    concept_prefix: str
    canary: str = ""
    subject: str = ""
    id_generation: str = "uuid"
    repository: str = "memory"
    author: str = ""

    def named(self, name: str) -> bool:
        """Whether a caller's project identifier means this one: UUID in any case, or the URI supplement."""
        return name.lower() == self.uuid.lower() or name == self.supplement


@dataclass
class Refresh:
    """A refresh of the extraction model that is under way."""

    ready: datetime
    model: Model


@dataclass
class Project:
    """One project with everything in it."""

    card: Card
    changed: datetime
    thesaurus: Thesaurus = field(init=False)
    history: History = field(init=False)
    model: Model | None = None
    built: datetime | None = None
    refresh: Refresh | None = None
    counter: int = 1
    analysed: bool = True
    revision: int = 0

    def __post_init__(self) -> None:
        self.thesaurus = Thesaurus(self.card.uri, self.card.supplement)
        self.history = History(self.thesaurus.graph_iri("history"))

    def settle(self, now: datetime) -> None:
        """Puts a refreshed model in place once its time has come."""
        if self.refresh and now >= self.refresh.ready:
            self.model, self.built = self.refresh.model, self.refresh.ready
            self.refresh = None

    @property
    def up_to_date(self) -> bool:
        """Whether the model was read after the last change."""
        return self.model is not None and self.model.revision == self.revision

    def touch(self, now: datetime) -> None:
        """Notes that something of the vocabulary changed."""
        self.changed = now
        self.revision += 1

    def new_uri(self, label: str, suffix: str, number: int = 0) -> str:
        """An IRI for a new concept, as the project makes its ids; the suffix counts where one is given."""
        if suffix:
            return self.card.concept_prefix + suffix
        if self.card.id_generation == "increment":
            self.counter += 1
            return f"{self.card.concept_prefix}{self.counter}"
        if self.card.id_generation == "prefLabel":
            return self.card.concept_prefix + "-".join(label.split())
        seed = f"{self.card.uuid} {label} {number} {len(self.thesaurus.store)}"
        return self.card.concept_prefix + str(uuid5(NAMESPACE_URL, seed))

    def told(self) -> dict[str, Any]:
        """The project as the list of projects shows it."""
        card = self.card
        return {
            "id": card.uuid,
            "title": card.title,
            "description": card.description,
            "subject": card.subject,
            "defaultLanguage": card.default_language,
            "availableLanguages": list(card.languages),
            "uri": card.uri,
            "uriSupplement": card.supplement,
            "modified": utc_text(self.changed),
            "lastModified": utc_text(self.changed),
            "lastOpened": utc_text(self.changed),
            "repositoryType": card.repository,
            "remoteRepositoryIRI": None,
            "userGroups": list(card.groups),
        }
