"""Drafts of vocabularies in memory."""

from collections.abc import Sequence

from thesaury.model.draft import Draft, DraftState, Entry


class FakeDrafts:
    def __init__(self) -> None:
        self._drafts: dict[int, Draft] = {}
        self._entries: dict[int, dict[int, Entry]] = {}

    def current(self, vocabulary: str) -> Draft | None:
        current = (DraftState.OPEN, DraftState.PUBLISHING)
        return next((d for d in self.recent(vocabulary, 99) if d.state in current), None)

    def begin(self, vocabulary: str, base: int, by: str, at: str) -> Draft:
        if there := self.current(vocabulary):
            return there
        draft = Draft(len(self._drafts) + 1, vocabulary, base, by, at)
        self._drafts[draft.id], self._entries[draft.id] = draft, {}
        return draft

    def entries(self, draft: int, since: int = 0) -> list[Entry]:
        return [entry for _, entry in sorted(self._entries.get(draft, {}).items()) if entry.changed > since]

    def exchange(self, before: Draft, after: Draft, entries: Sequence[Entry] = ()) -> bool:
        if self._drafts.get(before.id) != before:
            return False
        self._drafts[before.id] = after
        self._entries[before.id] |= {entry.number: entry for entry in entries}
        return True

    def recent(self, vocabulary: str, limit: int = 20) -> list[Draft]:
        return [d for _, d in sorted(self._drafts.items(), reverse=True) if d.vocabulary == vocabulary][:limit]
