"""Intended writes and bases as rows of the outbox and back, exactly."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from thesaury.model.concept import Label
from thesaury.model.outbox import Base, Change, ConceptTag, OutboxRow, WriteState

Place = tuple[str, str, str]
"""Connection, field and external id: where at most one change is wanted at a time."""


def place_of(row: OutboxRow) -> Place:
    """Where a row writes to."""
    return row.change.connection, row.change.field, row.change.external_id


def new_row(row: OutboxRow) -> dict[str, object]:
    """The columns of an intention that waits to be sent."""
    change = row.change
    return {
        "key": change.key,
        "connection": change.connection,
        "external_id": change.external_id,
        "field": change.field,
        "change": json.dumps([_plain(tags) for tags in (change.add, change.remove, change.wanted)]),
        "state": WriteState.PENDING,
        "overtaken": False,
        "attempts": row.attempts,
        "created_at": row.created_at,
        "sent_at": row.sent_at,
        "settled_at": "",
        "message": row.message,
        "run": row.run,
    }


def outbox_row(row: Row[Any]) -> OutboxRow:
    """The row again."""
    add, remove, wanted = (_tags(tags) for tags in json.loads(row.change))
    return OutboxRow(
        Change(row.key, row.connection, row.external_id, row.field, add, remove, wanted),
        WriteState(row.state),
        row.attempts,
        row.created_at,
        row.sent_at,
        row.settled_at,
        row.message,
        row.run,
    )


def written(base: Base, change: Change) -> Base:
    """The base after this change was carried out."""
    added, removed, wanted = (frozenset(tag.iri for tag in tags) for tags in (change.add, change.remove, change.wanted))
    return Base((base.concepts | added) - removed, wanted, base.revision + 1)


def encode_base(base: Base) -> dict[str, object]:
    """The columns of a base."""
    concepts, wanted = (json.dumps(sorted(iris)) for iris in (base.concepts, base.wanted))
    return {"concepts": concepts, "wanted": wanted, "revision": base.revision}


def decode_base(concepts: str, wanted: str, revision: int) -> Base:
    """The base again."""
    return Base(frozenset(json.loads(concepts)), frozenset(json.loads(wanted)), revision)


def _plain(tags: Sequence[ConceptTag]) -> list[Any]:
    return [[tag.iri, tag.scheme, [[label.text, label.language] for label in tag.labels]] for tag in tags]


def _tags(tags: list[Any]) -> tuple[ConceptTag, ...]:
    return tuple(ConceptTag(iri, scheme, tuple(Label(*label) for label in labels)) for iri, scheme, labels in tags)
