"""Drafts of vocabularies: edits that several people make together and that hold once they are published."""

from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.edit import Edit
from thesaury.model.errors import BadInput


class DraftState(StrEnum):
    """How far a draft is; one that is OPEN or PUBLISHING is the one of its vocabulary, the others are over.

    KEPT: it became a version, and the assets that it touches are annotated again.
    """

    OPEN = "open"
    PUBLISHING = "publishing"
    KEPT = "kept"
    PUBLISHED = "published"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft on a version (`base`) of a vocabulary; `number` grows with each change of it.

    `version` is what it became (0 before), `note` what was said at publishing; moments are UTC in ISO 8601.
    """

    id: int
    vocabulary: str
    base: int
    by: str
    at: str
    number: int = 0
    state: DraftState = DraftState.OPEN
    ended_by: str = ""
    ended_at: str = ""
    version: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One edit of a draft: `number` is its place in the log, `changed` the number of the draft when it was last changed.

    `touched` are the concepts and schemes that it changed. It counts unless somebody undid it, or it is held: the vocabulary has
    changed underneath so that it does not apply any more, which `held` says in a sentence.
    """

    number: int
    at: str
    who: str
    edit: Edit
    touched: tuple[str, ...]
    changed: int
    undone_by: str = ""
    held: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is part of what will be published."""
        return not self.undone_by and not self.held


@dataclass(frozen=True, slots=True)
class Seen:
    """What an editor looked at: the version of the vocabulary, and the draft (0: none) up to a number. Written `3.7.12`."""

    version: int
    draft: int = 0
    number: int = 0

    def __str__(self) -> str:
        """As pages and programs carry it."""
        return f"{self.version}.{self.draft}.{self.number}"

    @classmethod
    def of(cls, text: str) -> "Seen":
        """Read it again. Raises BadInput for anything else."""
        try:
            version, draft, number = (int(part) for part in text.split("."))
            return cls(version, draft, number)
        except ValueError as error:
            raise BadInput(
                f"{text[:100]!r} is no state of a draft. Send the one that you read, such as 3.7.12."
            ) from error
