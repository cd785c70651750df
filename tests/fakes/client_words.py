"""Words of a client that are in force, in memory."""

from collections.abc import Sequence

from thesaury.model.client_word import ClientWord


class FakeClientWords:
    def __init__(self) -> None:
        self._words: list[ClientWord] = []

    def in_force(self) -> list[ClientWord]:
        return list(self._words)

    def concepts(self) -> frozenset[str]:
        return frozenset(one.word for one in self._words if not one.connection)

    def enforce(self, words: Sequence[ClientWord]) -> None:
        self._words = sorted(words, key=lambda word: word.key)
