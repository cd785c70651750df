"""One run of publishing over one CMS: batch after batch of what is due, each looked at right before it is sent."""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from thesaury.model.errors import AskPerson, LostReply, NeedsLogin, Refused, Retry, ThesauryError, Unreachable
from thesaury.model.publication import Publication
from thesaury.model.publishing import Entry, Item, Reason, Topic
from thesaury.pipeline.publishing.again import Again
from thesaury.pipeline.publishing.intending import NOT_LISTED, all_wanted, intentions, lost
from thesaury.pipeline.publishing.planned import needs_all
from thesaury.pipeline.publishing.sending import STRANGE, Sending
from thesaury.pipeline.publishing.targets import Bound
from thesaury.pipeline.publishing.topics import Placing
from thesaury.pipeline.publishing.unplanned import Unplanned, unsought
from thesaury.ports.feeds import WantedEntries
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.publications import FeedRead, WantedPublications
from thesaury.ports.workspace import Workspace
from thesaury.publishing.planning import Deed, Plan, Planned, planned, renewed, unlisted

BATCH = 25
"""Assets whose rights are decided again, and which are looked for, at once: so few that nothing of it is old when it is sent."""
_PATIENCE = 3
"""So many requests in a row that nobody answers end a run; what is left waits for the next."""
LEAVING = "The CMS was disconnected."
"""Why something is withdrawn that its channel still has."""
_PAGE = 500
_WAITING = 1_000
"""Of so many it is noted at once that they wait."""
_log = logging.getLogger(__name__)
_OF_THE_SYSTEM = (Unreachable, LostReply, NeedsLogin, Refused)
"""Failures after which the rest of a run waits for another time."""


def never() -> bool:
    """It is never enough."""
    return False


@dataclass(frozen=True, slots=True)
class Published:
    """What a run did in one CMS: counts by name, and failures as (asset, sentence); one without an asset concerns all of it."""

    connection: str
    counts: dict[str, int] = field(default_factory=dict)
    failures: tuple[tuple[str, str], ...] = ()


