"""The push stage of a run: settle what is unclear, send what was left, plan and send what is wanted now, and settle again."""

import time
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from thesaury.dispatch.stages import Kind, Position
from thesaury.model.asset import Record
from thesaury.model.connection import Connection, Failure
from thesaury.model.flow import Flow, Step
from thesaury.model.outbox import FREE_TAGS, OutboxRow, WriteState
from thesaury.model.time import now
from thesaury.pipeline import whole_failures
from thesaury.pipeline.words import thesaurus_of
from thesaury.ports.catalogue import chunked
from thesaury.ports.jobs import Chunk
from thesaury.ports.workspace import Workspace
from thesaury.sync.pushing import Pushing, Sent, wish
from thesaury.sync.wanting import Wanted, Wanting, tag

if TYPE_CHECKING:
    from thesaury.vocabulary.thesaurus import Thesaurus

CHUNK = 50
"""Records of one push chunk: each costs at least one call to the system."""
WINDOW = 500
"""Records that are looked at for wishes at once."""
ROUNDS = 3
"""How often what was lost is read back and sent again within one run, at most."""

SETTLE, SEND, CLEAR = "settle", "send", "clear"


class _Concepts(Pushing):
    """Pushing as flows do it: what is open of plain tags is left to the runs of clean-ups, which know whether it is wanted still."""

    def unsettled(self, only: str = "") -> list[OutboxRow]:
        return [row for row in super().unsettled(only) if row.change.field != FREE_TAGS]

    def unsent(self, only: str = "") -> list[OutboxRow]:
        return [row for row in super().unsent(only) if row.change.field != FREE_TAGS]

    def forgive(self, external_id: str) -> None:
        for row in self._outbox.of_record(self._name, external_id):
            if row.state is WriteState.REFUSED and row.change.field != FREE_TAGS:
                self._outbox.settle(row.change.key, WriteState.PENDING, now())


