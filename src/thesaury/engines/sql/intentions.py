"""Intended writes and bases as rows of the outbox and back, exactly."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from thesaury.model.concept import Label
from thesaury.model.outbox import Base, Change, ConceptTag, OutboxRow, Renaming, WriteState

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
        "change": json.dumps([*map(_plain, (change.add, change.remove, change.wanted)), *_further(change)]),
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
    concepts, further = (parts := json.loads(row.change))[:3], parts[3:]
    add, remove, wanted = map(_tags, concepts)
    clear, restore, before, after = further or ((), (), [], [])
    renamed = tuple(map(Renaming, _tags(before), _tags(after)))
    place = row.key, row.connection, row.external_id, row.field
    return OutboxRow(
        Change(*place, add, remove, wanted, tuple(clear), tuple(restore), renamed),
        WriteState(row.state),
        row.attempts,
        row.created_at,
        row.sent_at,
        row.settled_at,
        row.message,
        row.run,
    )


def encode_base(base: Base) -> dict[str, object]:
    """The columns of a base."""
    concepts, wanted = (json.dumps(sorted(iris)) for iris in (base.concepts, base.wanted))
    written = json.dumps(_plain(base.written))
    return {"concepts": concepts, "wanted": wanted, "revision": base.revision, "written": written}


def decode_base(concepts: str, wanted: str, revision: int, written: str) -> Base:
    """The base again."""
    return Base(frozenset(json.loads(concepts)), frozenset(json.loads(wanted)), revision, _tags(json.loads(written)))


def _further(change: Change) -> list[Any]:
    """Plain tags and renamings, where a change has any: one without them is kept as ever."""
    if not (change.clear or change.restore or change.renamed):
        return []
    before, after = ([getattr(one, name) for one in change.renamed] for name in ("before", "after"))
    return [list(change.clear), list(change.restore), _plain(before), _plain(after)]


def _plain(tags: Sequence[ConceptTag]) -> list[Any]:
    return [[tag.iri, tag.scheme, [[label.text, label.language] for label in tag.labels]] for tag in tags]


def _tags(tags: list[Any]) -> tuple[ConceptTag, ...]:
    return tuple(ConceptTag(iri, scheme, tuple(Label(*label) for label in labels)) for iri, scheme, labels in tags)
