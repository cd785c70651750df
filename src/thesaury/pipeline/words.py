"""The words of a workspace as they are now: its vocabularies, its brand terms, and what was decided of the client's words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from thesaury.enrichment.client_words import NO_WORDS, ClientWords
from thesaury.governance import normalise
from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.ports.annotator import Annotator
from thesaury.ports.workspace import Workspace
from thesaury.rights.derive import Readers, version_with
from thesaury.rights.vocabulary.client import OwnRegions, own_regions
from thesaury.vocabulary.brand.worded import worded
from thesaury.vocabulary.brand.words import NO_BRAND, BrandWords
from thesaury.vocabulary.thesaurus import Thesaurus

RIGHTS = "rights."
"""Vocabularies whose name starts so hold the terms of licences: they are kept and shown, and no picture is tagged with them."""

Vocabularies = list[tuple[VocabularyVersion, Vocabulary]]


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
