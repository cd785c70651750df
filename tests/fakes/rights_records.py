"""Rights records in memory."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from thesaury.model.errors import WorkspaceBusy
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord


class FakeRightsRecords:
    def __init__(self) -> None:
        self._versions: dict[tuple[str, str], list[RightsRecord]] = defaultdict(list)
        self._changes: list[tuple[str, str, int]] = []

    def put(self, records: Sequence[RightsRecord]) -> None:
        added: dict[tuple[str, str], list[RightsRecord]] = {}
        for record in records:
            versions = added.setdefault(record.key, list(self._versions.get(record.key, ())))
            if record.version != len(versions) + 1:
                raise WorkspaceBusy("Somebody else was faster.")
            versions.append(record)
        self._versions.update(added)
        self._changes += [(*record.key, record.version) for record in records if record.version > 1]

    def current(self, records: Sequence[str]) -> list[RightsRecord]:
        return [self._versions[key][-1] for key in sorted(self._versions) if key[0] in records]

    def history(self, record: str, place: str) -> list[RightsRecord]:
        return list(self._versions.get((record, place), ()))

    def page(self, after: tuple[str, str], limit: int, status: PolicyStatus | None = None) -> list[RightsRecord]:
        newest = (self._versions[key][-1] for key in sorted(self._versions) if key > after)
        return [record for record in newest if status in (None, record.status)][:limit]

    def changes(self, after: int, limit: int) -> list[tuple[int, str, str, int]]:
        return [(number, *one) for number, one in enumerate(self._changes, 1) if number > after][:limit]

    def last_change(self) -> int:
        return len(self._changes)

    def counts(self) -> dict[PolicyStatus, int]:
        return dict(Counter(versions[-1].status for versions in self._versions.values()))
