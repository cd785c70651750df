"""Where drafts of vocabularies are kept: one log of edits at a time for each, which nobody changes behind another's back."""

from collections.abc import Sequence
from typing import Protocol

from thesaury.model.draft import Draft, Entry


class Drafts(Protocol):
    """Drafts with their logs."""

    def current(self, vocabulary: str) -> Draft | None:
        """The draft of this vocabulary that is open or being published."""

    def begin(self, vocabulary: str, base: int, by: str, at: str) -> Draft:
        """Open a draft on this version, or give the one there is, whoever opened it."""

    def entries(self, draft: int, since: int = 0) -> list[Entry]:
        """The log of a draft in order: what was added, undone or held after its number was `since`."""

    def exchange(self, before: Draft, after: Draft, entries: Sequence[Entry] = ()) -> bool:
        """Put this draft in the place of the one that was read, with these entries, new or changed, if that is still exactly `before`;
        false, and nothing is changed, where it is another. Nobody writes in between, in any process."""

    def recent(self, vocabulary: str, limit: int = 20) -> list[Draft]:
        """The newest drafts of a vocabulary, whatever became of them, newest first."""
