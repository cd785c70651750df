"""When a licence ends: do the same uses go on, under another of its terms or another licence, and until when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from thesaury.model.licensing import ANY, WORLD, Modification, Selection, Statement, Term
from thesaury.model.rights_record import RightsRecord
from thesaury.model.use import TIME_ZONE
from thesaury.rights.deciding.records import rights_in
from thesaury.rights.watching import Turn, day_of


@dataclass(frozen=True, slots=True)
class GoingOn:
    """What lasts beyond the end: `until` its last day, None for ever; `same`: surely all that ends goes on, not only other uses."""

    until: date | None
    same: bool

    @property
    def sentence(self) -> str:
        """For a person."""
        when = f"until {self.until:%-d %B %Y}" if self.until else "without end"
        return f"Another licence goes on {when}{'' if self.same else ', perhaps for other uses: check before you rely on it'}."


def going_on(turn: Turn, records: Sequence[RightsRecord], zone: str = TIME_ZONE) -> GoingOn | None:
    """What goes on when this end is over, by the newest records of the same record in its system; None: nothing that is sure to.

    What waits for a person, or states no end without saying that it is perpetual, counts for nothing; so does what begins only after
    a gap. The best comes first: the same uses, then the latest end.
    """
    if len(records) == 1 and len(records[0].statement.terms) == 1:
        return None
    own = [record for record in records if record.key == (turn.record, turn.place)]
    where = ZoneInfo(zone)
    ending = [term for record in own for term in record.statement.terms if _end(term, where) == turn.day]
    best: GoingOn | None = None
    for statements in _beside(turn, records):
        for found in _common(statements, ending, turn.day, where):
            best = found if best is None or _rank(found) > _rank(best) else best
    return best


def _beside(turn: Turn, records: Sequence[RightsRecord]) -> Iterator[tuple[Statement, ...]]:
    """The licences that may stand in, the ending one with its later terms among them, each with all that tells of it."""
    told = [record for record in records if record.source.record == turn.record]
    for right in rights_in(told).rights if told else ():
        for licence in right.licences:
            yield tuple(source.statement for source in licence)


def _common(statements: Sequence[Statement], ending: Sequence[Term], day: date, zone: ZoneInfo) -> Iterator[GoingOn]:
    """All that tells of a licence has to last: the earliest of their ends, and the same uses only where all of them say so."""
    lasting = [_lasting(statement, ending, day, zone) for statement in statements]
    if lasting and all(lasting):
        known = [one for one in lasting if one]
        ends = [one.until for one in known if one.until]
        yield GoingOn(min(ends) if ends else None, all(one.same for one in known))


def _lasting(statement: Statement, ending: Sequence[Term], day: date, zone: ZoneInfo) -> GoingOn | None:
    if statement.unresolved or statement.prohibit_all:
        return None
    best: GoingOn | None = None
    for term in statement.terms:
        end = _end(term, zone)
        begins = term.valid_from is None or day_of(term.valid_from, zone) <= day + timedelta(days=1)
        if not begins or term.first_use_by or not (term.perpetual or (end and end > day)):
            continue
        found = GoingOn(None if term.perpetual else end, all(_covers(term, one) for one in ending))
        best = found if best is None or _rank(found) > _rank(best) else best
    return best


def _rank(found: GoingOn) -> tuple[bool, bool, date]:
    return found.same, found.until is None, found.until or date.max


def _end(term: Term, zone: ZoneInfo) -> date | None:
    return day_of(term.valid_until, zone) if term.valid_until and not term.perpetual else None


def _covers(wide: Term, narrow: Term) -> bool:
    """Whether all that the one allows the other surely allows too: by the names as they are written, so a no may be a yes."""
    return (
        _wider(wide.channels, narrow.channels, ANY)
        and _wider(wide.regions, narrow.regions, WORLD)
        and _wider(wide.purposes, narrow.purposes, ANY)
        and _wider(wide.parties, narrow.parties, ANY)
        and wide.limits in ((), narrow.limits)
        and set(wide.duties) <= set(narrow.duties)
        and wide.scope in ((), narrow.scope)
        and wide.modification in (Modification.ALLOWED, narrow.modification)
        and set(wide.unclear_axes) <= set(narrow.unclear_axes)
    )


def _wider(wide: Selection, narrow: Selection, everything: str) -> bool:
    if not set(wide.deny) <= set(narrow.deny) or not set(wide.unclear) <= set(narrow.unclear):
        return False
    if wide.allow is None or narrow.allow is None:
        return wide.allow == narrow.allow or (wide.allow is not None and everything in wide.allow)
    return everything in wide.allow or set(narrow.allow) <= set(wide.allow)
