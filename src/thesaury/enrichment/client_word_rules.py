"""What one decided word of a client's says, and which evidence of others it takes away."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize

from thesaury.model.annotation import Annotation, Evidence, Origin, Reason, Suggestion, Voice
from thesaury.model.asset import Asset, Record
from thesaury.model.client_word import TAGS, ClientWord
from thesaury.model.concept import MappingRelation
from thesaury.model.mapping import BY_MATCHING, MappingStatus
from thesaury.model.onboarding import Meaning

VERSION = "mappings/2"

SPEAKING = frozenset({MappingRelation.EXACT, MappingRelation.CLOSE, MappingRelation.BROAD})
"""What is about something is about what is the same, nearly the same, or wider (`broadMatch`: the target is the broader one). It need not
be about one particular narrower thing (`narrowMatch`), nor about what merely has to do with it (`relatedMatch`)."""

_TAG = "tag"
"""What the evidence of a tag calls its field."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a word says of an asset: a concept that holds, where a person decided so, and else one that is suggested."""

    concept: str
    annotation: Annotation | None = None
    suggestion: Suggestion | None = None


def as_written(word: str) -> str:
    """The form in which words are the same: white space and the way accents are encoded do not count, capitals do."""
    return " ".join(normalize("NFC", word).split())


def values_of(record: Record, field: str) -> tuple[str, ...]:
    """The words of one field of a record: its tags, or the values of a property or text of this name."""
    if field == TAGS:
        return record.tags
    return (*record.property_values(field), *(text.value for text in record.texts if text.field == field))


def accepted(word: ClientWord) -> bool:
    """Whether what is said of the word holds."""
    return word.said.status is MappingStatus.ACCEPTED


def rejected(word: ClientWord) -> bool:
    """Whether somebody said that the word does not mean the concept it was proposed for."""
    return word.said.status is MappingStatus.REJECTED and word.said.meaning is Meaning.CONCEPT


def settled(word: ClientWord) -> bool:
    """Whether labels have nothing to say of the word any more: a person said what it is, or it is no word of the vocabulary."""
    return accepted(word) and (word.said.author != BY_MATCHING or word.said.meaning is not Meaning.CONCEPT)


def speaks(word: ClientWord) -> bool:
    """Whether an asset with the word is about the concept."""
    return accepted(word) and word.said.meaning is Meaning.CONCEPT and word.said.relation in SPEAKING


def spoken(word: ClientWord, concept: str, vocabulary: str) -> Spoken:
    """What a word that speaks says of this concept, of this version of its vocabulary."""
    said = word.said
    named = word.label or word.word
    reasons = (Reason(Voice.MAPPING, named, said.confidence or 1.0, said.relation.value, said.author, said.at),)
    field = _TAG if word.field == TAGS else word.field
    evidence = (Evidence(field, 0, len(word.word), word.word, said.label),) if field else ()
    if said.author != BY_MATCHING:
        by_person = Annotation(concept, Origin.MAPPING, said.author, 1.0, evidence, vocabulary, reasons)
        return Spoken(concept, annotation=by_person)
    score = 1.0 if said.confidence is None else said.confidence
    return Spoken(concept, suggestion=Suggestion(concept, score, evidence, VERSION, vocabulary, reasons))


def merged(one: Suggestion, other: Suggestion) -> Suggestion:
    """Two suggestions of a concept as one: the surer one, with what spoke for either."""
    first, second = (other, one) if other.score > one.score else (one, other)
    evidence = tuple(dict.fromkeys((*first.evidence, *second.evidence)))
    return replace(first, evidence=evidence, reasons=tuple(dict.fromkeys((*first.reasons, *second.reasons))))


def mistaken(asset: Asset, concept: str, evidence: Evidence, own: Sequence[str], refused: Sequence[ClientWord]) -> bool:
    """Whether words spoke for a concept that are a name of the client's own, or a tag that the concept was rejected for."""
    there = slice(evidence.start, evidence.end)
    if evidence.field == _TAG:
        no = {as_written(word.word) for word in refused if word.field == TAGS and word.said.target == concept}
        tags = [tag for tag in asset.tags() if tag[there] == evidence.quote]
        return bool(tags) and all(as_written(tag) in no for tag in tags)
    texts = [text.value for text in asset.texts() if text.field == evidence.field]
    texts = [text for text in texts if text[there] == evidence.quote]
    return bool(texts) and all(_named(text, evidence, own) for text in texts)


def _named(text: str, evidence: Evidence, own: Sequence[str]) -> bool:
    """Whether one of these names stands where the words do, written just so."""
    return any(
        found.start() < evidence.end and evidence.start < found.end()
        for name in own
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    )
