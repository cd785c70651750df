"""PoolParty's tag expansion: concepts near a concept, with the share of its score that the server gives them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from thesaury.connectors.http import Auth
from thesaury.connectors.pacing import Pace
from thesaury.connectors.poolparty.access import auth_of
from thesaury.connectors.poolparty.client import PoolParty, is_missing, opened
from thesaury.connectors.poolparty.reading import first, listed, mapping_of, number
from thesaury.connectors.poolparty.settings import Settings, settings_of
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused
from thesaury.ports.concept_expander import Widened
from thesaury.ports.source import Tools

_SCORE = 100.0
"""What a concept is asked with: scores of PoolParty go from 0 to 100, and those of its neighbours are parts of this one."""
_SECONDS = 2.0
"""So long an answer may take, and it is asked for once: a person waits, and our own expansion goes on without it."""


def open_expander(connection: Connection, tools: Tools) -> "PoolPartyExpander":
    """The expansion of a connection's project. Raises Usage for a wrong setting, NeedsLogin for a missing secret."""
    settings = settings_of(connection)
    return PoolPartyExpander(settings, auth_of(settings, tools.secrets))


class PoolPartyExpander:
    """A `ConceptExpander` over the tag expansion of one project."""

    def __init__(self, settings: Settings, auth: Auth) -> None:
        """Nothing is sent before it is asked for."""
        pace = settings.pace
        quick = Pace(pace.per_second, pace.burst, attempts=1, first_wait=0.0, seconds=_SECONDS, patience=_SECONDS)
        self._settings, self._auth = replace(settings, pace=quick), auth

    def expand(self, concept: str, most: int = 30, languages: Sequence[str] = ()) -> tuple[Widened, ...]:
        """What the server says stands near it; a server without the call, or a concept it does not know, has nothing."""
        with opened(self._settings, self._auth) as client:
            answer = self._asked(client, concept, most, languages)
        scores: dict[str, float] = {}
        for iri, score in _concepts(answer):
            scores[iri] = max(scores.get(iri, 0.0), score)
        best = sorted(scores.items(), key=lambda one: (-one[1], one[0]))
        return tuple(Widened(iri, score) for iri, score in best if iri != concept and score > 0)[:most]

    def _asked(self, client: PoolParty, concept: str, most: int, languages: Sequence[str]) -> Any:
        language = self._settings.language or next(iter(languages), "")
        try:
            return client.expand(self._settings.project, [(concept, _SCORE)], most + 1, language)
        except Refused as error:
            if is_missing(error):
                return {}
            raise


def _concepts(answer: Any) -> Iterator[tuple[str, float]]:
    for one in listed(mapping_of(answer).get("expandedConcepts")):
        told = mapping_of(one)
        iri = first(mapping_of(told.get("jsonConcept")), "uri")
        if isinstance(iri, str) and iri:
            yield iri, min(1.0, max(0.0, number(told.get("score")) / _SCORE))
