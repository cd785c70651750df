"""Adding up: shares by group, and the free tags that are still in use."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from thesaury.model.asset import Asset
from thesaury.model.compliance import FreeTag, Kind, Measured, Share
from thesaury.model.validation import Standing, TagAnswer


def shares(measured: Sequence[Measured]) -> tuple[Share, Mapping[Kind, tuple[tuple[str, Share], ...]]]:
    """The share of all, and of each group by kind: months in their order, all others by size, then by name."""
    held: dict[tuple[Kind, str], list[Measured]] = defaultdict(list)
    for one in measured:
        for group in one.groups:
            held[group].append(one)
    found: dict[Kind, list[tuple[str, Share]]] = defaultdict(list)
    for (kind, value), members in held.items():
        found[kind].append((value, _share(members)))
    return _share(measured), {
        kind: tuple(sorted(found[kind], key=lambda one: one[0] if kind is Kind.MONTH else (-one[1].assets, one[0])))
        for kind in Kind
        if kind in found
    }


def _share(members: Sequence[Measured]) -> Share:
    return Share(
        len(members),
        sum(one.complete for one in members),
        sum(one.clean for one in members),
        sum(one.complete and one.clean for one in members),
    )


class TagTally:
    """Counts tags as assets are read, each asset once."""

    def __init__(self) -> None:
        """Nothing is counted yet."""
        self._answers: dict[str, TagAnswer] = {}
        self._assets: Counter[str] = Counter()
        self._records: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, asset: Asset, answers: Iterable[TagAnswer]) -> None:
        """Count the tags of one asset, given what is said of them."""
        for answer in answers:
            self._answers.setdefault(answer.tag, answer)
            self._assets[answer.tag] += 1
        for record in asset.records:
            for tag in dict.fromkeys(record.tags):
                self._records[tag][record.connection] += 1

    def standings(self) -> dict[Standing, int]:
        """How many different tags stand how."""
        counted = Counter(answer.standing for answer in self._answers.values())
        return {standing: counted[standing] for standing in Standing if counted[standing]}

    def free(self) -> tuple[FreeTag, ...]:
        """The tags that are no approved terms, those on most assets first."""
        found = (
            FreeTag(tag, self._assets[tag], tuple(sorted(self._records[tag].items())), answer)
            for tag, answer in self._answers.items()
            if answer.standing is not Standing.APPROVED
        )
        return tuple(sorted(found, key=lambda one: (-one.assets, one.tag)))
