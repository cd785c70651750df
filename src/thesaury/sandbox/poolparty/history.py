"""The history of a project: an event for every write, told with key names that come from one table."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from thesaury.sandbox.poolparty.names import PPT, TYPE, XSD
from thesaury.sandbox.poolparty.thesaurus import text_term
from thesaury.sandbox.poolparty.times import utc_text, zoneless

EVENT_TYPES = (
    *("resourceChangeAddition", "resourceChangeRemoval", "resourceChangeUpdate", "addRelation", "removeRelation"),
    *("addLiteral", "removeLiteral", "updateLiteral", "addCollectionMember", "removeCollectionMember"),
    *("createCollection", "deleteCollection", "importConcept", "addCustomAttributeLiteral"),
    *("removeCustomAttributeLiteral", "updateCustomAttributeLiteral", "addCustomRelation", "removeCustomRelation"),
    *(
        "addCustomClass",
        "removeCustomClass",
        "addLodLink",
        "removeLodLink",
        "addProjectLinking",
        "removeProjectLinking",
    ),
)

EVENT_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "event": "eventUri",
        "type": "eventType",
        "editor": "editor",
        "date": "date",
        "concept": "changedConcept",
        "kind": "changeType",
        "predicate": "predicate",
        "relation": "relation",
        "literal": "literal",
        "old": "oldLiteral",
    }
)
"""The only place that names the keys of an event. The vendor does not document them: no client may depend on these."""


_CHANGE = "http://purl.org/vocab/changeset/schema#"
_OWN = PPT + "history#"
_CLASSES = MappingProxyType(
    {"updateLiteral": "LiteralUpdateHistoryEvent", "addLiteral": "LiteralAddRemoveHistoryEvent"}
)


def random_keys(seed: int) -> dict[str, str]:
    """Other names for the same keys."""
    chance = random.Random(seed)
    names = {"".join(chance.choices("abcdefghijklmnop", k=9)) for _ in range(len(EVENT_KEYS) * 3)}
    return dict(zip(EVENT_KEYS, sorted(names), strict=False))


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a concept: its words and language."""

    label: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one concept."""

    number: int
    type: str
    kind: str
    concept: str
    moment: datetime
    editor: str
    predicate: str = ""
    target: str = ""
    target_label: str = ""
    literal: Text | None = None
    old: Text | None = None

    def kept(self) -> dict[str, Any]:
        """As a JSON document."""
        return {**asdict(self), "moment": self.moment.isoformat()}

    @classmethod
    def from_kept(cls, document: Mapping[str, Any]) -> "Event":
        """From the document that `kept` gave."""
        texts = {name: Text(**document[name]) for name in ("literal", "old") if document[name]}
        return cls(**{**document, "moment": datetime.fromisoformat(document["moment"]), **texts})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events a caller asks for; what is empty does not restrict."""

    since: datetime | None = None
    until: datetime | None = None
    label: str = ""
    users: Collection[str] = ()
    types: Collection[str] = ()
    concepts: Collection[str] = ()

    def takes(self, event: Event) -> bool:
        """Whether an event is among them."""
        moment = event.moment.replace(microsecond=0)
        texts = (event.target_label, event.literal.label if event.literal else "", event.old.label if event.old else "")
        return (
            (self.since is None or moment >= self.since)
            and (self.until is None or moment <= self.until)
            and (not self.users or event.editor in self.users)
            and (not self.types or event.type in self.types)
            and (not self.concepts or event.concept in self.concepts)
            and (not self.label or any(self.label.lower() in text.lower() for text in texts))
        )


def statements(event: Event) -> list[tuple[str, Any]]:
    """An event in RDF: predicates and values, as the history graph has them."""
    kind = _CLASSES.get(event.type.replace("remove", "add"), "ResourceChangeHistoryEvent")
    found: list[tuple[str, Any]] = [
        (TYPE, _OWN + ("MergeHistoryEvent" if event.type == "resourceChangeUpdate" and event.target else kind)),
        (_CHANGE + "subjectOfChange", event.concept),
        (_CHANGE + "createdDate", text_term(utc_text(event.moment), datatype=XSD + "dateTime")),
        (_CHANGE + "creatorName", text_term(event.editor)),
        (_CHANGE + "changeType", text_term(event.kind)),
        (_OWN + "changeOrder", text_term(str(event.number), datatype=XSD + "integer")),
    ]
    if event.predicate:
        found.append((_OWN + "predicate", event.predicate))
    for name, text in (("affectedLiteral", event.literal), ("oldValue", event.old)):
        if text:
            found.append((_OWN + name, text_term(text.label, text.language)))
    return found


@dataclass
class History:
    """The events of a project, oldest first."""

    uri: str
    events: list[Event] = field(default_factory=list)
    next_number: int = 1

    def note(self, event: Event) -> None:
        """Adds an event, which carries `next_number`."""
        self.events.append(event)
        self.next_number = event.number + 1

    def find(self, wanted: Wanted) -> list[Event]:
        """The events asked for, oldest first."""
        return sorted((event for event in self.events if wanted.takes(event)), key=lambda e: (e.moment, e.number))

    def forget(self, wanted: Wanted) -> list[Event]:
        """Deletes the events asked for and returns them."""
        gone = self.find(wanted)
        numbers = {event.number for event in gone}
        self.events = [event for event in self.events if event.number not in numbers]
        return gone

    def event_iri(self, event: Event) -> str:
        """The IRI of an event. It starts as the project's concepts do, and is none: a reader has to bear that."""
        return f"{self.uri}/event-{event.number}"

    def told(self, events: Sequence[Event], keys: Mapping[str, str], server_zone: str) -> list[dict[str, Any]]:
        """Events as the service answers them."""
        return [self._told(event, keys, server_zone) for event in events]

    def _told(self, event: Event, keys: Mapping[str, str], server_zone: str) -> dict[str, Any]:
        answer: dict[str, Any] = {
            keys["event"]: self.event_iri(event),
            keys["type"]: event.type,
            keys["editor"]: event.editor,
            keys["date"]: zoneless(event.moment, server_zone),
            keys["concept"]: event.concept,
            keys["kind"]: event.kind,
        }
        if event.predicate:
            answer[keys["predicate"]] = event.predicate
        if event.target:
            answer[keys["relation"]] = {"label": event.target_label, "uri": event.target}
        for key, text in (("literal", event.literal), ("old", event.old)):
            if text:
                answer[keys[key]] = {"label": text.label, "language": text.language}
        return answer
