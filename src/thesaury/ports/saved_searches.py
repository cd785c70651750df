"""Where saved searches are kept, each with everything it ever found."""

from collections.abc import Sequence
from typing import Protocol

from thesaury.model.saved_search import SavedSearch, Sighting


class SavedSearches(Protocol):
    """Saved searches by name, the secret addresses of their feeds, and what they found first when."""

    def put(self, search: SavedSearch, found: Sequence[str], digest: str = "") -> None:
        """Keep a new search with the assets it finds now, which are no news, and the SHA-256 of the token of its feed, if it has one.

        Raises Usage where the name is taken.
        """

    def get(self, name: str) -> SavedSearch | None:
        """The search of this name."""

    def all(self) -> list[SavedSearch]:
        """Every search, by name."""

    def drop(self, name: str) -> None:
        """Forget a search with all it found. Raises Usage where there is none."""

    def set_feed(self, name: str, digest: str) -> None:
        """Keep the SHA-256 of the token of its feed; an earlier one is known no more, and an empty one takes the feed away.

        Raises Usage where there is no such search.
        """

    def by_feed(self, digest: str) -> SavedSearch | None:
        """The search whose feed has this digest."""

    def fed(self) -> frozenset[str]:
        """The names of the searches that have a feed."""

    def saw(self, id: str, found: Sequence[str], at: str, stamp: str) -> int:
        """What the search with this id finds now, with that state of the index; returns how many of these it never found before.

        What it finds no longer stays known, so that it is no news when it comes back. Of a search that was dropped nothing is kept.
        """

    def news(self, id: str, limit: int) -> list[Sighting]:
        """What the search finds and did not find when it was saved, the newest first, then by asset."""
