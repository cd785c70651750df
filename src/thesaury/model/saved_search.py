"""Saved searches: what somebody looks for again and again, and what they found first when."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name: what was typed, the filters as (facet, values), the use that rights are asked about, as (name, value) in the
    words of an address, and whether related concepts are taken in.

    `id` is never used again, even where the name is; `at` is when it was saved (ISO 8601, UTC); `stamp` tells the state of the index it
    was last checked with.
    """

    id: str
    name: str
    words: str
    filters: tuple[tuple[str, tuple[str, ...]], ...]
    at: str
    stamp: str = ""
    use: tuple[tuple[str, str], ...] = ()
    related: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """An asset that a saved search found, with the moment it was found first (ISO 8601, UTC)."""

    asset: str
    at: str
