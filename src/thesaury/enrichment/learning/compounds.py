"""Compound words in languages that write them as one: "Krankenhausfinanzierung" speaks of hospitals and of financing."""

from collections.abc import Collection

COMPOUNDING = frozenset({"de", "nl", "da", "sv", "nb", "nn", "no", "fi", "et", "hu", "is"})
"""Primary language tags of languages that join nouns without a gap."""

_SHORTEST_PART = 4
_SHORTEST_WORD = 9
# What German, Dutch and the Nordic languages put between the parts; the empty joint first.
_JOINTS = ("", "s", "n", "e", "en", "es", "er", "ns")


class Compounds:
    """Splits words into parts that are words themselves; answers are remembered."""

    _MOST = 1 << 17

    def __init__(self, known: Collection[str]) -> None:
        """`known` are folded words, of labels and of texts."""
        self._known = frozenset(word for word in known if len(word) >= _SHORTEST_PART and word.isalpha())
        self._parts: dict[str, tuple[str, ...]] = {}

    def __getstate__(self) -> dict[str, object]:
        """Another process remembers for itself."""
        return self.__dict__ | {"_parts": {}}

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of a folded word, at least two, or none; the last part as long as possible, and split further itself."""
        if len(word) < _SHORTEST_WORD:
            return ()
        parts = self._parts.get(word)
        if parts is None:
            if len(self._parts) >= self._MOST:
                self._parts.clear()
            parts = self._parts[word] = self._split(word)
        return parts

    def _split(self, word: str) -> tuple[str, ...]:
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            tail = word[cut:]
            if tail in self._known and (head := self._head(word[:cut])):
                return (head, tail, *self.parts(tail))
        return ()

    def _head(self, begin: str) -> str:
        """The word that a compound begins with, without joint and with the e that some lose ("Schul-" for "Schule")."""
        for joint in _JOINTS:
            bare = begin.removesuffix(joint) if joint else begin
            if bare == begin and joint:
                continue
            for head in (bare, f"{bare}e"):
                if head in self._known:
                    return head
        return ""
