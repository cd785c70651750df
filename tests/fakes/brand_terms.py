"""Brand terms in memory."""

from collections.abc import Sequence

from thesaury.model.brand_term import BrandTerm


class FakeBrandTerms:
    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], BrandTerm] = {}
        self._in_force: set[tuple[str, str]] = set()

    def all(self) -> list[BrandTerm]:
        return [self._kept[key] for key in sorted(self._kept)]

    def in_force(self) -> list[BrandTerm]:
        return [one for one in self.all() if one.key in self._in_force]

    def change(self, put: Sequence[BrandTerm], drop: Sequence[tuple[str, str]], day: str) -> None:
        for key in (*drop, *(one.key for one in put)):
            self._kept.pop(key, None)
            self._in_force.discard(key)
        self._kept |= {one.key: one for one in put}
        self.enforce(day)

    def enforce(self, day: str) -> None:
        self._in_force |= {key for key, one in self._kept.items() if one.since <= day}
