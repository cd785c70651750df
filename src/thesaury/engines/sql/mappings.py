"""Mappings of a client in the database: `ports.mappings.Mappings`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    case,
    delete,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    tuple_,
    update,
)

from thesaury.engines.sql.audit import append_deeds
from thesaury.engines.sql.database import CHUNK, Database, insert_all, upsert
from thesaury.engines.sql.mapping_codec import (
    mapping_row,
    read_counted,
    read_mapping,
    read_round,
    read_step,
    read_subject,
    round_row,
    said_columns,
    step_row,
)
from thesaury.engines.sql.schema import client_mapping as table
from thesaury.engines.sql.schema import client_mapping_step as step_table
from thesaury.engines.sql.schema import onboarding_round as round_table
from thesaury.model.errors import Outdated
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import (
    Counted,
    KeptMapping,
    MappingStep,
    OnboardingRound,
    Said,
    Subject,
    SubjectKind,
)
from thesaury.ports.catalogue import chunked
from thesaury.ports.mappings import CHANGED, Deeds, WantedMappings, unnoted


class SqlMappings:
    """A row for each round, for each of its subjects, and for each decision on one."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put_round(self, round: OnboardingRound) -> None:
        """Keep a round, or put it in the place of the one of its name."""
        with self._database.writing(durable=True) as transaction:
            upsert(transaction, round_table, [round_row(round)])

    def rounds(self) -> list[OnboardingRound]:
        """All rounds, by name."""
        with self._database.reading() as transaction:
            rows = transaction.execute(select(round_table).order_by(round_table.c.name))
            return [read_round(row) for row in rows]

    def remove_round(self, name: str) -> None:
        """Forget a round with its mappings and the decisions on them."""
        with self._database.writing(durable=True) as transaction:
            transaction.execute(delete(step_table).where(step_table.c.round == name))
            transaction.execute(delete(table).where(table.c.round == name))
            transaction.execute(delete(round_table).where(round_table.c.name == name))

    def propose(self, round: str, kinds: Sequence[SubjectKind], proposals: Sequence[KeptMapping]) -> None:
        """Put these in the place of everything of these kinds that no person decided."""
        of_kinds = and_(table.c.round == round, table.c.kind.in_(kinds))
        with self._database.writing(durable=True) as transaction:
            transaction.execute(delete(table).where(of_kinds, table.c.decided == false()))
            decided = {read_subject(row): row for row in transaction.execute(select(table).where(of_kinds))}
            last = transaction.execute(select(func.max(table.c.place)).where(table.c.round == round)).scalar() or 0
            rows = []
            for place, one in enumerate(proposals, last + 1):
                row = mapping_row(round, replace(one, place=place))
                if kept := decided.get(one.subject):
                    row |= {"said": kept.said, "status": kept.status, "author": kept.author, "decided": True}
                rows.append(row)
            upsert(transaction, table, rows)

    def page(
        self, round: str, wanted: WantedMappings = WantedMappings(), limit: int = 50, after: int = 0
    ) -> list[KeptMapping]:
        """The next ones of a round behind this place."""
        columns = [column for column in table.c if not (wanted.bare and column.name == "choices")]
        more = [literal("[]").label("choices")] if wanted.bare else []
        sought = select(*columns, *more).where(*_conditions(round, wanted), table.c.place > after)
        with self._database.reading() as transaction:
            return [read_mapping(row) for row in transaction.execute(sought.order_by(table.c.place).limit(limit))]

    def of(self, round: str, subjects: Sequence[Subject]) -> Mapping[Subject, KeptMapping]:
        """Those of these subjects that there are."""
        with self._database.reading() as transaction:
            return _of(transaction, round, subjects)

    def counts(self, round: str) -> Mapping[tuple[SubjectKind, MappingStatus], int]:
        """How many there are of each kind and status."""
        counted = select(table.c.kind, table.c.status, func.count()).where(table.c.round == round)
        with self._database.reading() as transaction:
            rows = transaction.execute(counted.group_by(table.c.kind, table.c.status)).all()
        return {(SubjectKind(kind), MappingStatus(status)): count for kind, status, count in rows}

    def counted(self, round: str) -> Sequence[Counted]:
        """All of a round in its order, with as much of each as counts."""
        columns, waits = table.c, table.c.status == MappingStatus.PROPOSED.value
        counts: list[ColumnElement[Any]] = [
            *(
                columns.kind,
                columns.field,
                columns.value,
                columns.assets,
                columns.status,
                columns.author,
                columns.decided,
            ),
            case((waits, ""), else_=columns.said).label("said"),
            case((waits, "[]"), (columns.decided == false(), "[]"), else_=columns.choices).label("choices"),
        ]
        sought = select(*counts).where(columns.round == round).order_by(columns.place)
        with self._database.reading() as transaction:
            rows = transaction.execute(sought).all()
        return [read_counted(row) for row in rows]

    def decide(
        self,
        round: str,
        decisions: Mapping[Subject, Said],
        by: str,
        at: str,
        seen: Mapping[Subject, Said] = MappingProxyType({}),
        deeds: Deeds = unnoted,
    ) -> list[MappingStep]:
        """Say this of these subjects, as one batch. Raises Outdated where something else is said than was seen."""
        with self._database.writing(durable=True) as transaction:
            there = _of(transaction, round, tuple(dict.fromkeys((*decisions, *seen))), held=True)
            if any(subject not in there or there[subject].said != said for subject, said in seen.items()):
                raise Outdated(CHANGED)
            kept = {subject: there[subject] for subject in decisions if subject in there}
            newest = select(func.max(step_table.c.batch)).where(step_table.c.round == round)
            batch = (transaction.execute(newest).scalar() or 0) + 1
            steps = [
                MappingStep(batch, subject, one.said, decisions[subject], by, at)
                for subject, one in kept.items()
                if one.said != decisions[subject]
            ]
            _say(transaction, round, {step.subject: step.after for step in steps})
            insert_all(transaction, step_table, [step_row(round, step) for step in steps])
            append_deeds(transaction, deeds(steps))
        return steps

    def undo(
        self, round: str, subject: Subject | None = None, batch: int = 0, deeds: Deeds = unnoted
    ) -> list[MappingStep]:
        """Take the last batch back that stands, or the last decision on this subject alone, or what stands of this batch."""
        standing = [step_table.c.round == round, step_table.c.undone == false()]
        if subject is not None:
            standing.append(_at(step_table, subject))
        if batch:
            standing.append(_newest(round))
        with self._database.writing(durable=True) as transaction:
            last = batch or transaction.execute(select(func.max(step_table.c.batch)).where(*standing)).scalar()
            of_last = (*standing, step_table.c.batch == last)
            steps = [read_step(row) for row in transaction.execute(_ordered(select(step_table).where(*of_last)))]
            _say(transaction, round, {step.subject: step.before for step in steps})
            transaction.execute(update(step_table).where(*of_last).values(undone=True))
            append_deeds(transaction, deeds(steps))
        return [replace(step, undone=True) for step in steps]

    def last_of(self, round: str, by: str) -> list[MappingStep]:
        """What can be taken back of this author's last batch of which anything can."""
        columns = step_table.c
        mine = columns.round == round, columns.by == by, columns.undone == false(), _newest(round)
        last = select(columns.batch).where(*mine).order_by(columns.batch.desc()).limit(1).scalar_subquery()
        sought = select(step_table).where(*mine, columns.batch == last)
        with self._database.reading() as transaction:
            return [read_step(row) for row in transaction.execute(_ordered(sought))]

    def steps(
        self, round: str, limit: int = 50, before: int = 0, behind: tuple[int, Subject] | None = None
    ) -> list[MappingStep]:
        """The decisions on a round, taken back or not, the newest batch first."""
        columns = step_table.c
        sought = select(step_table).where(columns.round == round)
        if before:
            sought = sought.where(columns.batch < before)
        if behind:
            batch, subject = behind
            last = subject.kind.value, subject.field, subject.value
            later = and_(columns.batch == batch, tuple_(columns.kind, columns.field, columns.value) > last)
            sought = sought.where(or_(columns.batch < batch, later))
        with self._database.reading() as transaction:
            return [read_step(row) for row in transaction.execute(_ordered(sought).limit(limit))]


