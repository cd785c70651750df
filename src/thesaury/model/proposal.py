"""Proposals: words that people use and no vocabulary knows, what speaks for them, and what became of them."""

from dataclasses import dataclass, field
from enum import StrEnum

from thesaury.model.candidate import Example

BY_GATHERING = "thesaury"
"""Who proposed what was gathered from tags and texts: nobody in particular."""


class ProposalState(StrEnum):
    """How a proposal stands.

    OPEN: people talk about it. ACCEPTED: decided, on its way. SENT: the server shows it to whoever approves terms. ARRIVED: a vocabulary
    here has the term. REFUSED: the server, or whoever approves terms there, did not take it. REJECTED: people here said no. MERGED: it
    is another word for another proposal, or for a concept there is.
    """

    OPEN = "open"
    ACCEPTED = "accepted"
    SENT = "sent"
    ARRIVED = "arrived"
    REFUSED = "refused"
    REJECTED = "rejected"
    MERGED = "merged"


class Closeness(StrEnum):
    """Why a concept is a neighbour of a term: its label is alike, it is on the same assets, the term ends in its label (or, where a
    language puts the noun first, begins with it), or it is above concepts that are alike."""

    LABEL = "label"
    COMPANY = "company"
    HEAD = "head"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An approved concept near a term. `weight`: of LABEL Dice's coefficient over trigrams (0 to 1), of COMPANY the share of the
    term's assets that carry it, of HEAD 1, of ABOVE the share of alike concepts below it."""

    concept: str
    label: str
    language: str
    why: Closeness
    weight: float


@dataclass(frozen=True, slots=True)
class Use:
    """How many assets use a term in one place: of `source`, `team`, `market`, `agency` or `campaign`."""

    kind: str
    value: str
    assets: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """What speaks for a term, as the catalogue has it now.

    `assets` have it as a tag or in their texts, `tagged` of them as a tag. `worth` is the sum of the square roots of the assets of each
    source and team: ten assets of five teams say more than ten of one import. `spellings` and `languages` come with their counts, most
    frequent first; `broader` is where it may belong, best first.
    """

    assets: int = 0
    tagged: int = 0
    worth: float = 0.0
    spellings: tuple[tuple[str, int], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()
    uses: tuple[Use, ...] = ()
    examples: tuple[Example, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    broader: tuple[Neighbour, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """Who decided, when, why, and how many assets spoke for the term then."""

    by: str
    at: str
    reason: str = ""
    assets: int = 0


@dataclass(frozen=True, slots=True)
class Errand:
    """Where an accepted term goes, as what, and how far it came.

    `to` is `connection:` or `vocabulary:` and a name. `tried_at` is when it was first sent (a reply may be lost: it is looked for before it
    is sent again), `absent_at` since when it neither waits there nor is in the vocabulary, `hindrance` why it is not on its way yet.
    """

    to: str
    label: str
    language: str
    broader: tuple[str, ...] = ()
    note: str = ""
    tried_at: str = ""
    absent_at: str = ""
    hindrance: str = ""

    @property
    def name(self) -> str:
        """The connection or vocabulary it goes to."""
        return self.to.partition(":")[2]

    @property
    def is_connection(self) -> bool:
        """Whether it goes to a server."""
        return self.to.startswith("connection:")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A term for the vocabularies. `form` is its spellings without case, accents, gaps and hyphens: no two proposals share one.

    `revision` counts decisions: who decides says which one he saw. `concept` is the IRI it has at the server, arrived as or was merged
    into, `into` the proposal it was merged into.
    """

    id: str
    form: str
    term: str
    language: str
    by: str
    at: str
    state: ProposalState = ProposalState.OPEN
    revision: int = 1
    into: str = ""
    concept: str = ""
    ruling: Ruling | None = None
    errand: Errand | None = None
    gathered: Gathered = field(default=Gathered(), compare=False)

    @property
    def goes_out(self) -> bool:
        """Whether it is decided and not on its way yet, so that it can still be undone."""
        return self.state is ProposalState.ACCEPTED and not (self.errand and self.errand.tried_at)


class StepKind(StrEnum):
    """What happened to a proposal."""

    PROPOSED = "proposed"
    COMMENT = "comment"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    MERGED = "merged"
    UNDONE = "undone"
    RETURNED = "returned"
    SENT = "sent"
    DRAFTED = "drafted"
    LINKED = "linked"
    ARRIVED = "arrived"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ProposalStep:
    """One thing that happened to a proposal, or that somebody said of it."""

    at: str
    who: str
    kind: StepKind
    text: str = ""


class WhyNot(StrEnum):
    """Why a term is rejected, as people are asked; there may be other reasons, in their own words."""

    UNNEEDED = "unneeded"
    """Nobody would look for it."""
    NARROW = "narrow"
    """Too specific: what is above it is enough."""
    NAME = "name"
    """A name, a number or a code, and no term."""
    UNCLEAR = "unclear"
    """It means too many things."""
