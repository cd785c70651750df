"""What a change of brand terms touches: the assets that carry a reworded concept, or have one of its labels or a changed term in their
texts. All others keep what was found out about them."""

from thesaury.enrichment.revision import reach, revised
from thesaury.model.brand_term import BrandTerm
from thesaury.model.concept import Concept, Label, Vocabulary, VocabularyVersion
from thesaury.model.time import now
from thesaury.pipeline.sparing import spare
from thesaury.pipeline.words import vocabularies_with
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.brand.words import BrandWords


def spare_untouched(
    workspace: Workspace, before: BrandWords, after: BrandWords, behind: set[str], progress: Progress = unheard
) -> None:
    """Say of the assets that the change of these terms does not touch that their enrichment holds; not of those that were `behind`."""
    old = {version.name: vocabulary for version, vocabulary in vocabularies_with(workspace, before)}
    new = {version.name: vocabulary for version, vocabulary in vocabularies_with(workspace, after)}
    changes = [(revised(old[name], new[name]), old[name], new[name]) for name in new]
    changed = frozenset[str]().union(*(reach(*one) for one in changes if one[0].concepts))
    read = [change for change, _, _ in changes if change.concepts]
    terms = sorted(set(before.terms) ^ set(after.terms), key=lambda term: term.key)
    annotator = workspace.annotator([_versioned(one) for one in (*read, _as_vocabulary(terms))])
    spare(workspace, annotator, changed, behind, progress)


def _as_vocabulary(terms: list[BrandTerm]) -> Vocabulary:
    """The terms as concepts of their own, so that texts are searched for them as for labels: a tag may be a term that no concept bears."""
    texts = {term.key: Label(term.text, term.language) for term in terms}
    concepts = (Concept(f"urn:brand-term:{place}", preferred=(label,)) for place, label in enumerate(texts.values()))
    return Vocabulary("brand terms", (), tuple(concepts))


def _versioned(change: Vocabulary) -> tuple[VocabularyVersion, Vocabulary]:
    return VocabularyVersion(change.name, 0, "", len(change.concepts), now(), "what changed"), change
