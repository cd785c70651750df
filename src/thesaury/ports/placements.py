"""Where placements are kept: which asset was put into which document, for which use, and which systems were told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from thesaury.model.answer_log import KeptAnswer
from thesaury.model.audit import Deed
from thesaury.model.placement import Placement


@dataclass(frozen=True, slots=True)
class WantedPlacements:
    """Which placements; what is empty narrows nothing. `since` is a moment in ISO 8601, included."""

    asset: str = ""
    document: str = ""
    host: str = ""
    campaign: str = ""
    since: str = ""


Spot = tuple[str, str]
"""Where a page of placements ends: the moment and the id of its last one."""


class Placements(Protocol):
    """Placements by their ids. A placement is of the asset that its record is of now: where assets become one, or a record is parted, it
    goes along."""

    def put(self, placement: Placement, deeds: Sequence[Deed] = (), answers: Sequence[KeptAnswer] = ()) -> bool:
        """Keep a placement; false where it is kept already: the same but for moment, rights and person.

        What is new is kept together with these deeds in the audit log and these answers in theirs, all of it or nothing; what is kept
        already adds none. Raises Usage where another placement has this id, or its record was never seen.
        """

    def get(self, id: str) -> Placement | None:
        """The placement with this id."""

    def page(
        self, wanted: WantedPlacements = WantedPlacements(), limit: int = 50, after: Spot | None = None
    ) -> list[Placement]:
        """The newest first, those of one moment by falling id; those behind this spot where one is given."""

    def count(self, wanted: WantedPlacements = WantedPlacements()) -> int:
        """How many there are."""

    def campaigns(self, assets: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        """How often each of these assets was placed for each campaign; those placed for none are left out."""

    def unreported(self, connection: str, refused: bool = False, limit: int = 500) -> list[Placement]:
        """Placements of assets with a live record of this connection that its system was not told of, oldest first; with `refused`
        also those that it did not take."""

    def in_documents(self, documents: Sequence[tuple[str, str]]) -> list[Placement]:
        """Every placement in one of these documents, given as (host, document), oldest first."""

    def note_reported(self, connection: str, ids: Sequence[str], at: str, refused: str = "") -> None:
        """Note that the system of this connection was told of these, or did not take them, and why."""

    def refusals(self, connection: str) -> list[tuple[str, str]]:
        """What the system did not take, as (id, sentence), by id."""