class PublishingRun:
    """One run over one CMS."""

    def __init__(self, workspace: Workspace, to: Bound, run: int, clock: Callable[[], str]) -> None:
        """Nothing is done yet; `run` is the number under which the log has it."""
        self._workspace, self._to, self._run, self._clock = workspace, to, run, clock
        self._counts: Counter[str] = Counter()
        self._failures: list[tuple[str, str]] = []
        self._again = Again(workspace, to.channel)
        self._placing = Placing(to, self._again)
        self._sending = Sending(workspace, to, run, clock)
        self._silent = 0
        self._leaving = False

    def all(self, whole: bool, progress: Progress, enough: Callable[[], bool]) -> Published:
        """Plan what is new, withdraw, put concepts, publish."""
        begun = self._begun()
        number, topics = self._intend(whole or self._needs_all())
        self._carry_out(progress, withdrawals=True)
        if self._answers and self._placed(self._known_topics(begun.basis) or topics):
            self._workspace.catalogue.publications.note_feed(self._to.name, replace(begun, number=number))
        if self._answers:
            self._carry_out(progress, enough=enough)
        return self._told()

    def due(self, enough: Callable[[], bool]) -> Published:
        """Withdraw what the feed lost, and try again what is due."""
        if gone := list(lost(self._workspace, self._to.connection, self._clock())):
            self._workspace.catalogue.publications.put(gone)
        self._carry_out(unheard, withdrawals=True)
        self._seek()
        self._carry_out(unheard, enough=enough)
        return self._told()

    def leave(self) -> Published:
        """Withdraw all that is known to stand there."""
        self._leaving, moment, after = True, self._clock(), ""
        publications = self._workspace.catalogue.publications
        while page := publications.page(WantedPublications(self._to.name), after, 500):
            after = f"{page[-1].connection}/{page[-1].asset}"
            gone = [unlisted(one, self._to.channel.name, Reason.CHANNEL_LOST, LEAVING, moment) or one for one in page]
            publications.put([replace(one, due_at=moment) for one in gone if one.withdrawing])
        try:
            publications.put(list(Unplanned(self._workspace, self._to).all(LEAVING, moment)))
        except _OF_THE_SYSTEM as error:
            self._stop(error)
        self._carry_out(unheard, withdrawals=True)
        return self._told()

    def plan(self, whole: bool) -> Plan:
        """The same without doing any of it."""
        moment = self._clock()
        found: dict[str, Publication] = {}
        topics: dict[str, Topic] = {}
        failures: list[tuple[str, str]] = []
        for part in intentions(self._workspace, self._to, whole or self._needs_all(), moment, self._again):
            found = {one.asset: one for one in part.publications} | found
            topics |= _topics(part.entries)
            failures += part.failures
        due = self._workspace.catalogue.publications.due(self._to.name, moment, 2**31)
        found = {one.asset: one for one in due} | found
        ordered = sorted(found.values(), key=lambda one: (not one.withdrawing, one.needed_at, one.asset))
        deeds: list[Planned] = []
        for start in range(0, len(ordered), BATCH):
            part_of = [what for what, _ in self._looked_at(ordered[start : start + BATCH])]
            deeds += [what for what in part_of if what.deed is not Deed.NOTHING or what.kept]
        wanted = self._placing.placed(list(topics.values()))
        return Plan(self._to.name, self._to.channel.name, tuple(wanted), tuple(deeds), tuple(failures))

    @property
    def _answers(self) -> bool:
        return self._silent < _PATIENCE

    def _needs_all(self) -> bool:
        return needs_all(self._workspace, self._to.name, self._to.channel.name, self._clock())

    def _begun(self) -> FeedRead:
        """What is noted once everything up to now is planned; of nothing is more noted than was there before it was looked at."""
        feeds, channel = self._workspace.catalogue.feeds, self._to.channel.name
        return FeedRead(channel=channel, floor=feeds.floor(channel), at=self._clock(), basis=feeds.basis(channel))

    def _known_topics(self, basis: str) -> list[Topic]:
        """The concepts of the whole feed, where it has looked at everything since they were put, for what is above them may be called
        otherwise now; else none."""
        catalogue, topics, after = self._workspace.catalogue, dict[str, Topic](), ""
        if catalogue.publications.read_feed(self._to.name).basis == basis:
            return []
        while entries := catalogue.feeds.page(WantedEntries(self._to.channel.name), after, _PAGE):
            topics |= _topics(entries)
            after = entries[-1].asset
        return list(topics.values())

    def _seek(self) -> None:
        """Withdraw what nobody planned of what left the feed since that was looked for last."""
        catalogue, moment = self._workspace.catalogue, self._clock()
        head = catalogue.feeds.head(self._to.channel.name)
        if not self._answers or not (gone := unsought(self._workspace, self._to.connection, moment)):
            return
        try:
            found = list(Unplanned(self._workspace, self._to).taken_in(gone, moment))
        except _OF_THE_SYSTEM as error:
            self._stop(error)
            return
        catalogue.publications.put(found)
        read = catalogue.publications.read_feed(self._to.name)
        catalogue.publications.note_feed(self._to.name, replace(read, sought=head))
        self._carry_out(unheard, withdrawals=True)

    def _intend(self, whole: bool) -> tuple[int, list[Topic]]:
        """Keep what is intended; returns the number of the last change it covers, and the concepts of what changed."""
        moment, number, topics = self._clock(), 0, dict[str, Topic]()
        try:
            for part in intentions(self._workspace, self._to, whole, moment, self._again):
                if part.publications:
                    self._workspace.catalogue.publications.put(part.publications)
                if part.over:
                    self._workspace.catalogue.publications.forget(self._to.name, part.over)
                topics |= _topics(part.entries)
                number = max(number, part.number)
                self._failures += part.failures
        except _OF_THE_SYSTEM as error:
            self._stop(error)
        return number, list(topics.values())

    def _carry_out(self, progress: Progress, withdrawals: bool = False, enough: Callable[[], bool] = never) -> None:
        """Do what is due, batch after batch, each asset once; `withdrawals`: only these."""
        tried: set[str] = set()
        while self._answers and not enough() and (batch := self._next(tried, withdrawals)):
            tried |= {one.asset for one in batch}
            self._do(batch)
            progress(f"publish {self._to.name}", len(tried), None)

    def _next(self, tried: Collection[str], withdrawals: bool) -> list[Publication]:
        """The next batch of what is due. Most that was tried is not due any more, so the store is asked for few; for more only where
        others, that are due again already, are in front of them."""
        limit = BATCH
        while True:
            due = self._workspace.catalogue.publications.due(self._to.name, self._clock(), limit)
            fresh = [one for one in due if one.asset not in tried and (one.withdrawing or not withdrawals)]
            over = len(due) < limit or (withdrawals and not due[-1].withdrawing)
            if len(fresh) >= BATCH or over:
                return fresh[:BATCH]
            limit *= 2

    def _do(self, batch: Sequence[Publication]) -> None:
        """Look at a batch and do what each of it asks for."""
        try:
            looked = self._looked_at(batch)
            self._placed([topic for _, entry in looked if entry.published for topic in entry.item.topics])
        except _OF_THE_SYSTEM as error:
            self._stop(error)
            return
        except ThesauryError:
            raise
        except Exception:  # noqa: BLE001 - whatever it is, it is about this batch alone, and is in the log
            self._strange(batch)
            return
        self._again.settle(self._clock())
        for what, entry in looked:
            if self._answers:
                self._one(what, entry)
        self._again.settle(self._clock())

    def _one(self, what: Planned, entry: Entry) -> None:
        try:
            done = self._sending.carry_out(*self._still(what, entry))
        except ThesauryError as error:
            self._failed(what.publication, error)
            return
        self._silent = 0
        self._counts[done] += 1

    def _strange(self, batch: Sequence[Publication]) -> None:
        """An answer that nobody foresaw keeps nothing but what it is about from being withdrawn."""
        if len(batch) > 1:
            for one in batch:
                if self._answers:
                    self._do([one])
            return
        _log.exception("%s: what was answered about %s could not be read", self._to.name, batch[0].asset)
        self._counts["waiting"] += 1
        self._failures.append((batch[0].asset, STRANGE.format(self._to.name)))
        self._sending.waits(batch, STRANGE.format(self._to.name))

    def _still(self, what: Planned, entry: Entry) -> tuple[Planned, Entry]:
        """The same, or what takes its place where rights or approval ended while others of its batch were sent."""
        if what.deed not in (Deed.CREATE, Deed.CHANGE):
            return what, entry
        moment = self._clock()
        found = self._again.entries([entry.asset], moment).get(entry.asset) or self._unlisted(entry.asset, moment)
        if found.published:
            return what, entry
        new = renewed(what.publication, what.held, found, None, moment)
        return planned(new, what.held, self._to.target.able), found

    def _failed(self, publication: Publication, error: ThesauryError) -> None:
        """Count a failure; a system that is silent, or knows us no more, is not asked for ever."""
        if isinstance(error, LostReply):
            self._counts["uncertain"] += 1
        elif isinstance(error, Refused):
            self._counts["refused"] += 1
            self._failures.append((publication.asset, error.message))
            self._silent = 0
        elif isinstance(error, Unreachable):
            self._counts["waiting"] += 1
            self._silent += 1
            if not self._answers:
                self._stop(error)
        elif isinstance(error, Retry):
            self._counts["waiting"] += 1
        elif isinstance(error, NeedsLogin):
            self._stop(error)
        elif isinstance(error, AskPerson):
            self._counts["waiting"] += 1
            self._failures.append((publication.asset, error.message))
        else:
            raise error

    def _stop(self, error: ThesauryError) -> None:
        """Ask the system nothing more in this run; what is due waits, and says why."""
        self._silent = _PATIENCE
        self._failures.append(("", error.message))
        due = self._workspace.catalogue.publications.due(self._to.name, self._clock(), _WAITING)
        self._sending.waits(due, error.message)

    def _looked_at(self, batch: Sequence[Publication]) -> list[tuple[Planned, Entry]]:
        """What is to be done with each of these, by their entries, rights and objects as they are at this moment."""
        to, assets, moment = self._to, [one.asset for one in batch], self._clock()
        entries = {} if self._leaving else self._again.entries(assets, moment)
        held = to.target.held({one.asset: one.external_id for one in batch})
        shown = all_wanted(self._workspace, to, entries.values())
        looked = []
        for one in batch:
            entry, there = entries.get(one.asset) or self._unlisted(one.asset, moment), held.get(one.asset)
            new = renewed(one, there, entry, shown.get(one.asset), moment)
            looked.append((planned(new, there, to.target.able), entry))
        return looked

    def _unlisted(self, asset: str, moment: str) -> Entry:
        """What takes the place of an entry that the feed has not."""
        sentence = LEAVING if self._leaving else NOT_LISTED.format(self._to.channel.name)
        return Entry(
            self._to.channel.name, asset, Item(asset, ""), reason=Reason.CHANNEL_LOST, since=moment, sentence=sentence
        )

    def _placed(self, topics: Sequence[Topic]) -> bool:
        """See that the system has these concepts; where it refuses them, what carries them is published without."""
        try:
            self._counts["concepts"] += self._placing.put(topics)
        except Refused as error:
            self._failures.append(("", f"Its concepts were not taken: {error.message}"))
        except _OF_THE_SYSTEM as error:
            self._stop(error)
            return False
        return True

    def _told(self) -> Published:
        counts = {name: count for name, count in sorted(self._counts.items()) if count}
        return Published(self._to.name, counts, tuple(dict.fromkeys(self._failures)))


def _topics(entries: Iterable[Entry]) -> dict[str, Topic]:
    return {topic.iri: topic for entry in entries if entry.published for topic in entry.item.topics}
