"""The project as a source of one vocabulary: whole at first, then by history, then compared whole every so often."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from thesaury.connectors.http import Auth
from thesaury.connectors.poolparty.access import auth_of
from thesaury.connectors.poolparty.client import PoolParty, opened
from thesaury.connectors.poolparty.comparing import differing
from thesaury.connectors.poolparty.concepts import read_concepts, schemes_of, tree_of
from thesaury.connectors.poolparty.consistent import merged, vocabulary
from thesaury.connectors.poolparty.cursor import Cursor, cursor_of, moment
from thesaury.connectors.poolparty.history import Changes, changes
from thesaury.connectors.poolparty.model import Build, build_of
from thesaury.connectors.poolparty.projects import OPEN, Project, is_open, project_of
from thesaury.connectors.poolparty.settings import Settings, settings_of
from thesaury.connectors.poolparty.whole import admitted, read_whole
from thesaury.model.concept import ConceptScheme, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused
from thesaury.ports.rdf import RdfReader
from thesaury.ports.source import Outline, Tools
from thesaury.ports.vocabulary_source import VocabularyPull, VocabularySource

_SETTLED = timedelta(seconds=5)
"""The server tells its last change to the second: only a pass that began this long after the first sight of it saw all."""


def open_vocabulary(connection: Connection, tools: Tools) -> VocabularySource:
    """The vocabulary source of a connection. Raises Usage for a wrong setting, NeedsLogin for a missing secret."""
    settings = settings_of(connection)
    return PoolPartyVocabulary(settings, auth_of(settings, tools.secrets), tools.rdf)


def _utc() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class PoolPartyVocabulary:
    """Reads the approved concepts of one project, in every language of the settings."""

    settings: Settings
    auth: Auth
    rdf: RdfReader | None = None
    clock: Callable[[], datetime] = _utc

    def outline(self) -> Outline:
        """How many concepts lie below which schemes, and what a person should know of the credential and the server."""
        with opened(self.settings, self.auth) as client:
            project = project_of(client)
            tree = tree_of(client, project)
            _, notes = _state(client, project)
            titles = tuple((scheme.iri, _title(scheme, project.default)) for scheme in tree.schemes)
            return Outline(len(tree.statuses), titles, (*project.notes, *notes, *_openness(client, project)))

    def pull(self, cursor: str, kept: Vocabulary | None) -> VocabularyPull:
        """The vocabulary as it stands now; see `VocabularySource`."""
        with opened(self.settings, self.auth) as client:
            began = self.clock().astimezone(UTC)
            project = project_of(client)
            state, notes = _state(client, project)
            place = cursor_of(cursor, project.id, project.languages) if kept is not None else None
            pass_ = _Pass(self.settings, client, project, self.rdf, began, state)
            pulled = pass_.onward(place, kept) if place and kept else pass_.anew(kept)
            return replace(pulled, notes=(*project.notes, *notes, *pulled.notes))


@dataclass(frozen=True, slots=True)
class _Pass:
    """One pass over one project."""

    settings: Settings
    client: PoolParty
    project: Project
    rdf: RdfReader | None
    began: datetime
    state: Build | None

    def anew(self, kept: Vocabulary | None) -> VocabularyPull:
        """Everything, with nothing to compare with."""
        history = self._history(self._cursor("", None), kept)
        return self._whole(kept, None, history)

    def onward(self, place: Cursor, kept: Vocabulary) -> VocabularyPull:
        """What changed since, or everything where that is due or the history does not explain the change."""
        due = place.whole_is_due(self.began, self.settings.whole_hours)
        if not due and place.settled and self._changed() and self._changed() == place.changed:
            return VocabularyPull(kept, self._cursor(place.whole_at, place, place.seen), 0, False)
        history = self._history(place.text(), kept)
        unexplained = history is not None and not history.new and self._moved(place)
        if due or history is None or unexplained:
            return self._whole(kept, place, history)
        if not history.new:
            return VocabularyPull(kept, self._cursor(place.whole_at, place, history.seen), 0, False)
        return self._some(kept, place, history)

    def _some(self, kept: Vocabulary, place: Cursor, history: Changes) -> VocabularyPull:
        """Read what the history names; what is not there any more, or not approved, is taken out."""
        answers = read_concepts(self.client, self.project, history.iris)
        answers = {iri: a for iri, a in answers.items() if a is not None or iri in _iris(kept)}
        good, left_out = admitted(answers, self.settings.drafts)
        concepts = merged({c.iri: c for c in kept.concepts}, good, frozenset(answers.keys() - good.keys()))
        built = vocabulary(kept.name, schemes_of(self.client, self.project), concepts)
        cursor = self._cursor(place.whole_at, place, history.seen)
        return VocabularyPull(built, cursor, len(answers), False, notes=left_out)

    def _whole(self, kept: Vocabulary | None, place: Cursor | None, history: Changes | None) -> VocabularyPull:
        """Read and compare everything; changes the history did not name are told."""
        read = read_whole(self.client, self.project, self.settings, self.rdf, _iris(kept))
        name = kept.name if kept else self.settings.connection
        built = vocabulary(name, read.schemes, merged({}, read.answers, frozenset()))
        missed: tuple[str, ...] = ()
        if place and kept:
            missed = tuple(sorted(differing(kept, built) - (history.iris if history else frozenset())))
        notes = (*read.notes, *_openness(self.client, self.project))
        if history is None:
            notes = (
                *notes,
                "The history cannot be read with this credential, so everything is compared at every pass.",
            )
        whole_at = self.began if read.complete else self.began - timedelta(hours=self.settings.whole_hours)
        cursor = self._cursor(whole_at.isoformat(), place, history.seen if history else ())
        return VocabularyPull(built, cursor, len(read.answers), True, missed, notes)

    def _history(self, cursor: str, kept: Vocabulary | None) -> Changes | None:
        """What happened since; None where the server has no history for us."""
        place = cursor_of(cursor, self.project.id, self.project.languages)
        if place is None:
            return None
        known = _iris(kept) | ({scheme.iri for scheme in kept.schemes} if kept else set())
        try:
            since = place.since(self.settings.overlap_hours)
            return changes(self.client, self.project, since, place.seen, known)
        except Refused:
            return None

    def _cursor(self, whole_at: str, place: Cursor | None, seen: tuple[str, ...] = ()) -> str:
        changed = self._changed()
        settled = bool(place and changed and place.changed == changed and self._later(place))
        began = self.began.isoformat()
        return Cursor(self.project.id, self.project.languages, began, whole_at or began, changed, settled, seen).text()

    def _later(self, place: Cursor) -> bool:
        return place.settled or self.began - moment(place.until) >= _SETTLED

    def _changed(self) -> str:
        return self.state.changed if self.state else ""

    def _moved(self, place: Cursor) -> bool:
        return bool(self._changed()) and self._changed() != place.changed


def _state(client: PoolParty, project: Project) -> tuple[Build | None, tuple[str, ...]]:
    """The probe: when the project changed last; a server that does not say it is asked for its history each time."""
    try:
        build = build_of(client, project.id)
    except Refused as error:
        return None, (f"Whether the extraction model is up to date cannot be told: {error.message}",)
    return build, () if build.up_to_date else (build.sentence(),)


def _openness(client: PoolParty, project: Project) -> tuple[str, ...]:
    return (OPEN,) if is_open(client, project) else ()


def _iris(kept: Vocabulary | None) -> set[str]:
    return {concept.iri for concept in kept.concepts} if kept else set()


def _title(scheme: ConceptScheme, language: str) -> str:
    best = sorted(scheme.titles, key=lambda title: title.language != language)
    return best[0].text if best else ""
