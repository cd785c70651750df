"""Asset sinks: systems that accepted concepts are written back to, and exports that write them into files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from thesaury.model.asset import Record
from thesaury.model.outbox import Change, ConceptTag


class Outcome(StrEnum):
    """How a write ended, as far as its reply tells."""

    DONE = "done"
    UNKNOWN = "unknown"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Answer:
    """The end of one change: `message` is a sentence where it is not done, `location` where it went."""

    key: str
    outcome: Outcome
    message: str = ""
    location: str = ""


class AssetSink(Protocol):
    """Writes concepts to the records of one system."""

    @property
    def describes(self) -> str:
        """One sentence for people: how it writes, and what it cannot do."""

    @property
    def keeps_labels(self) -> bool:
        """Whether a concept that is called otherwise has to be written anew (`Change.renamed`); a system of references has none."""

    def held(
        self, records: Sequence[Record], field: str, among: Sequence[ConceptTag] = ()
    ) -> Mapping[str, frozenset[str] | None]:
        """The concept IRIs this field of each record now holds, by external id, whoever wrote them.

        `among` are the concepts the caller asks about: a system that holds only labels or ids of its own is read by these, and what is
        none of them may be left out. None for a record whose field cannot be read back even so; a record that is not there is left out.
        Raises Unreachable, NeedsLogin or Refused when nothing can be read.
        """

    def apply(self, change: Change) -> Answer:
        """Carry one change out: add and remove only what it names, with its key as idempotency key where the system takes one.

        DONE only when the system said so in a reply that can be trusted; UNKNOWN when the reply was lost or the system
        answers before it is done; REFUSED when it said no. Raises Unreachable or NeedsLogin only when nothing was sent.
        """


@runtime_checkable
class FreeTagSink(Protocol):
    """A sink (its manifest says `free_tags = true`) whose system takes single plain tags away and gives them back, by their words."""

    def free_tags(self, records: Sequence[Record]) -> Mapping[str, frozenset[str] | None]:
        """The plain tags each record carries now, spelled as there, whoever wrote them; by external id.

        None for a record whose tags cannot be read; a record that is not there is left out. Raises as `AssetSink.held`.
        """

    def stands_for(self, tag: str, concept: ConceptTag) -> bool:
        """Whether a plain tag is the one by which this sink itself writes the concept, as the system tells tags apart."""

    def retag(self, change: Change) -> Answer:
        """Carry out a change of the field FREE_TAGS: take away the tags of `clear` and put back those of `restore`, and no other.

        A tag that stands for a concept of `wanted` stays. What is gone, or there, already is no error. Ends and raises
        as `AssetSink.apply`.
        """


@dataclass(frozen=True, slots=True)
class Write:
    """The whole set of concepts one record is to carry in an export, and what is known of its rights.

    `rights` are named as in `Licence.fields`, a licence's free text as `text`, a notice of copyright as `copyright`; what the rights
    records say has the names of PLUS with `model.plus.PREFIX` in front.
    """

    record: Record
    concepts: tuple[ConceptTag, ...]
    rights: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """How one write of an export ended: where it went, or the sentence that says why not."""

    record: str
    location: str = ""
    refusal: str = ""


class ConceptExport(Protocol):
    """Writes concepts into files; the same write twice leaves one result."""

    def apply(self, writes: Sequence[Write]) -> list[Written]:
        """Carry the writes out, one answer each in the same order; never overwrites what people wrote."""
