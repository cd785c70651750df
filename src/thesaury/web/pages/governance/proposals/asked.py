"""Which proposals somebody looks at, as the address holds it."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Form, Query

from thesaury.model.proposal import ProposalState
from thesaury.ports.proposals import ProposalOrder, WantedProposals

ROOM = "/governance/proposals"
KINDS = ("source", "team", "market", "agency")
_Word = Annotated[str, Query(max_length=200)]
_Text = Annotated[str, Form(max_length=200)]


@dataclass(frozen=True, slots=True)
class Asked:
    """A state, words, where a term is used, whose it is and an order; what is empty narrows nothing."""

    state: ProposalState = ProposalState.OPEN
    q: str = ""
    used: tuple[tuple[str, str], ...] = ()
    by: str = ""
    order: ProposalOrder = ProposalOrder.WORTH

    @property
    def wanted(self) -> WantedProposals:
        """What to ask the store for."""
        return WantedProposals((self.state,), self.q, by=self.by, uses=self.used, order=self.order)

    @property
    def narrowed(self) -> bool:
        """Whether this is less than all of the state."""
        return bool(self.q or self.used or self.by)

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """What an address or a form has to carry on; what goes without saying is left out."""
        state = "" if self.state is ProposalState.OPEN else self.state.value
        order = "" if self.order is ProposalOrder.WORTH else self.order.value
        given = (("state", state), ("q", self.q), *self.used, ("by", self.by), ("order", order))
        return tuple((name, value) for name, value in given if value)

    def url(self, **more: str) -> str:
        """An address in this part of the list."""
        query = urlencode(
            [*(pair for pair in self.fields if pair[0] not in more), *((n, v) for n, v in more.items() if v)]
        )
        return f"{ROOM}?{query}" if query else ROOM


def asked_by_address(
    state: ProposalState = ProposalState.OPEN,
    q: _Word = "",
    source: _Word = "",
    team: _Word = "",
    market: _Word = "",
    agency: _Word = "",
    by: _Word = "",
    order: ProposalOrder = ProposalOrder.WORTH,
) -> Asked:
    """A dependency of routes that show."""
    return _asked(state, q, (source, team, market, agency), by, order)


def asked_by_form(
    state: Annotated[ProposalState, Form()] = ProposalState.OPEN,
    q: _Text = "",
    source: _Text = "",
    team: _Text = "",
    market: _Text = "",
    agency: _Text = "",
    by: _Text = "",
    order: Annotated[ProposalOrder, Form()] = ProposalOrder.WORTH,
) -> Asked:
    """A dependency of routes that change."""
    return _asked(state, q, (source, team, market, agency), by, order)


def _asked(state: ProposalState, q: str, uses: tuple[str, ...], by: str, order: ProposalOrder) -> Asked:
    used = tuple((kind, value) for kind, value in zip(KINDS, uses, strict=True) if value)
    return Asked(state, q.strip(), used, by, order)
