"""What is recommended for a brief."""

from typing import Annotated, Any, Literal

from pydantic import Field

from thesaury.model.brief_json import MOST_TEXT
from thesaury.web.api.models.briefs import BRIEF, KITCHEN, QUOTE, TEXT, BriefNote, Name, Quoted, ReadAsBrief
from thesaury.web.api.models.shapes import Labelled, Number, Sent, Told, Whole, example, sent_example

_Values = Annotated[list[Annotated[str, Field(min_length=1, max_length=100)]], Field(max_length=300)]
_Day = Annotated[
    str, Field(max_length=10, pattern=r"^(\d{4}-\d\d-\d\d)?$", description="As 2026-12-31; empty for none.")
]
_LABELLED = {"iri": KITCHEN, "label": "kitchen"}


class Recommend(Sent):
    """What to recommend for: a brief as it was read, or its text, or a campaign; one of the three. Market, channel and days that are given
    take the place of those of the brief."""

    model_config = sent_example(
        text=TEXT, market=["DE"], channel=["social"], limit=12, **{"from": "2027-07-01", "to": "2027-09-30"}
    )

    brief: dict[str, Any] | None = Field(
        None, description="As `read_brief` answers it; concepts, days and so on as they were corrected."
    )
    text: str = Field("", max_length=MOST_TEXT)
    campaign: Name = ""
    market: _Values = Field([], description="Countries (DE), parts (DE-BY), areas (150) or groups (DACH).")
    channel: _Values = Field([], description="Channels or groups of them.")
    from_: _Day = Field("", alias="from")
    to: _Day = ""
    limit: Annotated[Whole, Field(ge=1, le=200)] = 24


class PickRights(Told):
    """What the rights answer on the use of the brief."""

    decision: Literal["permit", "deny", "needs_review"]
    sentence: str
    next_change: str | None


class PickBecause(Told):
    """One reason: the way from a concept of the brief to one the asset carries, words, or likeness; `share` of the score it makes."""

    share: Number
    path: list[Labelled]
    carried: str
    wanting: str | None
    quotes: list[Quoted]
    words: list[str]
    likeness: float | None
    sentence: str


class PickUsage(Told):
    """How it was used before: in all, lately, the last day, and in campaigns like this one."""

    times: int
    lately: int
    last: str
    alike: int
    sentence: str


class ReviewedPick(Told):
    """An asset with its score, the parts of it, reasons, rights and usage."""

    asset: str
    title: str
    score: float
    parts: dict[str, float]
    because: list[PickBecause]
    rights: PickRights | None
    usage: PickUsage
    format: str | None
    doubles: list[str]
    concepts: list[Labelled]


class Pick(ReviewedPick):
    """A recommended asset: its place on the list, from 1, and the section it stands in."""

    place: int
    section: str


class PickGroup(Told):
    """The assets of one section, best first."""

    section: str
    assets: list[str]


class Counted(Told):
    """How many fitting assets are left out for one reason."""

    reason: str
    count: int
    sentence: str


class Missing(Told):
    """Something that is asked for and no usable asset has; `blocked` are those that would be there without their rights."""

    section: str
    concept: Labelled | None
    format: str | None
    region: str
    channel: str
    blocked: int
    sentence: str


class WidenedBy(Told):
    """A step from what the brief means to what stands near it."""

    concept: Labelled
    of: Labelled
    root: Labelled
    relation: str
    weight: float


class Recommended(Told):
    """Assets for a brief that may be used so, those that need review, why others may not, what is missing, and how the brief was read."""

    model_config = example(
        brief=BRIEF,
        digest="5d1f",
        fitting=14,
        picks=[
            {
                "place": 1,
                "section": "",
                "asset": "a3f81c09d2",
                "title": "Counter, morning",
                "score": 0.61,
                "parts": {"coverage": 0.8, "quality": 0.9},
                "because": [
                    {
                        "share": 0.7,
                        "path": [_LABELLED],
                        "carried": KITCHEN,
                        "wanting": "required",
                        "quotes": [QUOTE],
                        "words": [],
                        "likeness": None,
                        "sentence": "shows kitchen (“Kitchens”)",
                    }
                ],
                "rights": {"decision": "permit", "sentence": "Until 30 June 2028.", "next_change": "2028-07-01"},
                "usage": {"times": 0, "lately": 0, "last": "", "alike": 0, "sentence": "Not used yet."},
                "format": "landscape",
                "doubles": [],
                "concepts": [_LABELLED],
            }
        ],
        groups=[{"section": "", "assets": ["a3f81c09d2"]}],
        review=[],
        denied=[{"reason": "region", "count": 12, "sentence": "12 denied by region"}],
        withheld=[],
        gaps=[],
        steps=[{"concept": _LABELLED, "of": _LABELLED, "root": _LABELLED, "relation": "meant", "weight": 1.0}],
        missing="",
        notes=[],
        notice="This is what the licence says as far as rules can read it. It is not legal advice.",
    )

    brief: ReadAsBrief
    digest: str = Field(description="What names the brief in feedback on these assets.")
    fitting: int
    picks: list[Pick]
    groups: list[PickGroup]
    review: list[ReviewedPick]
    denied: list[Counted]
    withheld: list[Counted]
    gaps: list[Missing]
    steps: list[WidenedBy]
    missing: str = Field(description="Why nothing was compared by likeness; empty where it was.")
    notes: list[BriefNote]
    notice: str
