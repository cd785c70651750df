"""What the source of bought content asks of whoever gives the purchases: the licensing interface, or a file exported from it."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Stretch:
    """One page of the stream: its items as they came, the cursor after it, and how many it says it holds."""

    items: tuple[Any, ...]
    cursor: str
    count: int


@dataclass(frozen=True, slots=True)
class Misread:
    """An item that is no purchase: its place, such as `line 4`, and a sentence that says why."""

    name: str
    words: str


class PurchaseStream(Protocol):
    """Purchases page by page, as Smint.io tells them, and the files behind them."""

    @property
    def name(self) -> str:
        """The connection."""

    def page(self, cursor: str, limit: int) -> Stretch:
        """The items after this cursor: purchases, or Misread. Raises Unreachable, NeedsLogin, Refused or BadInput."""

    def binaries(self, cart: str, transaction: str) -> list[Mapping[str, Any]]:
        """The files behind one purchase. Raises Unreachable, NeedsLogin or Refused."""

    def stream(self, address: str) -> AbstractContextManager[Iterator[bytes]]:
        """The bytes behind the address of such a file. Raises Unreachable or Refused."""
