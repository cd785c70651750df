"""What a dry run finds, and the counting of it, asset by asset."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from thesaury.enrichment.client_words import ClientWords
from thesaury.enrichment.explaining import line
from thesaury.model.annotation import Annotation, Enrichment, Reason, Suggestion, Voice
from thesaury.model.asset import Asset
from thesaury.model.client_word import TAGS
from thesaury.model.concept import MappingRelation
from thesaury.model.connection import Failure
from thesaury.model.onboarding import KeptMapping
from thesaury.pipeline.onboarding.filled_fields import FilledField, columns_of, filled_by, filled_in
from thesaury.pipeline.onboarding.named_files import NO_FILES, FileCheck, NamedFiles
from thesaury.pipeline.onboarding.unread_cells import CellCheck, UnreadCells
from thesaury.vocabulary.thesaurus import Thesaurus


@dataclass(frozen=True, slots=True)
class UsedConcept:
    """A concept and what it is called, how many assets would carry it, and on how many more it would wait for a person."""

    iri: str
    label: str
    carried: int
    suggested: int = 0


@dataclass(frozen=True, slots=True)
class ShownConcept:
    """A concept of one asset: accepted, or suggested; `why` is a sentence, `found` what it is made from. Both leave out who mapped a word
    where that is who mapped most of them."""

    iri: str
    label: str
    accepted: bool
    why: str
    found: Annotation | Suggestion


@dataclass(frozen=True, slots=True)
class ShownAsset:
    """One asset as it would be: `key` is its `connection/external id`."""

    key: str
    title: str
    description: str
    tags: tuple[str, ...]
    concepts: tuple[ShownConcept, ...]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a first flow would do.

    `rows` were read, all of them where it is `whole`; `refused` would fail, each named with its reason. Of the assets `carrying` would
    carry a concept at once, `waiting` have suggestions alone, `bare` nothing. `concepts` are the most used first. `unfound` are the
    client's words that come to nothing, with the number of assets they are on. `undecided` fields are only kept, for nobody decided on
    them. `unread` are assets that no annotator could read, `unread_cells` cells that are no date or no number where they are to be one.
    `mapped_by` is who mapped most of the words in what is shown, `files` what a table names and what of it is there, `notes` are sentences
    on how the table is read.
    """

    round: str
    rows: int
    whole: bool
    assets: int
    carrying: int
    waiting: int
    bare: int
    fields: tuple[FilledField, ...] = ()
    concepts: tuple[UsedConcept, ...] = ()
    unfound: tuple[tuple[str, int], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    unread: tuple[Failure, ...] = ()
    undecided: int = 0
    shown: tuple[ShownAsset, ...] = ()
    unread_cells: tuple[UnreadCells, ...] = ()
    mapped_by: str = ""
    files: NamedFiles = NO_FILES
    notes: tuple[str, ...] = ()


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
        held, suggested = {one.concept for one in found.annotations}, {one.concept for one in _suggested(found)}
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
        mapped_by = _usual(found for _, found in self._shown)
        return Rehearsal(
            self._round,
            self.rows,
            self.whole,
            self._assets,
            self._carrying,
            self._waiting,
            self._assets - self._carrying - self._waiting,
            tuple(filled_by(name, filled, self._columns) for name, filled in self._fields.items()),
            tuple(
                UsedConcept(iri, thesaurus.label(iri, languages), self._carried[iri], self._suggested[iri])
                for iri in used
            ),
            tuple(self._unfound.most_common()),
            tuple(self._refused),
            tuple(self._unread),
            undecided,
            tuple(_shown(asset, _unsaid(found, mapped_by), thesaurus, languages) for asset, found in self._shown),
            self.cells.found(),
            mapped_by,
            self.files.found(),
            self.notes,
        )


def _suggested(found: Enrichment) -> list[Suggestion]:
    """What would wait: what is annotated is not suggested too."""
    held = {one.concept for one in found.annotations}
    return [one for one in found.suggestions if one.concept not in held]


def _usual(found: Iterable[Enrichment]) -> str:
    """Who mapped most of the words that these say; empty where nobody did."""
    kept = list(found)
    reasons = [reason for one in kept for annotation in one.annotations for reason in annotation.reasons]
    reasons += [reason for one in kept for suggestion in one.suggestions for reason in suggestion.reasons]
    by = Counter(reason.by for reason in reasons if _by_person(reason))
    return max(by, key=lambda name: (by[name], name), default="")


def _unsaid(found: Enrichment, by: str) -> Enrichment:
    """It without this name on what is mapped."""
    annotations = [replace(one, reasons=tuple(_left(one, by))) for one in found.annotations]
    suggestions = [replace(one, reasons=tuple(_left(one, by))) for one in found.suggestions]
    return replace(found, annotations=tuple(annotations), suggestions=tuple(suggestions))


def _left(one: Annotation | Suggestion, by: str) -> Iterator[Reason]:
    """The reasons without this name; that a word was mapped is nothing new beside the word itself, unless to something broader."""
    quoted = {evidence.quote for evidence in one.evidence}
    for reason in one.reasons:
        if not _by_person(reason) or reason.by != by:
            yield reason
        elif reason.subject not in quoted or reason.step == MappingRelation.BROAD:
            yield replace(reason, by="")


def _by_person(reason: Reason) -> bool:
    return reason.voice is Voice.MAPPING and bool(reason.at)


def _unfound(asset: Asset, found: Enrichment, words: ClientWords, fields: Collection[str]) -> Iterator[str]:
    """Words of these fields that nothing is decided on, and tags that are no label either."""
    unknown = frozenset(found.unknown_tags)
    for record in asset.records:
        for field in sorted(fields):
            yield from (word for word in words.undecided(record, field) if field != TAGS or word in unknown)


def _shown(asset: Asset, found: Enrichment, thesaurus: Thesaurus, languages: tuple[str, ...]) -> ShownAsset:
    described = [text for text in asset.texts() if text.field == "description"]
    spoken = [text for language in languages for text in described if text.language == language]
    every: list[tuple[Annotation | Suggestion, bool]] = [
        *((one, True) for one in found.annotations),
        *((one, False) for one in _suggested(found)),
    ]
    return ShownAsset(
        asset.records[0].key,
        asset.title(languages),
        (spoken or described)[0].value if described else "",
        asset.tags(),
        tuple(
            ShownConcept(
                one.concept,
                thesaurus.label(one.concept, languages),
                accepted,
                line(one, {}, thesaurus, languages),
                one,
            )
            for one, accepted in every
        ),
    )
