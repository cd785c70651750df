"""Proposals: terms that people use and no vocabulary knows, and what became of them."""

from typing import Annotated, Any, Literal

from pydantic import Field

from thesaury.web.api.models.shapes import Iri, Moment, Next, Sent, Told, Whole, example, sent_example

State = Literal["open", "accepted", "sent", "arrived", "refused", "rejected", "merged"]
Text = Annotated[str, Field(max_length=2000)]
Revision = Annotated[
    Whole,
    Field(
        ge=0, le=2**31, description="`revision` as it was read: 409 where somebody decided since. 0: whatever it is."
    ),
]
_EXAMPLE: dict[str, Any] = {
    "id": "1a27aa9af775",
    "term": "carbon-neutral shipping",
    "language": "en",
    "by": "thesaury",
    "at": "2026-11-28T10:00:00Z",
    "revision": 1,
    "into": "",
    "concept": "",
    "state": "open",
    "assets": 4,
    "tagged": 3,
    "worth": 2.828,
    "spellings": {"carbon-neutral shipping": 2, "Carbon_Neutral Shipping": 1},
    "languages": {"en": 4},
    "uses": [{"kind": "team", "value": "Retail", "assets": 2}],
    "examples": [{"asset": "a3f81c09d2", "field": "title", "start": 0, "end": 23, "quote": "Carbon neutral shipping"}],
    "neighbours": [
        {
            "concept": "https://terms.example/shipping",
            "label": "shipping",
            "language": "en",
            "why": "label",
            "weight": 0.5,
        }
    ],
    "broader": [],
    "gathered_at": "2026-11-28T10:00:00Z",
    "decided": None,
    "errand": None,
}


class Use(Told):
    """How many assets use the term in one place."""

    kind: Literal["source", "team", "market", "agency", "campaign"]
    value: str
    assets: int


class Example(Told):
    """Where the term stands: `quote` is `text[start:end]` of a field, in code points."""

    asset: str
    field: str
    start: int
    end: int
    quote: str


class Neighbour(Told):
    """An approved concept near the term: by its `label`, as `company`, as the `head` the term ends in, or `above` others that are near."""

    concept: str
    label: str
    language: str
    why: Literal["label", "company", "head", "above"]
    weight: float


class Decided(Told):
    """Who decided last, when and why."""

    by: str
    at: Moment
    reason: str


class Errand(Told):
    """Where an accepted term goes, and how far it came: `hindrance` says why it is not on its way."""

    to: str
    label: str
    language: str
    broader: list[str]
    note: str
    tried_at: Moment
    absent_at: Moment
    hindrance: str


class Proposal(Told):
    """A term with what speaks for it and what became of it."""

    model_config = example(**_EXAMPLE)

    id: str
    term: str
    language: str
    by: str
    at: Moment
    revision: int
    state: State
    into: str = Field(description="The proposal it was merged into.")
    concept: str = Field(description="The IRI it has at the server, arrived as, or was merged into.")
    assets: int
    tagged: int
    worth: float = Field(description="The sum of the square roots of the assets of each source and team.")
    spellings: dict[str, int]
    languages: dict[str, int]
    uses: list[Use]
    examples: list[Example]
    neighbours: list[Neighbour]
    broader: list[Neighbour]
    gathered_at: Moment
    decided: Decided | None
    errand: Errand | None


class Step(Told):
    """What happened to a proposal, or what somebody said of it."""

    at: Moment
    who: str
    kind: str
    text: str


class WholeProposal(Proposal):
    """A proposal with its history."""

    model_config = example(**_EXAMPLE, steps=[])

    steps: list[Step]


class NewProposal(Proposal):
    """A proposal, and whether nobody had proposed it before."""

    model_config = example(**_EXAMPLE, new=True)

    new: bool


class Proposals(Told):
    """A page of proposals, and how many of them there are in each state."""

    model_config = example(proposals=[_EXAMPLE], counts={"open": 1}, next=None)

    proposals: list[Proposal]
    counts: dict[str, int]
    next: Next


class Target(Told):
    """Where accepted terms can go."""

    to: str
    name: str
    vocabulary: str


class Targets(Told):
    """All places where accepted terms can go."""

    model_config = example(targets=[{"to": "connection:words", "name": "words", "vocabulary": "words"}])

    targets: list[Target]


class Propose(Sent):
    """A term; without `language` that of the assets that use it."""

    model_config = sent_example(
        term="carbon-neutral shipping", language="en", reason="The spring campaign is about it."
    )

    term: str = Field(min_length=1, max_length=100)
    language: str = Field("", max_length=35)
    reason: Text = ""


class Comment(Sent):
    """What somebody says of a proposal."""

    model_config = sent_example(text="Legal calls it climate-neutral.")

    text: Text


class Accept(Sent):
    """Where the term goes (`connection:` or `vocabulary:` and a name; may be left out where there is one place alone), as which label, and
    below which concepts: null takes what the evidence says, an empty list puts it at the top."""

    model_config = sent_example(revision=1, to="connection:words", label="carbon-neutral shipping", broader=[])

    revision: Revision
    to: str = Field("", max_length=200)
    label: str = Field("", max_length=100)
    language: str = Field("", max_length=35)
    broader: list[Iri] | None = Field(None, max_length=10)
    note: Text = ""


class Reject(Sent):
    """Why."""

    model_config = sent_example(revision=1, reason="A code of the camera.")

    revision: Revision
    reason: Text


class Merge(Sent):
    """The id of another proposal, or the IRI of an approved concept."""

    model_config = sent_example(revision=1, into="99f0c2ab1e04")

    revision: Revision
    into: str = Field(min_length=1, max_length=2000)


class Undo(Sent):
    """Which state is to be undone."""

    model_config = sent_example(revision=2)

    revision: Revision
