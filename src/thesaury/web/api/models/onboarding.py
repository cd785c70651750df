"""Onboarding: rounds, what their fields and values are said to be, and what people decide."""

from typing import Annotated, Literal

from pydantic import Field

from thesaury.dispatch.onboarding import ProposingState
from thesaury.model.concept import MappingRelation
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import Meaning, SourceKind, SubjectKind
from thesaury.onboarding.roles import FieldRole
from thesaury.web.api.models.shapes import (
    Iri,
    Moment,
    Name,
    Next,
    Number,
    Reachable,
    Sent,
    Told,
    Whole,
    example,
    sent_example,
)

MOST = 5000
"""Decisions that are sent at once, at most."""

_Cell = Annotated[str, Field(max_length=10_000)]
_Said = Literal["accept", "reject", "open", "role", "concept", "own", "nothing"]


class Round(Told):
    """One source that is brought in, and how far proposing it is. Where `state` is `failed`, `stopped` or `cut`, it goes on by proposing
    again; what was kept until then stands."""

    model_config = example(
        name="assets",
        kind="table",
        source="assets.csv",
        vocabulary="shared",
        begun_at="2026-12-01T09:00:00+00:00",
        done_at="2026-12-01T09:00:08+00:00",
        state="done",
        run=12,
        stage="",
        done=0,
        total=None,
        message="",
        counts={"field": {"proposed": 20, "accepted": 8}, "value": {"proposed": 141, "accepted": 59}},
    )

    name: str
    kind: SourceKind
    source: str = Field(description="The name of the connection, of the client's vocabulary, or of the table's file.")
    vocabulary: str = Field(description="The shared model that words are mapped to.")
    begun_at: Moment
    done_at: Moment = Field(description="When everything was last proposed; empty until then, and while it is again.")
    state: ProposingState
    run: int = Field(description="The run that proposes it, or did last; 0 where a command did.")
    stage: str = Field(description="`profile`, `values` or `concepts` while it is proposed.")
    done: int
    total: int | None = Field(description="Null where nobody knows it.")
    message: str = Field(description="Why it failed, or was stopped.")
    counts: dict[SubjectKind, dict[MappingStatus, int]] = Field(
        description="How many fields, values and concepts stand how."
    )


class Rounds(Told):
    """All rounds, by name."""

    model_config = example(rounds=[])

    rounds: list[Round]


class BeginRound(Sent):
    """A round to begin, of the records of a connection or of a vocabulary of the client's own; a table is sent as a file."""

    model_config = sent_example(connection="dam")

    connection: Name | Literal[""] = ""
    concepts: Name | Literal[""] = Field("", description="The client's vocabulary, whose concepts are mapped.")
    name: Reachable | Literal[""] = Field("", description="What the round is called; otherwise as its source.")
    vocabulary: Name | Literal[""] = Field("", description="The shared model; otherwise the only vocabulary there is.")


class CellReading(Told):
    """How the cells of a field are read: what parts values, the order of days in numbers, the sign before decimals; null: not known."""

    separator: str | None
    dates: str | None
    decimal: str | None


class SaidMapping(Told):
    """What is said of a field, a value or a concept, or was proposed of it."""

    status: MappingStatus
    meaning: Meaning
    target: str = Field(description="The IRI of a concept, or a role; empty for `own` and `nothing`.")
    target_label: str
    relation: MappingRelation | Literal[""] = Field(description="How it corresponds to a concept.")
    language: str = Field(description="The language of a field of texts.")
    confidence: float | None
    justification: str
    explanation: str
    reading: CellReading | None = Field(description="Of fields alone.")


class ClientMapping(SaidMapping):
    """One field, one value of a field, or one concept of the client's: what is said of it now, and what was proposed without a person."""

    kind: SubjectKind
    field: str
    value: str = Field(description="The value; of a concept its IRI; empty for a field.")
    label: str
    assets: int = Field(description="On how many assets it is.")
    place: int
    author: str = Field(description="Who said it last; `thesaury` where no person did.")
    at: Moment
    choices: list[SaidMapping] = Field(description="What was proposed, the first choice first.")


class ClientMappings(Told):
    """A page of mappings, in their order."""

    model_config = example(mappings=[], next=None)

    mappings: list[ClientMapping]
    next: Next


