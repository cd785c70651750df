"""A language model that proposes what a clause of a licence may mean. A person decides; nothing else ever rests on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Proposed:
    """One value that a model proposes, as it wrote it and unchecked: the field of a term, its value, and the words it says it read."""

    field: str
    value: object
    words: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a model answered for one clause; `notes` say what of its answer could not be read at all."""

    values: Sequence[Proposed] = ()
    notes: Sequence[str] = ()


class Proposer(Protocol):
    """Asks a model. What comes back is material of a stranger: it is checked before a person sees it, and obeyed by nobody."""

    @property
    def version(self) -> str:
        """Which model is asked, for a person who wonders whose proposals he reads."""

    def propose(self, instructions: str, question: str) -> Proposals:
        """What the model proposes; an answer without sense is no proposals with a note.

        Raises Unreachable where nothing answers in time, NeedsLogin where the key is refused, Refused where the question is.
        """
