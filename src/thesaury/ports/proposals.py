"""Where proposals are kept: what speaks for each is replaced whenever it is worked out anew, what people decided and said stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from thesaury.model.proposal import Proposal, ProposalState, ProposalStep

ProposalPlace = tuple[float | str, str]
"""Where a page of proposals ended: what it is ordered by, and the id."""


class ProposalOrder(StrEnum):
    """Which proposals come first: those with most worth, used by most assets, newest, or by term. Equal ones go by id."""

    WORTH = "worth"
    ASSETS = "assets"
    NEWEST = "newest"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class WantedProposals:
    """Which proposals are wanted; what is empty does not narrow.

    `words` stand in the term or one of its spellings, whatever the case. `uses` are pairs (kind, value): the term is used in each of them.
    """

    states: tuple[ProposalState, ...] = ()
    words: str = ""
    language: str = ""
    by: str = ""
    to: str = ""
    uses: tuple[tuple[str, str], ...] = ()
    order: ProposalOrder = ProposalOrder.WORTH


class Proposals(Protocol):
    """The proposals of a workspace."""

    def put(self, proposals: Sequence[tuple[Proposal, ProposalStep | None]]) -> list[str]:
        """Keep new ones with their first steps, and of those whose form is known only what was gathered; gives the ids of the new."""

    def get(self, id: str) -> Proposal | None:
        """The proposal with this id, with what was gathered."""

    def by_form(self, forms: Sequence[str]) -> Mapping[str, Proposal]:
        """Those of these forms that there are."""

    def page(
        self, wanted: WantedProposals = WantedProposals(), limit: int = 50, after: ProposalPlace | None = None
    ) -> list[Proposal]:
        """The next ones in their order behind this place."""

    def counts(self, wanted: WantedProposals = WantedProposals()) -> Mapping[ProposalState, int]:
        """How many there are in each state (the wanted states do not narrow); states without any are left out."""

    def values(self, kind: str, limit: int = 100) -> list[tuple[str, int]]:
        """The values of a kind of use with the number of open proposals used there, most first."""

    def exchange(self, before: Proposal, after: Proposal, step: ProposalStep | None = None) -> bool:
        """Put `after` in the place of `before` with the next revision, and note the step; false, and nothing is changed, where the kept one
        has another revision. What was gathered stays. Nobody writes in between, in any process."""

    def say(self, id: str, step: ProposalStep) -> bool:
        """Note a step that decides nothing; false where there is no such proposal."""

    def steps(self, id: str) -> list[ProposalStep]:
        """What happened to a proposal, oldest first."""

    def comments(self, ids: Sequence[str]) -> Mapping[str, int]:
        """How many comments each of these has; none is left out."""

    def recent(self, kinds: Sequence[str], limit: int = 20) -> list[tuple[str, ProposalStep]]:
        """The newest steps of these kinds with the ids of their proposals, newest first."""

    def unfinished(self) -> tuple[str, str]:
        """When a gathering was begun that did not end, and the last form it has done; empty texts where there is none."""

    def note_gathering(self, begun: str, done: str) -> None:
        """Remember how far a gathering came; with an empty `begun` it has ended."""


def place_in(order: ProposalOrder, proposal: Proposal) -> ProposalPlace:
    """The place of a proposal in this order."""
    worth: dict[ProposalOrder, float | str] = {
        ProposalOrder.WORTH: proposal.gathered.worth,
        ProposalOrder.ASSETS: float(proposal.gathered.assets),
        ProposalOrder.NEWEST: proposal.at,
        ProposalOrder.TERM: proposal.term.casefold(),
    }
    return worth[order], proposal.id
