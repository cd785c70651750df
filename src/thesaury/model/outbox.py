"""Intended writes to other systems, and how each of them stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from thesaury.model.concept import Label

FREE_TAGS = "free tags"
"""The field of changes that are about plain tags by their words, and not about concepts."""


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
class Renaming:
    """One concept that stands in a system as it was called when it was written, and as it is called now."""

    before: ConceptTag
    after: ConceptTag


@dataclass(frozen=True, slots=True)
class Change:
    """What one field of one record is to gain and to lose, under a key that stays the same over every try.

    `renamed` are concepts that stay and are called otherwise by now: a system that keeps labels gets the new one in the place of the
    old, one that keeps references alone has nothing to do. `wanted` is the whole set of concepts we want the field to hold of ours
    afterwards, for systems that only replace.

    In the field FREE_TAGS plain tags, as they are spelled, are taken away (`clear`) or put back (`restore`), and no concept is; `wanted`
    are then the concepts the record carries, whose own tags stay.
    """

    key: str
    connection: str
    external_id: str
    field: str
    add: tuple[ConceptTag, ...]
    remove: tuple[ConceptTag, ...]
    wanted: tuple[ConceptTag, ...]
    clear: tuple[str, ...] = ()
    restore: tuple[str, ...] = ()
    renamed: tuple[Renaming, ...] = ()

    @property
    def gains(self) -> tuple[str, ...]:
        """What the record gains, as people call it."""
        return (*map(_called, self.add), *(_called(one.after) for one in self.renamed), *self.restore)

    @property
    def loses(self) -> tuple[str, ...]:
        """What the record loses, as people call it."""
        return (*map(_called, self.remove), *(_called(one.before) for one in self.renamed), *self.clear)

    @property
    def empty(self) -> bool:
        """Whether it changes nothing."""
        return not (self.add or self.remove or self.clear or self.restore or self.renamed)


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
    """What of one field of one record is ours (concept IRIs), what was wanted there when the last change was settled, how many
    changes were settled so far, and what is ours as it was called then, by IRI."""

    concepts: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    revision: int = 0
    written: tuple[ConceptTag, ...] = ()

    def after(self, change: Change) -> "Base":
        """The base once this change is carried out."""
        added, removed, wanted = (
            frozenset(tag.iri for tag in tags) for tags in (change.add, change.remove, change.wanted)
        )
        ours = (self.concepts - removed) | added
        called = {tag.iri: tag for tag in (*self.written, *change.add, *change.wanted)}
        return Base(ours, wanted, self.revision + 1, tuple(called[iri] for iri in sorted(ours & called.keys())))


def _called(tag: ConceptTag) -> str:
    return tag.labels[0].text if tag.labels else tag.iri


def change_key(
    connection: str,
    external_id: str,
    field: str,
    revision: int,
    add: Iterable[str],
    remove: Iterable[str],
    wanted: Iterable[str],
    renamed: Iterable[Renaming] = (),
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
        *sorted(f"~{one.after.iri} {sorted(one.after.labels)}" for one in renamed),
    ]
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
