"""What comes next at the desk: a list of what is alike and sure, or one field, value or concept alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import KeptMapping, SubjectKind
from thesaury.pipeline.onboarding import every
from thesaury.ports.mappings import WantedMappings
from thesaury.ports.workspace import Workspace

SURE = 0.85
"""From here on a proposal may stand in a list: nine in ten of those at the demo agency's clients, and most of the rest, are right."""
LIST = 30
"""Rows of a list: what a person looks over without losing the place."""


@dataclass(frozen=True, slots=True)
class Front:
    """What is in front: several rows are a list, one stands alone, none is left."""

    rows: tuple[KeptMapping, ...] = ()
    listed: bool = False

    @property
    def first(self) -> int:
        """The place of its first row, 0 where there is none."""
        return self.rows[0].place if self.rows else 0

    @property
    def last(self) -> int:
        """The place of its last row, 0 where there is none."""
        return self.rows[-1].place if self.rows else 0


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits of one kind: what is sure and nobody looked over, and what is looked at alone; both in the order of the round."""

    sure: tuple[KeptMapping, ...]
    alone: tuple[KeptMapping, ...]

    @property
    def left(self) -> int:
        """How much waits."""
        return len(self.sure) + len(self.alone)

    def lists(self) -> tuple[tuple[KeptMapping, ...], ...]:
        """What is sure, field by field, in lists of one length."""
        groups = (tuple(rows) for _, rows in groupby(self.sure, lambda one: one.subject.field if _valued(one) else ""))
        return tuple(chunk for rows in groups for chunk in _chunks(rows))

    def front(self, after: int = 0, alone: bool = False) -> Front:
        """What comes next: the list behind this place, and after the last one what stands alone, from its beginning. With `alone` there are
        no lists, and what stands alone behind this place comes. After all of it, it begins anew."""
        following = None if alone else next((rows for rows in self.lists() if rows[0].place > after), None)
        if following:
            return Front(following, len(following) > 1)
        waiting = [one for one in self.alone if not alone or one.place > after]
        if waiting:
            return Front((waiting[0],))
        return self.front() if after and self.left else Front()

    def before(self, place: int) -> KeptMapping | None:
        """What stands alone before this place, else the last of it."""
        return next((one for one in reversed(self.alone) if one.place < place), self.alone[-1] if self.alone else None)


def queue(workspace: Workspace, round: str, kind: SubjectKind) -> Queue:
    """What waits of this kind, without its choices: nobody looked it over, or somebody left it open."""
    undecided = every(workspace, round, WantedMappings((kind,), (MappingStatus.PROPOSED,), bare=True))
    by_itself = every(workspace, round, WantedMappings((kind,), (MappingStatus.ACCEPTED,), untouched=True, bare=True))
    return queued([*undecided, *by_itself])


def queued(waiting: Iterable[KeptMapping]) -> Queue:
    """The queue of these."""
    rows = sorted(waiting, key=lambda one: one.place)
    sure = tuple(one for one in rows if is_sure(one))
    return Queue(sure, tuple(one for one in rows if not is_sure(one)))


def is_sure(one: KeptMapping) -> bool:
    """Whether it may stand in a list: no person left it open, and it holds by itself or is likely enough."""
    likely = (one.said.confidence or 0.0) >= SURE
    return not one.by_person and (likely or one.said.status is MappingStatus.ACCEPTED)


def _valued(one: KeptMapping) -> bool:
    return one.subject.kind is SubjectKind.VALUE


def _chunks(rows: Sequence[KeptMapping]) -> Iterable[tuple[KeptMapping, ...]]:
    """As few as may be, all about as long: a list of thirty and one of a single row would be two kinds of work."""
    count = -(-len(rows) // LIST)
    size = -(-len(rows) // count)
    return (tuple(rows[at : at + size]) for at in range(0, len(rows), size))
