"""Asset sinks: systems that accepted concepts are written to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from thesaury.model.asset import Record
from thesaury.model.concept import Label


@dataclass(frozen=True, slots=True)
class ConceptTag:
    """One concept as it is written: its IRI, its scheme's IRI (or empty), and one label per language."""

    iri: str
    scheme: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Write:
    """The whole set of concepts one record is to carry."""

    record: Record
    concepts: tuple[ConceptTag, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """How one write ended: where it went, or the sentence that says why not."""

    record: str
    location: str = ""
    refusal: str = ""


class AssetSink(Protocol):
    """Writes concepts to the records of one system; the same write twice leaves one result."""

    def apply(self, writes: Sequence[Write]) -> list[Written]:
        """Carry the writes out, one answer each in the same order; never overwrites what people wrote."""
