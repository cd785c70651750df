"""What publishing a draft would touch: assets, flows, searches with their feeds, and rules."""

from dataclasses import dataclass

from thesaury.model.concept import Concept
from thesaury.model.flow import Flow, Step
from thesaury.model.saved_search import SavedSearch
from thesaury.pipeline.editing.drafting import DraftView, content_of, difference
from thesaury.pipeline.words import would_touch
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.sync.wanting import SCHEME
from thesaury.vocabulary.diff import Diff

_CHUNK = 500
_CONCEPT = "concept"


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
    concepts = [
        *found.added,
        *found.removed,
        *(one for change in found.changed for one in (change.before, change.after)),
    ]
    iris, schemes = {one.iri for one in concepts}, {scheme for one in concepts for scheme in one.schemes}
    searches = [kept for kept in workspace.catalogue.saved_searches.all() if _names(kept, iris, concepts)]
    fed = workspace.catalogue.saved_searches.fed()
    return Impact(
        view,
        len(found.added),
        len(found.removed),
        len(found.changed),
        _deprecated(found),
        would_touch(workspace, before, content, progress),
        _carrying(workspace, iris, progress),
        tuple(state.flow.name for state in workspace.catalogue.flows.all() if _writes(workspace, state.flow, schemes)),
        tuple(kept.name for kept in searches),
        tuple(kept.name for kept in searches if kept.name in fed),
        tuple(rule.scheme for rule in workspace.catalogue.accept_rules.all() if rule.scheme in schemes),
        tuple(
            kept.name for kept in workspace.catalogue.profiles.all() if any(r.scheme in schemes for r in kept.schemes)
        ),
    )


def _deprecated(found: Diff) -> int:
    return sum(change.after.deprecated and not change.before.deprecated for change in found.changed)


def _names(search: SavedSearch, iris: set[str], concepts: list[Concept]) -> bool:
    """Whether a search names one of these concepts, by its filters or by a label among its words."""
    if any(name == _CONCEPT and not iris.isdisjoint(values) for name, values in search.filters):
        return True
    words = f" {search.words.casefold()} "
    return any(f" {label.text.casefold()} " in words for concept in concepts for _, label in concept.labels())


def _writes(workspace: Workspace, flow: Flow, schemes: set[str]) -> bool:
    """Whether a flow writes concepts of one of these schemes into a system."""
    if Step.PUSH not in flow.steps or not schemes:
        return False
    wanted = {value for name, values in flow.filters if name == SCHEME for value in values}
    if wanted and wanted.isdisjoint(schemes):
        return False
    kept = {connection.name: connection for connection in workspace.catalogue.records.connections()}
    return any("sink" in workspace.roles(kept[name]) for name in flow.connections if name in kept)


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
