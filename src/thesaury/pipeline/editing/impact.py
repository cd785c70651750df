"""What publishing a draft would touch: assets, flows, searches with their feeds, and rules."""

from dataclasses import dataclass

from thesaury.pipeline.editing.drafting import DraftView, content_of, difference
from thesaury.pipeline.editing.touching import concerned, named_by
from thesaury.pipeline.sparing import would_touch
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.diff import deprecated

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Impact:
    """What a draft would touch once it is published. `touched` assets would be annotated again, `carrying` carry a concept that changes;
    flows write concepts of the schemes that change, accept rules (by scheme) and profiles are about these schemes, and searches (`feeds`:
    those with a feed) name a concept that changes."""

    view: DraftView
    added: int
    removed: int
    changed: int
    deprecated: int
    touched: int
    carrying: int
    flows: tuple[str, ...]
    searches: tuple[str, ...]
    feeds: tuple[str, ...]
    rules: tuple[str, ...]
    profiles: tuple[str, ...]


def impact(workspace: Workspace, vocabulary: str, progress: Progress = unheard) -> Impact:
    """What publishing the draft would touch; takes the time of reading all assets. Raises as `opened`."""
    view, content = content_of(workspace, vocabulary)
    _, found = difference(workspace, vocabulary)
    before = workspace.catalogue.vocabularies.get(vocabulary, view.version)
    named = named_by(workspace, found)
    return Impact(
        view,
        len(found.added),
        len(found.removed),
        len(found.changed),
        deprecated(found),
        would_touch(workspace, before, content, progress),
        _carrying(workspace, {one.iri for one in concerned(found)}, progress),
        named.flows,
        named.searches,
        named.feeds,
        named.rules,
        named.profiles,
    )


def _carrying(workspace: Workspace, iris: set[str], progress: Progress) -> int:
    """How many assets carry one of these concepts; no asset is looked at where the counts of each tell it."""
    enrichments = workspace.catalogue.enrichments
    held = {iri: one.accepted for iri, one in enrichments.carried().items() if iri in iris and one.accepted}
    if len(held) < 2:
        return sum(held.values())
    found, read, after = 0, 0, ""
    while ids := [id for id, _ in enrichments.revisions(after, _CHUNK)]:
        told = enrichments.findings(ids).values()
        found += sum(any(one.concept in held for one in known.annotations) for known in told)
        read, after = read + len(ids), ids[-1]
        progress("count", read, None)
    return found
