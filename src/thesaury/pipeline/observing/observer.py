"""Hears what is searched, looked at and taken, and writes it down a moment later."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial

from thesaury.model.asset import Asset
from thesaury.model.brief import Brief
from thesaury.model.errors import ThesauryError, Usage
from thesaury.model.search_log import KeptSearch
from thesaury.model.time import now
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.pipeline.observing.batches import LINGER, Batches
from thesaury.pipeline.observing.looks import WINDOWS, Look, event_of_look
from thesaury.pipeline.observing.repeats import Repeats
from thesaury.pipeline.observing.searches import WINDOW, about, blocked_by, id_of, of_recommendation, of_search
from thesaury.pipeline.observing.sessions import Asker, Sessions, team_of
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.ports.workspace import Workspace
from thesaury.recommendation.recommended import Recommendation
from thesaury.search.finding import Answer, Sources
from thesaury.search.ranking import Question

_log = logging.getLogger(__name__)

Blocked = Callable[[], tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class _Noted:
    """What waits to be written: who asks leaves this process only as a session. `blocked` says why nothing may be used, which takes a
    search of its own, and so is asked when nobody waits for it."""

    asker: Asker
    at: str
    what: KeptSearch | Look
    blocked: Blocked | None = None


class Observer:
    """Keeps what people and programs do in one workspace; threads may share it. What it meets is no failure of whoever is observed."""

    def __init__(self, workspace: Workspace, linger: float = LINGER) -> None:
        """Nothing is written yet. Notes gather for `linger` seconds."""
        self._workspace = workspace
        self._asked = Repeats(WINDOW)
        self._seen = {kind: Repeats(seconds) for kind, seconds in WINDOWS.items()}
        self._batches: Batches[_Noted] = Batches(self._write, linger)

    def searched(
        self,
        asker: Asker,
        question: Question,
        answer: Answer,
        sources: Sources,
        reads: str,
        clearing: Clearing | None = None,
    ) -> None:
        """Somebody searched, and this was the first page of the answer; `reads` is his language. The same question again within ten
        minutes of the last time is the same search."""
        found = of_search(question, answer, sources.thesaurus, reads)
        if found is None:
            return
        barred = clearing is not None and found.usable == 0 and found.results > 0
        blocked = partial(blocked_by, question, sources, clearing) if barred and clearing else None
        self._note(asker, found, blocked)

    def recommended(self, asker: Asker, brief: Brief, found: Recommendation, reads: str) -> None:
        """Somebody had assets recommended for a brief."""
        self._note(asker, of_recommendation(brief, found, reads))

    def viewed(self, asker: Asker, asset: Asset) -> None:
        """Somebody looked at an asset."""
        self._look(asker, asset, UsageKind.VIEW)

    def downloaded(self, asker: Asker, asset: Asset, rendition: str) -> None:
        """Somebody took a file of an asset."""
        self._look(asker, asset, UsageKind.DOWNLOAD, rendition)

    def flush(self) -> None:
        """Write what waits."""
        self._batches.flush()

    def _note(self, asker: Asker, found: KeptSearch, blocked: Blocked | None = None) -> None:
        found = replace(found, where=asker.where)
        if not self._asked.again((asker.name, about(found))):
            self._batches.put(_Noted(asker, now(), found, blocked))

    def _look(self, asker: Asker, asset: Asset, kind: UsageKind, rendition: str = "") -> None:
        if not asset.records:
            return
        first = asset.records[0]
        look = Look(kind, first.connection, first.external_id, rendition)
        if not self._seen[kind].again((asker, look)):
            self._batches.put(_Noted(asker, now(), look))

    def _write(self, noted: Sequence[_Noted]) -> None:
        searches: list[KeptSearch] = []
        events: dict[str, list[UsageEvent]] = {}
        for one in noted:
            if isinstance(one.what, Look):
                events.setdefault(one.what.connection, []).append(self._event(one, one.what))
            else:
                searches.append(self._search(one, one.what))
        if searches:
            self._workspace.catalogue.search_log.add(searches)
        for connection, seen in events.items():
            self._keep(connection, seen)

    def _keep(self, connection: str, seen: Sequence[UsageEvent]) -> None:
        try:
            self._workspace.catalogue.usage.add(connection, seen)
        except Usage:  # it was removed a moment ago, and its records with it
            return

    def _search(self, one: _Noted, found: KeptSearch) -> KeptSearch:
        session, team = self._told(one)
        digest = self._named.sealed(found.digest, one.at)
        kept = replace(found, at=one.at, session=session, team=team, digest=digest)
        if one.blocked:
            kept = replace(kept, blocked=_known(one.blocked))
        return replace(kept, id=id_of(kept, _moment(one.at)))

    def _event(self, one: _Noted, look: Look) -> UsageEvent:
        session, team = self._told(one)
        return event_of_look(look, one.at, _moment(one.at), one.asker.where, session, team)

    @cached_property
    def _named(self) -> Sessions:
        return Sessions(self._workspace.catalogue.search_log)

    def _told(self, one: _Noted) -> tuple[str, str]:
        return self._named.named(one.asker.name, one.at), team_of(one.asker, self._workspace.teams)


def _known(blocked: Blocked) -> tuple[tuple[str, int], ...]:
    """Why nothing may be used; nothing where that cannot be found out now, for the search itself is known."""
    try:
        return blocked()
    except ThesauryError as error:
        _log.warning("it is not known why a search found nothing usable: %s", error.message)
        return ()


def _moment(at: str) -> float:
    return datetime.fromisoformat(at).timestamp()
