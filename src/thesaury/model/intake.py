"""A licence text on its way in: pasted, read, corrected by a person, and confirmed for the assets it is for."""

from dataclasses import dataclass
from enum import StrEnum


class IntakeState(StrEnum):
    """How far it is: nothing is kept of a draft but the draft itself; a confirmed one may be taken back."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Intake:
    """One licence text. `name` is what the document is called, `fields` is the form as it stands, by the names of its fields.

    `assets` are the ids it is for, `kept` the rights records that were made of it: record, place, and version. `who` made it, `at` is
    the moment it was last changed (UTC, ISO 8601).
    """

    id: str
    who: str
    at: str
    text: str
    name: str = ""
    state: IntakeState = IntakeState.DRAFT
    fields: tuple[tuple[str, str], ...] = ()
    assets: tuple[str, ...] = ()
    kept: tuple[tuple[str, str, int], ...] = ()
