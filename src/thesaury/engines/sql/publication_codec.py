"""Publications, lines of their log and uses of pages to compact JSON and back, exactly."""

import json
from typing import Any

from thesaury.model.publication import (
    KnownUse,
    PageUse,
    Publication,
    PublicationState,
    PublicationStep,
    Shown,
    Step,
)
from thesaury.model.publishing import Reason

_TEXTS = ("channel", "external_id", "done_at", "message", "address")
_LISTS = ("kept", "dropped")


def encode_publication(publication: Publication) -> str:
    """What is in no column of its own; what says nothing is left out."""
    shape: dict[str, Any] = {
        name: value for name in (*_TEXTS, *_LISTS, "attempts", "hidden") if (value := getattr(publication, name))
    }
    shape["written"] = _plain(publication.written)
    shape["wanted"] = _plain(publication.wanted) if publication.wanted is not None else None
    return _dumps(shape | {"reason": publication.reason})


def decode_publication(row: Any) -> Publication:
    """The publication of a row."""
    said = json.loads(row.payload)
    texts: dict[str, Any] = {name: said.get(name, "") for name in _TEXTS}
    lists: dict[str, Any] = {name: tuple(said.get(name, ())) for name in _LISTS}
    return Publication(
        row.connection,
        row.asset,
        state=PublicationState(row.state),
        wanted=_shown(said["wanted"]) if said["wanted"] is not None else None,
        written=_shown(said["written"]),
        live=row.live,
        reason=Reason(said["reason"]) if said["reason"] else None,
        needed_at=row.needed_at,
        due_at=row.due_at,
        attempts=said.get("attempts", 0),
        hidden=said.get("hidden", False),
        **texts,
        **lists,
    )


def encode_step(step: PublicationStep) -> str:
    """What is in no column of its own."""
    return _dumps([step.step, step.needed_at, step.reason, step.message, step.run])


def decode_step(row: Any) -> PublicationStep:
    """The line of a row."""
    step, needed_at, reason, message, run = json.loads(row.payload)
    known = Reason(reason) if reason else None
    return PublicationStep(row.connection, row.asset, Step(step), row.at, needed_at, known, message, run)


def encode_use(use: PageUse) -> str:
    """What is in no column of its own."""
    return _dumps([use.address, use.title, use.language, use.since, use.live])


def decode_use(row: Any) -> KnownUse:
    """The use of a row."""
    address, title, language, since, live = json.loads(row.payload)
    use = PageUse(row.asset, row.external_id, row.page, address, title, language, row.place, since, live)
    return KnownUse(row.connection, use, row.seen_at, row.ended_at)


def _plain(shown: Shown) -> list[Any]:
    return [shown.fields, shown.concepts, shown.file]


def _shown(said: list[Any]) -> Shown:
    fields, concepts, file = said
    return Shown(tuple((name, text) for name, text in fields), tuple(concepts), file)


def _dumps(value: Any) -> str:
    # ASCII only, so that even a lone surrogate of a foreign system survives.
    return json.dumps(value, separators=(",", ":"))
