"""What a piece of advice is made of."""

from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.question import Answer, Cell, ColumnKind


class Advises(StrEnum):
    """What is advised, the most pressing first."""

    WITHDRAW = "withdraw"
    """Take down, or license anew, what is used after its end."""
    RENEW_FOR_CAMPAIGN = "renew-for-campaign"
    """Renew licences that end before a campaign that uses them does."""
    PRODUCE = "produce"
    """Make assets of a concept that is asked for more than it is there."""
    CLEAR = "clear"
    """Obtain rights for assets that are there and may not be used."""
    RENEW = "renew"
    """Renew a licence that was used for less a use than licences are on the whole."""
    LET_END = "let-end"
    """Let a licence end that was used for more a use than licences are on the whole."""
    RETIRE = "retire"
    """Use, or do not renew, what was paid for and never used."""


@dataclass(frozen=True, slots=True)
class Behind:
    """Where the rows behind a figure are listed: a named question with its parameters."""

    question: str
    parameters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a piece of advice: its name, by which the formula knows it, its value and where its rows are."""

    name: str
    value: Cell
    kind: ColumnKind
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice: what to do about what (an IRI, or the number of a purchase), as `label` calls it. `worth` sorts pieces of one
    kind, the greatest first; its unit is that of the kind."""

    advises: Advises
    about: str
    label: str
    figures: tuple[Figure, ...]
    worth: float

    def figure(self, name: str) -> Cell:
        """The value of the figure of this name. Raises KeyError where there is none."""
        for one in self.figures:
            if one.name == name:
                return one.value
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Silence:
    """Why nothing is advised: there are fewer things of a kind (`of`: demands, purchases, or nothing wrong) than advice needs."""

    advises: Advises
    of: str
    have: int
    need: int


@dataclass(frozen=True, slots=True)
class Advised:
    """All advice as of a day and for a period and market, the kinds in their order, the most worth first; what is not advised and why."""

    pieces: tuple[Advice, ...]
    silences: tuple[Silence, ...]
    period: str
    market: str
    as_of: str = ""
    currency: str = ""


def behind(answer: Answer) -> Behind:
    """The question that gave this answer, with what it was asked with."""
    return Behind(answer.question.name, tuple(sorted(answer.given.items())))


def count(value: Cell) -> int:
    """A count; 0 where there is none."""
    return int(value) if isinstance(value, int) else 0


def called(answer: Answer, name: Cell) -> str:
    """What people call the thing with this name."""
    return answer.labels.get(str(name), "") or str(name)
