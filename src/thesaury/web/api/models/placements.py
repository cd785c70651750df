"""Placements, feedback on recommendations, and documents that are checked."""

from typing import Annotated, Any, Literal

from pydantic import Field

from thesaury.web.api.models.shapes import AssetId, Moment, Name, Next, Number, Sent, Told, Whole, example, sent_example

Word = Annotated[str, Field(max_length=200)]
Document = Annotated[
    str, Field(max_length=2000, description="How its host names the document: a path, a name, an address.")
]
Region = Annotated[str, Field(min_length=1, max_length=100)]
Day = Annotated[
    str, Field(max_length=10, pattern=r"^(\d{4}-\d\d-\d\d)?$", description="As 2026-12-31; empty for none.")
]
State = Literal["unknown", "gone", "denied", "ended", "review", "replaced", "ends_soon", "fine"]

_USE: dict[str, Any] = {"channel": "print", "regions": ["DE", "AT"], "from": "2026-12-01", "to": "2026-12-31"}
_PLACEMENT: dict[str, Any] = {
    "id": "7b1c2f0e-7a41-4a57-9d0c-0a5d3f1f2a11",
    "asset": "a3f81c09d2",
    "at": "2026-11-29T10:00:00+00:00",
    "host": "indesign",
    "document": "winter-brochure.indd",
    "record": "dam/77",
    "rendition": "print",
    **_USE,
    "rights": "9f2c…",
    "board": "",
    "campaign": "winter-2026",
    "by": "ana@example.org",
}
_LINE: dict[str, Any] = {
    "decision": "permit",
    "sentence": "Permitted until 31 December 2027.",
    "next_change": "2028-01-01",
}
_NOTICE = "This is what the terms say, not legal advice."


class Use(Sent):
    """A planned use; today without days."""

    model_config = sent_example(**_USE)

    channel: Word = Field(min_length=1)
    regions: list[Region] = Field(min_length=1, max_length=300)
    from_: Day = Field("", alias="from")
    to: Day = ""


class NewPlacement(Sent):
    """An asset that was put into a document. `id` is the host's own, and the same when this is sent again."""

    model_config = sent_example(
        **{name: value for name, value in _PLACEMENT.items() if name not in ("rights", "by", "board")}
    )

    id: Name
    asset: AssetId
    host: Annotated[
        str,
        Field(min_length=1, max_length=60, description="photoshop, indesign, premiere, express, figma, browser ..."),
    ]
    at: Annotated[str, Field(max_length=60, description="When, in ISO 8601; now without it.")] = ""
    document: Document = ""
    record: Annotated[
        str, Field(max_length=1000, description="The record whose file was placed, as connection/external id.")
    ] = ""
    rendition: Word = ""
    channel: Annotated[str, Field(max_length=100, description="The use it was placed for, with `regions`.")] = ""
    regions: list[Region] = Field([], max_length=300)
    from_: Day = Field("", alias="from")
    to: Day = ""
    board: Word = ""
    campaign: Word = ""


class Placement(Told):
    """A placement as it is kept. `rights` is the digest of the decision on its use at that time, empty where nobody said for which use."""

    model_config = example(**_PLACEMENT)

    id: str
    asset: str
    at: Moment
    host: str
    document: str
    record: str
    rendition: str
    channel: str
    regions: list[str]
    from_: str = Field(alias="from")
    to: str
    rights: str
    board: str
    campaign: str
    by: str


class Line(Told):
    """What rights answer, in one line."""

    decision: Literal["permit", "deny", "needs_review"]
    sentence: str
    next_change: str | None


class RecordedPlacement(Told):
    """The placement, whether it is new, and what the rights say of its use today; null where nobody said for which use."""

    model_config = example(placement=_PLACEMENT, new=True, decision=_LINE, notice=_NOTICE)

    placement: Placement
    new: bool
    decision: Line | None
    notice: str


class Placements(Told):
    """Placements, the newest first."""

    model_config = example(placements=[_PLACEMENT], total=1, next=None)

    placements: list[Placement]
    total: int
    next: Next


