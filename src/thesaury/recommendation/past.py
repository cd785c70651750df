"""What is known of the past: how assets were used, and what was learned of what people choose."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from thesaury.recommendation.recommended import UsageLine


class Past(Protocol):
    """The uses of a workspace, and the weights learned from what people did with earlier recommendations."""

    def usage(self, assets: Sequence[str], campaign: str) -> Mapping[str, UsageLine]:
        """How each of these assets was used, and how often in campaigns like this one (by id; empty where the brief has none); assets
        that never were may be left out."""

    def weights(self) -> Mapping[str, float] | None:
        """A weight for each part of a score, as `weighing.DEFAULT` names them; None where nothing was learned."""


class NoPast:
    """The past of a workspace that keeps none."""

    def usage(self, assets: Sequence[str], campaign: str) -> Mapping[str, UsageLine]:
        """Nothing was used."""
        return {}

    def weights(self) -> Mapping[str, float] | None:
        """Nothing was learned."""
        return None
