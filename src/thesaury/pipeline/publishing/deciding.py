"""What the rights of many assets answer to the use of a channel on one day; equal rights are decided once.

The answers are those of `rights.asking`, without what a person is told beside them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from thesaury.model.asset import Asset
from thesaury.model.licensing import Statement
from thesaury.model.policy import Verdict
from thesaury.model.rights_record import RightsRecord
from thesaury.model.use import TIME_ZONE, Decision, Use
from thesaury.pipeline.rights.held import held_rights
from thesaury.ports.workspace import Workspace
from thesaury.rights.deciding.alike import Alike
from thesaury.rights.deciding.assets import Held, held, statements_of
from thesaury.rights.deciding.bare import Used
from thesaury.rights.deciding.changes import Turns, next_change
from thesaury.rights.deciding.days import judge_days
from thesaury.rights.deciding.findings import Basis
from thesaury.rights.deciding.records import used_in
from thesaury.rights.deciding.remembering import Memory
from thesaury.rights.vocabulary import Tables

_MOST = 5_000
"""So many different rights stay decided, some MiB; then all are forgotten."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """The answer for one asset: `began` is the first day on which the same answer stands, None where it always did; `stated` is what its
    own records say, the last of them at `stated_at` (UTC)."""

    decision: Decision
    began: date | None = None
    stated: tuple[Statement, ...] = ()
    stated_at: str = ""


class Deciding:
    """Answers for one use by one set of tables."""

    def __init__(self, use: Use, tables: Tables) -> None:
        """Nothing is decided yet."""
        self._use, self._tables = use, tables
        self._made: dict[tuple[Held, Used], tuple[Decision, date | None]] = {}
        self._memories: dict[Used, Memory] = {}

    def of(self, workspace: Workspace, assets: Sequence[Asset]) -> Mapping[str, Ruling]:
        """The answer for each of these assets, by id; the rights of what it was made from count."""
        rights, alike = held_rights(workspace, assets), Alike()
        known = {name: alike.asset(one) for name, one in rights.known().items()}
        found = {}
        for asset in assets:
            line = [record for name in rights.family.line(asset) for record in rights.own.get(name, ())]
            decision, began = self._decided(held(asset.id, known), tuple(sorted(used_in(line).items())))
            own = rights.own.get(asset.id, ())
            found[asset.id] = Ruling(decision, began, tuple(one.statement for one in own), _latest(own))
        return found

    def _decided(self, rights: Held, used: Used) -> tuple[Decision, date | None]:
        if (made := self._made.get((rights, used))) is None:
            if len(self._made) >= _MOST:
                self._made.clear()
                self._memories.clear()
            memory = self._memories.setdefault(used, Memory(Basis(self._tables, used=dict(used))))
            made = self._made[rights, used] = self._judged(rights, memory)
        return made

    def _judged(self, rights: Held, memory: Memory) -> tuple[Decision, date | None]:
        turns = Turns(statements_of(rights), memory.basis)
        judged = judge_days(rights, self._use, turns, memory)

        def verdict(use: Use) -> Verdict:
            return memory.verdict(rights, use)

        change = next_change(self._use, judged.verdict, turns, verdict)
        decision = Decision(judged.verdict, judged.axes, judged.obligations, judged.caps, change)
        if judged.verdict is Verdict.PERMIT:
            return decision, None
        day = self._use.first_day
        earlier = (one for one in reversed(turns.days(self._use)) if date.min < one <= day)
        began = (
            one
            for one in earlier
            if verdict(replace(self._use, first_day=one - timedelta(days=1))) is not judged.verdict
        )
        return decision, next(began, None)


def midnight(day: date) -> str:
    """The moment at which a day begins where licences begin and end, as UTC in ISO 8601; a moment is itself."""
    moment = day if isinstance(day, datetime) else datetime.combine(day, time.min, ZoneInfo(TIME_ZONE))
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def day_of(moment: str) -> date:
    """The day there at this moment."""
    return datetime.fromisoformat(moment).astimezone(ZoneInfo(TIME_ZONE)).date()


def _latest(records: Sequence[RightsRecord]) -> str:
    return max((one.at for one in records), default="")
