"""One asset before a reviewer: picture, texts with the words that spoke, what is suggested and why, and what holds already."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesaury.enrichment.explaining import neighbours
from thesaury.model.annotation import Annotation, Evidence, Suggestion
from thesaury.model.asset import Asset, Text
from thesaury.model.concept import Label
from thesaury.pipeline.reviewing import mark_of
from thesaury.ports.enrichments import Findings
from thesaury.web.desk import Desk
from thesaury.web.lexicon import Lexicon
from thesaury.web.pages.review.batch import Batch
from thesaury.web.parts.cards import Picture, picture, title
from thesaury.web.parts.field_names import field_name
from thesaury.web.parts.highlight import pieces
from thesaury.web.parts.voices import Spoken, spoken
from thesaury.web.texts import hundredths, phrase

_QUOTES = 3
_LIKELY = ((0.9, "review.very_likely"), (0.7, "review.likely"), (0.4, "review.possible"))


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of text and the numbers of the suggestions its words speak for, none for plain text."""

    text: str
    offers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of the asset in pieces."""

    field: str
    language: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """One suggestion: what it is and where it stands, how sure the annotator is, and why.

    `mark` names its state for the answer; `alike` is for how many assets of the batch the same concept waits.
    """

    number: int
    iri: str
    name: Label
    path: tuple[Label, ...]
    score: str
    likely: str
    evidence: tuple[str, ...]
    voices: tuple[Spoken, ...]
    mark: str
    alike: int


@dataclass(frozen=True, slots=True)
class Held:
    """A concept that holds, and who or what says so."""

    iri: str
    name: Label
    origin: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a reviewer has to see of one asset."""

    id: str
    title: Label
    picture: Picture
    has_picture: bool
    campaigns: tuple[str, ...]
    passages: tuple[Passage, ...]
    tags: tuple[str, ...]
    offers: tuple[Offer, ...]
    held: tuple[Held, ...]


def sheet(desk: Desk, asset: Asset, findings: Findings, batch: Batch) -> Sheet:
    """The sheet of this asset with those of its suggestions that wait in this batch, the surest first."""
    lexicon = desk.lexicon()
    within = [s for s in findings.suggestions if s.concept in batch.waiting.get(asset.id, ())]
    offers = tuple(_offers(desk, within, lexicon, batch))
    numbers = {offer.iri: offer.number for offer in offers}
    evidence = [(s.concept, e) for s in within for e in s.evidence]
    campaigns = (
        value for r in asset.records for name, values in r.properties if name == "campaign" for value in values
    )
    return Sheet(
        id=asset.id,
        title=title(asset, lexicon.languages),
        picture=picture(asset, lexicon.languages),
        has_picture=asset.picture() is not None,
        campaigns=tuple(dict.fromkeys(campaigns)),
        passages=tuple(_passage(text, evidence, numbers) for text in asset.texts()),
        tags=asset.tags(),
        offers=offers,
        held=tuple(_held(one, lexicon) for one in findings.annotations),
    )


def likely(score: float) -> str:
    """How sure that is, in words."""
    return phrase(next((key for bar, key in _LIKELY if score >= bar), "review.unsure"))


def path_of(lexicon: Lexicon, iri: str) -> tuple[Label, ...]:
    """The names of what stands above a concept, from the top."""
    return tuple(lexicon.name(above) for above in lexicon.thesaurus.path(iri) if above != iri)


def _offers(desk: Desk, within: Sequence[Suggestion], lexicon: Lexicon, batch: Batch) -> Iterator[Offer]:
    near = {asset.id: asset for asset in desk.workspace.catalogue.records.assets(neighbours(within))}
    for number, one in enumerate(within, 1):
        yield _offer(number, one, near, lexicon, len(batch.of_concept(one.concept)))


def _offer(number: int, one: Suggestion, near: Mapping[str, Asset], lexicon: Lexicon, alike: int) -> Offer:
    return Offer(
        number=number,
        iri=one.concept,
        name=lexicon.name(one.concept),
        path=path_of(lexicon, one.concept),
        score=hundredths(one.score),
        likely=likely(one.score),
        evidence=quotes(one),
        voices=spoken(one.reasons, near, lexicon),
        mark=mark_of(one),
        alike=alike,
    )


def quotes(one: Suggestion) -> tuple[str, ...]:
    """The first words that spoke for a suggestion, each with the field it stands in."""
    said = (phrase("asset.evidence", quote=e.quote, field=field_name(e.field)) for e in one.evidence)
    return tuple(dict.fromkeys(said))[:_QUOTES]


def _passage(text: Text, evidence: Sequence[tuple[str, Evidence]], numbers: Mapping[str, int]) -> Passage:
    marks = tuple(Mark(piece.text, tuple(numbers[iri] for iri in piece.concepts)) for piece in pieces(text, evidence))
    return Passage(field_name(text.field), text.language, marks)


def _held(one: Annotation, lexicon: Lexicon) -> Held:
    return Held(one.concept, lexicon.name(one.concept), phrase(f"origin.{one.origin.value}"))
