"""New versions of vocabularies are kept, from a file, a server or the agency: whatever keeps content goes through here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from thesaury.analytics.statements import vocabulary_graph
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
from thesaury.pipeline.sparing import outdated, spare_untouched
from thesaury.pipeline.words import RIGHTS, all_vocabularies, current_vocabularies, stamp_of
from thesaury.ports.audit import note
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.vocabularies import Pulled
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.statements import vocabulary_statements


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
        kept.pulled(replace(last, failed_at=now(), message=error.message))
        raise
    name, at = brought.vocabulary.name, now()
    whole_at = at if brought.whole else last.whole_at
    pulled = Pulled(connection.name, name, brought.cursor, at, whole_at, notes=brought.notes)
    old = _current(workspace, name)
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
        spare_untouched(workspace, before, after, behind, progress)
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
