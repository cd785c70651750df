"""Which assets a change of words touches: all others are not annotated again, and are said to hold for the words of now."""

from collections.abc import Callable, Collection, Mapping, Sequence

from thesaury.enrichment.client_words import ClientWords
from thesaury.enrichment.revision import reach, revised, untouched
from thesaury.model.asset import Asset
from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.model.time import now
from thesaury.pipeline.words import brand_of, client_words_of, current_vocabularies, stamp_of
from thesaury.ports.annotator import Annotator
from thesaury.ports.enrichments import Findings
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.brand.worded import worded

_CHUNK = 500
Untouched = Callable[[Sequence[Asset], Mapping[str, Findings]], list[str]]
"""The ids of those of these assets that a change does not touch, by what is known of them."""


def would_touch(
    workspace: Workspace,
    before: Vocabulary | None,
    after: Vocabulary,
    progress: Progress = unheard,
    remapped: Collection[str] = (),
) -> int:
    """How many assets would be annotated again if this content were kept, and words mapped to the `remapped` concepts to others or none;
    nothing is kept.

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
        touched += len(assets) - len(_left_alone(words, assets, findings, annotator, changed, remapped))
        read, after_id = read + len(assets), assets[-1].id
        progress("compare", read, total)
    return touched


def outdated(workspace: Workspace, stamp: str) -> set[str]:
    """The ids of all assets whose enrichment was made with something else."""
    enrichments = workspace.catalogue.enrichments
    found: list[str] = []
    while assets := enrichments.outdated(stamp, found[-1] if found else "", _CHUNK):
        found += [asset.id for asset in assets]
    return set(found)


def spare_untouched(
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


def _left_alone(
    words: ClientWords,
    assets: Sequence[Asset],
    findings: Mapping[str, Findings],
    annotator: Annotator,
    changed: frozenset[str],
    remapped: Collection[str] = (),
) -> list[str]:
    """The ids of the assets that are untouched, and of which no decided word leads to a changed concept, or one to be mapped anew."""
    leaving = changed.union(remapped)

    def led(one: Asset) -> bool:
        return words.lead_to(one, (held.concept for held in findings[one.id].annotations), leaving)

    return untouched([one for one in assets if not led(one)], findings, annotator, changed)


def _far(change: Vocabulary, after: Vocabulary) -> bool:
    """Whether so much changes that it is quicker to read every asset again than to look for those that it touches."""
    return len(change.concepts) > len(after.concepts) // 5


def _reached(
    workspace: Workspace, change: Vocabulary, before: Vocabulary, after: Vocabulary
) -> tuple[Annotator, frozenset[str]]:
    """Our own annotator over the concepts that changed alone, and all concepts that a change of them reaches."""
    version = VocabularyVersion(change.name, 0, "", len(change.concepts), now(), "the concepts that changed")
    return workspace.annotator([(version, change)]), reach(change, before, after)