class Said(Sent):
    """What somebody did with an asset that was recommended: for which brief, where on the list, and the parts of its score."""

    asset: AssetId
    brief: Annotated[str, Field(min_length=1, max_length=200, description="The digest of the brief.")]
    liking: Literal["pinned", "rejected", "placed", "shown"]
    at: Annotated[str, Field(max_length=60)] = ""
    campaign: Word = ""
    place: Annotated[Whole, Field(ge=0, le=100_000)] = 0
    parts: dict[str, Number] = Field({}, max_length=40)


class Feedback(Sent):
    """What was done with the assets of a list."""

    model_config = sent_example(
        feedback=[{"asset": "a3f81c09d2", "brief": "5d1f", "liking": "pinned", "place": 2, "parts": {"coverage": 0.8}}]
    )

    feedback: list[Said] = Field(min_length=1, max_length=1000)


class Kept(Told):
    """How many things were kept."""

    model_config = example(kept=3)

    kept: int


class Share(Told):
    """A share, or a difference of two, with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


class Measure(Told):
    """What is learned from feedback, and whether it is better than the weights of the house on later lists that neither has seen."""

    model_config = example(
        why="few",
        used=False,
        sentence="Too little feedback yet: 4 lists, and 20 are needed.",
        lists=4,
        pairs=31,
        held_lists=0,
        held_pairs=0,
        defaults={"coverage": 0.59, "words": 0.15},
        weights={},
        house=None,
        learned=None,
        gain=None,
    )

    why: Literal["learned", "few", "unproven"]
    used: bool
    sentence: str
    lists: int
    pairs: int
    held_lists: int
    held_pairs: int
    defaults: dict[str, float]
    weights: dict[str, float]
    house: Share | None
    learned: Share | None
    gain: Share | None


class FoundPicture(Sent):
    """A picture that stands in a document: by the id of its asset, connection/external id, or the name of its file."""

    named: str = Field(min_length=1, max_length=2000)
    rendition: Word = ""
    placed_at: Annotated[str, Field(max_length=60)] = ""
    rights: Annotated[str, Field(max_length=200, description="The digest it was placed under.")] = ""
    channel: Annotated[str, Field(max_length=100, description="The use it was placed for, with `regions`.")] = ""
    regions: list[Region] = Field([], max_length=300)
    from_: Day = Field("", alias="from")
    to: Day = ""


class CheckDocument(Sent):
    """The pictures of a document. `use` is that of the whole; without one each is asked about in its own, else in the one it was placed for
    in this document; what was placed elsewhere counts only where no document is named."""

    model_config = sent_example(document="winter-brochure.indd", found=[{"named": "dam/77"}], use=_USE, soon=30)

    document: Document = ""
    found: list[FoundPicture] = Field(min_length=1, max_length=500)
    use: Use | None = None
    soon: Annotated[Whole, Field(ge=0, le=3650, description="Days within which an end is soon.")] = 30


class Instead(Told):
    """What may stand in the place of a picture; `newer`: it is its newer version."""

    asset: str
    title: str
    newer: bool
    score: float
    rights: Line


class AskedUse(Told):
    """What was asked about: the days that are left of a use, both included."""

    channel: str
    regions: list[str]
    from_: str = Field(alias="from")
    to: str


class CheckedPicture(Told):
    """How it stands with one picture, what to do, by which day, and what may take its place. `use` is what was asked about, null where no
    use is known; `by_name`: only a name told which asset it is."""

    named: str
    asset: str | None
    title: str | None
    rendition: str
    placed_at: str
    state: State
    axis: str
    by: str | None
    sentence: str
    todo: str
    rights_changed: bool
    by_name: bool
    use: AskedUse | None
    instead: list[Instead]


class CheckedDocument(Told):
    """All of it in the order of the document; `counts` by state, `fine` where nothing has to be done."""

    model_config = example(
        found=[
            {
                "named": "dam/77",
                "asset": "a3f81c09d2",
                "title": "Refill pouches on a shelf",
                "rendition": "print",
                "placed_at": "2026-11-29T10:00:00+00:00",
                "state": "ends_soon",
                "axis": "",
                "by": "2026-12-15",
                "sentence": "Permitted until 15 December 2026.",
                "todo": "Replace it by 15 December 2026.",
                "rights_changed": False,
                "by_name": False,
                "use": _USE,
                "instead": [],
            }
        ],
        counts={"ends_soon": 1},
        fine=False,
        notice=_NOTICE,
    )

    found: list[CheckedPicture]
    counts: dict[str, int]
    fine: bool
    notice: str
