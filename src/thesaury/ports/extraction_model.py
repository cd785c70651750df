"""Extraction models of servers: built from a vocabulary, and stale until they are built anew."""

from dataclasses import dataclass
from typing import Protocol

from thesaury.ports.progress import Progress, unheard


@dataclass(frozen=True, slots=True)
class ModelState:
    """When the model was built, as the server says it (empty when it does not), and whether it knows the newest words."""

    built_at: str
    up_to_date: bool


class ExtractionModel(Protocol):
    """The model a server's annotator works with."""

    def state(self) -> ModelState:
        """How the model stands."""

    def refresh(self, progress: Progress = unheard) -> ModelState:
        """Let it be built anew and wait for the end. Raises Unreachable, NeedsLogin or Refused."""
