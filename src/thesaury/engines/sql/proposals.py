"""Proposals in the database: `ports.proposals.Proposals`."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, or_, select, update

from thesaury.engines.sql.database import CHUNK, Database, insert_all, insert_new
from thesaury.engines.sql.proposal_codec import decided_row, gathered_row, read, read_step, step_row
from thesaury.engines.sql.schema import proposal as table
from thesaury.engines.sql.schema import proposal_gathering as gathering
from thesaury.engines.sql.schema import proposal_step as stepped
from thesaury.engines.sql.schema import proposal_use as used
from thesaury.model.proposal import Proposal, ProposalState, ProposalStep, StepKind
from thesaury.ports.catalogue import chunked
from thesaury.ports.proposals import ProposalOrder, ProposalPlace, WantedProposals

_ORDERS = {
    ProposalOrder.WORTH: table.c.worth,
    ProposalOrder.ASSETS: table.c.assets,
    ProposalOrder.NEWEST: table.c.at,
    ProposalOrder.TERM: table.c.sorted_term,
}


class SqlProposals:
    """One row for each proposal, one for each place it is used in, and one for each thing that happened to it."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, proposals: Sequence[tuple[Proposal, ProposalStep | None]]) -> list[str]:
        """Keep new ones with their first steps, and of those whose form is known only what was gathered."""
        given = {one.form: (one, step) for one, step in proposals}
        with self._database.writing(durable=True) as transaction:
            known = _ids(transaction, list(given))
            new = [pair for form, pair in given.items() if form not in known]
            insert_all(transaction, table, [decided_row(one) | gathered_row(one) for one, _ in new])
            insert_all(transaction, stepped, [step_row(one.id, step) for one, step in new if step])
            for form, id in known.items():
                transaction.execute(update(table).where(table.c.id == id).values(**gathered_row(given[form][0])))
            _put_uses(transaction, [(known.get(form, one.id), one) for form, (one, _) in given.items()])
            return [one.id for one, _ in new]

    def get(self, id: str) -> Proposal | None:
        """The proposal with this id."""
        with self._database.reading() as transaction:
            row = transaction.execute(select(table).where(table.c.id == id)).first()
            return read(row) if row else None

    def by_form(self, forms: Sequence[str]) -> Mapping[str, Proposal]:
        """Those of these forms that there are."""
        with self._database.reading() as transaction:
            return {
                row.form: read(row)
                for chunk in chunked(list(dict.fromkeys(forms)), CHUNK)
                for row in transaction.execute(select(table).where(table.c.form.in_(chunk)))
            }

    def page(
        self, wanted: WantedProposals = WantedProposals(), limit: int = 50, after: ProposalPlace | None = None
    ) -> list[Proposal]:
        """The next ones in their order behind this place."""
        column = _ORDERS[wanted.order]
        rising = wanted.order is ProposalOrder.TERM
        rows = select(table).where(*_narrowed(wanted))
        if wanted.states:
            rows = rows.where(table.c.state.in_([state.value for state in wanted.states]))
        if after:
            value, id = after
            beyond = column > value if rising else column < value
            rows = rows.where(or_(beyond, (column == value) & (table.c.id > id)))
        rows = rows.order_by(column if rising else column.desc(), table.c.id).limit(limit)
        with self._database.reading() as transaction:
            return [read(row) for row in transaction.execute(rows)]

    def counts(self, wanted: WantedProposals = WantedProposals()) -> Mapping[ProposalState, int]:
        """How many there are in each state."""
        rows = select(table.c.state, func.count()).where(*_narrowed(wanted)).group_by(table.c.state)
        with self._database.reading() as transaction:
            return {ProposalState(state): count for state, count in transaction.execute(rows)}

    def values(self, kind: str, limit: int = 100) -> list[tuple[str, int]]:
        """The values of a kind of use with the number of open proposals used there, most first."""
        number = func.count()
        rows: Select[Any] = (
            select(used.c.value, number)
            .join(table, table.c.id == used.c.proposal)
            .where(used.c.kind == kind, table.c.state == ProposalState.OPEN.value)
            .group_by(used.c.value)
            .order_by(number.desc(), used.c.value)
        )
        with self._database.reading() as transaction:
            return [(value, count) for value, count in transaction.execute(rows.limit(limit))]

    def exchange(self, before: Proposal, after: Proposal, step: ProposalStep | None = None) -> bool:
        """Put `after` in the place of `before`, where that is still what is kept."""
        row = decided_row(after) | {"id": before.id, "form": before.form, "revision": before.revision + 1}
        with self._database.writing(durable=True) as transaction:
            held = (table.c.id == before.id) & (table.c.revision == before.revision)
            if not transaction.execute(update(table).where(held).values(**row)).rowcount:
                return False
            insert_all(transaction, stepped, [step_row(before.id, step)] if step else [])
            return True

    def say(self, id: str, step: ProposalStep) -> bool:
        """Note a step that decides nothing; false where there is no such proposal."""
        with self._database.writing(durable=True) as transaction:
            if transaction.scalar(select(table.c.id).where(table.c.id == id)) is None:
                return False
            insert_all(transaction, stepped, [step_row(id, step)])
            return True

    def steps(self, id: str) -> list[ProposalStep]:
        """What happened to a proposal, oldest first."""
        rows = select(stepped).where(stepped.c.proposal == id).order_by(stepped.c.number)
        with self._database.reading() as transaction:
            return [read_step(row) for row in transaction.execute(rows)]

    def comments(self, ids: Sequence[str]) -> Mapping[str, int]:
        """How many comments each of these has; none is left out."""
        said = select(stepped.c.proposal, func.count()).where(stepped.c.kind == StepKind.COMMENT.value)
        with self._database.reading() as transaction:
            return {
                id: count
                for chunk in chunked(list(ids), CHUNK)
                for id, count in transaction.execute(
                    said.where(stepped.c.proposal.in_(chunk)).group_by(stepped.c.proposal)
                )
            }

    def recent(self, kinds: Sequence[str], limit: int = 20) -> list[tuple[str, ProposalStep]]:
        """The newest steps of these kinds with the ids of their proposals, newest first."""
        rows = select(stepped).where(stepped.c.kind.in_(list(kinds))).order_by(stepped.c.number.desc()).limit(limit)
        with self._database.reading() as transaction:
            return [(row.proposal, read_step(row)) for row in transaction.execute(rows)]

    def unfinished(self) -> tuple[str, str]:
        """When a gathering was begun that did not end, and the last form it has done."""
        with self._database.reading() as transaction:
            row = transaction.execute(select(gathering)).first()
            return (row.begun, row.done) if row else ("", "")

    def note_gathering(self, begun: str, done: str) -> None:
        """Remember how far a gathering came; with an empty `begun` it has ended."""
        with self._database.writing() as transaction:
            transaction.execute(delete(gathering))
            insert_all(transaction, gathering, [{"id": 1, "begun": begun, "done": done}] if begun else [])


def _ids(transaction: Connection, forms: Sequence[str]) -> dict[str, str]:
    return {
        form: id
        for chunk in chunked(forms, CHUNK)
        for form, id in transaction.execute(select(table.c.form, table.c.id).where(table.c.form.in_(chunk)))
    }


def _put_uses(transaction: Connection, proposals: Sequence[tuple[str, Proposal]]) -> None:
    for chunk in chunked([id for id, _ in proposals], CHUNK):
        transaction.execute(delete(used).where(used.c.proposal.in_(chunk)))
    rows = [
        {"proposal": id, "kind": use.kind, "value": use.value, "assets": use.assets}
        for id, one in proposals
        for use in one.gathered.uses
    ]
    insert_new(transaction, used, rows)


def _narrowed(wanted: WantedProposals) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        table.c[name] == value
        for name, value in (("language", wanted.language), ("by", wanted.by), ("to", wanted.to))
        if value
    ]
    if wanted.words:
        found.append(table.c.words.contains(wanted.words.casefold(), autoescape=True))
    for kind, value in wanted.uses:
        found.append(exists().where((used.c.proposal == table.c.id) & (used.c.kind == kind) & (used.c.value == value)))
    return found
