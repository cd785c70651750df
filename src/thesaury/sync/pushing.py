"""Push: what is accepted goes back to the systems, by outbox and three-way merge, without an effect twice.

plan    what is wanted, what is ours, what the system holds  -> outbox rows (pending)
send    pending -> sending -> done, refused or uncertain; one row at a time, each marked before it is sent
settle  uncertain or left sending -> read back -> done, or pending again, or a person looks
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from thesaury.model.asset import Record
from thesaury.model.connection import Connection, Failure
from thesaury.model.errors import LostReply, NeedsLogin, Refused, Retry
from thesaury.model.outbox import Base, Change, ConceptTag, OutboxRow, WriteState, change_key
from thesaury.model.time import now
from thesaury.ports.outbox import Outbox
from thesaury.ports.sink import Answer, AssetSink, Outcome
from thesaury.sync.merging import merge
from thesaury.sync.wanting import Wanted

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
        return [one for one in wanted if one.iris != bases[_place(one)].wanted]

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
            for one in (one for one in here if one.record.external_id in held):
                rows.append(self._row(one, bases[_place(one)], held[one.record.external_id], run))
        return rows

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
        under_way = {(row.change.external_id, row.change.field): wish(row.change) for row in self.unsettled()}
        return [
            Failure("push", self._name, row.change.external_id, _EARLIER)
            for row in rows
            if under_way.get((row.change.external_id, row.change.field), wish(row.change)) != wish(row.change)
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
            answer = self._sink.apply(row.change)
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
        among = (*change.add, *change.remove, *change.wanted)
        held = self._sink.held([record], change.field, among).get(change.external_id)
        if held is None:
            return WriteState.UNCERTAIN, _UNREADABLE + _LOOK.format(self._name, change.key[:12])
        if all(tag.iri in held for tag in change.add) and not any(tag.iri in held for tag in change.remove):
            return WriteState.DONE, ""
        if _age(row.sent_at) < patience:
            return (
                WriteState.UNCERTAIN,
                "The write does not show yet; it is read back again before anything is repeated.",
            )
        return WriteState.PENDING, ""

    def _among(self, wanted: Sequence[Wanted], bases: Mapping[tuple[str, str], Base]) -> tuple[ConceptTag, ...]:
        """The concepts a plan for these fields is about: what is wanted there, and what is ours."""
        tags = {tag.iri: tag for one in wanted for tag in one.concepts}
        ours = {iri for one in wanted for iri in bases[_place(one)].concepts} - tags.keys()
        return (*tags.values(), *(self._tag(iri) for iri in sorted(ours)))

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

    def _row(self, one: Wanted, base: Base, held: frozenset[str] | None, run: int) -> OutboxRow:
        merged = merge(base.concepts, held, one.iris)
        by_iri = {concept.iri: concept for concept in one.concepts}
        add = tuple(by_iri[iri] for iri in sorted(merged.add))
        remove = tuple(self._tag(iri) for iri in sorted(merged.remove | merged.forgotten))
        place = self._name, one.record.external_id, one.field
        key = change_key(*place, base.revision, merged.add, merged.remove | merged.forgotten, one.iris)
        state = WriteState.PENDING if merged.add or merged.remove else WriteState.DONE
        return OutboxRow(Change(key, *place, add, remove, one.concepts), state, created_at=now(), run=run)


def wish(change: Change) -> frozenset[str]:
    """What a change was planned for: the concepts that were wanted in its field."""
    return frozenset(tag.iri for tag in change.wanted)


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
