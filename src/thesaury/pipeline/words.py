"""The words of a workspace: current vocabularies, new versions from files and from servers, and what a change of them touches."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from thesaury.analytics.statements import vocabulary_graph
from thesaury.enrichment.client_words import NO_WORDS, ClientWords
from thesaury.enrichment.revision import reach, revised, untouched
from thesaury.governance import normalise
from thesaury.model.asset import Asset
from thesaury.model.audit import acting
from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.model.connection import Connection
from thesaury.model.errors import Outdated, ThesauryError
from thesaury.model.offer import Offer
from thesaury.model.statement import OWL, Literal, Statement
from thesaury.model.time import now
from thesaury.pipeline.edited_elsewhere import require_free, require_not_shared
from thesaury.pipeline.proposals.arriving import arrivals
from thesaury.pipeline.proposals.pulling import at_pull
from thesaury.ports.annotator import Annotator
from thesaury.ports.audit import note
from thesaury.ports.enrichments import Findings
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.vocabularies import Pulled
from thesaury.ports.workspace import Workspace
from thesaury.rights.derive import Readers, version_with
from thesaury.rights.vocabulary.client import OwnRegions, own_regions
from thesaury.vocabulary.brand.worded import worded
from thesaury.vocabulary.brand.words import NO_BRAND, BrandWords
from thesaury.vocabulary.statements import vocabulary_statements
from thesaury.vocabulary.thesaurus import Thesaurus

RIGHTS = "rights."
"""Vocabularies whose name starts so hold the terms of licences: they are kept and shown, and no picture is tagged with them."""

_CHUNK = 500
Vocabularies = list[tuple[VocabularyVersion, Vocabulary]]
Untouched = Callable[[Sequence[Asset], Mapping[str, Findings]], list[str]]
"""The ids of those of these assets that a change does not touch, by what is known of them."""


@dataclass(frozen=True, slots=True)
class PulledWords:
    """What a vocabulary server brought: the version that now stands, whether it is new, and how it was read."""

    connection: str
    version: VocabularyVersion
    changed: bool
    read: int
    whole: bool
    missed: tuple[str, ...]
    notes: tuple[str, ...]


def all_vocabularies(workspace: Workspace) -> Vocabularies:
    """The newest version of every vocabulary with its content."""
    vocabularies = workspace.catalogue.vocabularies
    return [(version, vocabularies.get(version.name, version.number)) for version in vocabularies.current()]


def brand_of(workspace: Workspace) -> BrandWords:
    """The brand terms in force."""
    return BrandWords(workspace.catalogue.brand_terms.in_force())


def client_words_of(workspace: Workspace) -> ClientWords:
    """The mapped words of the client's that are in force."""
    return ClientWords(workspace.catalogue.client_words.in_force())


def current_versions(workspace: Workspace) -> list[VocabularyVersion]:
    """The newest version of every vocabulary; the digest of one that pictures are tagged with tells of the brand terms too."""
    return _marked(workspace.catalogue.vocabularies.current(), brand_of(workspace))


def current_vocabularies(workspace: Workspace) -> Vocabularies:
    """The newest version of every vocabulary that pictures are tagged with, in the words of the client: as the brand terms have them."""
    return vocabularies_with(workspace, brand_of(workspace))


def vocabularies_as_they_came(workspace: Workspace) -> Vocabularies:
    """The newest version of every vocabulary that pictures are tagged with, in its own words."""
    return vocabularies_with(workspace, NO_BRAND)


def vocabularies_with(workspace: Workspace, brand: BrandWords) -> Vocabularies:
    """The same in the words of these brand terms."""
    vocabularies = workspace.catalogue.vocabularies
    versions = for_tagging(_marked(vocabularies.current(), brand))
    return list(zip(versions, worded([vocabularies.get(one.name, one.number) for one in versions], brand), strict=True))


def _marked(versions: Sequence[VocabularyVersion], brand: BrandWords) -> list[VocabularyVersion]:
    if not brand:
        return list(versions)
    tagging = set(for_tagging(versions))
    return [replace(one, digest=f"{one.digest}+{brand.mark}") if one in tagging else one for one in versions]


def for_tagging(versions: Iterable[VocabularyVersion]) -> tuple[VocabularyVersion, ...]:
    """Those of these versions that pictures are tagged with."""
    return tuple(version for version in versions if not version.name.startswith(RIGHTS))


def thesaurus_of(workspace: Workspace) -> Thesaurus:
    """The current vocabularies as one thesaurus."""
    brand = brand_of(workspace)
    return Thesaurus([vocabulary for _, vocabulary in vocabularies_with(workspace, brand)], brand)


def stamp_of(workspace: Workspace, vocabularies: Vocabularies) -> str:
    """The versions an enrichment made now would be made with."""
    annotator, readers = workspace.chosen_annotator(vocabularies), workspace.licence_readers()
    own = own_regions(workspace.root)
    return stamp_with(annotator, readers, own, brand_of(workspace), client_words_of(workspace))


