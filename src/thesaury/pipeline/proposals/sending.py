"""Accepted terms to a server, each once: whatever was sent without a trusted reply is looked for before it is sent again."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thesaury.governance.proposing import confidence, form_of
from thesaury.model.connection import Connection
from thesaury.model.errors import LostReply, ThesauryError
from thesaury.model.proposal import Proposal, ProposalState, StepKind
from thesaury.model.time import now
from thesaury.pipeline.proposals.arriving import every
from thesaury.pipeline.proposals.turning import remember, turn
from thesaury.ports.catalogue import Catalogue, chunked
from thesaury.ports.vocabulary_source import Proposal as Sent
from thesaury.ports.vocabulary_source import ProposalSink, Proposed, Waiting
from thesaury.ports.workspace import Workspace

_log = logging.getLogger(__name__)
_BATCH = 20


@dataclass(frozen=True, slots=True)
class Outgoing:
    """How many terms went to a server, were there already, and were refused; `hindrance` says why the others are still here."""

    sent: int = 0
    linked: int = 0
    refused: int = 0
    hindrance: str = ""


def send(workspace: Workspace, connection: Connection) -> Outgoing:
    """Send what was accepted for this server. Hold the lease of the connection, so that nobody else sends the same.

    What the server does not take for now stays accepted, with the reason.
    """
    catalogue = workspace.catalogue
    due = list(every(catalogue, (ProposalState.ACCEPTED,), f"connection:{connection.name}"))
    if not due:
        return Outgoing()
    sink = workspace.proposals(connection)
    ends: list[Proposal] = []
    try:
        waiting = sink.waiting()
        for batch in chunked(due, _BATCH):
            ends += _sent(catalogue, connection, sink, waiting, batch)
    except ThesauryError as error:
        _hindered(catalogue, connection, error)
        return _outgoing(ends, error.message)
    return _outgoing(ends)


def look(workspace: Workspace, connection: Connection, whole: bool = False) -> list[Proposal]:
    """Look what became of the terms that were sent to this server; returns those that it did not take.

    Right after a pull: a term that neither waits there nor is in the vocabulary was turned down, but only once everything was compared
    since it was first missed (or now, with `whole`); for an approval may not be in the server's history. Raises what the server raises.
    """
    catalogue = workspace.catalogue
    sent = list(every(catalogue, (ProposalState.SENT,), f"connection:{connection.name}"))
    if not sent:
        return []
    waiting = workspace.proposals(connection).waiting()
    compared = next((p.whole_at for p in catalogue.vocabularies.pulls() if p.connection == connection.name), "")
    gone: list[Proposal] = []
    for proposal in sent:
        if found := _waits(proposal, waiting):
            _there(catalogue, proposal, found)
        elif whole or (proposal.errand and "" < proposal.errand.absent_at < compared):
            refused = turn(catalogue, proposal, ProposalState.REFUSED, StepKind.REFUSED)
            gone += [refused] if refused else []
        elif proposal.errand and not proposal.errand.absent_at:
            remember(catalogue, proposal, absent_at=now())
    return gone


def missing(workspace: Workspace, connection: Connection) -> bool:
    """Whether a term that was sent waits no more there: it was approved or turned down, which a whole comparison tells."""
    sent = list(every(workspace.catalogue, (ProposalState.SENT,), f"connection:{connection.name}"))
    if not sent:
        return False
    waiting = workspace.proposals(connection).waiting()
    return any(_waits(proposal, waiting) is None for proposal in sent)


def _sent(
    catalogue: Catalogue,
    connection: Connection,
    sink: ProposalSink,
    waiting: Sequence[Waiting],
    batch: Sequence[Proposal],
) -> list[Proposal]:
    ends: list[Proposal | None] = []
    going: list[Proposal] = []
    for proposal in batch:
        if found := _waits(proposal, waiting):
            kind = StepKind.SENT if _reference(proposal) in found.note else StepKind.LINKED
            ends.append(turn(catalogue, proposal, ProposalState.SENT, kind, found.iri, concept=found.iri))
        elif marked := remember(catalogue, proposal, tried_at=now(), hindrance=""):
            going.append(marked)
    answers = _answers(catalogue, sink, going) if going else []
    named = _labels(catalogue, connection) if any(answer.duplicate for answer in answers) else {}
    ends += [_ended(catalogue, one, answer, named) for one, answer in zip(going, answers, strict=True)]
    return [one for one in ends if one]


def _answers(catalogue: Catalogue, sink: ProposalSink, going: Sequence[Proposal]) -> list[Proposed]:
    """What the server says of them. What was not sent can be undone; after a lost reply nobody knows, so it is looked for first."""
    try:
        return list(sink.propose([_request(proposal) for proposal in going]))
    except LostReply:
        raise
    except ThesauryError:
        for proposal in going:
            remember(catalogue, proposal, tried_at="")
        raise


def _ended(catalogue: Catalogue, proposal: Proposal, answer: Proposed, named: Mapping[str, str]) -> Proposal | None:
    if answer.iri:
        return turn(catalogue, proposal, ProposalState.SENT, StepKind.SENT, answer.iri, concept=answer.iri)
    if not answer.duplicate:
        return turn(catalogue, proposal, ProposalState.REFUSED, StepKind.REFUSED, answer.refusal)
    label = proposal.errand.label if proposal.errand else proposal.term
    if concept := named.get(form_of(label), ""):
        return turn(catalogue, proposal, ProposalState.ARRIVED, StepKind.LINKED, concept, concept=concept)
    # The server knows it and we do not yet: the next pull brings the concept, or the list of what waits there.
    return turn(catalogue, proposal, ProposalState.SENT, StepKind.LINKED)


def _request(proposal: Proposal) -> Sent:
    errand, found = proposal.errand, proposal.gathered
    assert errand is not None  # accepted
    places = ", ".join(f"{use.value} ({use.assets})" for use in found.uses[:6])
    others = [text for text, _ in found.spellings if text != errand.label][:5]
    said = [
        errand.note,
        f"Used on {found.assets} assets{': ' + places if places else ''}.",
        f"Also spelled {', '.join(others)}." if others else "",
        _reference(proposal),
    ]
    note = " ".join(part for part in said if part)
    return Sent(proposal.id, errand.label, errand.language, confidence(found.assets), note, errand.broader)


def _reference(proposal: Proposal) -> str:
    """By what a suggestion at the server is known again as ours."""
    return f"Thesaury {proposal.id}."


def _waits(proposal: Proposal, waiting: Iterable[Waiting]) -> Waiting | None:
    """The suggestion at the server that is this proposal: by its IRI or our reference in its note, else by one of its labels."""
    label = form_of(proposal.errand.label if proposal.errand else proposal.term)
    by_label = None
    for one in waiting:
        if one.iri == proposal.concept or _reference(proposal) in one.note:
            return one
        if not proposal.concept and any(form_of(text.text) == label for text in one.labels):
            by_label = by_label or one
    return by_label


def _there(catalogue: Catalogue, proposal: Proposal, found: Waiting) -> None:
    """It waits there: note its IRI where we have none, and that it is missed no more."""
    if proposal.concept != found.iri:
        turn(catalogue, proposal, ProposalState.SENT, StepKind.LINKED, found.iri, concept=found.iri)
    elif proposal.errand and proposal.errand.absent_at:
        remember(catalogue, proposal, absent_at="")


def _labels(catalogue: Catalogue, connection: Connection) -> dict[str, str]:
    """The concepts of the server's vocabulary as it is known here, by the form of each label."""
    pulls = catalogue.vocabularies.pulls()
    name = next((pull.vocabulary for pull in pulls if pull.connection == connection.name), "")
    concepts = catalogue.vocabularies.get(name).concepts if name else ()
    return {form_of(label.text): one.iri for one in concepts if not one.deprecated for _, label in one.labels()}


def _hindered(catalogue: Catalogue, connection: Connection, error: ThesauryError) -> None:
    """Say why they are still here."""
    _log.warning("proposals to %s: %s", connection.name, error.message)
    for proposal in every(catalogue, (ProposalState.ACCEPTED,), f"connection:{connection.name}"):
        remember(catalogue, proposal, hindrance=error.message)


def _outgoing(ends: Sequence[Proposal], hindrance: str = "") -> Outgoing:
    sent = sum(one.state is ProposalState.SENT for one in ends)
    linked = sum(one.state is ProposalState.ARRIVED for one in ends)
    return Outgoing(sent, linked, sum(one.state is ProposalState.REFUSED for one in ends), hindrance)
