"""Assets with everything known of them, the review queue, and pairs that look alike."""

from typing import Annotated, Literal

from pydantic import Field

from thesaury.web.api.models.shapes import AssetId, Iri, Moment, Next, Sent, Told, example, sent_example

Why = Annotated[
    str, Field(max_length=200, description="Why: `wrong`, `broad`, `narrow`, `unseen`, or words of your own.")
]


class AssetRecord(Told):
    """An asset as one system shows it."""

    connection: str
    external_id: str
    file: str
    media_type: str
    properties: dict[str, list[str]]


class AssetText(Told):
    """A text of an asset."""

    field: str
    language: str
    value: str


class Evidence(Told):
    """The words that spoke for a concept: `quote` is what stands from `start` to `end` of the field, in code points."""

    field: str
    start: int
    end: int
    quote: str
    label: str


class Reason(Told):
    """A voice beside the words: who spoke, of what, and how strongly; of a mapping, too, by whom it was decided and when."""

    voice: str
    subject: str
    weight: float
    step: str
    by: str = ""
    at: str = ""


class Held(Told):
    """A concept that holds, and who or what says so."""

    iri: str
    label: str
    origin: str
    by: str
    score: float
    evidence: list[Evidence]
    reasons: list[Reason]
    vocabulary: str


class Suggested(Told):
    """A concept that is proposed."""

    iri: str
    label: str
    score: float
    evidence: list[Evidence]
    reasons: list[Reason]
    annotator: str
    vocabulary: str


class AssetPolicy(Told):
    """What a source states of rights, in short."""

    record: str
    status: str
    text: str
    fields: dict[str, str]
    unresolved: list[str]


class Conflict(Told):
    """What the records of an asset say differently, by record."""

    what: str
    claims: dict[str, str]


class Asset(Told):
    """Everything known of one asset."""

    model_config = example(
        id="a3f81c09d2",
        title="Refill pouches on a shelf",
        records=[
            {
                "connection": "dam",
                "external_id": "77",
                "file": "",
                "media_type": "image/jpeg",
                "properties": {"market": ["DE"]},
            }
        ],
        texts=[{"field": "title", "language": "en", "value": "Refill pouches on a shelf"}],
        tags=["refill"],
        unknown_tags=[],
        concepts=[],
        suggestions=[],
        policies=[],
        conflicts=[],
    )

    id: str
    title: str
    records: list[AssetRecord]
    texts: list[AssetText]
    tags: list[str]
    unknown_tags: list[str]
    concepts: list[Held]
    suggestions: list[Suggested]
    policies: list[AssetPolicy]
    conflicts: list[Conflict]


class AssetLine(Told):
    """An asset in a list."""

    id: str
    title: str
    records: list[str] = Field(description="Connection and external id of each record, parted by a slash.")


class AssetsPage(Told):
    """A page of assets, by id."""

    model_config = example(assets=[{"id": "a3f81c09d2", "title": "Refill pouches", "records": ["dam/77"]}], next=None)

    assets: list[AssetLine]
    next: Next


class WaitingSuggestion(Told):
    """A suggestion that waits for a person, with why it was made, in words."""

    asset: str
    title: str
    concept: str
    label: str
    score: float
    evidence: list[Evidence]
    reasons: list[str]


class ReviewQueue(Told):
    """What waits for review; `waiting` is how much in all."""

    model_config = example(
        waiting=1,
        suggestions=[
            {
                "asset": "a3f81c09d2",
                "title": "Refill pouches on a shelf",
                "concept": "https://terms.example/eco",
                "label": "eco-friendly packaging",
                "score": 0.82,
                "evidence": [],
                "reasons": ["the title says eco-friendly"],
            }
        ],
        next=None,
    )

    waiting: int
    suggestions: list[WaitingSuggestion]
    next: Next


class Decide(Sent):
    """A decision on one suggestion."""

    asset: AssetId
    concept: Iri
    decision: Literal["accepted", "rejected"]
    reason: Why = ""


