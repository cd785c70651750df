"""Annotators: whatever proposes concepts for assets; dictionary, learned model or PoolParty."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from thesaury.model.annotation import Suggestion
from thesaury.model.asset import Asset


@dataclass(frozen=True, slots=True)
class Unread:
    """An asset the annotator could not read, and why: it stays to be done, and never counts as having no concepts."""

    reason: str


class Annotator(Protocol):
    """Proposes concepts. The same asset, vocabulary and version always give the same suggestions."""

    @property
    def version(self) -> str:
        """Name and version, such as `labels/1`."""

    @property
    def vocabulary(self) -> str:
        """The exact vocabulary versions it works with, such as `iptc@1 stw@2`."""

    def suggest(self, assets: Sequence[Asset]) -> Sequence[tuple[Suggestion, ...] | Unread]:
        """One tuple (or Unread) per asset, in order; scores in 0 to 1, falling; each concept once; no asset may spoil another.

        Each suggestion says why: by evidence, by reasons, or both.

        Raises Unreachable, NeedsLogin or Refused when an annotator elsewhere can read none of them.
        """
