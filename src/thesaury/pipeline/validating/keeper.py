"""The validator of a workspace: made once for the current vocabulary versions, in the background, and kept until they change."""

import logging
from dataclasses import dataclass
from threading import Lock, Thread
from weakref import WeakKeyDictionary, proxy

from thesaury.governance.validating import Validator
from thesaury.model.concept import VocabularyVersion
from thesaury.pipeline.words import brand_of, current_versions, for_tagging, vocabularies_with
from thesaury.ports.workspace import Workspace

_LOG = logging.getLogger(__name__)
_PATIENCE = 1.0
"""Seconds that a question waits for new words; small vocabularies are read within them."""


@dataclass(frozen=True, slots=True)
class Words:
    """A validator with the vocabulary versions it was made of."""

    validator: Validator
    versions: tuple[VocabularyVersion, ...]


class ValidatorKeeper:
    """Holds the validator of one workspace, for many threads."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is read before `warm` or `words` is called."""
        self._workspace = workspace
        self._lock = Lock()
        self._words: Words | None = None
        self._making: Thread | None = None
        self._failure: Exception | None = None

    def warm(self) -> None:
        """Begin to read in the background; a failure is met again by the first question."""
        with self._lock:
            self._begin()

    def words(self) -> Words:
        """The newest words.

        While they are read anew a question waits a second for them and is then answered with those of before, as their versions say;
        only the very first waits to the end. Raises what reading them raised.
        """
        while True:
            current = for_tagging(current_versions(self._workspace))
            with self._lock:
                held = self._words
                if held and held.versions == current:
                    return held
                making = self._begin()
            making.join(_PATIENCE if held else None)
            if held and making.is_alive():
                return held
            if failure := self._failure:
                raise failure

    def _begin(self) -> Thread:
        if self._making is None or not self._making.is_alive():
            self._failure = None
            self._making = Thread(target=self._make, name="validator", daemon=True)
            self._making.start()
        return self._making

    def _make(self) -> None:
        try:
            self._words = words_of(self._workspace)
        except Exception as error:  # noqa: BLE001 - the end of the thread: whoever asks is told
            _LOG.warning("the approved terms are not ready: %s", error)
            self._failure = error


def words_of(workspace: Workspace) -> Words:
    """The words of now, read for this one caller."""
    brand = brand_of(workspace)
    kept = vocabularies_with(workspace, brand)
    concepts = (concept for _, vocabulary in kept for concept in vocabulary.concepts)
    schemes = (scheme for _, vocabulary in kept for scheme in vocabulary.schemes)
    return Words(Validator(concepts, schemes, brand), tuple(version for version, _ in kept))


_KEEPERS: WeakKeyDictionary[Workspace, ValidatorKeeper] = WeakKeyDictionary()
_KEEPING = Lock()


def keeper_of(workspace: Workspace) -> ValidatorKeeper:
    """The keeper that pages, interface and reports of this open workspace share, as the words take much memory."""
    with _KEEPING:
        if workspace not in _KEEPERS:
            # A keeper that held the workspace would keep both for ever.
            _KEEPERS[workspace] = ValidatorKeeper(proxy(workspace))
        return _KEEPERS[workspace]


def validator_of(workspace: Workspace) -> Validator:
    """The validator of the current words."""
    return keeper_of(workspace).words().validator
