"""What speaks for terms, worked out from the catalogue and the index of this moment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from thesaury.governance.proposing import Company, Near, Tally, spelled
from thesaury.model.concept import VocabularyVersion
from thesaury.model.proposal import Gathered, Proposal
from thesaury.model.time import now
from thesaury.pipeline.words import current_versions, current_vocabularies, for_tagging
from thesaury.ports.catalogue import chunked
from thesaury.ports.index import IndexQuery
from thesaury.ports.workspace import Workspace

_CHUNK = 500
_EVERY = 2**31
_IN_TEXTS = 5_000
"""Assets to look at, at the most, that have one spelling of a term in their texts."""
_SPELLINGS = 3
"""Spellings to look for in texts."""


class Evidence:
    """Tags, labels and company of one moment; what speaks for a term is read asset by asset."""

    def __init__(self, workspace: Workspace) -> None:
        """Read unknown tags, vocabularies and how often concepts are carried."""
        self._workspace = workspace
        self.tags = spelled(workspace.catalogue.enrichments.unknown_tags(_EVERY))
        self.near = near_of(workspace)
        enrichments = workspace.catalogue.enrichments
        carried = {concept: count.accepted for concept, count in enrichments.carried().items()}
        self._company = Company(carried, enrichments.counts().assets)

    def of(self, term: str, forms: Iterable[str], language: str = "") -> tuple[Gathered, str]:
        """What speaks for a term with these forms, and its language: the one that is given, or that of most assets that use it."""
        tally = _tallied(self._workspace, term, forms, self.tags)
        told = language or tally.language(self._workspace.languages[0])
        return tally.surrounded(term, told, self.near, self._company, now()), told


def counted(workspace: Workspace, proposal: Proposal, forms: Sequence[str], also: Sequence[Proposal] = ()) -> Gathered:
    """What speaks for a proposal together with others, counted anew; its neighbours stay, for to find those takes longer."""
    spellings = [pair for one in (proposal, *also) for pair in one.gathered.spellings]
    found = _tallied(workspace, proposal.term, forms, spelled(spellings)).gathered(now())
    return replace(found, neighbours=proposal.gathered.neighbours, broader=proposal.gathered.broader)


def near_of(workspace: Workspace) -> Near:
    """All approved labels by their trigrams; kept for as long as no vocabulary changes."""
    versions = for_tagging(current_versions(workspace))
    kept = _KEPT.get(workspace)
    if kept and kept[0] == versions:
        return kept[1]
    concepts = (concept for _, vocabulary in current_vocabularies(workspace) for concept in vocabulary.concepts)
    near = Near(concepts, workspace.languages)
    _KEPT[workspace] = (versions, near)
    return near


_KEPT: WeakKeyDictionary[Workspace, tuple[tuple[VocabularyVersion, ...], Near]] = WeakKeyDictionary()
"""By workspace, for as long as it is open, the labels of its newest versions."""


def _tallied(
    workspace: Workspace, term: str, forms: Iterable[str], tags: Mapping[str, tuple[tuple[str, int], ...]]
) -> Tally:
    wanted = tuple(dict.fromkeys(forms))
    tally = Tally(wanted)
    borne = [tag for form in wanted for tag, _ in tags.get(form, ())]
    for ids in chunked(_users(workspace, term, borne), _CHUNK):
        findings = workspace.catalogue.enrichments.findings(ids)
        for asset in workspace.catalogue.records.assets(ids):
            tally.add(asset, (annotation.concept for annotation in findings[asset.id].annotations))
    return tally


def _users(workspace: Workspace, term: str, borne: Sequence[str]) -> list[str]:
    """The assets that bear one of these tags, and those whose texts the index says have one of the spellings."""
    found = {asset for _, asset in workspace.catalogue.enrichments.bearing(borne)}
    for text in list(dict.fromkeys((term, *borne)))[:_SPELLINGS]:
        found |= set(workspace.index.search(IndexQuery(phrases=(text,), most=_IN_TEXTS)).ids)
    return sorted(found)