def stamp_with(
    annotator: Annotator, readers: Readers, own: OwnRegions, brand: BrandWords, client_words: ClientWords = NO_WORDS
) -> str:
    """What an enrichment depends on beside its asset: vocabularies, annotator, the rules for tags and rights, own regions, brand terms,
    mapped words."""
    held = f"{annotator.vocabulary} {annotator.version} {normalise.VERSION} {version_with(readers, own)}"
    held = f"{held} brand:{brand.mark}" if brand else held
    return f"{held} words:{client_words.mark}" if client_words else held


def keep_vocabulary(
    workspace: Workspace, vocabulary: Vocabulary, source: str, progress: Progress = unheard
) -> VocabularyVersion:
    """Keep a new version and load it into the graph; assets that the change does not touch are not annotated again.

    Raises Usage for a vocabulary of the agency.
    """
    old = _current(workspace, vocabulary.name)
    with workspace.writing():
        require_not_shared(workspace, vocabulary.name)
        put = workspace.catalogue.vocabularies.put
        version = _kept(workspace, vocabulary, lambda: put(vocabulary, source, now()), progress)
    _noted(workspace, "vocabulary.import", old, version)
    return version


def keep_offer(workspace: Workspace, offer: Offer, progress: Progress = unheard) -> VocabularyVersion:
    """Keep what the agency offers as the next version; from then on the vocabulary is the agency's. Raises Usage where
    there is one of that name that is not, Usage or Outdated where the offer does not wait any more."""
    old = _current(workspace, offer.vocabulary)
    with workspace.writing():
        require_free(workspace, offer.vocabulary)
        content = workspace.catalogue.offers.content(offer.vocabulary)
        version = _kept(workspace, content, lambda: _taken(workspace, offer), progress)
    _noted(workspace, "vocabulary.take", old, version, {"offered": offer.version})
    return version


def would_touch(
    workspace: Workspace, before: Vocabulary | None, after: Vocabulary, progress: Progress = unheard
) -> int:
    """How many assets would be annotated again if this content were kept; nothing is kept.

    Takes the time of reading all assets once, but none where more than a fifth of the concepts change, or schemes alone: then it is all.
    """
    total = workspace.catalogue.enrichments.counts().assets
    if before == after:
        return 0
    brand = brand_of(workspace)
    (after,) = worded([after], brand)
    (before,) = worded([before], brand) if before else (None,)
    change = revised(before, after) if before else after
    if before is None or not change.concepts or _far(change, after):
        return total
    annotator, changed = _reached(workspace, change, before, after)
    words = client_words_of(workspace)
    read, touched, after_id = 0, 0, ""
    while assets := workspace.catalogue.records.asset_page(after_id, _CHUNK):
        findings = workspace.catalogue.enrichments.findings([asset.id for asset in assets])
        touched += len(assets) - len(_left_alone(words, assets, findings, annotator, changed))
        read, after_id = read + len(assets), assets[-1].id
        progress("compare", read, total)
    return touched


def pull_vocabulary(
    workspace: Workspace, connection: Connection, progress: Progress = unheard, whole: bool = False
) -> PulledWords:
    """Bring a server's vocabulary up to date here; when the server fails, the copy stays as it is and its age is kept.

    `whole` compares everything, whatever was read before. Raises what the server raises.
    """
    kept = workspace.catalogue.vocabularies
    last = next((pull for pull in kept.pulls() if pull.connection == connection.name), Pulled(connection.name, ""))
    before = next((v for _, v in all_vocabularies(workspace) if v.name == last.vocabulary), None)
    try:
        brought = workspace.vocabulary_source(connection).pull("" if whole or not before else last.cursor, before)
        require_not_shared(workspace, brought.vocabulary.name)
    except ThesauryError as error:
        failed = Pulled(
            last.connection, last.vocabulary, last.cursor, last.at, last.whole_at, now(), error.message, last.notes
        )
        kept.pulled(failed)
        raise
    at = now()
    pulled = Pulled(
        connection.name,
        brought.vocabulary.name,
        brought.cursor,
        at,
        at if brought.whole else last.whole_at,
        notes=brought.notes,
    )
    old = _current(workspace, pulled.vocabulary)
    with workspace.projecting():
        version = _kept(workspace, brought.vocabulary, lambda: _pulled(workspace, pulled, brought.vocabulary), progress)
    changed = old is None or old.number != version.number
    if changed:
        _noted(workspace, "vocabulary.pull", old, version)
    at_pull(workspace, connection)
    return PulledWords(connection.name, version, changed, brought.read, brought.whole, brought.missed, brought.notes)


def load_into_graph(workspace: Workspace, version: VocabularyVersion, vocabulary: Vocabulary) -> None:
    """Load a version into the graph unless it is there already; the graph itself says which version it holds."""
    name = vocabulary_graph(vocabulary.name)
    held = Literal(version.key)
    if not any(workspace.graph.match(name, name, f"{OWL}versionInfo", held)):
        workspace.graph.load(name, [*vocabulary_statements(vocabulary), Statement(name, f"{OWL}versionInfo", held)])


