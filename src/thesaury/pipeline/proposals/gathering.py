"""Gathering: unknown tags and candidate terms become proposals, and what speaks for those there are is worked out anew."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from thesaury.enrichment.candidate_terms import Wanted, candidate_terms
from thesaury.enrichment.known_words import KnownWords
from thesaury.governance.proposing import form_of, proposal_id, returns, term_of
from thesaury.model.proposal import (
    BY_GATHERING,
    Proposal,
    ProposalState,
    ProposalStep,
    StepKind,
)
from thesaury.model.time import instant, now
from thesaury.pipeline.proposals.arriving import arrivals
from thesaury.pipeline.proposals.evidence import Evidence
from thesaury.pipeline.words import brand_of, current_vocabularies, vocabularies_as_they_came
from thesaury.ports.audit import note
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.proposals import ProposalOrder, WantedProposals, place_in
from thesaury.ports.workspace import Workspace

_BATCH = 20
_PAGE = 500


@dataclass(frozen=True, slots=True)
class GatherWanted:
    """Terms of how many assets at least become proposals, how many new ones at most, and whether texts are read too."""

    minimum: int = 3
    limit: int = 500
    texts: bool = True


@dataclass(frozen=True, slots=True)
class GatheringEnded:
    """How many proposals are new, were worked out anew, came back although they were rejected, and are in a vocabulary by now."""

    new: int
    renewed: int
    returned: int
    arrived: int


@dataclass(frozen=True, slots=True)
class _Task:
    """One term to work out: its forms (of those merged into it too), and its language where that is known."""

    term: str
    forms: tuple[str, ...]
    language: str = ""
    proposal: Proposal | None = None


def gather(workspace: Workspace, wanted: GatherWanted = GatherWanted(), progress: Progress = unheard) -> GatheringEnded:
    """Work out all proposals, and make new ones of tags and phrases that no vocabulary knows.

    Twenty terms are kept at a time: a gathering that is cut off goes on behind those it kept. What people decided stays; a term
    that they rejected comes back once twice as many assets speak for it.
    """
    store = workspace.catalogue.proposals
    begun, done = store.unfinished()
    begun = begun or now()
    evidence = Evidence(workspace)
    tasks = _tasks(workspace, evidence, wanted, progress)
    left = [form for form in sorted(tasks) if form > done]
    new = renewed = returned = 0
    progress("weigh terms", len(tasks) - len(left), len(tasks))
    for start in range(0, len(left), _BATCH):
        batch = left[start : start + _BATCH]
        made = [one for form in batch if (one := _proposal(evidence, form, tasks[form], wanted))]
        store.put([(one, _first(one)) for one in made])
        new += sum(tasks[one.form].proposal is None for one in made)
        renewed += sum(tasks[one.form].proposal is not None for one in made)
        returned += sum(_returned(workspace, one) for one in made)
        store.note_gathering(begun, batch[-1])
        progress("weigh terms", len(tasks) - len(left) + start + len(batch), len(tasks))
    store.note_gathering("", "")
    here = [
        found
        for _, vocabulary in vocabularies_as_they_came(workspace)
        for found in arrivals(workspace.catalogue, vocabulary)
    ]
    ended = GatheringEnded(new, renewed, returned, len(here))
    note(workspace.catalogue.audit, "proposal.gather", "proposals", None, {"new": new, "renewed": renewed})
    return ended


def planned(workspace: Workspace, wanted: GatherWanted = GatherWanted(), progress: Progress = unheard) -> list[str]:
    """The terms that `gather` would make proposals of, unless fewer assets turn out to have them than are wanted. Nothing is kept."""
    tasks = _tasks(workspace, Evidence(workspace), wanted, progress)
    return [task.term for task in tasks.values() if task.proposal is None]


def forms_of(workspace: Workspace) -> dict[str, list[str]]:
    """By proposal id the forms of all that were merged into it, itself first; merges of merges count too."""
    every = {one.id: one for one in _all(workspace)}
    found = {id: [one.form] for id, one in every.items() if not one.into}
    for one in every.values():
        last, seen = one, {one.id}
        while last.into in every and last.into not in seen:
            last = every[last.into]
            seen.add(last.id)
        if last.id != one.id and last.id in found:
            found[last.id].append(one.form)
    return found


def _tasks(workspace: Workspace, evidence: Evidence, wanted: GatherWanted, progress: Progress) -> Mapping[str, _Task]:
    merged = forms_of(workspace)
    known = {one.form: one for one in _all(workspace)}
    tasks = {
        one.form: _Task(one.term, tuple(merged[one.id]), one.language, one)
        for one in known.values()
        if one.id in merged and one.state is not ProposalState.ARRIVED
    }
    candidates = _candidates(workspace, wanted, progress) if wanted.texts else {}
    counts = {form: sum(count for _, count in tags) for form, tags in evidence.tags.items()}
    new = {form: _Task(term_of(tags), (form,)) for form, tags in evidence.tags.items() if form not in known}
    for form, (text, language, assets) in candidates.items():
        if form not in known:
            new.setdefault(form, _Task(text, (form,), language))
            counts[form] = max(counts.get(form, 0), assets)
    brand = brand_of(workspace)
    enough = [
        form
        for form, task in new.items()
        if counts[form] >= wanted.minimum and not evidence.near.exactly(task.term) and not brand.forbidding(task.term)
    ]
    chosen = sorted(enough, key=lambda form: (-counts[form], form))[: wanted.limit]
    return tasks | {form: new[form] for form in chosen}


def _candidates(workspace: Workspace, wanted: GatherWanted, progress: Progress) -> dict[str, tuple[str, str, int]]:
    vocabularies = [vocabulary for _, vocabulary in current_vocabularies(workspace)]
    known = KnownWords(vocabularies, workspace.detector, workspace.languages)
    total = workspace.catalogue.enrichments.counts().assets
    asked = Wanted(min(wanted.limit, 1000), wanted.minimum)
    found = candidate_terms(workspace.catalogue.records, known, asked, total, progress)
    return {form: (one.text, one.language, one.assets) for one in found.terms if (form := form_of(one.text))}


def _proposal(evidence: Evidence, form: str, task: _Task, wanted: GatherWanted) -> Proposal | None:
    """The proposal as it stands now; None for a new term that fewer assets have than are wanted."""
    gathered, language = evidence.of(task.term, task.forms, task.language)
    if task.proposal:
        return replace(task.proposal, gathered=gathered)
    if gathered.assets < wanted.minimum:
        return None
    return Proposal(proposal_id(form), form, task.term, language, BY_GATHERING, now(), gathered=gathered)


def _first(proposal: Proposal) -> ProposalStep:
    return ProposalStep(instant(), proposal.by, StepKind.PROPOSED)


def _returned(workspace: Workspace, proposal: Proposal) -> bool:
    """Whether a rejected term came back."""
    ruling, assets = proposal.ruling, proposal.gathered.assets
    if proposal.state is not ProposalState.REJECTED or not ruling or not returns(assets, ruling.assets):
        return False
    step = ProposalStep(instant(), BY_GATHERING, StepKind.RETURNED, f"{ruling.assets} → {assets}")
    return workspace.catalogue.proposals.exchange(proposal, replace(proposal, state=ProposalState.OPEN), step)


def _all(workspace: Workspace) -> list[Proposal]:
    wanted = WantedProposals(order=ProposalOrder.TERM)
    found: list[Proposal] = []
    while page := workspace.catalogue.proposals.page(
        wanted, _PAGE, place_in(wanted.order, found[-1]) if found else None
    ):
        found += page
    return found
