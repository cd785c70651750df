"""Trained models: kept with a note of how good they are, one of them chosen, earlier ones restored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ModelNote:
    """What is known of a model beside its content.

    `annotator` and `vocabulary` name the exact versions it was trained for, `examples` counts the assets it learned from, `trained_at`
    is when its training began, as UTC in ISO 8601, `figures` are measures by name, `reason` is a sentence: why it was made and, where
    it was not taken, why not.
    """

    annotator: str
    vocabulary: str
    examples: int
    trained_at: str
    figures: Mapping[str, float]
    reason: str


@dataclass(frozen=True, slots=True)
class KeptModel:
    """One model that was kept; `digest` is the SHA-256 of its content, `bytes` are 0 once that was deleted."""

    number: int
    note: ModelNote
    digest: str
    bytes: int
    chosen: bool


class Models(Protocol):
    """The models of one workspace, numbered from 1 on in the order they were kept; no number is given twice.

    Every change happens whole or not at all. Contents of older models may be deleted when a new one is kept, but never those of the
    two that were chosen last, so that there is a way back; notes stay.
    """

    def put(self, content: bytes, note: ModelNote, choose: bool) -> KeptModel:
        """Keep a model, and with `choose` let it speak from now on. Raises BadInput for an empty content or a figure that is no number."""

    def all(self) -> list[KeptModel]:
        """Every model ever kept, by number."""

    def chosen(self) -> KeptModel | None:
        """The model that speaks; None while the one that comes with Thesaury does."""

    def choose(self, number: int | None) -> None:
        """Let this model speak from now on, or the one that comes with Thesaury (None).

        Raises Usage, naming what there is, where it is not here or its content was deleted, BadInput where its content is damaged.
        """

    def content(self, number: int) -> bytes:
        """The content of a model as it was given. Raises Usage, naming what there is, where it is not here or was deleted, and
        BadInput where it is damaged."""
