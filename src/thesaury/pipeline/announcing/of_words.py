"""Concepts that changed with a new version of their vocabulary, and concepts that another one took the place of."""

from collections.abc import Iterator

from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.model.errors import Usage
from thesaury.model.webhook import Endpoint, EventKind
from thesaury.pipeline.announcing.events import Event
from thesaury.ports.vocabularies import Vocabularies
from thesaury.vocabulary.diff import Diff, diff

MOST = 500
"""So many concepts of a version are told one by one; of more it is told that many changed."""

_KINDS = frozenset({EventKind.CONCEPT_CHANGED, EventKind.CONCEPT_MERGED})


def stream(vocabulary: str) -> str:
    """What the cursor of a vocabulary is kept under."""
    return f"words:{vocabulary}"


def wants(endpoint: Endpoint) -> bool:
    """Whether it is told of concepts."""
    return not endpoint.kinds or bool(_KINDS & set(endpoint.kinds))


def events(vocabularies: Vocabularies, version: VocabularyVersion, told: int) -> list[Event]:
    """What the version changed since another one (0: since there was none)."""
    found = diff(_content(vocabularies, version.name, told), vocabularies.get(version.name, version.number))
    merged = list(_merged(found, version))
    left = {event.data["concept"] for event in merged}
    changed = [event for event in _changed(found, version) if event.data["concept"] not in left]
    every = [*merged, *changed]
    return every if len(every) <= MOST else [_many(version, len(every))]


def _content(vocabularies: Vocabularies, name: str, number: int) -> Vocabulary:
    """A version, or an empty one where it is kept no more."""
    try:
        return vocabularies.get(name, number) if number else Vocabulary(name, (), ())
    except Usage:
        return Vocabulary(name, (), ())


def _merged(found: Diff, version: VocabularyVersion) -> Iterator[Event]:
    for one in found.changed:
        into = one.after.replaced_by
        if into and into != one.before.replaced_by:
            yield _event(EventKind.CONCEPT_MERGED, version, one.after.iri, into=into)


def _changed(found: Diff, version: VocabularyVersion) -> Iterator[Event]:
    for one in found.changed:
        fresh = one.after.deprecated and not one.before.deprecated
        yield _event(EventKind.CONCEPT_CHANGED, version, one.after.iri, reason="deprecated" if fresh else "changed")
    for reason, concepts in (("added", found.added), ("removed", found.removed)):
        yield from (_event(EventKind.CONCEPT_CHANGED, version, one.iri, reason=reason) for one in concepts)


def _many(version: VocabularyVersion, count: int) -> Event:
    data: dict[str, str | int] = {"vocabulary": version.name, "version": version.number}
    data |= {"reason": "many", "count": count}
    return Event(EventKind.CONCEPT_CHANGED, (version.name, str(version.number)), version.imported_at, data)


def _event(kind: EventKind, version: VocabularyVersion, iri: str, **more: str) -> Event:
    data: dict[str, str | int] = {"concept": iri, "vocabulary": version.name, "version": version.number}
    return Event(kind, (version.name, str(version.number), iri), version.imported_at, data | more)
