"""Searches that other systems report, as kept ones: what their words were about, by the labels of this workspace."""

import logging
from collections.abc import Iterator, Sequence
from functools import cached_property

from thesaury.analytics.activity import activity_of
from thesaury.model.search_log import KeptSearch
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.pipeline.searching import by_words
from thesaury.pipeline.words import thesaurus_of
from thesaury.ports.workspace import Workspace
from thesaury.rights.vocabulary.client import tables_of
from thesaury.search.linking.linker import Linker
from thesaury.search.ranking import understood
from thesaury.vocabulary.thesaurus import Thesaurus

_log = logging.getLogger(__name__)

_PAGE = 5_000
_LANGUAGE = "language"


def reported_searches(workspace: Workspace, hearing: "Hearing | None" = None) -> Iterator[tuple[KeptSearch, bool]]:
    """Every search that a system reports, each with whether it says how many results there were. `where` is the connection."""
    hearing = hearing or Hearing(workspace)
    for connection, events in _told(workspace):
        yield from _heard(hearing, connection, events)


def heard(workspace: Workspace) -> "Hearing":
    """Who has understood the words of all reported searches already, which takes longer than to read them again. Raises as `Hearing`."""
    hearing = Hearing(workspace)
    for _, events in _told(workspace):
        for event in events:
            if event.quantity:
                hearing.concepts(words_of(event))
    return hearing


Place = tuple[str, str]
"""A connection, and the event of it that was read last (empty: none yet)."""


def reported_page(workspace: Workspace, after: Place, limit: int) -> tuple[list[tuple[KeptSearch, bool]], Place | None]:
    """So many of the same at most, from this place on, and where to go on; None where these were the last."""
    left = [one for one in sorted(_reporting(workspace)) if one >= after[0]]
    if not left:
        return [], None
    connection = left[0]
    last = after[1] if connection == after[0] else ""
    events = workspace.catalogue.usage.events(connection, last, limit, UsageKind.SEARCH)
    following = (connection, events[-1].id) if len(events) == limit else (left[1], "") if len(left) > 1 else None
    return list(_heard(Hearing(workspace), connection, events)), following


def _told(workspace: Workspace) -> Iterator[tuple[str, list[UsageEvent]]]:
    """The searches of each connection, some at once."""
    for connection in _reporting(workspace):
        after = ""
        while events := workspace.catalogue.usage.events(connection, after, _PAGE, UsageKind.SEARCH):
            after = events[-1].id
            yield connection, events


def words_of(event: UsageEvent) -> str:
    """The words of a search, in small letters with single spaces."""
    return " ".join(" ".join(event.terms).casefold().split())


def _reporting(workspace: Workspace) -> list[str]:
    return [one.connection for one in workspace.catalogue.usage.counts() if one.kind is UsageKind.SEARCH]


def _heard(hearing: "Hearing", connection: str, events: Sequence[UsageEvent]) -> Iterator[tuple[KeptSearch, bool]]:
    for event in events:
        if not event.quantity:  # withdrawn, or forgotten
            continue
        try:
            yield hearing.search(connection, event), event.results is not None
        except (ValueError, OverflowError):  # a system that writes no moment
            _log.warning("%s: search %s is left out, for %r is no moment", connection, event.id, event.at)


class Hearing:
    """Understands the words of reported searches; the same words are looked up once."""

    def __init__(self, workspace: Workspace) -> None:
        """The labels are read with the first words. Raises BadInput where the table of own regions is wrong."""
        self._workspace, self._tables = workspace, tables_of(workspace.root)
        self._known: dict[str, tuple[str, ...]] = {}

    def search(self, source: str, event: UsageEvent) -> KeptSearch:
        """What was asked, under an id that no other connection's event has."""
        done = activity_of(source, event, "", tables=self._tables)
        words = words_of(event)
        concepts = self.concepts(words)
        return KeptSearch(
            f"{source}/{event.id}",
            event.at,
            session=done.session,
            where=source,
            team=done.team,
            language=dict(event.properties).get(_LANGUAGE, "") or self._language(words, concepts),
            concepts=concepts,
            results=event.results or 0,
            channel=done.channel,
            regions=done.markets,
            campaign=done.campaign,
            quantity=event.quantity,
        )

    def concepts(self, words: str) -> tuple[str, ...]:
        """The concepts that these words name; none where there are no words."""
        if words and words not in self._known:
            links = understood(self._linker.link(words))
            self._known[words] = tuple(dict.fromkeys(link.concept for link in links))
        return self._known.get(words, ())

    def _language(self, words: str, concepts: Sequence[str]) -> str:
        """The language of the labels that were typed, empty where they do not tell."""
        from thesaury.pipeline.observing.searches import spoken  # what it stands on takes a while to import

        return spoken(words, concepts, self._words, "") if concepts else ""

    @cached_property
    def _words(self) -> Thesaurus:
        return thesaurus_of(self._workspace)

    @cached_property
    def _linker(self) -> Linker:
        return by_words(self._workspace, self._words).linker
