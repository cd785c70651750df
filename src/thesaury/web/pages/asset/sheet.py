"""The asset page as values: marked texts, concepts by scheme, tags, rights, properties and records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.annotation import Annotation, Evidence, Origin, Review, Suggestion
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.concept import Label
from thesaury.model.rights_record import RightsRecord
from thesaury.pipeline.reviewing import mark_of
from thesaury.ports.enrichments import Findings
from thesaury.web.lexicon import Lexicon
from thesaury.web.parts.ago import ago
from thesaury.web.parts.asked import Asked
from thesaury.web.parts.cards import Picture, picture, title
from thesaury.web.parts.disagreements import Disagreement, disagreements
from thesaury.web.parts.field_names import field_name, property_name
from thesaury.web.parts.highlight import Piece, pieces
from thesaury.web.parts.rights.cards import Badge, Card, card, standing
from thesaury.web.parts.voices import Spoken, spoken
from thesaury.web.texts import named, phrase

_QUOTES = 4
_SEARCHED = ("campaign", "market", "brand", "product")
"""The properties that are facets too; the facet `source` is the connection, not the property of that name."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of text with the names of the concepts its words speak for, and the address of the first."""

    text: str
    names: str = ""
    iri: str = ""
    speaks: str = ""
    """The numbers of the concepts, parted by spaces."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of the asset, cut into marked and plain pieces."""

    field: str
    language: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """One concept of the asset: accepted, with where it comes from and who decided when, or suggested, with its score and by whom.

    `number` is the one under which words speak for it; `mark` names the state of a suggestion, for the answer to it.
    """

    iri: str
    name: Label
    accepted: bool
    origin: str
    score: float
    evidence: tuple[str, ...]
    voices: tuple[Spoken, ...]
    number: int
    mark: str = ""
    at: str = ""
    ago: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The asset's concepts of one scheme, accepted ones first."""

    title: Label
    holdings: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class Property:
    """One property with its values, each with the search for it where there is a facet."""

    name: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the asset page shows."""

    id: str
    title: Label
    picture: Picture
    has_picture: bool
    passages: tuple[Passage, ...]
    groups: tuple[Group, ...]
    tags: tuple[tuple[str, bool], ...]
    disagreements: tuple[Disagreement, ...]
    rights: tuple[Card, ...]
    standing: Badge
    properties: tuple[Property, ...]
    records: tuple[Record, ...]

    @property
    def marked(self) -> bool:
        """Whether any words are marked."""
        return any(mark.iri for passage in self.passages for mark in passage.marks)

    @property
    def unknown(self) -> bool:
        """Whether any tag is unknown."""
        return any(unknown for _, unknown in self.tags)


def sheet(
    asset: Asset,
    findings: Findings,
    lexicon: Lexicon,
    near: Sequence[Asset] = (),
    rights: Sequence[RightsRecord] = (),
    reviews: Sequence[Review] = (),
) -> Sheet:
    """The page of this asset; `near` are the neighbours that spoke for its concepts, as far as they are still here, `rights` the
    newest versions of its rights records, `reviews` the decisions on it, the newest first."""
    evidence, cards = tuple(_evidence(findings)), tuple(map(card, rights))
    numbers = {found.concept: number for number, found in enumerate(_found(findings), 1)}
    moments = {review.concept: review.at for review in reversed(reviews)}
    known = _Known(lexicon, {neighbour.id: neighbour for neighbour in near}, numbers, moments)
    return Sheet(
        id=asset.id,
        title=title(asset, lexicon.languages),
        picture=picture(asset, lexicon.languages),
        has_picture=asset.picture() is not None,
        passages=tuple(_passage(text, evidence, known) for text in asset.texts()),
        groups=_groups(findings, known),
        tags=tuple((tag, tag in findings.unknown_tags) for tag in asset.tags()),
        disagreements=disagreements(asset.records),
        rights=cards,
        standing=standing(cards),
        properties=tuple(_properties(asset)),
        records=asset.records,
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What it takes to show a concept of the asset."""

    lexicon: Lexicon
    near: Mapping[str, Asset]
    numbers: Mapping[str, int]
    moments: Mapping[str, str]


def _found(findings: Findings) -> tuple[Annotation | Suggestion, ...]:
    return (*findings.annotations, *findings.suggestions)


def _evidence(findings: Findings) -> Iterator[tuple[str, Evidence]]:
    for found in _found(findings):
        for evidence in found.evidence:
            yield found.concept, evidence


def _passage(text: Text, evidence: tuple[tuple[str, Evidence], ...], known: _Known) -> Passage:
    marks = tuple(_mark(piece, known) for piece in pieces(text, evidence))
    return Passage(field_name(text.field), text.language, marks)


def _mark(piece: Piece, known: _Known) -> Mark:
    names = ", ".join(known.lexicon.name(iri).text for iri in piece.concepts)
    speaks = " ".join(str(known.numbers[iri]) for iri in piece.concepts)
    return Mark(piece.text, names, piece.concepts[0] if piece.concepts else "", speaks)


def _groups(findings: Findings, known: _Known) -> tuple[Group, ...]:
    """By scheme in the order of their titles; concepts that no current vocabulary holds come last."""
    lexicon = known.lexicon
    schemes = lexicon.schemes()
    grouped: dict[str, list[Holding]] = {}
    for found in _found(findings):
        concept = lexicon.thesaurus.concept(found.concept)
        scheme = next((s for s in concept.schemes if s in schemes), "") if concept else ""
        grouped.setdefault(scheme, []).append(_holding(found, known))
    titles = {s: lexicon.scheme_title(schemes[s]) if s else Label(phrase("asset.elsewhere")) for s in grouped}
    order = sorted(grouped, key=lambda scheme: (not scheme, titles[scheme].text.casefold()))
    return tuple(Group(titles[s], tuple(sorted(grouped[s], key=_rank))) for s in order)


def _rank(holding: Holding) -> tuple[bool, float, str]:
    return (not holding.accepted, -holding.score, holding.name.text)


def _holding(found: Annotation | Suggestion, known: _Known) -> Holding:
    accepted, at = isinstance(found, Annotation), known.moments.get(found.concept, "")
    quotes = dict.fromkeys(phrase("asset.evidence", quote=e.quote, field=field_name(e.field)) for e in found.evidence)
    return Holding(
        found.concept,
        known.lexicon.name(found.concept),
        accepted,
        _origin(found),
        found.score,
        tuple(quotes)[:_QUOTES],
        spoken(found.reasons, known.near, known.lexicon),
        known.numbers[found.concept],
        mark_of(found) if isinstance(found, Suggestion) else "",
        at if accepted else "",
        ago(at) if accepted and at else "",
    )


def _origin(found: Annotation | Suggestion) -> str:
    """Where it comes from, and who says so where that is a person, a system or an annotator."""
    if isinstance(found, Suggestion):
        return phrase("asset.by.annotator", name=found.annotator.partition("#")[0])
    if found.origin is Origin.REVIEW:
        return phrase("asset.by.person", name=found.attributed_to)
    return phrase(f"origin.{found.origin.value}")


def _properties(asset: Asset) -> Iterator[Property]:
    values: dict[str, dict[str, None]] = {}
    for record in asset.records:
        for name, given in record.properties:
            values.setdefault(name, {}).update(dict.fromkeys(given))
    for name, given_values in values.items():
        label = named("facet", name) if name in _SEARCHED else property_name(name)
        yield Property(label, tuple((value, _search(name, value)) for value in given_values))


def _search(name: str, value: str) -> str:
    return Asked(filters=((name, value),)).url if name in _SEARCHED else ""
