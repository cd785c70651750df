"""What in a workspace names a concept that changes: flows that write it, searches with their feeds, accept rules and profiles."""

from dataclasses import dataclass

from thesaury.model.concept import Concept
from thesaury.model.flow import Flow, Step
from thesaury.model.saved_search import SavedSearch
from thesaury.ports.workspace import Workspace
from thesaury.sync.wanting import SCHEME
from thesaury.vocabulary.diff import Diff

_CONCEPT = "concept"


@dataclass(frozen=True, slots=True)
class Named:
    """By name: flows that write concepts of the schemes that change, searches that name a concept that changes (`feeds`: those with a
    feed), accept rules (by scheme) and profiles about these schemes."""

    flows: tuple[str, ...]
    searches: tuple[str, ...]
    feeds: tuple[str, ...]
    rules: tuple[str, ...]
    profiles: tuple[str, ...]


def named_by(workspace: Workspace, found: Diff) -> Named:
    """What names a concept that changes by this difference."""
    concepts, catalogue = concerned(found), workspace.catalogue
    iris, schemes = {one.iri for one in concepts}, {scheme for one in concepts for scheme in one.schemes}
    searches = [kept for kept in catalogue.saved_searches.all() if _names(kept, iris, concepts)]
    fed = catalogue.saved_searches.fed()
    return Named(
        tuple(state.flow.name for state in catalogue.flows.all() if _writes(workspace, state.flow, schemes)),
        tuple(kept.name for kept in searches),
        tuple(kept.name for kept in searches if kept.name in fed),
        tuple(rule.scheme for rule in catalogue.accept_rules.all() if rule.scheme in schemes),
        tuple(kept.name for kept in catalogue.profiles.all() if any(r.scheme in schemes for r in kept.schemes)),
    )


def concerned(found: Diff) -> list[Concept]:
    """Every concept that comes, goes or changes; what changes as it was and as it is."""
    both = (one for change in found.changed for one in (change.before, change.after))
    return [*found.added, *found.removed, *both]


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
