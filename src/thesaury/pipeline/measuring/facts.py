"""What is tallied, read from the catalogue."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from thesaury.analytics.activity import Activity, activity_of, day_of
from thesaury.analytics.tallying.facts import Bought, Facts, Judged, Wish
from thesaury.analytics.tallying.gathering import Gathering
from thesaury.model.annotation import BY_RULE, Decision
from thesaury.model.brief import Brief, Said, Wanting
from thesaury.model.placement_usage import OURS
from thesaury.model.search_log import KeptSearch
from thesaury.model.usage import UsageKind
from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.briefs.campaigns import campaigns
from thesaury.pipeline.measuring.known_rights import known_rights
from thesaury.pipeline.measuring.lasting import Lasting
from thesaury.pipeline.measuring.over_time import Timelines
from thesaury.pipeline.measuring.purchases import licence_purchases
from thesaury.pipeline.measuring.rates import rates_of
from thesaury.pipeline.measuring.reported import reported_searches
from thesaury.pipeline.measuring.supplying import Wanted, supply_of
from thesaury.pipeline.measuring.used import UsesKept
from thesaury.pipeline.placing.pages import live_in_pages, over
from thesaury.pipeline.words import thesaurus_of
from thesaury.ports.enrichments import Decided
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.rights.vocabulary.client import tables_of

_log = logging.getLogger(__name__)

_PAGE = 10_000
_BOARDS = 500
_TAG, _PERSON = "tag", "person"


def facts_of(workspace: Workspace, day: date, progress: Progress = unheard, zone: str = TIME_ZONE) -> Facts:
    """Everything that is tallied on this day, days of moments being those of this zone.

    Raises BadInput where the tables of campaigns, rates or rights are wrong.
    """
    reading = _Reading(workspace, progress, zone)
    reading.read()
    return reading.facts(day)


class _Reading:
    """One pass over the catalogue."""

    def __init__(self, workspace: Workspace, progress: Progress, zone: str) -> None:
        self._workspace, self._progress, self._zone = workspace, progress, zone
        self._rates, self._tables = rates_of(workspace), tables_of(workspace.root)
        self._campaigns = {one.id: one for one in campaigns(workspace)}
        self._owners = workspace.catalogue.records.owners()
        self._gathering, self._uses, self._wanted = Gathering(zone), UsesKept(), Wanted()

    def read(self) -> None:
        """What was done and what was asked for."""
        for one in self._activities():
            self._gathering.activity(one)
            self._wanted.ask(one.markets, (one.channel,) if one.channel else ())
            if one.kind is UsageKind.USE and one.asset and one.quantity > 0:
                self._uses.keep(one)
        for search, counted in self._searches():
            self._gathering.search(search, counted)
            self._wanted.ask(search.regions, (search.channel,) if search.channel else ())
        for wish in self._wishes():
            self._gathering.wish(wish)
            self._wanted.ask(wish.markets, wish.channels)
        for campaign in self._campaigns.values():
            self._wanted.ask(campaign.markets, campaign.channels)

    def facts(self, day: date) -> Facts:
        """What was read, and what rights say of it."""
        rights = known_rights(self._workspace, self._owners, self._uses.assets, self._progress)
        for asset, concepts in self._accepted():
            self._gathering.asset(asset, concepts, asset in rights.live)
        thesaurus = thesaurus_of(self._workspace)
        found = self._gathering.facts(day, thesaurus.ancestors)
        timelines = Timelines(self._tables)
        lasting = Lasting(self._uses, rights, timelines)
        return replace(
            found,
            bought=tuple(self._bought()),
            judged=tuple(self._judged()),
            supply=supply_of(found.assets, rights, self._wanted, timelines, day),
            late=lasting.late(),
            endings=tuple(lasting.endings(day, self._campaigns, self._owner, self._over())),
            currency=self._rates.base,
        )

    def _activities(self) -> Iterator[Activity]:
        usage = self._workspace.catalogue.usage
        after, total = 0, usage.last_change()
        while page := usage.changed(after, _PAGE):
            after = page[-1][0]
            for _, source, event in page:
                asset = self._owners.get(f"{source}/{event.external_id}", "") if event.external_id else ""
                try:
                    yield activity_of(source, event, asset, self._zone, self._tables)
                except (ValueError, OverflowError):  # a system that writes no moment
                    _log.warning("%s: event %s is not counted, for %r is no moment", source, event.id, event.at)
            self._progress("tally uses", min(after, total), total)

    def _searches(self) -> Iterator[tuple[KeptSearch, bool]]:
        log, after = self._workspace.catalogue.search_log, ""
        while page := log.page(after, _PAGE):
            yield from ((search, True) for search in page)
            after = page[-1].id
        yield from reported_searches(self._workspace)

    def _wishes(self) -> Iterator[Wish]:
        boards = self._workspace.catalogue.boards
        spot: tuple[str, str] | None = None
        while lines := boards.lines(_BOARDS, spot):
            spot = lines[-1].changed, lines[-1].id
            for line in lines:
                if (board := boards.get(line.id)) and board.brief.says_something:
                    yield _wish(board.brief, day_of(board.at, self._zone))

    def _accepted(self) -> Iterator[tuple[str, list[str]]]:
        enrichments, after = self._workspace.catalogue.enrichments, ("", "")
        asset, concepts = "", list[str]()
        while page := enrichments.accepted(after, _PAGE):
            for id, concept in page:
                if id != asset and concepts:
                    yield asset, concepts
                    concepts = []
                asset = id
                concepts.append(concept)
            after = page[-1]
        if concepts:
            yield asset, concepts

    def _bought(self) -> Iterator[Bought]:
        for one in licence_purchases(self._workspace, self._zone):
            cost = None if one.price is None else self._rates.converted(one.price, one.currency, one.day)
            yield Bought(one, cost)

    def _judged(self) -> Iterator[Judged]:
        for one in self._workspace.catalogue.enrichments.decided():
            if not one.reviewer.startswith(BY_RULE):  # nobody looked
                yield _judged(one, day_of(one.at, self._zone))

    def _owner(self, event: str) -> str:
        """Who placed an asset, where the use is one of our own placements."""
        placement = (
            self._workspace.catalogue.placements.get(event.removeprefix(OURS)) if event.startswith(OURS) else None
        )
        return placement.by if placement else ""

    def _over(self) -> Callable[[str], bool]:
        live = live_in_pages(self._workspace)
        return lambda event: over(event.removeprefix(OURS), live)


def _wish(brief: Brief, day: date) -> Wish:
    wanted = tuple(one.concept for one in brief.of(Wanting.REQUIRED, Wanting.WISHED))
    return Wish(day, wanted, _values(brief.regions), _values(brief.channels))


def _values(said: Sequence[Said]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.value for one in said))


def _judged(one: Decided, day: date) -> Judged:
    """An annotator is called by the name before its version; of what none suggested the words of a tag speak, or nobody but the person."""
    source = one.annotator.partition("/")[0] or (_TAG if one.fields else _PERSON)
    return Judged(day, one.concept, one.decision is Decision.ACCEPTED, source, one.annotator, one.fields)
