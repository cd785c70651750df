"""Identity: which records are of one asset, beyond what their content hash says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from thesaury.model.asset import Record
from thesaury.model.likeness import Likeness, Verdict


@dataclass(frozen=True, slots=True)
class Looking:
    """An asset and the perceptual hash of one of its pictures."""

    asset: str
    look: str


class Identities(Protocol):
    """Looks of records, likenesses of assets, and the joining and parting of assets."""

    def unlooked(self, connection: str, after: str, limit: int) -> list[Record]:
        """The next live records of a connection by external id whose look nobody asked for yet."""

    def note_looks(self, connection: str, looks: Sequence[tuple[str, str]]) -> None:
        """Note the look of records by external id; an empty one says that there is none to be had."""

    def looks(self, fresh: bool = False) -> list[Looking]:
        """Every different look of every live asset, by asset; only those not compared yet when `fresh`."""

    def compared(self, likenesses: Sequence[Likeness], fresh: Sequence[Looking]) -> int:
        """Keep likenesses that came out of comparing these fresh looks, which are fresh no more. Returns how many are new.

        Two assets of which something is known already keep their verdict.
        """

    def likenesses(self, verdict: Verdict = Verdict.OPEN, limit: int = 500) -> list[Likeness]:
        """Likenesses of live assets with this verdict, the closest first, then by ids."""

    def among(self, ids: Sequence[str], most: int) -> list[Likeness]:
        """What is known of pairs of which both are among these assets, whatever the verdict, by ids.

        Assets that are in more than `most` pairs in all are left out: what is alike to so many shows no picture of its own.
        """

    def decide(self, one: str, other: str, verdict: Verdict, by: str, at: str) -> str:
        """Note what a person says of two assets. SAME joins them: every record and every decision of the one goes to the other.

        Returns the asset that holds the records now (for SAME), else an empty text. Raises Usage where there is no such asset.
        """

    def part(self, record: str, by: str, at: str) -> str:
        """Take a record (by its key) out of its asset for good; neither content hash nor reference joins the two again.

        Returns the asset it has now. Raises Usage where there is no such record or it is the only one of its asset.
        """
