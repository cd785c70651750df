"""Checks of tags and records, and the profiles they are checked against."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from thesaury.web.api.models.shapes import (
    AssetId,
    Flag,
    Iri,
    Labelled,
    Moment,
    Name,
    Sent,
    Text,
    Told,
    Whole,
    sent_example,
)
from thesaury.web.api.models.shapes import example as shown

MOST_TAGS, MOST_RECORDS, MOST_IN_ALL = 500, 200, 5000

_RED = {
    "concept": "https://terms.example/refill",
    "label": {"text": "refill pack", "language": "en"},
    "likeness": 1.0,
    "schemes": [{"iri": "https://terms.example/packaging", "label": "Packaging"}],
    "path": [{"text": "packaging", "language": "en"}],
    "matched": {"text": "refills", "language": "en"},
}
_PART = {"tag": "Refills", "standing": "synonym", "fate": None, "use": [_RED], "instead": "", "reason": ""}
_ANSWER = {**_PART, "parts": []}

Tag = Annotated[str, Field(max_length=1000)]
Tags = Annotated[list[Tag], Field(max_length=MOST_TAGS)]
Standing = Literal[
    "approved", "synonym", "deprecated", "ambiguous", "near-miss", "several", "forbidden", "outside", "unknown"
]
Fate = Literal["proposed", "refused"]


class RecordToCheck(Sent):
    """A record: its tags, its concepts by IRI, its properties (by which a profile is chosen); or an asset, of which what is sent here takes
    the place of what it holds."""

    model_config = sent_example(tags=["Refills", "red"], properties={"market": ["DE"]}, key="IMG_0815.jpg")

    tags: Tags | None = None
    concepts: Annotated[list[Iri], Field(max_length=MOST_TAGS)] | None = None
    properties: Annotated[dict[Name, Annotated[list[Tag], Field(max_length=100)]], Field(max_length=100)] = Field(
        default_factory=dict
    )
    asset: AssetId | None = Field(None, description="An id, or `connection/external id`.")
    key: str = Field("", max_length=400, description="Your own name for the record; it comes back with the answer.")


class Validate(Sent):
    """What to check: tags alone, or records."""

    model_config = sent_example(tags=["Refills", "eco_friendly", "sustainble"], languages=["en"])

    tags: Tags = Field(default_factory=list, description="Tags alone, under `profile` or without rules.")
    records: Annotated[list[RecordToCheck], Field(max_length=MOST_RECORDS)] = Field(default_factory=list)
    profile: str = Field(
        "", max_length=100, description="The profile; without one, each record has the one that fits it."
    )
    languages: Annotated[list[Annotated[str, Field(min_length=1, max_length=35)]], Field(max_length=8)] = Field(
        default_factory=list,
        description="In which to name concepts where the profile names no language, best first.",
    )

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if sum(len(one.tags or ()) + len(one.concepts or ()) for one in self.records) > MOST_IN_ALL:
            raise ValueError(f"All records together have {MOST_IN_ALL} tags and concepts at most; send several calls.")
        return self


class Use(Told):
    """A concept to use. `matched` is the label that the tag is, or is like; `path` are the concepts above it, the topmost first."""

    model_config = shown(**_RED)

    concept: str
    label: Text = Field(description="What to write.")
    likeness: float = Field(description="How alike tag and label are; 1 is the same.")
    schemes: list[Labelled]
    path: list[Text]
    matched: Text | None


class Part(Told):
    """What is said of one tag, or of a concept by its IRI (which then is the `tag`).

    `approved`: the preferred label of one concept. `synonym`: use this. `deprecated`: use that, where there is a replacement. `ambiguous`:
    choose one. `near-miss`: did you mean one of these? `several`: look at the parts. `outside`: the profile does not allow its scheme.
    `unknown`: nothing like it. `fate` says of the last and of near misses whether they are proposed or refused. `forbidden`: a word that
    the client does not use, which is always refused; `instead` is what to write for it and `reason` why, where somebody said so.
    """

    model_config = shown(**_PART)

    tag: str
    standing: Standing
    fate: Fate | None
    use: list[Use]
    instead: str
    reason: str


class TagAnswer(Part):
    """What is said of one tag; `parts` has an answer for each of several tags in one."""

    model_config = shown(**_ANSWER)

    parts: list[Part]


class Missing(Told):
    """A scheme of which the record has too few or too many concepts; `most` is null for any number."""

    model_config = shown(
        scheme={"iri": "https://terms.example/colours", "label": "Colours"}, found=0, least=1, most=None
    )

    scheme: Labelled
    found: int
    least: int
    most: int | None


class RecordAnswer(Told):
    """What is said of one record: complete where no tag and no concept needs a hand and nothing is missing."""

    model_config = shown(
        key="IMG_0815.jpg", profile="shop-de", complete=True, tags=[_ANSWER], concepts=[], missing=[], unnamed=[]
    )

    key: str
    profile: str = Field(description="The profile it was checked against; empty where none fits.")
    complete: bool
    tags: list[TagAnswer]
    concepts: list[Part]
    missing: list[Missing]
    unnamed: list[str] = Field(description="Concepts without a preferred label in a language of the profile.")


class WordsAge(Told):
    """How old the words of a vocabulary are: `at` is when they were last known to be those of their source.

    `stale`: the server of `connection` has not answered since; `failed_at` and `message` say when it was tried last, and what happened.
    """

    model_config = shown(
        vocabulary="terms",
        version=3,
        at="2026-11-27T06:00:00+00:00",
        connection="poolparty",
        stale=False,
        failed_at="",
        message="",
        said="terms@3: words of 2 days ago, from poolparty.",
    )

    vocabulary: str
    version: int
    at: Moment
    connection: str
    stale: bool
    failed_at: Moment
    message: str
    said: str


class Validated(Told):
    """Answers to the tags and to the records, in the order they were sent."""

    model_config = shown(profile="", tags=[_ANSWER], records=[], words=[])

    profile: str
    tags: list[TagAnswer]
    records: list[RecordAnswer]
    words: list[WordsAge]


class SchemeRule(Told):
    """How many concepts of a scheme a record has to have at least, and may have at most (absent: any number)."""

    model_config = shown(scheme="https://terms.example/colours", least=1, most=3)

    scheme: str
    least: int
    most: int | None = None


class Profile(Told):
    """A rule set. `applies`: for records whose properties have one of these values each. `closed`: no concept of another scheme."""

    model_config = shown(
        name="shop-de",
        applies={"market": ["DE", "AT"]},
        schemes=[{"scheme": "https://terms.example/colours", "least": 1, "most": 3}],
        closed=False,
        languages=["de"],
        unknowns="proposed",
    )

    name: str
    applies: dict[str, list[str]]
    schemes: list[SchemeRule]
    closed: bool
    languages: list[str]
    unknowns: Fate


class Profiles(Told):
    """All profiles, by name."""

    model_config = shown(profiles=[])

    profiles: list[Profile]


class PutSchemeRule(Sent):
    """A rule for one scheme, by IRI or title."""

    model_config = sent_example(scheme="Colours", least=1, most=3)

    scheme: Name
    least: Annotated[Whole, Field(ge=0, le=500)] = 0
    most: Annotated[Whole, Field(ge=0, le=500)] | None = None


class PutProfile(Sent):
    """A profile to keep. `name` may stand as it was read, and is not looked at."""

    model_config = sent_example(
        applies={"market": ["DE", "AT"]}, schemes=[{"scheme": "Colours", "least": 1}], languages=["de"]
    )

    applies: Annotated[dict[Name, Annotated[list[Name], Field(min_length=1, max_length=500)]], Field(max_length=50)] = (
        Field(default_factory=dict)
    )
    schemes: Annotated[list[PutSchemeRule], Field(max_length=200)] = Field(default_factory=list)
    closed: Flag = False
    languages: Annotated[list[Name], Field(max_length=50)] = Field(default_factory=list)
    unknowns: Fate = "proposed"
    name: str = ""
