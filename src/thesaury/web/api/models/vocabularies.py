"""Vocabularies, their versions and their concepts."""

from pydantic import Field

from thesaury.web.api.models.shapes import Labelled, Moment, Next, Sent, Text, Told, example, sent_example


class Version(Told):
    """One kept version of a vocabulary."""

    model_config = example(
        name="terms", version=3, digest="0f3c", concepts=812, imported_at="2026-11-23T10:00:00Z", source="terms.ttl"
    )

    name: str
    version: int
    digest: str
    concepts: int
    imported_at: Moment
    source: str


class Vocabularies(Told):
    """The current version of every vocabulary, by name."""

    model_config = example(vocabularies=[])

    vocabularies: list[Version]


class BeginVocabulary(Sent):
    """An empty vocabulary to begin: what addresses call it, and what people read."""

    model_config = sent_example(name="terms", title="Our terms", language="en")

    name: str = Field(min_length=1, max_length=100)
    title: str = Field(min_length=1, max_length=1000)
    language: str = Field(default="en", min_length=1, max_length=35, description="A BCP 47 tag.")


class Versions(Told):
    """A page of versions of one vocabulary, the newest first."""

    model_config = example(versions=[], next=None)

    versions: list[Version]
    next: Next


class Scheme(Told):
    """A concept scheme: a facet of the vocabulary."""

    iri: str
    titles: list[Text]
    top_concepts: list[Labelled]


class Schemes(Told):
    """The schemes of a vocabulary."""

    model_config = example(schemes=[])

    schemes: list[Scheme]


class ConceptLine(Labelled):
    """A concept in a list."""

    deprecated: bool


class ConceptsPage(Told):
    """A page of concepts, by IRI."""

    model_config = example(
        concepts=[{"iri": "https://terms.example/refill", "label": "refill pouch", "deprecated": False}], next=None
    )

    concepts: list[ConceptLine]
    next: Next


class Mapping(Told):
    """A mapping to a concept elsewhere."""

    relation: str
    target: str


class Concept(Told):
    """One concept with all that is said of it; `assets` is how many carry it or anything narrower."""

    model_config = example(
        iri="https://terms.example/refill",
        label="refill pouch",
        schemes=["https://terms.example/topics"],
        preferred=[{"text": "refill pouch", "language": "en"}],
        alternative=[{"text": "refill pack", "language": "en"}],
        hidden=[],
        definitions=[],
        notes=[],
        notations=[],
        broader=[{"iri": "https://terms.example/sustainable", "label": "sustainable packaging"}],
        narrower=[],
        related=[],
        mappings=[],
        deprecated=False,
        replaced_by=None,
        assets=12,
    )

    iri: str
    label: str
    schemes: list[str]
    preferred: list[Text]
    alternative: list[Text]
    hidden: list[Text]
    definitions: list[Text]
    notes: list[Text]
    notations: list[str]
    broader: list[Labelled]
    narrower: list[Labelled]
    related: list[Labelled]
    mappings: list[Mapping]
    deprecated: bool
    replaced_by: str | None
    assets: int
