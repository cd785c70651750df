"""What is worth a second look in the current vocabularies: looked for once for each version, in the background."""

import logging
from collections.abc import Callable, Mapping, Sequence
from threading import Event, Lock, Thread

from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.model.errors import ThesauryError
from thesaury.model.quality import VersionScores
from thesaury.pipeline.scoring import Looked, fill_trend, keep_scores, look_through, missing_in_trend, trend
from thesaury.ports.catalogue import Catalogue
from thesaury.vocabulary.quality import Beside, Notices

_LOG = logging.getLogger(__name__)
_PATIENCE = 0.4
"""Seconds a page waits for what is nearly there."""

Vocabularies = Sequence[tuple[VocabularyVersion, Vocabulary]]


class QualityKeeper:
    """Holds what was found in each current version."""

    def __init__(self, vocabularies: Callable[[], Vocabularies], catalogue: Callable[[], Catalogue]) -> None:
        """Nothing is looked for before it is asked for."""
        self._vocabularies = vocabularies
        self._catalogue = catalogue
        self._lock = Lock()
        self._found: dict[str, Looked | None] = {}
        self._looking: dict[str, Event] = {}
        self._filling: set[str] = set()

    def looked(self, version: VocabularyVersion) -> Looked | None:
        """What was found in this version and its scores, or None while it is looked for, and where no current vocabulary is this."""
        return self._when_there(version)[1]

    def notices(self, version: VocabularyVersion) -> Notices | None:
        """What was found in this version, or None while it is looked for. What is in no current vocabulary has nothing."""
        there, found = self._when_there(version)
        return (found.notices if found else {}) if there else None

    def counts(self, version: VocabularyVersion) -> dict[str, int] | None:
        """How many notices each scheme has, or None while they are looked for."""
        found = self.notices(version)
        return None if found is None else {scheme: _count(rules) for scheme, rules in found.items()}

    def trend(self, name: str) -> list[VersionScores]:
        """The scores of the last versions, oldest first, as far as they are worked out by now; the others are begun with."""
        catalogue = self._catalogue()
        if missing_in_trend(catalogue, name):
            with self._lock:
                begun = name in self._filling
                self._filling.add(name)
            if not begun:
                Thread(target=self._fill, args=(name, self._vocabularies()), name="trend", daemon=True).start()
        return trend(catalogue, name)

    def _when_there(self, version: VocabularyVersion) -> tuple[bool, Looked | None]:
        kept = self._vocabularies()
        key = _key(version, kept)
        with self._lock:
            if key in self._found:
                return True, self._found[key]
            if key not in self._looking:
                self._looking[key] = Event()
                Thread(target=self._look, args=(key, version, kept), name="quality", daemon=True).start()
            looking = self._looking[key]
        looking.wait(_PATIENCE)
        with self._lock:
            return key in self._found, self._found.get(key)

    def _look(self, key: str, version: VocabularyVersion, kept: Vocabularies) -> None:
        try:
            content = next((v for held, v in kept if held.key == version.key), None)
            found = look_through(version, content, Beside([other for _, other in kept])) if content else None
            with self._lock:
                self._found = {one: held for one, held in self._found.items() if _name(one) != _name(key)}
                self._found[key] = found
        finally:
            with self._lock:
                self._looking.pop(key).set()
        if found:
            self._keep(found.scores)

    def _keep(self, scores: VersionScores) -> None:
        try:
            keep_scores(self._catalogue(), scores)
        except ThesauryError as error:
            _LOG.warning("the scores of %s@%d are not kept yet: %s", scores.vocabulary, scores.number, error.message)

    def _fill(self, name: str, kept: Vocabularies) -> None:
        try:
            fill_trend(self._catalogue(), name, Beside([vocabulary for _, vocabulary in kept]))
        except ThesauryError as error:
            _LOG.warning("the scores of earlier versions of %s wait: %s", name, error.message)
        finally:
            with self._lock:
                self._filling.discard(name)


def _key(version: VocabularyVersion, kept: Vocabularies) -> str:
    """A version among its neighbours, for mappings are judged by them."""
    beside = sorted(held.digest for held, _ in kept if held.name != version.name)
    return "\n".join((version.name, version.key, version.digest, *beside))


def _name(key: str) -> str:
    return key.partition("\n")[0]


def _count(rules: Mapping[str, Sequence[object]]) -> int:
    return sum(len(found) for found in rules.values())
