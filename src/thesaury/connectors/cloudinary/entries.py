"""Entries of a metadata field's datasource that stand for concepts: their external id is the concept's IRI."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from thesaury.connectors.texts import cleaned, is_iri
from thesaury.model.outbox import ConceptTag

_LONGEST = 255
_HASHED = "sha256-"


def entry_of(iri: str) -> str:
    """The external id for a concept: its IRI, or a hash of it where that is too long for Cloudinary or could not be told as one."""
    hashed = sha256(iri.encode("utf-8", "surrogatepass")).hexdigest()
    return iri if is_iri(iri) and len(iri) <= _LONGEST else f"{_HASHED}{hashed}"


def is_ours(entry: str) -> bool:
    """Whether an external id stands for a concept, and for no value of the environment's own."""
    return is_iri(entry) or entry.startswith(_HASHED)


def iris_of(entries: Iterable[str], told: Mapping[str, str]) -> frozenset[str] | None:
    """The concepts these external ids stand for, hashes as `told` has them; None where one is only a hash and nothing is told."""
    found = [told.get(entry, entry) for entry in entries if is_ours(entry)]
    known = frozenset(filter(is_iri, found))
    return known if told or len(known) == len(set(found)) else None


def label_of(tag: ConceptTag, language: str) -> str:
    """The word for a concept: its label in the language, else the first one, else its IRI."""
    by_language = {label.language: label.text for label in reversed(tag.labels)}
    return cleaned(by_language.get(language) or (tag.labels[0].text if tag.labels else "")) or tag.iri


def values(value: object) -> list[str]:
    """What a metadata field of an asset holds, as texts: one for most kinds, any number for a set."""
    found: Sequence[object] = value if isinstance(value, list) else [value]
    return [str(one) for one in found if isinstance(one, str | int | float) and not isinstance(one, bool) and one != ""]
