"""Clean-ups: plans, their entries, dry runs, and what was done at each record."""

from typing import Annotated, Literal

from pydantic import Field

from thesaury.web.api.models.shapes import Iri, Moment, Name, Next, Number, Sent, Told, Whole, example, sent_example

State = Literal["draft", "reviewed", "running", "done", "partly", "reverting", "reverted"]
Treatment = Literal["replace", "keep", "drop", "propose"]
Standing = Literal[
    "approved", "synonym", "deprecated", "ambiguous", "near-miss", "several", "forbidden", "outside", "unknown"
]
_Tag = Annotated[str, Field(min_length=1, max_length=1000)]


class Cleanup(Told):
    """A plan with how it stands."""

    model_config = example(
        id="9f2c41d07b3a",
        name="spring",
        state="reviewed",
        made_by="mara@fennmoor.example",
        made_at="2026-11-29T10:00:00Z",
        connections=["bynder"],
        properties={"team": ["brand"]},
        least=2,
        tags=[],
        run=0,
        revert_run=0,
        entries=412,
        undecided=0,
        decisions={"replace": 380, "keep": 32},
        records={},
    )

    id: str
    name: str
    state: State
    made_by: str
    made_at: Moment
    connections: list[str] = Field(description="The connections it is about; empty: all.")
    properties: dict[str, list[str]] = Field(description="Only records whose properties have one of these values.")
    least: int = Field(description="Only tags of so many assets at least.")
    tags: list[str] = Field(description="These tags alone; empty: all.")
    run: int = Field(description="The last run that wrote it; 0 where there is none.")
    revert_run: int = Field(description="The run that took it back; 0 where there is none.")
    entries: int
    undecided: int
    decisions: dict[Treatment, int] = Field(description="How many entries are decided so.")
    records: dict[Literal["begun", "done", "left", "reverted", "stayed"], int] = Field(
        description="How the records stand that a run came to."
    )


class Cleanups(Told):
    """All plans, the newest first."""

    model_config = example(cleanups=[])

    cleanups: list[Cleanup]


class MakeCleanup(Sent):
    """A plan to make of the tags in use."""

    model_config = sent_example(name="spring", connections=["bynder"], least=2)

    name: Annotated[str, Field(min_length=1, max_length=100)]
    connections: list[Name] = Field(default_factory=list, max_length=200)
    properties: dict[Name, list[Name]] = Field(default_factory=dict, description="Such as team: brand.")
    least: Annotated[Whole, Field(ge=1, le=1_000_000)] = 1
    tags: list[_Tag] = Field(default_factory=list, max_length=5000)


class EntryUse(Told):
    """A concept that may take the place of a tag."""

    concept: str
    label: str
    likeness: float


class Entry(Told):
    """One old tag in all its spellings, what is suggested for it, and what is decided."""

    model_config = example(
        id="51c07a88be02",
        tags=["eco friendly", "Ecofriendly"],
        assets=41,
        records={"bynder": 41},
        standing="approved",
        suggested="replace",
        certainty=1.0,
        worth=41.0,
        use=[{"concept": "https://terms.example/eco", "label": "eco-friendly", "likeness": 1.0}],
        decision="",
        concept="",
        decided_by="",
        decided_at="",
    )

    id: str
    tags: list[str] = Field(description="Its spellings, the most frequent first.")
    assets: int
    records: dict[str, int] = Field(description="How many records carry it, by connection.")
    standing: Standing
    suggested: Treatment
    certainty: float = Field(description="How sure the suggestion is, from 0 to 1.")
    worth: float = Field(description="Assets times certainty: what one decision brings.")
    use: list[EntryUse]
    decision: Literal["", "replace", "keep", "drop", "propose"] = Field(description="Empty where nobody has decided.")
    concept: str = Field(description="The concept that takes its place; empty where none does.")
    decided_by: str
    decided_at: Moment


class Entries(Told):
    """A page of entries, in the order of what a decision brings."""

    model_config = example(entries=[], next=None)

    entries: list[Entry]
    next: Next


class Decide(Sent):
    """A decision on one entry; an empty one takes an earlier decision back."""

    model_config = sent_example(entry="51c07a88be02", decision="replace")

    entry: Name
    decision: Literal["", "replace", "keep", "drop", "propose"]
    concept: Iri | Literal[""] = Field("", description="What takes its place; without it, what is suggested.")


class DecideAll(Sent):
    """Decisions on many entries at once; `suggested_above` takes every suggested concept that is at least so certain and undecided."""

    model_config = sent_example(decisions=[{"entry": "51c07a88be02", "decision": "keep"}], suggested_above=0.95)

    decisions: list[Decide] = Field(default_factory=list, max_length=5000)
    suggested_above: Annotated[Number, Field(ge=0, le=1)] | None = None


class Decided(Told):
    """How many entries changed, and how the plan stands now."""

    model_config = example(changed=2, state="draft", undecided=410)

    changed: int
    state: State
    undecided: int


class WrittenConcept(Told):
    """A concept that comes or goes."""

    iri: str
    label: str


class PlannedRecord(Told):
    """What would be written at one record."""

    model_config = example(
        connection="bynder",
        external_id="67C4358D",
        asset="a3f81c09d2",
        add=[{"iri": "https://terms.example/eco", "label": "eco-friendly"}],
        remove=[],
        clear=["eco friendly"],
        restore=[],
        notes=[],
        keys=["7c1e", "90ab"],
    )

    connection: str
    external_id: str
    asset: str
    add: list[WrittenConcept]
    remove: list[WrittenConcept]
    clear: list[str] = Field(description="Old tags that go.")
    restore: list[str] = Field(description="Old tags that come back.")
    notes: list[str] = Field(description="Why something stays as it is.")
    keys: list[str] = Field(description="The keys of the writes, as the outbox will have them.")


class DryRun(Told):
    """A page of what would be written."""

    model_config = example(records=[], next=None)

    records: list[PlannedRecord]
    next: Next


class StepTag(Told):
    """One tag of one record, what takes its place, and who decided so."""

    tag: str
    concept: str
    by: str


class Step(Told):
    """What was done at one record, and why something was left or stayed."""

    model_config = example(
        connection="bynder",
        external_id="67C4358D",
        asset="a3f81c09d2",
        replaced=[{"tag": "eco friendly", "concept": "https://terms.example/eco", "by": "mara"}],
        state="done",
        message="",
    )

    connection: str
    external_id: str
    asset: str
    replaced: list[StepTag]
    state: Literal["begun", "done", "left", "reverted", "stayed"]
    message: str


class Steps(Told):
    """A page of records, by connection and id."""

    model_config = example(steps=[], next=None)

    steps: list[Step]
    next: Next