def _conditions(round: str, wanted: WantedMappings) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [table.c.round == round]
    if wanted.kinds:
        found.append(table.c.kind.in_(wanted.kinds))
    if wanted.statuses:
        found.append(table.c.status.in_(wanted.statuses))
    if wanted.field:
        found.append(table.c.field == wanted.field)
    if wanted.untouched:
        found.append(table.c.decided == false())
    if wanted.words:
        columns = (table.c.value, table.c.field, table.c.label)
        found.append(or_(*(func.lower(column).contains(wanted.words.lower(), autoescape=True) for column in columns)))
    return found


def _of(
    transaction: Connection, round: str, subjects: Sequence[Subject], held: bool = False
) -> dict[Subject, KeptMapping]:
    """Those of these subjects that there are; `held`, nobody else writes them until the transaction ends."""
    grouped: dict[tuple[SubjectKind, str], list[str]] = {}
    for subject in subjects:
        grouped.setdefault((subject.kind, subject.field), []).append(subject.value)
    found: dict[Subject, KeptMapping] = {}
    for (kind, field), values in grouped.items():
        of_field = table.c.round == round, table.c.kind == kind.value, table.c.field == field
        for chunk in chunked(values, CHUNK):
            sought = select(table).where(*of_field, table.c.value.in_(chunk)).order_by(table.c.value)
            rows = transaction.execute(sought.with_for_update() if held else sought)
            found |= {read_subject(row): read_mapping(row) for row in rows}
    return {subject: found[subject] for subject in subjects if subject in found}


def _say(transaction: Connection, round: str, said: Mapping[Subject, Said]) -> None:
    """Say this of these subjects: one statement, however many there are."""
    keys = (table.c.kind, table.c.field, table.c.value)
    here = and_(table.c.round == round, *(key == bindparam(f"of_{key.name}") for key in keys))
    rows = [
        {"of_kind": one.kind.value, "of_field": one.field, "of_value": one.value, **said_columns(told)}
        for one, told in said.items()
    ]
    if rows:
        names = ("said", "status", "author", "decided")
        transaction.execute(update(table).where(here).values({name: bindparam(name) for name in names}), rows)


def _at(of: Table, subject: Subject) -> ColumnElement[bool]:
    return and_(of.c.kind == subject.kind.value, of.c.field == subject.field, of.c.value == subject.value)


def _newest(round: str) -> ColumnElement[bool]:
    """That no later decision on the same subject stands."""
    later = step_table.alias()
    same = and_(*(later.c[name] == step_table.c[name] for name in ("kind", "field", "value")))
    standing = and_(later.c.round == round, later.c.undone == false(), later.c.batch > step_table.c.batch)
    return ~exists().where(standing, same)


def _ordered(sought: Any) -> Any:
    columns = step_table.c
    return sought.order_by(columns.batch.desc(), columns.kind, columns.field, columns.value)
