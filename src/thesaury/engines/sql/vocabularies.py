"""Vocabularies with all their versions, in the database: `ports.catalogue.Vocabularies`."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, func, select, tuple_

from thesaury.engines.sql.codec import decode_concept, decode_scheme, encode_concept, encode_scheme
from thesaury.engines.sql.database import Database, insert_all, insert_new, upsert
from thesaury.engines.sql.remembered import Remembered
from thesaury.engines.sql.schema import (
    concept_state,
    version_concept,
    version_scheme,
    vocabulary_pull,
    vocabulary_version,
)
from thesaury.model.concept import Concept, ConceptScheme, Vocabulary, VocabularyVersion
from thesaury.model.errors import Usage
from thesaury.ports.vocabularies import Pulled

_BATCH = 5_000
"""Concepts read or written at once: quick, and memory stays bounded."""

_table = vocabulary_version


@dataclass(frozen=True, slots=True)
class Content:
    """A vocabulary as it is kept: its parts in a fixed order, and the digest of all."""

    name: str
    states: Sequence[tuple[bytes, str]]
    schemes: Sequence[str]
    digest: str


class SqlVocabularies:
    """Every kept version; versions that agree on a concept share it."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database
        self._newest = Remembered[str, tuple[VocabularyVersion, ...]](database)

    def put(self, vocabulary: Vocabulary, source: str, at: str) -> VocabularyVersion:
        """Keep this content as the next version; equal content gives the current version back unchanged."""
        content = content_of(vocabulary)
        with self._database.writing() as connection:
            return keep(connection, content, source, at)

    def pulled(self, pulled: Pulled, vocabulary: Vocabulary | None = None) -> VocabularyVersion | None:
        """Note how a pull from a server ended, and keep the content it brought (if any) in the same transaction."""
        content = vocabulary and content_of(vocabulary)
        with self._database.writing() as connection:
            upsert(connection, vocabulary_pull, [_pull_row(pulled)])
            return keep(connection, content, pulled.connection, pulled.at) if content else None

    def pulls(self) -> list[Pulled]:
        """How the last pull of each connection that brings a vocabulary ended, by connection."""
        with self._database.reading() as connection:
            rows = connection.execute(select(vocabulary_pull).order_by(vocabulary_pull.c.connection))
            return [Pulled(**{**row, "notes": tuple(json.loads(row["notes"]))}) for row in rows.mappings()]

    def versions(self, name: str | None = None) -> list[VocabularyVersion]:
        """All kept versions (of one vocabulary), by name and number."""
        rows = select(_table).order_by(_table.c.name, _table.c.number)
        with self._database.reading() as connection:
            return [
                _version(row) for row in connection.execute(rows if name is None else rows.where(_table.c.name == name))
            ]

    def current(self) -> list[VocabularyVersion]:
        """The newest version of every vocabulary, by name."""
        return list(self._newest.one("", self._read_current))

    def _read_current(self) -> tuple[VocabularyVersion, ...]:
        with self._database.reading() as connection:
            return tuple(map(_version, _current(connection)))

    def history(self, name: str, iri: str, most: int = 50) -> list[tuple[VocabularyVersion, Concept | None]]:
        """A concept in the newest versions of a vocabulary, newest version first; None in those that do not hold it."""
        rows = select(_table).where(_table.c.name == name).order_by(_table.c.number.desc()).limit(most)
        with self._database.reading() as connection:
            return [(_version(row), _found(connection, row, iri)) for row in connection.execute(rows).all()]

    def get(self, name: str, number: int | None = None) -> Vocabulary:
        """The content of a version, newest without a number. Raises Usage where there is none."""
        with self._database.reading() as connection:
            version = _newest(connection, name, number)
            if version is None:
                wanted = f"vocabulary {name!r}" if number is None else f"version {number} of a vocabulary {name!r}"
                raise Usage(f"There is no {wanted}. Vocabularies here: {_listed(connection)}.")
            return Vocabulary(name, _schemes(connection, version.id), _concepts(connection, version.id))


def count_concepts(connection: Connection) -> int:
    """The concepts of the newest version of every vocabulary."""
    return sum(row.concepts for row in _current(connection))


