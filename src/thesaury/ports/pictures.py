"""Pictures: small previews of records, for people to look at and for comparing what looks alike."""

from typing import Protocol

from thesaury.model.asset import Record


class Pictures(Protocol):
    """Shows the records of one connection."""

    def preview(self, record: Record) -> bytes:
        """A small picture of this record as JPEG, PNG or WebP; empty where the system has none.

        Raises Unreachable, NeedsLogin or Refused. Addresses that have expired are asked for anew.
        """
