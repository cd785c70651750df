"""What a hit says of its rights, in one line: decided on the rights as they are now, with the reason and the day of the next change."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from thesaury.model.asset import Asset
from thesaury.model.policy import Verdict
from thesaury.model.use import Decision, Use
from thesaury.pipeline.rights.held import held_rights
from thesaury.pipeline.rights.told import reason
from thesaury.ports.workspace import Workspace
from thesaury.rights.deciding.alike import Alike
from thesaury.rights.deciding.assets import Held, held
from thesaury.rights.deciding.bare import Used
from thesaury.rights.deciding.deciding import decide_held
from thesaury.rights.deciding.findings import Basis
from thesaury.rights.deciding.records import used_in
from thesaury.rights.deciding.remembering import Memory
from thesaury.rights.deciding.wording import shown
from thesaury.rights.vocabulary import Tables
from thesaury.search.cleared import RightsLine

_MOST = 5_000
"""So many different rights stay decided, some MiB; then all are forgotten."""


class Lines:
    """Lines for one use by one set of tables; equal rights are decided once, with the same words as everywhere."""

    def __init__(self, use: Use, tables: Tables) -> None:
        """Nothing is decided yet."""
        self._use, self._tables = use, tables
        self._made: dict[tuple[Held, Used], RightsLine] = {}

    def of(self, workspace: Workspace, assets: Sequence[Asset]) -> Mapping[str, RightsLine]:
        """By id the line of each asset; the rights of what it was made from count."""
        rights, alike = held_rights(workspace, assets), Alike()
        known = {name: alike.asset(one) for name, one in rights.known().items()}
        found = {}
        for asset in assets:
            line = [record for name in rights.family.line(asset) for record in rights.own.get(name, ())]
            found[asset.id] = self._line(held(asset.id, known), tuple(sorted(used_in(line).items())))
        return found

    def _line(self, rights: Held, used: Used) -> RightsLine:
        if (made := self._made.get((rights, used))) is None:
            if len(self._made) >= _MOST:
                self._made.clear()
            decision = decide_held(rights, self._use, Memory(Basis(self._tables, used=dict(used))))
            made = RightsLine(decision.verdict, sentence(decision), decision.next_change)
            self._made[rights, used] = made
        return made


def sentence(decision: Decision) -> str:
    """Until when it is permitted; else why it is not, and the nearest use that is."""
    if decision.verdict is not Verdict.PERMIT:
        return " ".join((reason(decision), *(f"{one.sentence}." for one in decision.alternatives[:1])))
    if decision.next_change is None:
        return "No end is in sight."
    moment = isinstance(decision.next_change, datetime)
    return f"Until {shown(decision.next_change if moment else decision.next_change - timedelta(days=1))}."
