"""Placements and feedback in memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tests.fakes.answer_log import FakeAnswerLog
from tests.fakes.audit import FakeAudit
from tests.fakes.records import FakeRecords
from thesaury.model.answer_log import KeptAnswer
from thesaury.model.audit import Deed
from thesaury.model.errors import Usage
from thesaury.model.placement import Feedback, Liking, Placement
from thesaury.ports.placements import Spot, WantedPlacements


class FakePlacements:
    def __init__(self, records: FakeRecords, audit: FakeAudit, answers: FakeAnswerLog) -> None:
        self._records, self._audit, self._answers = records, audit, answers
        self._kept: dict[str, Placement] = {}
        self._reports: dict[tuple[str, str], str] = {}

    def put(self, placement: Placement, deeds: Sequence[Deed] = (), answers: Sequence[KeptAnswer] = ()) -> bool:
        placement = replace(placement, asset=self._asset(placement.record))
        known = self.get(placement.id)
        if known and known.told != placement.told:
            raise Usage(f"There is another placement with the id {placement.id!r}.")
        self._kept.setdefault(placement.id, placement)
        if known is None:
            self._audit.add(deeds)
            self._answers.add(answers)
        return known is None

    def get(self, id: str) -> Placement | None:
        kept = self._kept.get(id)
        return replace(kept, asset=self._asset(kept.record)) if kept else None

    def page(
        self, wanted: WantedPlacements = WantedPlacements(), limit: int = 50, after: Spot | None = None
    ) -> list[Placement]:
        found = sorted(self._wanted(wanted), key=lambda one: (one.at, one.id), reverse=True)
        return [one for one in found if not after or (one.at, one.id) < after][:limit]

    def count(self, wanted: WantedPlacements = WantedPlacements()) -> int:
        return len(self._wanted(wanted))

    def campaigns(self, assets: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        counted = Counter((one.asset, one.campaign) for one in self._all() if one.asset in assets and one.campaign)
        found: dict[str, dict[str, int]] = {}
        for (asset, campaign), times in counted.items():
            found.setdefault(asset, {})[campaign] = times
        return found

    def unreported(self, connection: str, refused: bool = False, limit: int = 500) -> list[Placement]:
        there = {kept.asset for (name, _), kept in self._records.kept.items() if name == connection and not kept.gone}
        told = {id for (name, id), said in self._reports.items() if name == connection and not (refused and said)}
        return [one for one in self._all() if one.asset in there and one.id not in told][:limit]

    def in_documents(self, documents: Sequence[tuple[str, str]]) -> list[Placement]:
        return [one for one in self._all() if (one.host, one.document) in documents]

    def note_reported(self, connection: str, ids: Sequence[str], at: str, refused: str = "") -> None:
        self._reports |= {(connection, id): refused for id in ids}

    def refusals(self, connection: str) -> list[tuple[str, str]]:
        return sorted((id, said) for (name, id), said in self._reports.items() if name == connection and said)

    def _all(self) -> list[Placement]:
        found = [one for id in self._kept if (one := self.get(id))]
        return sorted(found, key=lambda one: (one.at, one.id))

    def _wanted(self, wanted: WantedPlacements) -> list[Placement]:
        same = ("asset", "document", "host", "campaign")
        return [
            one
            for one in self._all()
            if one.at >= wanted.since and all(getattr(wanted, name) in ("", getattr(one, name)) for name in same)
        ]

    def _asset(self, record: str) -> str:
        asset = next((kept.asset for (name, id), kept in self._records.kept.items() if f"{name}/{id}" == record), None)
        if asset is None:
            raise Usage(f"There is no record {record!r}.")
        return asset


class FakeFeedbacks:
    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Feedback] = {}
        self._deeds = 0

    def put(self, feedback: Sequence[Feedback]) -> None:
        for one in feedback:
            known = self._kept.get((one.brief, one.asset))
            if one.liking is not Liking.SHOWN or known is None or known.liking is Liking.SHOWN:
                self._kept.pop((one.brief, one.asset), None)
                self._kept[one.brief, one.asset] = one
                self._deeds += one.liking is not Liking.SHOWN

    def drop(self, asset: str, brief: str) -> bool:
        return self._kept.pop((brief, asset), None) is not None

    def newest(self, limit: int) -> list[Feedback]:
        return list(self._kept.values())[-limit:]

    def of_brief(self, brief: str) -> list[Feedback]:
        return sorted((one for one in self._kept.values() if one.brief == brief), key=lambda one: one.asset)

    def state(self) -> int:
        return self._deeds
