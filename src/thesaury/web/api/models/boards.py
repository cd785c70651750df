"""Moodboards: what is on them, edits, comments, links, and how they stand today."""

from typing import Annotated, Any, Literal

from pydantic import Field

from thesaury.web.api.models.shapes import AssetId, Moment, Next, Sent, Told, Whole, example, sent_example

State = Literal["gone", "denied", "withdrawn", "review", "replaced", "ending", "usable", "unasked"]
Change = Literal["gone", "rights", "picture", "words", "replaced", "withdrawn", "restored"]

_Title = Annotated[str, Field(min_length=1, max_length=200)]
_Section = Annotated[str, Field(max_length=200, description="The section of the brief; empty for none.")]
_Long = Annotated[str, Field(max_length=4000)]
_Before = Annotated[str, Field(max_length=400, description="The item before which it goes; empty for the end.")]
_Assets = Annotated[list[AssetId], Field(min_length=1, max_length=500)]
_Brief = Annotated[dict[str, Any], Field(description="A brief, as reading a brief answers it.")]

_ID = "5c07a88be021"
_BRIEF = {"text": "Back to school", "regions": [{"value": "DE"}], "channels": [{"value": "website"}]}


class BoardLine(Told):
    """A board in a list."""

    model_config = example(
        id=_ID,
        title="Back to school",
        revision=7,
        items=24,
        comments=3,
        shares=1,
        made_by="mara@fennmoor.example",
        made_at="2026-11-29T10:00:00Z",
        changed_at="2026-11-29T10:04:00Z",
        cover=["a3f81c09d2"],
    )

    id: str
    title: str
    revision: int
    items: int
    comments: int
    shares: int = Field(description="How many links it has, those that ended among them.")
    made_by: str
    made_at: Moment
    changed_at: Moment
    cover: list[str] = Field(description="Its first assets, four at most.")


class Boards(Told):
    """A page of boards, the one changed last first."""

    model_config = example(boards=[], next=None)

    boards: list[BoardLine]
    next: Next


class BoardItem(Told):
    """An asset on a board."""

    asset: str
    section: str
    note: str
    added_by: str
    added_at: Moment


class BoardComment(Told):
    """What somebody said of a board, or of one asset."""

    model_config = example(
        id="9be2", text="The second one, please", asset="", by="link: Agency", at="2026-11-29T10:04:00Z"
    )

    id: str
    text: str
    asset: str = Field(description="Empty where it is about the board.")
    by: str = Field(description="A person; `link: ` before a name that somebody with a link gave himself.")
    at: Moment


class BoardShare(Told):
    """A link that shows a board."""

    id: str
    until: Moment
    made_by: str
    made_at: Moment


class Board(Told):
    """A board with all that is on it; its items are in their order."""

    model_config = example(
        id=_ID,
        title="Back to school",
        revision=7,
        made_by="mara@fennmoor.example",
        made_at="2026-11-29T10:00:00Z",
        changed_at="2026-11-29T10:04:00Z",
        brief=_BRIEF,
        items=[],
        comments=[],
        shares=[],
    )

    id: str
    title: str
    revision: int = Field(description="Grows with every change; the `ETag` names it.")
    made_by: str
    made_at: Moment
    changed_at: Moment
    brief: dict[str, Any]
    items: list[BoardItem]
    comments: list[BoardComment]
    shares: list[BoardShare]


class NewItem(Sent):
    """An asset with the section it is for."""

    asset: AssetId
    section: _Section = ""


class MakeBoard(Sent):
    """A board to make of a brief and assets in their order."""

    model_config = sent_example(
        title="Back to school", brief=_BRIEF, items=[{"asset": "a3f81c09d2", "section": "Hero"}]
    )

    title: _Title
    brief: _Brief = Field(default_factory=dict)
    items: list[NewItem] = Field(default_factory=list, max_length=500)


