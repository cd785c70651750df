"""A server that takes terms, in memory: what is proposed waits, and people there approve it or turn it down."""

from collections.abc import Sequence

from thesaury.model.concept import Concept, Label
from thesaury.model.errors import ThesauryError
from thesaury.ports.vocabulary_source import Proposal, Proposed, Waiting


class MemoryProposals:
    def __init__(self, *taken: str) -> None:
        self.taken = set(taken)
        self.waits: dict[str, Waiting] = {}
        self.calls: list[list[str]] = []
        self.fails: list[ThesauryError] = []
        """Raised by the next calls of `propose`, after the terms have come in where `comes_in`."""
        self.comes_in = False
        self.away: ThesauryError | None = None
        """Raised by every look at what waits."""
        self.refuses: dict[str, str] = {}

    def propose(self, proposals: Sequence[Proposal]) -> list[Proposed]:
        self.calls.append([one.label for one in proposals])
        error = self.fails.pop(0) if self.fails else None
        if error and not self.comes_in:
            raise error
        answers = [self._take(one) for one in proposals]
        if error:
            raise error
        return answers

    def waiting(self) -> list[Waiting]:
        if self.away:
            raise self.away
        return list(self.waits.values())

    def approve(self, iri: str) -> Concept:
        one = self.waits.pop(iri)
        return Concept(iri, preferred=one.labels)

    def turn_down(self, iri: str) -> None:
        del self.waits[iri]

    def _take(self, one: Proposal) -> Proposed:
        if one.label in self.refuses:
            return Proposed(one.key, refusal=self.refuses[one.label])
        if one.label in self.taken | {label.text for held in self.waits.values() for label in held.labels}:
            return Proposed(one.key, duplicate=True)
        iri = f"https://server.example/{len(self.waits)}-{one.key}"
        self.waits[iri] = Waiting(iri, (Label(one.label, one.language),), one.note, one.score, "")
        return Proposed(one.key, iri)