def content_of(vocabulary: Vocabulary) -> Content:
    """The vocabulary as it is kept; schemes and concepts by IRI."""
    states = [_state(concept) for concept in sorted(vocabulary.concepts, key=lambda concept: concept.iri)]
    schemes = [encode_scheme(scheme) for scheme in sorted(vocabulary.schemes, key=lambda scheme: scheme.iri)]
    return Content(vocabulary.name, states, schemes, _digest([digest for digest, _ in states], schemes))


def keep(connection: Connection, content: Content, source: str, at: str) -> VocabularyVersion:
    """The current version where it has this content, else this content as the next."""
    current = _newest(connection, content.name)
    if current and current.digest == content.digest:
        return _version(current)
    number = current.number + 1 if current else 1
    version = VocabularyVersion(content.name, number, content.digest, len(content.states), at, source)
    _insert(connection, version, content.states, content.schemes)
    return version


def _pull_row(pulled: Pulled) -> dict[str, object]:
    return {**asdict(pulled), "notes": json.dumps(pulled.notes)}


def _state(concept: Concept) -> tuple[bytes, str]:
    payload = encode_concept(concept)
    return sha256(payload.encode()).digest(), payload


def _digest(states: Sequence[bytes], schemes: Sequence[str]) -> str:
    content = sha256(b"".join(states))
    for scheme in schemes:
        content.update(sha256(scheme.encode()).digest())
    return sha256(content.digest() + len(states).to_bytes(8, "big")).hexdigest()


def _newest(connection: Connection, name: str, number: int | None = None) -> Row[Any] | None:
    rows = select(_table).where(_table.c.name == name).order_by(_table.c.number.desc()).limit(1)
    return connection.execute(rows if number is None else rows.where(_table.c.number == number)).one_or_none()


def _current(connection: Connection) -> Sequence[Row[Any]]:
    newest = select(_table.c.name, func.max(_table.c.number)).group_by(_table.c.name)
    rows = select(_table).where(tuple_(_table.c.name, _table.c.number).in_(newest))
    return connection.execute(rows.order_by(_table.c.name)).all()


def _insert(
    connection: Connection, version: VocabularyVersion, states: Sequence[tuple[bytes, str]], schemes: Sequence[str]
) -> None:
    values = {
        "name": version.name,
        "number": version.number,
        "digest": version.digest,
        "concepts": version.concepts,
        "imported_at": version.imported_at,
        "source": version.source,
    }
    id = connection.execute(_table.insert().values(values).returning(_table.c.id)).scalar_one()
    for start in range(0, len(states), _BATCH):
        batch = states[start : start + _BATCH]
        insert_new(connection, concept_state, [{"digest": digest, "payload": payload} for digest, payload in batch])
        places = [{"version_id": id, "position": at, "digest": digest} for at, (digest, _) in enumerate(batch, start)]
        insert_all(connection, version_concept, places)
    insert_all(
        connection, version_scheme, [{"version_id": id, "position": at, "payload": p} for at, p in enumerate(schemes)]
    )


def _concepts(connection: Connection, id: int) -> tuple[Concept, ...]:
    rows = select(concept_state.c.payload).join(version_concept).where(version_concept.c.version_id == id)
    payloads = connection.scalars(rows.order_by(version_concept.c.position)).yield_per(_BATCH)
    return tuple(decode_concept(payload) for payload in payloads)


def _found(connection: Connection, version: Row[Any], iri: str) -> Concept | None:
    """The concept in one version, by halving: concepts lie in the order of their IRIs, so a thousand take ten looks."""
    low, high = 0, version.concepts
    states = select(concept_state.c.payload).join(version_concept).where(version_concept.c.version_id == version.id)
    while low < high:
        middle = (low + high) // 2
        payload = connection.scalar(states.where(version_concept.c.position == middle))
        concept = decode_concept(payload) if payload else None
        if concept is None or concept.iri == iri:
            return concept
        low, high = (middle + 1, high) if concept.iri < iri else (low, middle)
    return None


def _schemes(connection: Connection, id: int) -> tuple[ConceptScheme, ...]:
    rows = select(version_scheme.c.payload).where(version_scheme.c.version_id == id).order_by(version_scheme.c.position)
    return tuple(decode_scheme(payload) for payload in connection.scalars(rows))


def _listed(connection: Connection) -> str:
    return ", ".join(f"{row.name} (newest version {row.number})" for row in _current(connection)) or "none"


def _version(row: Row[Any]) -> VocabularyVersion:
    return VocabularyVersion(row.name, row.number, row.digest, row.concepts, row.imported_at, row.source)