class AddToBoard(Sent):
    """Put assets on the board; one that is there already stays where it is."""

    edit: Literal["add"]
    assets: _Assets
    section: _Section = ""
    before: _Before = ""


class TakeOffBoard(Sent):
    """Take assets off the board."""

    edit: Literal["take-off"]
    assets: _Assets


class MoveOnBoard(Sent):
    """Put an item elsewhere, and into another section where one is named."""

    edit: Literal["move"]
    asset: AssetId
    before: _Before = ""
    section: _Section | None = None


class NoteOnBoard(Sent):
    """Write the note of an item; an empty one takes it away."""

    edit: Literal["note"]
    asset: AssetId
    note: _Long


class RetitleBoard(Sent):
    """Call the board something else."""

    edit: Literal["retitle"]
    title: _Title


class ChangeBoardBrief(Sent):
    """Put another brief in the place of the board's."""

    edit: Literal["brief"]
    brief: _Brief


BoardEdit = Annotated[
    AddToBoard | TakeOffBoard | MoveOnBoard | NoteOnBoard | RetitleBoard | ChangeBoardBrief,
    Field(discriminator="edit", examples=[{"edit": "note", "asset": "a3f81c09d2", "note": "Larger, please"}]),
]


class Say(Sent):
    """A comment to make."""

    model_config = sent_example(text="The second one, please", asset="a3f81c09d2")

    text: Annotated[str, Field(min_length=1, max_length=4000)]
    asset: Annotated[str, Field(max_length=400, description="Empty for the board.")] = ""


class MakeShare(Sent):
    """A link to make: for how many days it holds."""

    model_config = sent_example(days=14)

    days: Annotated[Whole, Field(ge=1, le=90)]


class NewShare(BoardShare):
    """A new link with its path, which is told once: whoever knows it sees the board."""

    model_config = example(
        id="7c1e",
        until="2026-12-13T10:00:00Z",
        made_by="mara@fennmoor.example",
        made_at="2026-11-29T10:00:00Z",
        path="/shared/boards/Jb0...",
    )

    path: str


class Seen(Sent):
    """What somebody has seen: the marks of items as a look told them."""

    model_config = sent_example(marks=["5e9c1f04ab77d210"])

    marks: list[Annotated[str, Field(max_length=64)]] = Field(max_length=500)


class LookedItem(Told):
    """An item as it stands today."""

    model_config = example(
        asset="a3f81c09d2",
        title="Desk by the window",
        section="Hero",
        state="ending",
        verdict="permit",
        until="2026-12-15",
        why="Until 15 December 2026.",
        obligations=[],
        changes=["rights"],
        before="permitted until 2027-06-30",
        replacement="",
        mark="5e9c1f04ab77d210",
    )

    asset: str
    title: str
    section: str
    state: State = Field(description="Whether it may be used today for the use of the brief; `ending`: not for long.")
    verdict: Literal["permit", "deny", "needs_review"] | None = Field(
        description="The answer for the whole use, from today to its end; null where the brief names none."
    )
    until: str | None = Field(description="The last day on which it may be used, where an end is known.")
    why: str
    obligations: list[str]
    changes: list[Change] = Field(description="What is another thing than when it was put there, or last seen.")
    before: str = Field(description="What its rights were then, where they are others now.")
    replacement: str = Field(description="The asset that takes its place; empty where none is known.")
    mark: str = Field(description="Names how it stands; sent back, it says what was seen.")


class LookNote(Told):
    """Something that was assumed about the use, or why it cannot be asked about."""

    code: str
    about: str


class Look(Told):
    """A board as it stands today."""

    model_config = example(id=_ID, revision=7, looked_at="2026-12-20T10:00:00Z", uses=[], notes=[], changed=0, items=[])

    id: str
    revision: int
    looked_at: Moment
    uses: list[dict[str, Any]] = Field(description="What was asked of the rights, one for each channel.")
    notes: list[LookNote]
    changed: int = Field(description="Of how many items something changed.")
    items: list[LookedItem]
