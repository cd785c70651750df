"""Signs of what a clause says: allowed, denied, or left open."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from thesaury.rights.parsing.meanings import Found


class Sign(StrEnum):
    """Whether something is allowed, denied, or left open by what the clause says."""

    YES = "+"
    NO = "-"
    OPEN = "?"


class Signed(NamedTuple):
    """A finding with its sign; `segment` counts the commas before it."""

    found: Found
    sign: Sign
    segment: int


@dataclass(slots=True)
class Clause:
    """A clause being read: signs in order, what is wrong with it (reason and place), whether it stops every use or needs approval."""

    signed: list[Signed] = field(default_factory=list)
    problems: list[tuple[str, Found]] = field(default_factory=list)
    stop: Found | None = None
    approval: Found | None = None