class Decisions(Sent):
    """Decisions on suggestions that wait still."""

    model_config = sent_example(
        decisions=[{"asset": "a3f81c09d2", "concept": "https://terms.example/eco", "decision": "accepted"}]
    )

    decisions: Annotated[list[Decide], Field(min_length=1, max_length=500)]


class Decided(Told):
    """What became of one decision: `decided`, or `conflict` where the suggestion waited no more."""

    asset: str
    concept: str
    outcome: Literal["decided", "conflict"]


class DecisionsMade(Told):
    """What became of each decision, in the order sent."""

    model_config = example(
        decisions=[{"asset": "a3f81c09d2", "concept": "https://terms.example/eco", "outcome": "decided"}],
        changed=1,
        at="2026-11-28T10:00:00.000000+00:00",
    )

    decisions: list[Decided]
    changed: int
    at: Moment = Field(description="The moment that names this deed; empty where nothing changed.")


class Standing(Told):
    """How a concept stands with an asset, and the newest decision on it."""

    model_config = example(
        asset="a3f81c09d2",
        concept="https://terms.example/eco",
        state="accepted",
        reviewer="ada@example.org",
        at="2026-11-28T10:00:00Z",
        reason="",
    )

    asset: str
    concept: str
    state: Literal["waiting", "accepted", "rejected", "none"]
    reviewer: str
    at: Moment
    reason: str


class Verdict(Sent):
    """What is to hold."""

    model_config = sent_example(decision="rejected")

    decision: Literal["accepted", "rejected"]
    reason: Why = ""


class Decision(Told):
    """One decision, by whom and why."""

    asset: str
    concept: str
    decision: Literal["accepted", "rejected"]
    reviewer: str
    at: Moment
    reason: str


class LoggedDecision(Decision):
    """A decision in the log, and whether it still stands."""

    number: int
    stands: bool


class DecisionLog(Told):
    """A page of decisions, the newest first."""

    model_config = example(decisions=[], next=None)

    decisions: list[LoggedDecision]
    next: Next


class Withdraw(Sent):
    """Which decisions to take back: those of one moment, of you or of this reviewer, all or for one asset and concept."""

    model_config = sent_example(at="2026-11-28T10:00:00.000000+00:00")

    at: Annotated[str, Field(min_length=1, max_length=60)]
    reviewer: Annotated[str, Field(max_length=400)] = ""
    asset: Annotated[str, Field(max_length=400)] = ""
    concept: Annotated[str, Field(max_length=2000)] = ""


class Withdrawn(Told):
    """What was taken back."""

    model_config = example(withdrawn=[])

    withdrawn: list[Decision]


class Explain(Sent):
    """Why you decided so at one moment."""

    model_config = sent_example(at="2026-11-28T10:00:00.000000+00:00", reason="broad")

    at: Annotated[str, Field(min_length=1, max_length=60)]
    reason: Annotated[str, Field(min_length=1, max_length=200)]


class Explained(Told):
    """The decisions this is said of."""

    model_config = example(explained=[])

    explained: list[Decision]


class Pair(Told):
    """Two assets whose pictures look alike; `distance` is how many of 64 bits of their hashes differ."""

    left: str
    right: str
    distance: int
    verdict: Literal["open", "same", "different"]
    by: str
    at: Moment


class Pairs(Told):
    """Pairs, the closest first."""

    model_config = example(
        pairs=[{"left": "a1", "right": "a2", "distance": 2, "verdict": "open", "by": "", "at": ""}], next=None
    )

    pairs: list[Pair]
    next: Next


class JoinOrPart(Sent):
    """Whether two assets are one."""

    model_config = sent_example(one="a1", other="a2", same=True)

    one: AssetId
    other: AssetId
    same: bool = Field(strict=True)


class Joined(Told):
    """What became of it: `asset` holds the records of both, empty where they stay two."""

    model_config = example(asset="a1")

    asset: str
