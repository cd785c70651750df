"""The files behind bought content: listed when they are asked for, and streamed whole or not at all."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thesaury.connectors.smintio.licensed import cancelled, ordered
from thesaury.connectors.smintio.localised import first, scalar, spoken
from thesaury.connectors.smintio.stream import PurchaseStream
from thesaury.model.asset import Record
from thesaury.model.errors import Refused
from thesaury.ports.files import written_whole

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Binary:
    """One file of a purchase; a compound asset has several. `version` grows when the file was replaced.

    Its signed address is no part of it: that lapses within the hour.
    """

    cart: str
    transaction: str
    uuid: str
    version: int = 1
    content_type: str = ""
    binary_type: str = ""
    name: str = ""
    usage: str = ""
    culture: str = ""
    file_name: str = ""

    @property
    def id(self) -> str:
        """The name of this file over all purchases."""
        return f"{self.transaction}:{self.uuid}"


@dataclass(frozen=True, slots=True)
class Binaries:
    """Gets the files of records of one licensed connection."""

    api: PurchaseStream
    cultures: Sequence[str] = ()

    def of(self, record: Record) -> tuple[Binary, ...]:
        """Every file of every purchase of this record that is not revoked. Raises Unreachable, NeedsLogin or Refused."""
        transactions = record.raw.get("transactions")
        held = ordered(item for item in transactions.values()) if isinstance(transactions, Mapping) else []
        return tuple(
            _binary(cart, uuid, entry, self.cultures)
            for cart, uuid in (_order(item) for item in held if not cancelled(item))
            for entry in self.api.binaries(cart, uuid)
        )

    def download(self, binary: Binary, target: Path) -> Path:
        """The file at `target`, whole or not at all; an address that lapsed meanwhile is asked for once more.

        Raises Refused when the file is not there any more, Unreachable, NoSpace.
        """
        try:
            return self._streamed(binary, target)
        except Refused as error:
            if error.status not in (401, 403, 410):
                raise
            _log.info("%s: the address of %s lapsed and is asked for again", self.api.name, binary.id)
            return self._streamed(binary, target)

    def address(self, binary: Binary) -> str:
        """A new address of the file, good for an hour at most. Raises Refused when the file is not there any more."""
        for entry in self.api.binaries(binary.cart, binary.transaction):
            if scalar(entry.get("uuid")) == binary.uuid and (address := scalar(entry.get("download_url"))):
                return address
        raise Refused(
            f"{self.api.name}: the purchase {binary.transaction} has no file {binary.uuid} any more. List its files anew.",
            404,
        )

    def _streamed(self, binary: Binary, target: Path) -> Path:
        with self.api.stream(self.address(binary)) as pieces, written_whole(target) as file:
            for piece in pieces:
                file.write(piece)
        return target


def _order(transaction: Mapping[str, Any]) -> tuple[str, str]:
    return scalar(transaction.get("cart_purchase_transaction_uuid")), scalar(transaction.get("uuid"))


def _binary(cart: str, transaction: str, entry: Mapping[str, Any], cultures: Sequence[str]) -> Binary:
    version = entry.get("version")
    return Binary(
        cart,
        transaction,
        uuid=scalar(entry.get("uuid")),
        version=version if isinstance(version, int) and version > 0 else 1,
        content_type=scalar(entry.get("content_type")),
        binary_type=scalar(entry.get("binary_type")),
        name=first(spoken(entry.get("name")), cultures),
        usage=first(spoken(entry.get("usage")), cultures),
        culture=scalar(entry.get("culture")),
        file_name=_safe(scalar(entry.get("recommended_file_name"))),
    )


def _safe(name: str) -> str:
    """The last part of a recommended name: a system's word never leads out of a folder."""
    last = name.replace("\\", "/").rpartition("/")[2].replace("\0", "")
    return "" if last in (".", "..") else last
