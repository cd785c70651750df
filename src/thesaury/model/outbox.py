"""Intended writes to other systems, and how each of them stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from thesaury.model.concept import Label


class WriteState(StrEnum):
    """How an intended write stands.

    pending -> sending -> done | refused | uncertain
    uncertain -> done | pending (read back: it took no effect) | uncertain (a person looks)
    pending | uncertain | refused -> superseded (something else is wanted by now)
    """

    PENDING = "pending"
    SENDING = "sending"
    DONE = "done"
    UNCERTAIN = "uncertain"
    REFUSED = "refused"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class ConceptTag:
    """One concept as it is written: its IRI, its scheme's IRI (or empty), and one label per language."""

    iri: str
    scheme: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What one field of one record is to gain and to lose, under a key that stays the same over every try.

    `wanted` is the whole set of concepts we want the field to hold of ours afterwards, for systems that only replace.
    """

    key: str
    connection: str
    external_id: str
    field: str
    add: tuple[ConceptTag, ...]
    remove: tuple[ConceptTag, ...]
    wanted: tuple[ConceptTag, ...]


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """An intended write and its state; `message` is a sentence where it is uncertain or refused. Times are UTC in ISO 8601."""

    change: Change
    state: WriteState = WriteState.PENDING
    attempts: int = 0
    created_at: str = ""
    sent_at: str = ""
    settled_at: str = ""
    message: str = ""
    run: int = 0


@dataclass(frozen=True, slots=True)
class Base:
    """What of one field of one record is ours (concept IRIs), what was wanted there when the last change was settled, and how many
    changes were settled so far."""

    concepts: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    revision: int = 0


def change_key(
    connection: str,
    external_id: str,
    field: str,
    revision: int,
    add: Iterable[str],
    remove: Iterable[str],
    wanted: Iterable[str],
) -> str:
    """The stable key of an intended write: a SHA-256 over where it goes, what it changes, and on which settled state."""
    parts = [
        connection,
        external_id,
        field,
        str(revision),
        "+",
        *sorted(add),
        "-",
        *sorted(remove),
        "=",
        *sorted(wanted),
    ]
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
