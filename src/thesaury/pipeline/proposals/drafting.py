"""Accepted terms into the drafts of vocabularies that are kept here; once a draft is published, they have arrived."""

from dataclasses import dataclass

from thesaury.governance.proposing import form_of
from thesaury.governance.wording import fold
from thesaury.model.concept import Label, LabelKind, Vocabulary
from thesaury.model.errors import ThesauryError
from thesaury.model.proposal import Proposal, ProposalState, StepKind
from thesaury.model.time import now
from thesaury.pipeline.editing import add_concept, add_label, content_of
from thesaury.pipeline.proposals.arriving import every
from thesaury.pipeline.proposals.targets import targets
from thesaury.pipeline.proposals.turning import remember, turn
from thesaury.ports.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Drafted:
    """How many terms came into drafts; and by vocabulary why some did not."""

    drafted: int
    hindrances: tuple[tuple[str, str], ...] = ()


def draft_terms(workspace: Workspace) -> Drafted:
    """Put accepted terms, and labels of concepts, into the open drafts of their vocabularies; each once, whatever was cut off before.

    A term that an editor took out of the draft again was turned down by that.
    """
    drafted, hindrances = 0, dict[str, str]()
    for name in (one.name for one in targets(workspace) if one.to.startswith("vocabulary:")):
        due = list(every(workspace.catalogue, (ProposalState.ACCEPTED, ProposalState.MERGED), f"vocabulary:{name}"))
        if not due:
            continue
        held = _held(content_of(workspace, name)[1])
        for proposal in due:
            try:
                drafted += _drafted(workspace, name, proposal, held)
            except ThesauryError as error:
                kept = workspace.catalogue.proposals.get(proposal.id)
                if kept and kept.revision == proposal.revision + 1:
                    remember(workspace.catalogue, kept, tried_at="", hindrance=error.message)
                hindrances[name] = error.message
    return Drafted(drafted, tuple(hindrances.items()))


def _drafted(workspace: Workspace, name: str, proposal: Proposal, held: dict[str, str]) -> bool:
    """Whether this one came into the draft now; `held` are the concepts of the draft by the forms of their labels."""
    catalogue, errand = workspace.catalogue, proposal.errand
    assert errand is not None  # found by where it goes
    there = held.get(form_of(errand.label), "")
    if errand.tried_at and _was_drafted(workspace, proposal):
        if not there:
            turn(catalogue, proposal, ProposalState.REFUSED, StepKind.REFUSED)
        return False
    marked = remember(catalogue, proposal, tried_at=now(), hindrance="")
    if marked is None:
        return False
    iri = held[form_of(errand.label)] = there or _added(workspace, name, marked)
    return turn(catalogue, marked, marked.state, StepKind.DRAFTED, name, concept=iri) is not None


def _added(workspace: Workspace, name: str, proposal: Proposal) -> str:
    """The concept, new or with the new label. Raises what editing raises."""
    errand, who = proposal.errand, proposal.ruling.by if proposal.ruling else ""
    assert errand is not None  # found by where it goes
    label = Label(errand.label, errand.language)
    if proposal.state is ProposalState.MERGED:
        return add_label(workspace, name, proposal.concept, label, LabelKind.ALTERNATIVE, who)
    others = _others(proposal, label)
    above = errand.broader[0] if errand.broader else ""
    schemes = workspace.catalogue.vocabularies.get(name).schemes
    scheme = "" if above or not schemes else schemes[0].iri
    return add_concept(workspace, name, [label], above, scheme, who, others)


def _others(proposal: Proposal, label: Label) -> list[Label]:
    """The spellings that are labels of their own: other ones even where case, accents and signs do not count."""
    found: dict[str, Label] = {}
    for text, _ in ((proposal.term, 0), *proposal.gathered.spellings):
        found.setdefault(fold(text), Label(" ".join(text.split()), label.language))
    found.pop(fold(label.text), None)
    return list(found.values())


def _was_drafted(workspace: Workspace, proposal: Proposal) -> bool:
    return any(step.kind is StepKind.DRAFTED for step in workspace.catalogue.proposals.steps(proposal.id))


def _held(content: Vocabulary) -> dict[str, str]:
    holding = (concept for concept in content.concepts if not concept.deprecated)
    return {form_of(label.text): concept.iri for concept in holding for _, label in concept.labels()}
