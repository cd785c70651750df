"""Pictures: small previews of records, for people to look at and for comparing what looks alike, and the files themselves to deliver."""

from pathlib import Path
from typing import Protocol

from thesaury.model.asset import Record


class Pictures(Protocol):
    """Shows the records of one connection."""

    def preview(self, record: Record) -> bytes:
        """A small picture of this record as JPEG, PNG or WebP; empty where the system has none.

        Raises Unreachable, NeedsLogin or Refused. Addresses that have expired are asked for anew.
        """

    def original(self, record: Record, place: Path, most: int) -> bool:
        """The picture file of this record itself, put at this place whole or not at all; false where the system hands none out: it has
        none, it takes a right that we lack, or there are more than `most` bytes.

        Systems may count it as a download. Raises Unreachable, NeedsLogin, Refused or NoSpace. Addresses that have expired are asked for
        anew.
        """
