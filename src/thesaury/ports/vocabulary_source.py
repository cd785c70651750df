"""Vocabulary sources: servers where approved terms are kept, and to which unknown ones are proposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from thesaury.model.concept import Label, Vocabulary
from thesaury.ports.source import Outline


@dataclass(frozen=True, slots=True)
class VocabularyPull:
    """What a pass brought: the whole content as it stands now, and where the next pass starts.

    `read` counts the concepts asked for anew, `whole` says that everything was compared. `missed` are changed concepts that only the
    comparison found, `notes` are sentences for people (a stale model, an open endpoint, more projects than one).
    """

    vocabulary: Vocabulary
    cursor: str
    read: int
    whole: bool
    missed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class VocabularySource(Protocol):
    """Reads one vocabulary of approved terms."""

    def outline(self) -> Outline:
        """What is there: `records` counts concepts, `mapping` pairs schemes with their titles. Raises Unreachable, NeedsLogin, Refused."""

    def pull(self, cursor: str, kept: Vocabulary | None) -> VocabularyPull:
        """The vocabulary as it stands now; with a cursor and what was kept, only what changed is read.

        Suggested (unapproved) concepts never come. Raises Unreachable, NeedsLogin, Refused or BadInput; nothing is half done then.
        """


@dataclass(frozen=True, slots=True)
class Proposal:
    """A term that people use and no vocabulary knows: its label, how sure (0 to 1), where it was seen, and what it may belong under."""

    key: str
    label: str
    language: str
    score: float
    note: str = ""
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """How a proposal ended: the IRI of the suggested concept, or `duplicate`, or the sentence that says why not."""

    key: str
    iri: str = ""
    duplicate: bool = False
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A suggested concept that waits for approval."""

    iri: str
    labels: tuple[Label, ...]
    note: str
    score: float
    date: str


class ProposalSink(Protocol):
    """Takes proposals to the people who approve terms; never creates an approved concept."""

    def propose(self, proposals: Sequence[Proposal]) -> list[Proposed]:
        """One answer each, in order. Raises LostReply when a reply was lost: then look before proposing again."""

    def waiting(self) -> Sequence[Waiting]:
        """Every suggestion that waits for approval, whoever made it. Raises Unreachable, NeedsLogin or Refused."""
