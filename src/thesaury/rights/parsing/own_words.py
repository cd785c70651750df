"""Whether a client's words may name a group of regions: not if the parser reads them as something else already."""

from thesaury.rights.parsing.meanings import Kind
from thesaury.rights.parsing.reading import read

_FREE = frozenset({Kind.UNKNOWN, Kind.PLAIN, Kind.OPEN, Kind.REGION, Kind.NUMBER, Kind.INCLUDING, Kind.QUOTE})
"""Kinds that may stand in a name: what nobody knows, small words, and regions, whose names a client may give another meaning."""


def taken(words: str) -> str:
    """What the words mean already, as the name of a kind (channel, negation, small word ...); empty where they are free."""
    found = [one.kind for one in read(words, "")[1]]
    if strange := next((kind for kind in found if kind not in _FREE), None):
        return strange.replace("_", " ")
    return "small word" if not found or found == [Kind.PLAIN] else ""
