"""What a look at a board tells: for every item its state today, and what changed since it was put there or somebody last looked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thesaury.model.asset import Asset
from thesaury.model.board import Board, Item
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.pipeline.boards.marks import digest


class Change(StrEnum):
    """What is another thing now than when the item was put on the board, or when somebody last looked."""

    GONE = "gone"
    """No system shows the asset any more."""
    RIGHTS = "rights"
    """The answer of its rights is another one."""
    PICTURE = "picture"
    """Another file stands in its place: a new version."""
    WORDS = "words"
    """Its title or another description is another one."""
    REPLACED = "replaced"
    """A system says that another asset takes its place."""
    WITHDRAWN = "withdrawn"
    """A system says that it is not to be used: withdrawn, archived, rejected ..."""
    RESTORED = "restored"
    """No system says any more that it was replaced or is not to be used."""


class State(StrEnum):
    """Whether an item may be used today, for the use that the brief names; what is worst first."""

    GONE = "gone"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"
    REVIEW = "review"
    """Nobody knows, or a person has to look."""
    REPLACED = "replaced"
    """It may be used, and there is a newer version."""
    ENDING = "ending"
    """It may be used today, but not for long (see `ENDING_DAYS`), or not to the end of the brief's days."""
    USABLE = "usable"
    UNASKED = "unasked"
    """The brief names no use, so that nobody can say."""


ENDING_DAYS = 30
"""What may be used for so many days more at most is about to end."""

MAY_BE_USED = frozenset({State.USABLE, State.ENDING, State.REPLACED})
"""What may be used today."""

BARRED = frozenset({State.GONE, State.DENIED, State.WITHDRAWN})
"""Of what no picture is shown to strangers, nor printed."""


@dataclass(frozen=True, slots=True)
class LookedItem:
    """One item as it stands today.

    `asset` is None where it is gone. `verdict` is on the use of the brief, from today to its end; `until` the last day on which it may be
    used, None where no end is known or it may not be used. `why` is the reason in one sentence. `before` says what its rights were when
    somebody last looked, empty where they are the same. `replacement` is the asset that takes its place, empty where none is known.
    """

    item: Item
    asset: Asset | None
    state: State
    verdict: Verdict | None = None
    until: date | None = None
    why: str = ""
    changes: tuple[Change, ...] = ()
    before: str = ""
    replacement: str = ""
    marks: tuple[str, str] = ("", "")
    """What the item remembers once somebody has seen this: of rights and of content."""
    duties: tuple[str, ...] = ()
    """What is to be done in return for its use, in sentences."""

    @property
    def mark(self) -> str:
        """A short name of how it stands, which is another one when anything of it changed: by it people say what they have seen."""
        return digest([self.item.asset, f"rights {self.marks[0]}", f"content {self.marks[1]}"])


@dataclass(frozen=True, slots=True)
class Looked:
    """A board as it stands at a moment (UTC, ISO 8601).

    `uses` is what was asked of the rights, one for each channel; none where the brief names no use. `notes` are codes of what was assumed
    about it, as recommendations have them.
    """

    board: Board
    items: tuple[LookedItem, ...]
    uses: tuple[Use, ...]
    at: str
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def news(self) -> tuple[LookedItem, ...]:
        """The items of which something changed."""
        return tuple(one for one in self.items if one.changes)
