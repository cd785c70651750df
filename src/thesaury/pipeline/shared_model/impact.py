"""What taking an offer would change: concepts, assets, mappings, brand terms, and what else here names a concept that goes."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from thesaury.model.concept import Concept, Vocabulary
from thesaury.model.offer import Offer
from thesaury.pipeline.editing.touching import Named, named_by
from thesaury.pipeline.following_taken import carried_over
from thesaury.pipeline.shared_model.offering import waiting
from thesaury.pipeline.sparing import would_touch
from thesaury.pipeline.words import all_vocabularies
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.diff import Diff, deprecated, diff
from thesaury.vocabulary.thesaurus import Thesaurus


@dataclass(frozen=True, slots=True)
class Lost:
    """A concept that goes, or is in use no more with nothing in its place, and on how many assets it stands."""

    iri: str
    label: str
    assets: int


@dataclass(frozen=True, slots=True)
class Impact:
    """What taking an offer would change. `version` is the one here it was compared with (0: none is here).

    `touched` assets would be annotated again. `lost` are concepts that assets carry and that go; so many mappings are carried over to what
    replaces their concept (`moved`), and so many have to be proposed again (`reopened`), whose words are on `reopened_assets`, each word
    once for each asset it is on. `brand_terms` are about concepts that go, `matches` are concepts of other vocabularies that are matched
    to such. `named` are flows, searches and rules that name what changes.
    """

    offer: Offer
    version: int
    diff: Diff
    touched: int
    lost: tuple[Lost, ...]
    moved: int
    reopened: int
    reopened_assets: int
    brand_terms: tuple[str, ...]
    matches: tuple[str, ...]
    named: Named

    @property
    def added(self) -> int:
        """How many concepts come."""
        return len(self.diff.added)

    @property
    def removed(self) -> int:
        """How many concepts go."""
        return len(self.diff.removed)

    @property
    def changed(self) -> int:
        """How many concepts change, those that are in use no more among them."""
        return len(self.diff.changed)

    @property
    def deprecated(self) -> int:
        """How many concepts are in use no more."""
        return deprecated(self.diff)


def impact(workspace: Workspace, vocabulary: str, progress: Progress = unheard) -> Impact:
    """What taking the offer of this vocabulary would change; takes the time of reading all assets once. Raises Usage where none waits."""
    offer = waiting(workspace, vocabulary)
    after = workspace.catalogue.offers.content(vocabulary)
    version, before = _here(workspace, vocabulary)
    found = diff(before or Vocabulary(vocabulary, (), ()), after)
    gone = {one.iri: one for one in _gone(found, Thesaurus([after]))}
    mappings = carried_over(workspace, vocabulary, after, offer.version)
    remapped = frozenset[str]().union(*(one.concepts for one in mappings))
    return Impact(
        offer,
        version,
        found,
        would_touch(workspace, before, after, progress, remapped),
        tuple(_lost(workspace, gone.values())),
        sum(len(one.moved) for one in mappings),
        sum(len(one.reopened) for one in mappings),
        sum(one.reopened_assets for one in mappings),
        tuple(term.text for term in workspace.catalogue.brand_terms.all() if term.concept in gone),
        tuple(_matched(workspace, vocabulary, gone)),
        named_by(workspace, found),
    )


def _here(workspace: Workspace, vocabulary: str) -> tuple[int, Vocabulary | None]:
    vocabularies = workspace.catalogue.vocabularies
    current = next((one for one in vocabularies.current() if one.name == vocabulary), None)
    return (current.number, vocabularies.get(vocabulary, current.number)) if current else (0, None)


def _gone(found: Diff, after: Thesaurus) -> Iterator[Concept]:
    """What goes, and what is deprecated now with nothing in its place."""
    yield from found.removed
    for change in found.changed:
        newly = change.after.deprecated and not change.before.deprecated
        if newly and not after.approved(after.successor(change.after.iri)):
            yield change.before


def _lost(workspace: Workspace, gone: Iterable[Concept]) -> Iterator[Lost]:
    carried, thesaurus = workspace.catalogue.enrichments.carried(), Thesaurus([Vocabulary("", (), tuple(gone))])
    for concept in thesaurus:
        if (held := carried.get(concept.iri)) and held.accepted:
            yield Lost(concept.iri, thesaurus.label(concept.iri, workspace.languages), held.accepted)


def _matched(workspace: Workspace, vocabulary: str, gone: Container[str]) -> Iterator[str]:
    """Concepts of other vocabularies here that are matched to one of these."""
    for version, kept in all_vocabularies(workspace):
        if version.name == vocabulary:
            continue
        named = Thesaurus([kept])
        for concept in kept.concepts:
            if any(match.target in gone for match in concept.matches):
                yield named.label(concept.iri, workspace.languages)
