"""The shared model in a client's workspace: versions that its agency offers, and vocabularies that were taken over from it."""

from dataclasses import dataclass

FROM_AGENCY = "agency"
"""What a version that was taken over says of where it comes from."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A version of a vocabulary of the agency, as it is offered here: `version` is its number there, `digest` that of its content.

    `at` (ISO 8601, UTC) and `by` are who offered it, `note` what he says of it. One that was declined is remembered until the next.
    """

    vocabulary: str
    version: int
    digest: str
    concepts: int
    at: str
    by: str
    note: str = ""
    declined_at: str = ""
    declined_by: str = ""

    @property
    def waits(self) -> bool:
        """Whether somebody may still take it."""
        return not self.declined_at


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A vocabulary here that is the agency's: the number at the agency of the version that was taken last, by whom and when.

    `followed` is false until the mappings to it were carried over to that version.
    """

    vocabulary: str
    version: int
    digest: str
    at: str
    by: str
    followed: bool = False