class WayBack:
    """The way back into one connection, for one flow."""

    def __init__(self, workspace: Workspace, flow: Flow, connection: Connection, patience: float) -> None:
        """Nothing is opened before it is needed."""
        self._workspace, self._flow, self._connection, self._patience = workspace, flow, connection, patience

    def next(self, run: int, position: Position) -> tuple[list[Chunk], Position]:
        """First what earlier runs left, then window after window of records, then what this run left.

        Once the connection failed as a whole in this run no further window is begun: a refused login is not tried for each record.
        """
        if position.part in ("", SETTLE):
            chunks = [self._chunk(SETTLE, "0")] if self._left() else []
            return chunks, Position(position.stage, SEND)
        if position.part == SEND and self._failed(run):
            return [], Position(position.stage, CLEAR, "0")
        if position.part == SEND:
            ids, last = self._stirred(position.after)
            parts = [self._chunk(SEND, *ids[start : start + CHUNK]) for start in range(0, len(ids), CHUNK)]
            return parts, Position(position.stage, SEND, last) if last else Position(position.stage, CLEAR, "0")
        number = int(position.after)
        if number >= ROUNDS or not self._left():
            return [], position.next_stage()
        return [self._chunk(SETTLE, str(number + 1))], Position(position.stage, CLEAR, str(number + 1))

    def do(self, run: int, items: Sequence[str]) -> None:
        """Do one chunk: items are its part, then the external ids (or for settling the number of the round)."""
        part, *rest = items
        sent = self._settle(run, int(rest[0])) if part == SETTLE else self._push(run, rest)
        runs = self._workspace.catalogue.runs
        runs.add(run, {name: count for name, count in sent.counts().items() if count})
        runs.fail(run, sent.failures)

    def again(self, run: int, external_id: str) -> Failure | None:
        """Try one record again, alone: what is unclear is read back, what was refused is sent once more. Gives what still fails."""
        self._pushing.forgive(external_id)
        settled = self._settle(run, 1, external_id)
        sent = self._push(run, [external_id])
        left = self._pushing.standing(last=True)
        failures = [f for f in (*settled.failures, *sent.failures, *left) if f.item == external_id]
        return failures[0] if failures else None

    def preview(self) -> list[OutboxRow]:
        """Exactly the rows a run would keep and send now; nothing is kept, nothing is sent."""
        rows: list[OutboxRow] = []
        after = ""
        while records := self._records(after):
            planned = self._pushing.plan(self._wanting.of(records))
            rows += [row for row in planned if row.state is WriteState.PENDING]
            after = records[-1][1].external_id
        return rows

    def send_planned(self, run: int, rows: Sequence[OutboxRow]) -> None:
        """Send these planned rows and no others."""
        planned = [replace(row, run=run) for row in rows]
        left = self._pushing.held_back(planned)
        self._note(run, self._pushing.send(self._pushing.keep(planned), run))
        self._workspace.catalogue.runs.fail(run, left)

    def read_back(self, run: int, ids: Set[str], rounds: int) -> None:
        """Give slow systems time to show what they were told, and read it back; nothing is sent again."""
        for number in range(rounds):
            waiting = [row for row in self._pushing.hopeful() if row.change.external_id in ids]
            if not waiting:
                break
            if number:
                time.sleep(self._patience)
            records = self._by_id([row.change.external_id for row in waiting])
            for id, (_, record) in records.items():
                self._note(run, self._pushing.settle({id: record}, self._patience, id))
        left = [failure for failure in self._pushing.standing(last=True) if failure.item in ids]
        self._workspace.catalogue.runs.add(run, {"uncertain": len(left)} if left else {})
        self._workspace.catalogue.runs.fail(run, left)

    def _note(self, run: int, sent: Sent) -> None:
        runs = self._workspace.catalogue.runs
        runs.add(run, {name: count for name, count in sent.counts().items() if count})
        runs.fail(run, [failure for failure in sent.failures if sent.refused])

    def _push(self, run: int, ids: Sequence[str]) -> Sent:
        planned = self._pushing.plan(self._wanting.of(list(self._by_id(ids).values())), run)
        left = self._pushing.held_back(planned)
        sent = self._pushing.send(self._pushing.keep(planned), run)
        return replace(sent, failures=(*sent.failures, *left))

    def _settle(self, run: int, number: int, only: str = "") -> Sent:
        """Read back, then send what took no effect. From the second look on, slow systems get time to show what they were told."""
        if number > 1 and self._pushing.hopeful():
            time.sleep(self._patience)
        rows = self._pushing.unsettled(only)
        records = {id: record for id, (_, record) in self._by_id([row.change.external_id for row in rows]).items()}
        settled = self._pushing.settle(records, self._patience, only)
        sent = self._pushing.send(self._timely(self._pushing.unsent(only)), run)
        left = self._pushing.standing(last=number >= ROUNDS)
        return Sent(settled.pushed + sent.pushed, sent.refused, len(left), (*sent.failures, *left))

    def _timely(self, rows: Sequence[OutboxRow]) -> list[str]:
        """The keys of those of these waiting rows that are wanted as they were planned; the others give way to what is planned anew."""
        timely: list[str] = []
        for part in chunked(rows, WINDOW):
            wanted = self._wanting.of(list(self._by_id([row.change.external_id for row in part]).values()))
            wishes = {(one.record.external_id, one.field): wish(one.concepts) for one in wanted}
            late = [row for row in part if wishes.get(_place(row), wish(row.change.wanted)) != wish(row.change.wanted)]
            self._pushing.give_way(late)
            timely += [row.change.key for row in part if row not in late]
        return timely

    def _failed(self, run: int) -> bool:
        failures = whole_failures(self._workspace.catalogue.runs.failures(run))
        return (Kind.PUSH, self._connection.name) in {(failure.stage, failure.connection) for failure in failures}

    def _left(self) -> bool:
        return bool(self._pushing.hopeful() or self._pushing.pending())

    def _stirred(self, after: str) -> tuple[list[str], str]:
        """The external ids of the next records where something new is wanted, and the last id looked at (empty at the end)."""
        while records := self._records(after):
            after = records[-1][1].external_id
            stirred: list[Wanted] = self._pushing.stirred(self._wanting.of(records))
            if stirred:
                return list(dict.fromkeys(one.record.external_id for one in stirred)), after
        return [], ""

    def _records(self, after: str) -> list[tuple[str, Record]]:
        return self._workspace.catalogue.records.records(self._connection.name, after, WINDOW)

    def _by_id(self, ids: Sequence[str]) -> dict[str, tuple[str, Record]]:
        """The live records with these external ids, each with the id of its asset."""
        return {
            record.external_id: (asset, record)
            for asset, record in self._workspace.catalogue.records.named(self._connection.name, ids)
        }

    def _chunk(self, *items: str) -> Chunk:
        return Chunk(Kind.PUSH, self._connection.name, items)

    @cached_property
    def _thesaurus(self) -> "Thesaurus":
        return thesaurus_of(self._workspace)

    @cached_property
    def _wanting(self) -> Wanting:
        return Wanting(self._workspace.catalogue, self._thesaurus, self._flow, self._workspace.languages)

    @cached_property
    def _pushing(self) -> Pushing:
        return _Concepts(
            self._workspace.catalogue.outbox,
            self._workspace.sink(self._connection),
            self._connection,
            lambda iri: tag(iri, self._thesaurus, self._workspace.languages),
        )


def writing_flow(workspace: Workspace, connection: str) -> Flow:
    """The flow that writes to this connection, whose filters and fields hold for whatever is written there; the plain way without one."""
    flows = [state.flow for state in workspace.catalogue.flows.all() if state.flow.enabled]
    writing = (flow for flow in flows if Step.PUSH in flow.steps and connection in flow.connections)
    return next(writing, Flow("", ()))


def _place(row: OutboxRow) -> tuple[str, str]:
    return row.change.external_id, row.change.field