def _current(workspace: Workspace, name: str) -> VocabularyVersion | None:
    return next((version for version in workspace.catalogue.vocabularies.current() if version.name == name), None)


def _pulled(workspace: Workspace, pulled: Pulled, vocabulary: Vocabulary) -> VocabularyVersion:
    version = workspace.catalogue.vocabularies.pulled(pulled, vocabulary)
    assert version is not None  # content was given
    return version


def _taken(workspace: Workspace, offer: Offer) -> VocabularyVersion:
    version = workspace.catalogue.offers.take(offer, acting.get(), now())
    if version is None:
        raise Outdated(f"The offer of {offer.vocabulary} is another one by now. Look at what it changes, then decide.")
    return version


def _kept(
    workspace: Workspace, vocabulary: Vocabulary, keep: Callable[[], VocabularyVersion], progress: Progress
) -> VocabularyVersion:
    """The version that stands once this content was kept by `keep`."""
    current = current_vocabularies(workspace)
    before = {kept.name: kept for _, kept in current}.get(vocabulary.name)
    behind = outdated(workspace, stamp_of(workspace, current)) if before else set()
    version = keep()
    load_into_graph(workspace, version, vocabulary)
    after = {kept.name: kept for _, kept in current_vocabularies(workspace)}.get(vocabulary.name)
    if before and after and before != after:
        _spare_untouched(workspace, before, after, behind, progress)
    if not vocabulary.name.startswith(RIGHTS):
        arrivals(workspace.catalogue, vocabulary)
    return version


def _noted(
    workspace: Workspace,
    action: str,
    old: VocabularyVersion | None,
    new: VocabularyVersion,
    more: Mapping[str, object] = MappingProxyType({}),
) -> None:
    before = {"version": old.number, "concepts": old.concepts} if old else None
    after = {"version": new.number, "concepts": new.concepts, "source": new.source, **more}
    note(workspace.catalogue.audit, action, f"vocabulary:{new.name}", before, after)


def outdated(workspace: Workspace, stamp: str) -> set[str]:
    """The ids of all assets whose enrichment was made with something else."""
    enrichments = workspace.catalogue.enrichments
    found: list[str] = []
    while assets := enrichments.outdated(stamp, found[-1] if found else "", _CHUNK):
        found += [asset.id for asset in assets]
    return set(found)


def _spare_untouched(
    workspace: Workspace, before: Vocabulary, after: Vocabulary, behind: set[str], progress: Progress
) -> None:
    """Say of the assets that no changed label or concept touches that their enrichment holds for the new version too.

    Our own annotator tells which assets a changed label touches, whichever annotator the workspace has chosen.
    """
    change = revised(before, after)
    if not change.concepts or _far(change, after):
        return
    annotator, changed = _reached(workspace, change, before, after)
    spare(workspace, annotator, changed, behind, progress)


def spare(
    workspace: Workspace, annotator: Annotator, changed: frozenset[str], behind: set[str], progress: Progress = unheard
) -> None:
    """Say of the assets that carry none of these concepts, and in which this annotator finds nothing, that their enrichment holds for
    the words of now too; not of those that were `behind` before."""
    words = client_words_of(workspace)
    advance(workspace, lambda assets, known: _left_alone(words, assets, known, annotator, changed), behind, progress)


def _left_alone(
    words: ClientWords,
    assets: Sequence[Asset],
    findings: Mapping[str, Findings],
    annotator: Annotator,
    changed: frozenset[str],
) -> list[str]:
    """The ids of the assets that are untouched, and of which no decided word leads to a changed concept."""

    def led(one: Asset) -> bool:
        return words.lead_to(one, (held.concept for held in findings[one.id].annotations), changed)

    return untouched([one for one in assets if not led(one)], findings, annotator, changed)


def advance(workspace: Workspace, untouched_of: Untouched, behind: set[str], progress: Progress = unheard) -> None:
    """Say of the assets of which this is said that their enrichment holds for the words of now too; not of those that were `behind`
    before."""
    stamp = stamp_of(workspace, current_vocabularies(workspace))
    enrichments = workspace.catalogue.enrichments
    compared, after_id = 0, ""
    while assets := enrichments.outdated(stamp, after_id, _CHUNK):
        current = [asset for asset in assets if asset.id not in behind]
        findings = enrichments.findings([asset.id for asset in current])
        enrichments.advance(untouched_of(current, findings), stamp)
        compared, after_id = compared + len(assets), assets[-1].id
        progress("compare", compared, None)


def _far(change: Vocabulary, after: Vocabulary) -> bool:
    """Whether so much changes that it is quicker to read every asset again than to look for those that it touches."""
    return len(change.concepts) > len(after.concepts) // 5


def _reached(
    workspace: Workspace, change: Vocabulary, before: Vocabulary, after: Vocabulary
) -> tuple[Annotator, frozenset[str]]:
    """Our own annotator over the concepts that changed alone, and all concepts that a change of them reaches."""
    version = VocabularyVersion(change.name, 0, "", len(change.concepts), now(), "the concepts that changed")
    return workspace.annotator([(version, change)]), reach(change, before, after)
