"""Push: what is accepted goes back to the systems, by outbox and three-way merge, without an effect twice.

plan    what is wanted, what is ours, what the system holds  -> outbox rows (pending)
send    pending -> sending -> done, refused or uncertain; one row at a time, each marked before it is sent
settle  uncertain or left sending -> read back -> done, or pending again, or a person looks
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from thesaury.model.asset import Record
from thesaury.model.concept import Label
from thesaury.model.connection import Connection, Failure
from thesaury.model.errors import LostReply, NeedsLogin, Refused, Retry
from thesaury.model.outbox import (
    FREE_TAGS,
    Base,
    Change,
    ConceptTag,
    OutboxRow,
    Renaming,
    WriteState,
    change_key,
)
from thesaury.model.time import now
from thesaury.ports.outbox import Outbox
from thesaury.ports.sink import Answer, AssetSink, FreeTagSink, Outcome
from thesaury.sync.merging import merge
from thesaury.sync.wanting import Wanted

NAMELESS = "\u2063"
"""A name that stands nowhere: a system that finds a concept by it tells concepts by reference and not by their labels."""
UNSETTLED = (WriteState.UNCERTAIN, WriteState.SENDING)
_STATES = {
    Outcome.DONE: WriteState.DONE,
    Outcome.UNKNOWN: WriteState.UNCERTAIN,
    Outcome.REFUSED: WriteState.REFUSED,
}
_UNREADABLE = "The reply was lost and the field cannot be read back."
_LOOK = " Look in {0}, then: thesaury outbox settle {1} --as done (or again)"
_NOT_SENT = "It was not taken, however often it was sent; the next run sends it again."
_EARLIER = "An earlier write there is not settled yet; the next run writes what is wanted by now."
_NO_TAGS = "This system takes no single tags away: the old tag stays."
_UNKNOWN = "Whether it took effect is not known yet; the next run reads it back."


@dataclass(frozen=True, slots=True)
class Sent:
    """How many writes are done, refused and uncertain, and why not."""

    pushed: int = 0
    refused: int = 0
    uncertain: int = 0
    failures: tuple[Failure, ...] = ()

    def counts(self) -> dict[str, int]:
        """The counts by name."""
        return {"pushed": self.pushed, "push_refused": self.refused}


class Pushing:
    """Writes of one connection. The caller sees to it that nobody else pushes to it at the same time."""

    def __init__(
        self, outbox: Outbox, sink: AssetSink, connection: Connection, tag: Callable[[str], ConceptTag]
    ) -> None:
        """Nothing is read or written yet; `tag` gives a concept with its labels by IRI, for what is to be removed."""
        self._outbox, self._sink, self._name, self._tag = outbox, sink, connection.name, tag

    def stirred(self, wanted: Sequence[Wanted]) -> list[Wanted]:
        """Those of them where something else is wanted than when they were last settled: only these need a look at the system."""
        bases = self._bases(wanted)
        return [one for one in wanted if self._stirs(one, bases[_place(one)])]

    def plan(self, wanted: Sequence[Wanted], run: int = 0) -> list[OutboxRow]:
        """The rows that would bring the system to what is wanted, merged with what it holds now; nothing is kept.

        Where nothing is to be sent the row is done already: keeping it notes that this was looked at. Raises Unreachable,
        NeedsLogin or Refused.
        """
        stirred = self.stirred(wanted)
        bases = self._bases(stirred)
        rows: list[OutboxRow] = []
        for field in dict.fromkeys(one.field for one in stirred):
            here = [one for one in stirred if one.field == field]
            held = self._sink.held([one.record for one in here], field, self._among(here, bases))
            theirs = self._theirs([one for one in here if self._renamed(one, bases[_place(one)])], field)
            for one in (one for one in here if one.record.external_id in held):
                taken = theirs.get(one.record.external_id, frozenset())
                rows.append(self._row(one, bases[_place(one)], held[one.record.external_id], taken, run))
        return rows

    def _theirs(self, renamed: Sequence[Wanted], field: str) -> dict[str, frozenset[str]]:
        """By external id the concepts whose new name stands there already, in systems that tell concepts by their labels: it is a
        person's word, and stays his."""
        if not renamed:
            return {}
        records, tags = [one.record for one in renamed], [tag for one in renamed for tag in one.concepts]
        by_name = self._sink.held(records, field, tags)
        by_reference = self._sink.held(records, field, [replace(tag, labels=(Label(NAMELESS),)) for tag in tags])
        return {id: (held or frozenset()) - (by_reference.get(id) or frozenset()) for id, held in by_name.items()}

    def keep(self, rows: Sequence[OutboxRow]) -> list[str]:
        """Keep planned rows in the outbox and settle those that send nothing; returns the keys of the others.

        A field with a write whose effect is not known yet is left for the next time.
        """
        places = {(row.change.external_id, row.change.field) for row in self.unsettled()}
        free = [row for row in rows if (row.change.external_id, row.change.field) not in places]
        self._outbox.put([replace(row, state=WriteState.PENDING) for row in free])
        for row in free:
            if row.state is WriteState.DONE:
                self._outbox.settle(row.change.key, WriteState.DONE, now())
        return [row.change.key for row in free if row.state is WriteState.PENDING]

    def held_back(self, rows: Sequence[OutboxRow]) -> list[Failure]:
        """Those of these planned rows that `keep` leaves for the next time because something else is under way, each with a sentence."""
        under_way = {(row.change.external_id, row.change.field): wish(row.change.wanted) for row in self.unsettled()}
        return [
            Failure("push", self._name, row.change.external_id, _EARLIER)
            for row in rows
            if under_way.get((row.change.external_id, row.change.field), wish(row.change.wanted))
            != wish(row.change.wanted)
        ]

    def send(self, keys: Sequence[str], run: int = 0) -> Sent:
        """Send the pending rows among these. Raises Retry or NeedsLogin when the system takes nothing; the rest stays pending."""
        answers: list[tuple[OutboxRow, Answer]] = []
        for key in keys:
            for row in self._outbox.claim([key], now(), run):
                answers.append((row, self._sent(row)))
        return self._counted(answers)

    def unsettled(self, only: str = "") -> list[OutboxRow]:
        """The rows of this connection (of this record alone) whose effect is not known."""
        return _all(self._outbox, UNSETTLED, self._name, only)

    def hopeful(self) -> list[OutboxRow]:
        """Those of the unsettled rows that reading back may still settle; the others wait for a person."""
        return [row for row in self.unsettled() if not row.message.startswith(_UNREADABLE)]

    def pending(self) -> list[str]:
        """The keys of the rows of this connection that wait to be sent."""
        return [row.change.key for row in self.unsent()]

    def unsent(self, only: str = "") -> list[OutboxRow]:
        """The rows of this connection (of this record alone) that wait to be sent."""
        return _all(self._outbox, (WriteState.PENDING,), self._name, only)

    def forgive(self, external_id: str) -> None:
        """Let what was refused of this record be sent once more."""
        for row in _all(self._outbox, (WriteState.REFUSED,), self._name, external_id):
            self._outbox.settle(row.change.key, WriteState.PENDING, now())

    def give_way(self, rows: Sequence[OutboxRow]) -> None:
        """Send these rows never: something else is wanted by now."""
        for row in rows:
            self._outbox.settle(row.change.key, WriteState.SUPERSEDED, now())

    def take_effect(self, row: OutboxRow) -> None:
        """Note that this row, which waits or was refused after it was sent, took effect after all."""
        self._outbox.settle(row.change.key, WriteState.DONE, now())

    def standing(self, last: bool) -> list[Failure]:
        """What is left open, each with a sentence: what waits for a person, and after the `last` look at it everything else too."""
        hopeful = {row.change.key for row in self.hopeful()}
        left = [(row, row.message or _UNKNOWN) for row in self.unsettled() if last or row.change.key not in hopeful]
        left += [(row, _NOT_SENT) for row in self.unsent() if last]
        return [Failure("push", self._name, row.change.external_id, words) for row, words in left]

    def settle(self, records: Mapping[str, Record], patience: float, only: str = "") -> Sent:
        """Read back what is uncertain or was left sending; `records` gives the records of those rows by external id.

        A row whose effect is there is done. One without any effect becomes pending again, but only when its write is older than
        `patience` seconds, for systems answer before they are done. What cannot be read back waits for a person.
        """
        done, failures, waiting = 0, list[Failure](), 0
        for row in self.unsettled(only):
            state, message = self._settled(row, records.get(row.change.external_id), patience)
            self._outbox.settle(row.change.key, state, now(), message)
            done += state is WriteState.DONE
            waiting += state is WriteState.UNCERTAIN
            if state is WriteState.UNCERTAIN:
                failures.append(Failure("push", self._name, row.change.external_id, message))
        return Sent(pushed=done, uncertain=waiting, failures=tuple(failures))

    def _sent(self, row: OutboxRow) -> Answer:
        try:
            answer = self._applied(row.change)
        except LostReply as error:
            answer = Answer(row.change.key, Outcome.UNKNOWN, error.message)
        except Refused as error:
            answer = Answer(row.change.key, Outcome.REFUSED, error.message)
        except (Retry, NeedsLogin):
            self._outbox.settle(row.change.key, WriteState.PENDING, now())  # nothing was sent
            raise
        self._outbox.settle(row.change.key, _STATES[answer.outcome], now(), answer.message)
        return answer

    def _settled(self, row: OutboxRow, record: Record | None, patience: float) -> tuple[WriteState, str]:
        change = row.change
        if record is None:
            return WriteState.SUPERSEDED, "The record is gone."
        shows = self.shows(change, record)
        if shows is None:
            return WriteState.UNCERTAIN, _UNREADABLE + _LOOK.format(self._name, change.key[:12])
        if shows:
            return WriteState.DONE, ""
        if _age(row.sent_at) < patience:
            return (
                WriteState.UNCERTAIN,
                "The write does not show yet; it is read back again before anything is repeated.",
            )
        return WriteState.PENDING, ""

    def shows(self, change: Change, record: Record) -> bool | None:
        """Whether the system shows the change as carried out; None where it cannot be read."""
        if change.field == FREE_TAGS:
            there = tagger(self._sink).free_tags([record]).get(change.external_id)
            return None if there is None else there.issuperset(change.restore) and there.isdisjoint(change.clear)
        among = (*change.add, *change.remove, *change.wanted)
        held = self._sink.held([record], change.field, among).get(change.external_id)
        if held is None:
            return None
        done = all(tag.iri in held for tag in change.add) and not any(tag.iri in held for tag in change.remove)
        return done and all(self._called_anew(one, change.field, record) for one in change.renamed)

    def _called_anew(self, one: Renaming, field: str, record: Record) -> bool:
        """Whether the new name is there and the old one is not. Where concepts are told by reference that cannot be seen: then it is sent
        once more, for sinks look before they write."""
        before, after = (
            self._sink.held([record], field, [tag]).get(record.external_id) or frozenset()
            for tag in (one.before, one.after)
        )
        return one.after.iri in after and one.after.iri not in before

    def _applied(self, change: Change) -> Answer:
        return tagger(self._sink).retag(change) if change.field == FREE_TAGS else self._sink.apply(change)

    def _among(self, wanted: Sequence[Wanted], bases: Mapping[tuple[str, str], Base]) -> tuple[ConceptTag, ...]:
        """The concepts a plan for these fields is about: what is wanted there, and what is ours as it was written."""
        called = [tag for one in wanted for tag in one.concepts]
        bases_here = [bases[_place(one)] for one in wanted]
        called += [self._as_written(iri, base) for base in bases_here for iri in sorted(base.concepts)]
        return tuple(dict.fromkeys(called))

    def _as_written(self, iri: str, base: Base) -> ConceptTag:
        """What is ours as it was called when it was written, for by that name it is found in the system."""
        return next((tag for tag in base.written if tag.iri == iri), None) or self._tag(iri)

    def _counted(self, answers: Iterable[tuple[OutboxRow, Answer]]) -> Sent:
        answers = list(answers)
        ends = [answer.outcome for _, answer in answers]
        failures = [
            Failure(
                "push", self._name, row.change.external_id, answer.message or "The system refused without a reason."
            )
            for row, answer in answers
            if answer.outcome is Outcome.REFUSED
        ]
        return Sent(ends.count(Outcome.DONE), ends.count(Outcome.REFUSED), ends.count(Outcome.UNKNOWN), tuple(failures))

    def _bases(self, wanted: Sequence[Wanted]) -> dict[tuple[str, str], Base]:
        bases: dict[tuple[str, str], Base] = {}
        for field in dict.fromkeys(one.field for one in wanted):
            ids = [one.record.external_id for one in wanted if one.field == field]
            found = self._outbox.base(self._name, field, ids)
            bases |= {(external_id, field): found.get(external_id, Base()) for external_id in ids}
        return bases

    def _row(self, one: Wanted, base: Base, held: frozenset[str] | None, theirs: frozenset[str], run: int) -> OutboxRow:
        merged = merge(base.concepts, held, one.iris)
        by_iri = {concept.iri: concept for concept in one.concepts}
        called = self._renamed(one, base) - merged.withdrawn
        renamed = tuple(Renaming(self._as_written(iri, base), by_iri[iri]) for iri in sorted(called - theirs))
        away = merged.remove | (called & theirs)
        add = tuple(by_iri[iri] for iri in sorted(merged.add))
        remove = tuple(self._as_written(iri, base) for iri in sorted(away | merged.forgotten))
        place = self._name, one.record.external_id, one.field
        key = change_key(*place, base.revision, merged.add, away | merged.forgotten, one.iris, renamed)
        change = Change(key, *place, add, remove, one.concepts, renamed=renamed)
        state = WriteState.PENDING if add or away or renamed else WriteState.DONE
        return OutboxRow(change, state, created_at=now(), run=run)

    def _stirs(self, one: Wanted, base: Base) -> bool:
        """Whether something else is wanted than was settled last, or by another name."""
        return one.iris != base.wanted or bool(self._renamed(one, base))

    def _renamed(self, one: Wanted, base: Base) -> frozenset[str]:
        """What is ours and wanted still, but called otherwise by now, in a system that keeps labels."""
        if not self._sink.keeps_labels:
            return frozenset()
        called = {tag.iri: frozenset(tag.labels) for tag in base.written if tag.iri in base.concepts}
        now_called = {tag.iri: frozenset(tag.labels) for tag in one.concepts}
        return frozenset(iri for iri, labels in now_called.items() if called.get(iri, labels) != labels)


def tagger(sink: AssetSink) -> FreeTagSink:
    """The sink as one that takes single plain tags away. Raises Refused where it does not."""
    if isinstance(sink, FreeTagSink):
        return sink
    raise Refused(_NO_TAGS)


def wish(wanted: Iterable[ConceptTag]) -> frozenset[tuple[str, frozenset[Label]]]:
    """What is wanted in a field, and how it is called."""
    return frozenset((tag.iri, frozenset(tag.labels)) for tag in wanted)


def _place(one: Wanted) -> tuple[str, str]:
    return one.record.external_id, one.field


def _all(outbox: Outbox, states: Sequence[WriteState], connection: str, only: str = "") -> list[OutboxRow]:
    return [row for row in _pages(outbox, states, connection) if only in ("", row.change.external_id)]


def _pages(outbox: Outbox, states: Sequence[WriteState], connection: str) -> Iterator[OutboxRow]:
    after = ""
    while rows := outbox.rows(states, connection, after):
        yield from rows
        after = rows[-1].change.key


def _age(moment: str) -> float:
    return (datetime.now(UTC) - datetime.fromisoformat(moment)).total_seconds() if moment else 0.0
