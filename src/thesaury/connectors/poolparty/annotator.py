"""PoolParty's extractor as an annotator: texts in pieces, places exact, and every text that failed named as such."""

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

from thesaury.connectors.http import Auth
from thesaury.connectors.poolparty.access import auth_of
from thesaury.connectors.poolparty.client import PoolParty, opened
from thesaury.connectors.poolparty.extraction import Found, found_in, is_extraction, located
from thesaury.connectors.poolparty.model import Build, build_of
from thesaury.connectors.poolparty.passages import Passage, Place, passage
from thesaury.connectors.poolparty.projects import Project, project_of
from thesaury.connectors.poolparty.replies import stated
from thesaury.connectors.poolparty.settings import Settings, settings_of
from thesaury.connectors.texts import cleaned
from thesaury.model.annotation import Evidence, Suggestion
from thesaury.model.asset import Asset, Text
from thesaury.model.concept import Concept, Vocabulary, VocabularyVersion
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused, ThesauryError, Unreachable
from thesaury.ports.annotator import Unread
from thesaury.ports.source import Tools

NAME = "poolparty/1"
MOST_SUGGESTIONS = 40
_MOST_EVIDENCE = 5
_OF_ONE_TEXT = (200, 400, 413, 414, 415, 422, 500)
"""Statuses that speak of one text; any other refusal holds for all."""

_log = logging.getLogger(__name__)
Kept = Sequence[tuple[VocabularyVersion, Vocabulary]]


def open_annotator(connection: Connection, tools: Tools, vocabularies: Kept) -> "PoolPartyAnnotator":
    """The annotator of a connection over the kept vocabularies. Raises Usage for a wrong setting, NeedsLogin."""
    settings = settings_of(connection)
    return PoolPartyAnnotator(settings, auth_of(settings, tools.secrets), vocabularies)


@dataclass(frozen=True, slots=True)
class _Ready:
    """What is asked of the server once: the project, and the mark of its model."""

    project: Project
    mark: str


@dataclass(slots=True)
class _Gathered:
    """What all pieces of an asset's texts say of one concept: the best score, the frequencies added, every place once."""

    score: float = 0.0
    frequency: int = 0
    places: dict[tuple[str, int, int, str], tuple[str, Place]] = field(default_factory=dict)


