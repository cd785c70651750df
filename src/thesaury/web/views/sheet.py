"""The asset page as values: marked texts, concepts by scheme, tags, rights, properties and records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.annotation import Annotation, Evidence, Suggestion
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.concept import Label
from thesaury.model.rights_record import RightsRecord
from thesaury.ports.catalogue import Findings
from thesaury.web.lexicon import Lexicon
from thesaury.web.texts import named, phrase
from thesaury.web.views.asked import Asked
from thesaury.web.views.cards import Picture, picture, title
from thesaury.web.views.disagreements import Disagreement, disagreements
from thesaury.web.views.highlight import Piece, pieces
from thesaury.web.views.rights_cards import Badge, Card, card, standing
from thesaury.web.views.voices import Spoken, spoken

_QUOTES = 4
_SEARCHED = ("campaign", "market", "brand", "product")
"""The properties that are facets too; the facet `source` is the connection, not the property of that name."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of text with the names of the concepts its words speak for, and the address of the first."""

    text: str
    names: str = ""
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of the asset, cut into marked and plain pieces."""

    field: str
    language: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """One concept of the asset: accepted, with where it comes from, or suggested, with its score."""

    iri: str
    name: Label
    accepted: bool
    origin: str
    score: float
    evidence: tuple[str, ...]
    voices: tuple[Spoken, ...]


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
) -> Sheet:
    """The page of this asset; `near` are the neighbours that spoke for its concepts, as far as they are still here, `rights` the
    newest versions of its rights records."""
    evidence, cards = tuple(_evidence(findings)), tuple(map(card, rights))
    return Sheet(
        id=asset.id,
        title=title(asset, lexicon.languages),
        picture=picture(asset, lexicon.languages),
        has_picture=asset.picture() is not None,
        passages=tuple(_passage(text, evidence, lexicon) for text in asset.texts()),
        groups=_groups(findings, lexicon, {neighbour.id: neighbour for neighbour in near}),
        tags=tuple((tag, tag in findings.unknown_tags) for tag in asset.tags()),
        disagreements=disagreements(asset.records),
        rights=cards,
        standing=standing(cards),
        properties=tuple(_properties(asset)),
        records=asset.records,
    )


def _found(findings: Findings) -> tuple[Annotation | Suggestion, ...]:
    return (*findings.annotations, *findings.suggestions)


def _evidence(findings: Findings) -> Iterator[tuple[str, Evidence]]:
    for found in _found(findings):
        for evidence in found.evidence:
            yield found.concept, evidence


def _passage(text: Text, evidence: tuple[tuple[str, Evidence], ...], lexicon: Lexicon) -> Passage:
    marks = tuple(_mark(piece, lexicon) for piece in pieces(text, evidence))
    return Passage(named("field", text.field), text.language, marks)


def _mark(piece: Piece, lexicon: Lexicon) -> Mark:
    names = ", ".join(lexicon.name(iri).text for iri in piece.concepts)
    return Mark(piece.text, names, piece.concepts[0] if piece.concepts else "")


def _groups(findings: Findings, lexicon: Lexicon, near: Mapping[str, Asset]) -> tuple[Group, ...]:
    """By scheme in the order of their titles; concepts that no current vocabulary holds come last."""
    schemes = lexicon.schemes()
    grouped: dict[str, list[Holding]] = {}
    for found in _found(findings):
        concept = lexicon.thesaurus.concept(found.concept)
        scheme = next((s for s in concept.schemes if s in schemes), "") if concept else ""
        grouped.setdefault(scheme, []).append(_holding(found, lexicon, near))
    titles = {s: lexicon.scheme_title(schemes[s]) if s else Label(phrase("asset.elsewhere")) for s in grouped}
    order = sorted(grouped, key=lambda scheme: (not scheme, titles[scheme].text.casefold()))
    return tuple(Group(titles[s], tuple(sorted(grouped[s], key=_rank))) for s in order)


def _rank(holding: Holding) -> tuple[bool, float, str]:
    return (not holding.accepted, -holding.score, holding.name.text)


def _holding(found: Annotation | Suggestion, lexicon: Lexicon, near: Mapping[str, Asset]) -> Holding:
    accepted = isinstance(found, Annotation)
    origin = phrase(f"origin.{found.origin.value}") if isinstance(found, Annotation) else ""
    quotes = dict.fromkeys(
        phrase("asset.evidence", quote=e.quote, field=named("field", e.field).lower()) for e in found.evidence
    )
    voices = spoken(found.reasons, near, lexicon)
    name = lexicon.name(found.concept)
    return Holding(found.concept, name, accepted, origin, found.score, tuple(quotes)[:_QUOTES], voices)


def _properties(asset: Asset) -> Iterator[Property]:
    values: dict[str, dict[str, None]] = {}
    for record in asset.records:
        for name, given in record.properties:
            values.setdefault(name, {}).update(dict.fromkeys(given))
    for name, given_values in values.items():
        label = named("facet" if name in _SEARCHED else "property", name)
        yield Property(label, tuple((value, _search(name, value)) for value in given_values))


def _search(name: str, value: str) -> str:
    return Asked(filters=((name, value),)).url if name in _SEARCHED else ""
