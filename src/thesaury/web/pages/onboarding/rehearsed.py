"""A dry run as a person reads it: fields by their names, concepts with what speaks for them, in the reader's language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.asset import Asset
from thesaury.model.concept import Label
from thesaury.onboarding.reasons import role_name
from thesaury.pipeline.onboarding.filled_fields import FilledField
from thesaury.pipeline.onboarding.rehearsal import Rehearsal, ShownAsset, ShownConcept, UsedConcept
from thesaury.pipeline.onboarding.unread_cells import UnreadCell, UnreadCells
from thesaury.web.lexicon import Lexicon
from thesaury.web.parts.voices import Spoken, spoken
from thesaury.web.texts import named, phrase, speaking

_QUOTES = 3
_TAG = "tag"
"""What words of tags are said to stand in."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the records, how many fill it, and the columns it comes from where these are called otherwise, or are several."""

    name: str
    filled: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """Cells of one column that cannot be read, what it is to be, how many they are, what becomes of them, and the place of the column in
    the round."""

    column: str
    role: str
    told: str
    examples: tuple[UnreadCell, ...]
    sentences: tuple[str, ...]
    place: int


@dataclass(frozen=True, slots=True)
class Becoming:
    """A concept of one asset, and what speaks for it."""

    iri: str
    name: Label
    accepted: bool
    quotes: tuple[str, ...]
    voices: tuple[Spoken, ...]


def fields(found: Rehearsal) -> Iterator[Field]:
    """The fields that are filled."""
    for one in found.fields:
        name = one.called(speaking.get())
        yield Field(name, one.filled, one.columns if one.columns != (name,) else ())


def unread(found: Rehearsal, places: Mapping[str, int]) -> Iterator[Unread]:
    """The columns with cells that cannot be read; `places` are those of the columns in the round."""
    for one in found.unread_cells:
        role = role_name(one.role, speaking.get())
        either = (phrase("onboard.dry.unread.either"),) if one.either else ()
        sentences = (one.becomes(speaking.get()), *either)
        yield Unread(one.field, role, _counted(one), one.examples, sentences, places.get(one.field, 0))


class Teller:
    """Puts the concepts of a dry run into words."""

    def __init__(self, found: Rehearsal, lexicon: Lexicon, near: Mapping[str, Asset]) -> None:
        """`near` are the assets that speak for others, by id."""
        self._found, self._lexicon, self._near = found, lexicon, near
        self._called = {_bare(one): one.called(speaking.get()) for one in found.fields if "@" not in one.name}

    def used(self, most: int) -> Sequence[tuple[UsedConcept, Label]]:
        """The most used concepts, each with its name."""
        return [(one, self._lexicon.name(one.iri)) for one in self._found.concepts[:most]]

    def concepts(self, asset: ShownAsset) -> Sequence[Becoming]:
        """The concepts that it would have."""
        return [self._becoming(one) for one in asset.concepts]

    def _becoming(self, one: ShownConcept) -> Becoming:
        quotes = dict.fromkeys(
            phrase("asset.evidence", quote=e.quote, field=self._field(e.field)) for e in one.found.evidence
        )
        voices = spoken(one.found.reasons, self._near, self._lexicon)
        return Becoming(one.iri, self._lexicon.name(one.iri), one.accepted, tuple(quotes)[:_QUOTES], voices)

    def _field(self, name: str) -> str:
        return self._called.get(name) or named("field", name)


def _bare(one: FilledField) -> str:
    return _TAG if one.name == "tags" else one.name


def _counted(one: UnreadCells) -> str:
    return phrase(f"onboard.dry.unread.{one.expected.value}", count=one.cells, all=one.filled)