class PoolPartyAnnotator:
    """Proposes the concepts of the kept vocabularies that the extractor finds; others, such as suggested ones, never."""

    def __init__(self, settings: Settings, auth: Auth, vocabularies: Kept) -> None:
        """Nothing is sent before it is asked for."""
        self.vocabulary = " ".join(version.key for version, _ in vocabularies)
        self._settings = settings
        self._auth = auth
        self._concepts: dict[str, tuple[Concept, str]] = {}
        for version, vocabulary in vocabularies:
            for concept in vocabulary.concepts:
                self._concepts.setdefault(concept.iri, (concept, version.key))
        self._lock = Lock()
        self._ready: _Ready | None = None
        self._uncovered: set[str] = set()

    @property
    def version(self) -> str:
        """`poolparty/1` and the mark of the extraction model: one built anew has another. Raises Unreachable at first use."""
        with opened(self._settings, self._auth) as client:
            mark = self._prepared(client).mark
        return f"{NAME}+{mark}" if mark else NAME

    def suggest(self, assets: Sequence[Asset]) -> list[tuple[Suggestion, ...] | Unread]:
        """At most 40 suggestions per asset, by falling score, then by IRI; see `Annotator`."""
        if not assets:
            return []
        with opened(self._settings, self._auth) as client:
            ready = self._prepared(client)
            with ThreadPoolExecutor(min(self._settings.parallel, len(assets))) as pool:
                read = list(pool.map(lambda asset: self._guarded(client, ready, asset), assets))
        failures = [outcome for outcome in read if isinstance(outcome, ThesauryError)]
        if len(failures) == len(read) and isinstance(failures[0], Unreachable):
            raise failures[0]
        return [Unread(one.message) if isinstance(one, ThesauryError) else one for one in read]

    def _guarded(self, client: PoolParty, ready: _Ready, asset: Asset) -> "tuple[Suggestion, ...] | ThesauryError":
        """The suggestions for one asset, or why it could not be read; what holds for all assets is raised."""
        try:
            return self._suggestions(client, ready, asset)
        except Unreachable as error:
            return error
        except Refused as error:
            if error.code or error.status not in _OF_ONE_TEXT:
                raise
            return error

    def _suggestions(self, client: PoolParty, ready: _Ready, asset: Asset) -> tuple[Suggestion, ...]:
        gathered: dict[str, _Gathered] = {}
        for one, language in self._passages(asset, ready.project):
            for start, chunk in one.chunks(self._settings.chunk_size):
                found = self._extracted(client, ready.project, chunk, language)
                self._gather(gathered, found, one, start, chunk)
        annotator = f"{NAME}+{ready.mark}" if ready.mark else NAME
        suggestions = [
            Suggestion(iri, round(said.score, 6), tuple(_evidence(said)), annotator, self._concepts[iri][1])
            for iri, said in gathered.items()
            if said.score >= self._settings.min_score
        ]
        return tuple(sorted(suggestions, key=lambda one: (-one.score, one.concept))[:MOST_SUGGESTIONS])

    def _gather(
        self, gathered: dict[str, _Gathered], found: Sequence[Found], one: Passage, start: int, chunk: str
    ) -> None:
        places = located(found, one, start, chunk, self._settings.offsets)
        for hit in found:
            if iri := self._current(hit.concept):
                said = gathered.setdefault(iri, _Gathered())
                said.score = max(said.score, hit.score)
                said.frequency += hit.frequency
                for label, place in places.get(hit.concept, ()):
                    key = place.text.field, place.start, place.end, place.text.value
                    said.places.setdefault(key, (label, place))

    def _extracted(self, client: PoolParty, project: Project, chunk: str, language: str) -> list[Found]:
        settings = self._settings
        form = [
            ("projectId", project.id),
            ("text", chunk),
            ("numberOfConcepts", str(settings.max_concepts)),
            ("numberOfTerms", "0"),
            ("conceptMinimumScore", f"{settings.min_score * 100:g}"),
            ("showMatchingPosition", "true"),
            ("showMatchingDetails", "true"),
        ]
        if language:
            form.append(("language", project.spelled(language)))
        answer = client.extract(tuple(form))
        if not is_extraction(answer):
            words = stated(answer) or "it is no answer to an extraction"
            raise Refused(f"{settings.connection}: the extractor could not read the text: {words}.", 200)
        return found_in(answer)

    def _passages(self, asset: Asset, project: Project) -> Iterator[tuple[Passage, str]]:
        """One passage per text, and one for all tags, each with its language; what has no word or no covered language is left out."""
        texts = list(asset.texts())
        spoken = {text.language for text in texts if text.language}
        of_tags = spoken.pop() if len(spoken) == 1 else ""
        tags = tuple(Text("tag", tag, of_tags) for tag in asset.tags())
        for group in (*((text,) for text in texts), tags):
            one = passage(group)
            if not any(character.isalnum() for character in one.content):
                continue
            language = self._covered(group[0].language or self._settings.language, project)
            if language is not None:
                yield one, language

    def _covered(self, language: str, project: Project) -> str | None:
        """The project's language that fits, empty where the server is to find out, None where it has none: said once."""
        if not language or not project.spoken:
            return language
        known = [tag for tag, _ in project.spoken]
        primary = language.partition("-")[0]
        for tag in (language, primary, *(tag for tag in known if tag.partition("-")[0] == primary)):
            if tag in known:
                return tag
        with self._lock:
            if language not in self._uncovered:
                self._uncovered.add(language)
                name = self._settings.connection
                _log.warning("%s: language not covered: %s; texts in it are not sent.", name, cleaned(language))
        return None

    def _current(self, iri: str) -> str:
        """The concept as we keep it; a merged or deprecated one is followed to what replaces it, or is none."""
        for _ in range(10):
            concept, _version = self._concepts.get(iri, (None, ""))
            if concept is None or not (concept.deprecated or concept.replaced_by):
                return iri if concept else ""
            iri = concept.replaced_by or ""
        return ""

    def _prepared(self, client: PoolParty) -> _Ready:
        with self._lock:
            if self._ready is None:
                project = project_of(client)
                self._ready = _Ready(project, _mark(lambda: build_of(client, project.id)))
            return self._ready


def _mark(look: Callable[[], Build]) -> str:
    """The mark of the model; none where the credential may not see how it stands."""
    try:
        return look().mark
    except Refused:
        return ""


def _evidence(said: _Gathered) -> Iterator[Evidence]:
    for label, place in list(said.places.values())[:_MOST_EVIDENCE]:
        yield Evidence(place.text.field, place.start, place.end, place.quote, label, place.text.language)
