"""Which concept a value stands for: entries `IRI value` in the field for concept IRIs, because Brandfolder has no other place for them.

An entry with a value was written by us; a bare IRI is the word of somebody else.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from thesaury.connectors.texts import cleaned, is_iri
from thesaury.model.outbox import ConceptTag


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """A concept and the value it was written as; the value is empty where only the IRI is said."""

    iri: str
    value: str = ""

    def __str__(self) -> str:
        """The entry as it is kept."""
        return f"{self.iri} {self.value}".strip()


def pair_of(entry: str) -> Pair | None:
    """What an entry says, or None when it begins with no IRI."""
    iri, _, value = entry.strip().partition(" ")
    return Pair(iri, value.strip()) if is_iri(iri) else None


def pairs_of(entries: Iterable[str]) -> tuple[Pair, ...]:
    """Every different pair that these entries say, in order."""
    return tuple(dict.fromkeys(pair for entry in entries if (pair := pair_of(entry))))


def value_of(tag: ConceptTag, language: str) -> str:
    """The value a concept is written as: its label in this language, or a wider one, else its first, else the end of its IRI."""
    primary = language.partition("-")[0]
    by_fit = sorted(
        tag.labels, key=lambda label: (label.language != language, label.language.partition("-")[0] != primary)
    )
    written = next((found for label in by_fit if (found := " ".join(cleaned(label.text).split()))), "")
    return written or tag.iri.rstrip("/#").replace("#", "/").rpartition("/")[2] or tag.iri
