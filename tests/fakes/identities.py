"""Identities in memory, over the records of the catalogue they belong to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from thesaury.model.asset import Record
from thesaury.model.errors import Usage
from thesaury.model.likeness import Likeness, Verdict, likeness
from thesaury.ports.identities import Looking

if TYPE_CHECKING:
    from tests.fakes.catalogue import FakeCatalogue
    from tests.fakes.records import Kept


class FakeIdentities:
    def __init__(self, catalogue: "FakeCatalogue") -> None:
        self._records = catalogue.records
        self._known: dict[tuple[str, str], Likeness] = {}
        self._records.moved = self._moved

    def unlooked(self, connection: str, after: str, limit: int) -> list[Record]:
        kept = sorted(self._live(), key=lambda k: k.record.external_id)
        wanted = [k.record for k in kept if k.record.connection == connection and k.look is None]
        return [replace(record, raw={}) for record in wanted if record.external_id > after][:limit]

    def note_looks(self, connection: str, looks: Sequence[tuple[str, str]]) -> None:
        for external_id, look in looks:
            kept = self._records.kept[connection, external_id]
            kept.look, kept.compared = look, False

    def looks(self, fresh: bool = False) -> list[Looking]:
        kept = [k for k in self._live() if k.look and not (fresh and k.compared)]
        return [Looking(*pair) for pair in sorted({(k.asset, k.look or "") for k in kept})]

    def compared(self, likenesses: Sequence[Likeness], fresh: Sequence[Looking]) -> int:
        before = len(self._known)
        self._known = {(one.left, one.right): one for one in reversed(likenesses)} | self._known
        for kept in self._records.kept.values():
            kept.compared = kept.compared or Looking(kept.asset, kept.look or "") in fresh
        return len(self._known) - before

    def likenesses(self, verdict: Verdict = Verdict.OPEN, limit: int = 500) -> list[Likeness]:
        live = {kept.asset for kept in self._live()}
        found = [one for one in self._known.values() if one.verdict is verdict]
        seen = [one for one in found if verdict is Verdict.SAME or {one.left, one.right} <= live]
        return sorted(seen, key=lambda one: (one.distance, one.left, one.right))[:limit]

    def among(self, ids: Sequence[str], most: int) -> list[Likeness]:
        often = Counter(id for pair in self._known for id in pair)
        crowded = {id for id, count in often.items() if count > most}
        found = [one for one in self._known.values() if {one.left, one.right} <= set(ids) - crowded]
        return sorted(found, key=lambda one: (one.left, one.right))

    def decide(self, one: str, other: str, verdict: Verdict, by: str, at: str) -> str:
        if one == other or not {one, other} <= set(self._records.states):
            raise Usage(f"{one} and {other} are not two assets.")
        self._say(one, other, verdict, by, at)
        if verdict is not Verdict.SAME:
            return ""
        self._records.move(other, one)
        return one

    def part(self, record: str, by: str, at: str) -> str:
        found = next((k for k in self._live() if k.record.key == record), None)
        others = [k for k in self._live() if found and k.asset == found.asset and k is not found]
        if found is None or not others:
            raise Usage(f"{record} cannot be parted from anything.")
        old = found.asset
        stays = found.record.asset_id == old
        leaving = sorted(others, key=lambda k: (k.record.connection, k.record.external_id)) if stays else [found]
        new = leaving[0].record.asset_id
        if new in {kept.asset for kept in self._records.kept.values()}:
            new = f"{new} {at}"
        self._records.place(leaving, new)
        self._say(new, old, Verdict.DIFFERENT, by, at)
        return found.asset

    def _say(self, one: str, other: str, verdict: Verdict, by: str, at: str) -> None:
        base = likeness(one, other, 64)
        known = self._known.get((base.left, base.right), base)
        self._known[base.left, base.right] = replace(known, verdict=verdict, by=by, at=at)
        pair = frozenset((one, other))
        (self._records.apart.add if verdict is Verdict.DIFFERENT else self._records.apart.discard)(pair)

    def _moved(self, source: str, target: str) -> None:
        for told in [one for one in self._known.values() if one.verdict is Verdict.DIFFERENT]:
            if source in (told.left, told.right) and target not in (told.left, told.right):
                other = told.right if told.left == source else told.left
                base = likeness(target, other, told.distance)
                known = self._known.get((base.left, base.right), base)
                self._known[base.left, base.right] = (
                    replace(known, verdict=told.verdict, by=told.by, at=told.at)
                    if known.verdict is Verdict.OPEN
                    else known
                )
                if known.verdict is not Verdict.SAME:
                    self._records.apart.add(frozenset((target, other)))

    def _live(self) -> "list[Kept]":
        return [kept for kept in self._records.kept.values() if not kept.gone]
