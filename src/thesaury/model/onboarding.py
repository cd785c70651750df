"""Onboarding: what a client's fields, values and concepts are said to be, by the product at first and by people at last."""

from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.concept import MappingRelation
from thesaury.model.mapping import BY_MATCHING, Justification, MappingStatus


class SourceKind(StrEnum):
    """What is brought in: a table in a file, the records of a connection, or a vocabulary of the client's own."""

    TABLE = "table"
    CONNECTION = "connection"
    VOCABULARY = "vocabulary"


class SubjectKind(StrEnum):
    """What something is said of: a field, one value of a field, or a concept of the client's own vocabulary."""

    FIELD = "field"
    VALUE = "value"
    CONCEPT = "concept"


class ExchangeForm(StrEnum):
    """Mappings of values and concepts as SSSOM/TSV, or the roles of fields as TOML."""

    SSSOM = "sssom"
    LAYOUT = "layout"


class Meaning(StrEnum):
    """What it is said to be.

    ROLE: a field of this role. CONCEPT: it corresponds to a concept of the shared model. OWN: it stays the client's own. NOTHING: it
    corresponds to nothing, or nothing speaks for anything.
    """

    ROLE = "role"
    CONCEPT = "concept"
    OWN = "own"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Subject:
    """What something is said of. A field has no value; a value has the name of its field; a concept has no field and its IRI as value."""

    kind: SubjectKind
    field: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of a field are to be read; None where nothing is known of it.

    `separator` parts the values of a cell (`model.cells`), empty where each cell is one value. `dates` is the order of days that are
    written in numbers: `dmy`, `mdy` or `ymd`. `decimal` is the sign before decimals: `,` or `.`.
    """

    separator: str | None = None
    dates: str | None = None
    decimal: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a subject. `target` is the IRI of a concept, or a role; empty for OWN and NOTHING. `label` is what it is called.

    `language` is that of a field of texts, `reading` how the cells of any field are read. `author` and `at` (ISO 8601, UTC) are who said it
    last and when; `explanation` is a sentence.
    """

    meaning: Meaning
    target: str = ""
    label: str = ""
    relation: MappingRelation = MappingRelation.EXACT
    confidence: float | None = None
    justification: Justification = Justification.UNSPECIFIED
    explanation: str = ""
    language: str = ""
    author: str = BY_MATCHING
    status: MappingStatus = MappingStatus.PROPOSED
    at: str = ""
    reading: Reading = Reading()


@dataclass(frozen=True, slots=True)
class KeptMapping:
    """One subject of a round: what is said of it now, on how many assets it is, and what it is called.

    `choices` are what was proposed without a person, the first choice first; `place` is its place in the round.
    """

    subject: Subject
    said: Said
    assets: int = 0
    label: str = ""
    choices: tuple[Said, ...] = ()
    place: int = 0

    @property
    def by_person(self) -> bool:
        """Whether a person decided it; what is safe is accepted without one."""
        return self.said.author != BY_MATCHING

    @property
    def decided(self) -> bool:
        """Whether a person said how it is; one who left it open to be looked at singly has not."""
        return self.by_person and self.said.status is not MappingStatus.PROPOSED


@dataclass(frozen=True, slots=True)
class Counted:
    """As much of a mapping as counts where a round is summed up: `meaning`, `target` and `label` are those of what is accepted, or was
    decided; `as_proposed` says that it is accepted as it was proposed first."""

    subject: Subject
    assets: int
    status: MappingStatus
    author: str
    meaning: Meaning | None = None
    target: str = ""
    label: str = ""
    as_proposed: bool = False

    @property
    def decided(self) -> bool:
        """Whether a person said how it is, as of a mapping."""
        return self.author != BY_MATCHING and self.status is not MappingStatus.PROPOSED


def counted(one: KeptMapping) -> Counted:
    """As much of it as counts."""
    said, first = one.said, one.choices[0] if one.choices else None
    if said.status is MappingStatus.PROPOSED:
        return Counted(one.subject, one.assets, said.status, said.author)
    alike = first is not None and (first.meaning, first.target) == (said.meaning, said.target)
    as_proposed = alike and one.decided and said.status is MappingStatus.ACCEPTED
    return Counted(
        one.subject, one.assets, said.status, said.author, said.meaning, said.target, said.label, as_proposed
    )


@dataclass(frozen=True, slots=True)
class OnboardingRound:
    """One source that is brought in: `source` is the name of a connection, the path of a table or the name of a vocabulary, as `kind` says.

    `vocabulary` is the shared model its words are mapped to. `done_at` is when everything was last proposed (ISO 8601, UTC), empty where
    proposing was cut off: what is kept until then stands, and the rest comes by proposing again.
    """

    name: str
    kind: SourceKind
    source: str
    vocabulary: str
    begun_at: str
    done_at: str = ""


@dataclass(frozen=True, slots=True)
class MappingStep:
    """One decision on one subject: what was said before and after it, in which batch, by whom, when, and whether it was taken back."""

    batch: int
    subject: Subject
    before: Said
    after: Said
    by: str
    at: str
    undone: bool = False
