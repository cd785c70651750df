"""The counting of a dry run, asset by asset."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from thesaury.enrichment.client_words import ClientWords
from thesaury.model.annotation import Enrichment
from thesaury.model.asset import Asset
from thesaury.model.client_word import TAGS
from thesaury.model.connection import Failure
from thesaury.model.onboarding import KeptMapping
from thesaury.pipeline.onboarding.filled_fields import columns_of, filled_by, filled_in
from thesaury.pipeline.onboarding.named_files import FileCheck
from thesaury.pipeline.onboarding.rehearsal import Rehearsal, UsedConcept
from thesaury.pipeline.onboarding.shown_assets import shown, suggested_besides, unsaid, usual_mapper
from thesaury.pipeline.onboarding.unread_cells import CellCheck
from thesaury.vocabulary.thesaurus import Thesaurus


class Tally:
    """Counts what would become of assets; keeps those that are shown and no other."""

    def __init__(self, round: str, most: int, fields: Sequence[KeptMapping] = ()) -> None:
        """Nothing is counted yet; at most `most` assets are shown. `fields` are those of a table."""
        self.rows, self.whole = 0, True
        self.notes: tuple[str, ...] = ()
        self.cells, self.files = CellCheck(fields), FileCheck()
        self._columns = columns_of(fields)
        self._round, self._most = round, most
        self._assets = self._carrying = self._waiting = 0
        self._fields: Counter[str] = Counter()
        self._carried: Counter[str] = Counter()
        self._suggested: Counter[str] = Counter()
        self._unfound: Counter[str] = Counter()
        self._refused: list[tuple[str, str]] = []
        self._unread: list[Failure] = []
        self._shown: list[tuple[Asset, Enrichment]] = []

    def read(self, rows: int, refused: Sequence[tuple[str, str]]) -> None:
        """So many rows were read, and these of them would fail."""
        self.rows += rows
        self._refused += refused

    def fail(self, failures: Sequence[Failure]) -> None:
        """No annotator could read these."""
        self._unread += failures

    def add(self, asset: Asset, found: Enrichment | None, words: ClientWords, fields: Collection[str]) -> None:
        """One asset with what was found out about it; `fields` are those whose words are mapped."""
        self._assets += 1
        for record in asset.records:
            self._fields.update([*dict.fromkeys(filled_in(record))])
        if found is None:
            return
        held, suggested = {one.concept for one in found.annotations}, {one.concept for one in suggested_besides(found)}
        self._carried.update(held)
        self._suggested.update(suggested)
        self._carrying += bool(held)
        self._waiting += bool(suggested) and not held
        self._unfound.update([*dict.fromkeys(_unfound(asset, found, words, fields))])
        if len(self._shown) < self._most:
            self._shown.append((asset, found))

    def rehearsal(self, thesaurus: Thesaurus, languages: tuple[str, ...], undecided: int) -> Rehearsal:
        """All of it, in the words of this thesaurus."""
        every = Counter(self._carried) + Counter(self._suggested)
        used = sorted(every, key=lambda iri: (-self._carried[iri], -self._suggested[iri], iri))
        mapped_by = usual_mapper(found for _, found in self._shown)
        return Rehearsal(
            round=self._round,
            rows=self.rows,
            whole=self.whole,
            assets=self._assets,
            carrying=self._carrying,
            waiting=self._waiting,
            bare=self._assets - self._carrying - self._waiting,
            fields=tuple(filled_by(name, filled, self._columns) for name, filled in self._fields.items()),
            concepts=tuple(
                UsedConcept(iri, thesaurus.label(iri, languages), self._carried[iri], self._suggested[iri])
                for iri in used
            ),
            unfound=tuple(self._unfound.most_common()),
            refused=tuple(self._refused),
            unread=tuple(self._unread),
            undecided=undecided,
            shown=tuple(shown(asset, unsaid(found, mapped_by), thesaurus, languages) for asset, found in self._shown),
            unread_cells=self.cells.found(),
            mapped_by=mapped_by,
            files=self.files.found(),
            notes=self.notes,
        )


def _unfound(asset: Asset, found: Enrichment, words: ClientWords, fields: Collection[str]) -> Iterator[str]:
    """Words of these fields that nothing is decided on, and tags that are no label either."""
    unknown = frozenset(found.unknown_tags)
    for record in asset.records:
        for field in sorted(fields):
            yield from (word for word in words.undecided(record, field) if field != TAGS or word in unknown)
