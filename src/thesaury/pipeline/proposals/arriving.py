"""Terms that are there: whatever brought a vocabulary's new version, the proposals whose terms it has say so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesaury.governance.proposing import form_of
from thesaury.model.concept import Concept, Vocabulary
from thesaury.model.proposal import Proposal, ProposalState, StepKind
from thesaury.pipeline.proposals.turning import turn
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.proposals import ProposalOrder, WantedProposals, place_in

FOLLOWED = (
    ProposalState.OPEN,
    ProposalState.ACCEPTED,
    ProposalState.SENT,
    ProposalState.REFUSED,
    ProposalState.MERGED,
)
"""States in which a term may arrive; what people here rejected stays rejected, whatever others approve."""
_PAGE = 200


@dataclass(frozen=True, slots=True)
class _Approved:
    """The concepts of a vocabulary that hold, and by the form of each label the first concept that has it."""

    concepts: Mapping[str, Concept]
    labels: Mapping[str, str]


def arrivals(catalogue: Catalogue, vocabulary: Vocabulary) -> list[Proposal]:
    """Let proposals arrive whose term is in this vocabulary: under the IRI it was given at the server, or as anybody's label."""
    if not any(catalogue.proposals.counts().get(state) for state in FOLLOWED):
        return []
    approved = _approved(vocabulary)
    found: list[Proposal] = []
    for proposal in every(catalogue, FOLLOWED):
        if concept := _arrived(proposal, approved):
            said = _said(proposal, concept)
            changed = turn(
                catalogue, proposal, ProposalState.ARRIVED, StepKind.ARRIVED, said, concept=concept.iri, into=""
            )
            found += [changed] if changed else []
    return found


def every(catalogue: Catalogue, states: Sequence[ProposalState], to: str = "") -> Iterator[Proposal]:
    """All proposals in these states, by term, in stretches."""
    wanted = WantedProposals(tuple(states), to=to, order=ProposalOrder.TERM)
    page = catalogue.proposals.page(wanted, _PAGE)
    while page:
        yield from page
        page = catalogue.proposals.page(wanted, _PAGE, place_in(wanted.order, page[-1]))


def _approved(vocabulary: Vocabulary) -> _Approved:
    holding = {concept.iri: concept for concept in vocabulary.concepts if not concept.deprecated}
    labels: dict[str, str] = {}
    for concept in holding.values():
        for _, label in concept.labels():
            labels.setdefault(form_of(label.text), concept.iri)
    labels.pop("", None)
    return _Approved(holding, labels)


def _arrived(proposal: Proposal, approved: _Approved) -> Concept | None:
    """The concept that a proposal came to. One that was merged into another proposal goes with that one."""
    if proposal.into:
        return None
    if proposal.state is ProposalState.SENT and proposal.concept in approved.concepts:
        return approved.concepts[proposal.concept]
    forms = (proposal.form, form_of(proposal.errand.label) if proposal.errand else "")
    iri = next((approved.labels[form] for form in forms if form in approved.labels), "")
    return approved.concepts.get(iri)


def _said(proposal: Proposal, concept: Concept) -> str:
    """Under what it arrived, where that is not the term itself: then assets that only say the term are not found by it."""
    if any(form_of(label.text) == proposal.form for _, label in concept.labels()):
        return ""
    return " / ".join(label.text for label in concept.preferred) or concept.iri
