"""What a dry run finds."""

from dataclasses import dataclass

from thesaury.model.annotation import Annotation, Suggestion
from thesaury.model.connection import Failure
from thesaury.pipeline.onboarding.filled_fields import FilledField
from thesaury.pipeline.onboarding.named_files import NO_FILES, NamedFiles
from thesaury.pipeline.onboarding.unread_cells import UnreadCells


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
