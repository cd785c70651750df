"""What an answer has of rows or statements, counted while it is written."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from thesaury.model.errors import BadInput

_Found = TypeVar("_Found")


class Counted(Iterable[_Found]):
    """Hands on what is wanted of what there is, counts all of it, and stops with a sentence at the limit."""

    def __init__(self, found: Iterable[_Found], wanted: int, most: int) -> None:
        """`wanted` are handed on, and no more than `most` may be there."""
        self._found, self._wanted, self._most = found, wanted, most
        self.count = 0

    def __iter__(self) -> Iterator[_Found]:
        """Raises BadInput at the limit."""
        for each in self._found:
            if self.count == self._most:
                raise BadInput(
                    f"The answer has more than {self._most:,} rows: ask for a part of it with LIMIT and OFFSET."
                )
            self.count += 1
            if self.count <= self._wanted:
                yield each
