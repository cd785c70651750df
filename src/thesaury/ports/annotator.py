"""Annotators: whatever proposes concepts for assets; dictionary, learned model or PoolParty."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

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


@runtime_checkable
class InBulk(Annotator, Protocol):
    """An annotator that reads many assets in several processes, with the answers that one would give."""

    @property
    def processes(self) -> int:
        """How many there are at most, beside this one."""

    @property
    def cpu_seconds(self) -> float:
        """What they have spent, in seconds of CPU, until their last answer; no other process is told of it before they end."""

    @property
    def peak_mib(self) -> float:
        """The most memory each of them held, added up, in MiB."""

    def close(self) -> None:
        """End the processes."""