class MappingDecision(Sent):
    """A decision on a field, on a value of it, or on a concept of the client's.

    `accept`: what is said now holds. `reject`: it does not. `open`: somebody looked, and wants it looked at singly. `role` with a `role`,
    `concept` with `to`, `own` and `nothing` say what it is.
    """

    model_config = sent_example(field="Indexation", value="jardin", decision="accept")

    field: _Cell = ""
    value: _Cell = ""
    concept: Iri | Literal[""] = Field("", description="In the place of a field: a concept of the client's, by IRI.")
    decision: _Said
    to: Iri | Literal[""] = Field("", description="The concept of the shared model that it is, by IRI.")
    role: FieldRole | Literal[""] = Field("", description="The role that the field has.")
    relation: MappingRelation | None = Field(None, description="How it corresponds to the concept.")
    language: Annotated[str, Field(max_length=35)] | None = Field(None, description="The language of a field's texts.")
    separator: Annotated[str, Field(max_length=20)] | None = Field(None, description="What parts the values of a cell.")
    dates: Literal["dmy", "mdy", "ymd"] | None = Field(None, description="How the days of a field are written.")
    decimal: Literal[",", "."] | None = Field(None, description="The sign before the decimals of a field.")


class DecideMappings(Sent):
    """Decisions, as one batch. `sure` accepts besides what is proposed, at least so sure, and left open by nobody; `field` and `kind`
    narrow that."""

    model_config = sent_example(
        decisions=[{"field": "Indexation", "value": "jardin", "decision": "accept"}], sure=0.9, kind="value"
    )

    decisions: list[MappingDecision] = Field(default_factory=list, max_length=MOST)
    sure: Annotated[Number, Field(ge=0, le=1)] | None = None
    field: _Cell = ""
    kind: SubjectKind | None = None


class DecidedMappings(Told):
    """How many of the subjects that were asked about are said to be something else now, and the batch that takes it back (0: none)."""

    model_config = example(batch=3, asked=60, decided=58)

    batch: int
    asked: int
    decided: int


class UndoMappings(Sent):
    """What to take back: everything that was decided last at once; or the last decision on one subject; or a `batch`, as far as nobody
    decided anew since."""

    model_config = sent_example()

    field: _Cell = ""
    value: _Cell = ""
    concept: Iri | Literal[""] = ""
    batch: Annotated[Whole, Field(ge=0, lt=2**31)] = 0


class UndoneMappings(Told):
    """How many decisions were taken back."""

    model_config = example(undone=58)

    undone: int


class MappingStep(Told):
    """One decision: what was said before it and after it, by whom and when, and whether it was taken back."""

    batch: int
    kind: SubjectKind
    field: str
    value: str
    before: SaidMapping
    after: SaidMapping
    by: str
    at: Moment
    undone: bool


class MappingHistory(Told):
    """A page of decisions, the newest batch first."""

    model_config = example(steps=[], next=None)

    steps: list[MappingStep]
    next: Next


class DecidedOf(Told):
    """Subjects of one kind: all, those accepted without a person, those a person decided, and those of these as first proposed."""

    all: int
    by_itself: int
    by_person: int
    as_proposed: int


class CoveredAmount(Told):
    """Of `all`, how much is mapped to the shared model, and how much is settled as the client's own or as nothing."""

    all: int
    mapped: int
    own: int


class FieldCoverage(Told):
    """One field, or all fields where it has no name: by different values, and by assets (each value once for each asset it is on)."""

    field: str
    values: CoveredAmount
    assets: CoveredAmount
    covered: float = Field(description="The share of values that is settled, 0 to 1.")


class LeftValue(Told):
    """A value that nobody has settled, and on how many assets it is."""

    field: str
    value: str
    assets: int


class RoundCoverage(Told):
    """How far a round is, what is left (up to 200 values, the most used first), and what contradicts itself, as sentences."""

    model_config = example(
        decided={"value": {"all": 200, "by_itself": 59, "by_person": 141, "as_proposed": 133}},
        coverage=[
            {
                "field": "",
                "values": {"all": 200, "mapped": 150, "own": 50},
                "assets": {"all": 900, "mapped": 700, "own": 200},
                "covered": 1.0,
            }
        ],
        left=[],
        conflicts=[],
    )

    decided: dict[SubjectKind, DecidedOf]
    coverage: list[FieldCoverage]
    left: list[LeftValue]
    conflicts: list[str]


class BroughtIn(Told):
    """What a file changed, or with `dry_run` would: decisions that are other than before, mappings that decide nothing, how many are of
    what the round does not have, and the fields of a layout that it does not have."""

    model_config = example(changed=58, undecided=3, unknown=0, fields=[], dry_run=False)

    changed: int
    undecided: int
    unknown: int
    fields: list[str]
    dry_run: bool
