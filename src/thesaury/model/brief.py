"""A brief: what somebody needs pictures for, as concepts, a planned use, formats and an audience, each with the words it came from."""

from dataclasses import dataclass
from enum import StrEnum


class Wanting(StrEnum):
    """How much a concept is wanted."""

    REQUIRED = "required"
    WISHED = "wished"
    EXCLUDED = "excluded"


class Source(StrEnum):
    """Who put something into a brief: its own words, the record of its campaign, or a person who changed what was read. What its words only
    hint at, by a part of a label, is a guess that a person may strike out."""

    TEXT = "text"
    HINT = "hint"
    CAMPAIGN = "campaign"
    PERSON = "person"


class Format(StrEnum):
    """Which shape, or which kind of medium, is asked for."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"
    SQUARE = "square"
    PANORAMA = "panorama"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a brief: `text` is `brief.text[start:end]`, in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class BriefConcept:
    """A concept a brief speaks of. `weight`, in 0 to 1, says how much of the brief is about it; `quotes` are the words it came from, none
    where a person added it."""

    concept: str
    wanting: Wanting
    weight: float = 1.0
    quotes: tuple[Quote, ...] = ()
    source: Source = Source.TEXT


@dataclass(frozen=True, slots=True)
class Said:
    """One value a brief names: a region (ISO 3166 or a group of the tables), a channel of the tables, a day in ISO 8601, a format, an
    audience in its own words."""

    value: str
    quotes: tuple[Quote, ...] = ()
    source: Source = Source.TEXT


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a brief that asks for pictures of its own: one need, `brief.text[start:end]`. Its concepts are among those of
    the brief."""

    title: str
    start: int
    end: int
    concepts: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief as it was understood, or as a person corrected it. Days are in ISO 8601, both ends included, None where nothing is said.

    `text` is the plain text that quotes and sections count in. `sections` has one for the whole where the brief is not divided.
    `campaign` is the id of a campaign it belongs to, empty without one. `notes` are codes of what could not be read, with what they
    are about.
    """

    text: str
    title: str = ""
    language: str = ""
    concepts: tuple[BriefConcept, ...] = ()
    regions: tuple[Said, ...] = ()
    channels: tuple[Said, ...] = ()
    first_day: Said | None = None
    last_day: Said | None = None
    formats: tuple[Said, ...] = ()
    audience: tuple[Said, ...] = ()
    sections: tuple[Section, ...] = ()
    campaign: str = ""
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether anything is asked for: a board that somebody fills by hand has a brief without words and concepts."""
        return bool(self.text or self.concepts)

    def of(self, *wanting: Wanting) -> tuple[BriefConcept, ...]:
        """The concepts wanted so, in their order."""
        return tuple(one for one in self.concepts if one.wanting in wanting)
