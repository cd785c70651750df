"""Licence texts on their way in, the log of answers about rights, and calendars at secret addresses."""

from typing import Annotated, Any, Literal

from pydantic import Field

from thesaury.web.api.models.rights import Statement
from thesaury.web.api.models.shapes import AssetId, Day, Flag, Moment, Next, Sent, Told, example, sent_example

Locale = Literal["", "en-GB", "en-US", "de-DE", "fr-FR"]


class StartIntake(Sent):
    """A licence text; `locale` says how its days are read, `dated` when it was signed."""

    model_config = sent_example(text="Web only, Germany, until 31 December 2027.", name="Offer 12", locale="en-GB")

    text: str = Field(min_length=1, max_length=20_000)
    name: str = Field("", max_length=200)
    locale: Locale = ""
    dated: Day | None = None


class Kept(Told):
    """A rights record that was made of an intake."""

    record: str
    place: str
    version: int


class Intake(Told):
    """A licence text on its way in: what the rules read in it (`reads`), and what became of it."""

    model_config = example(
        id="0f3c0f3c0f3c",
        who="ada@example.org",
        at="2026-11-28T10:00:00Z",
        state="draft",
        name="Offer 12",
        text="Web only, Germany.",
        locale="en-GB",
        dated="",
        reads={"license_model": "rights_managed", "prohibit_all": False, "terms": [], "unresolved": [], "spans": []},
        assets=[],
        kept=[],
        notice="It is not legal advice.",
    )

    id: str
    who: str
    at: Moment
    state: Literal["draft", "confirmed", "taken_back"]
    name: str
    text: str
    locale: str
    dated: str
    reads: Statement
    assets: list[str]
    kept: list[Kept]
    notice: str


class Intakes(Told):
    """Your drafts, and what was confirmed last."""

    model_config = example(intakes=[])

    intakes: list[Intake]


class Seen(Sent):
    """An asset the licence is for, and `standing` of its rights records as they were read."""

    asset: AssetId
    standing: Annotated[str, Field(min_length=1, max_length=100)]


class ConfirmIntake(Sent):
    """What a person says the text states, and for which assets. `read_all`: he read the passages nobody understood."""

    model_config = sent_example(
        assets=[{"asset": "a3f81c09d2", "standing": "9d2f"}], licensor="Studio Lind", read_all=True
    )

    assets: list[Seen] = Field(min_length=1, max_length=200)
    says: dict[str, Any] | None = Field(
        None, description="A statement, in the shape that `parse` answers; without it, what was read."
    )
    read_all: Flag = False
    licensor: str = Field("", max_length=200)
    contract: str = Field("", max_length=200)
    alone: Flag = Field(True, description="It is a licence beside others; else it restricts whatever is recorded.")


class KeptAnswer(Told):
    """One answer to a question about rights, as it was given."""

    number: int
    at: Moment
    who: str
    where: str
    asset: str
    title: str
    asked: dict[str, Any]
    verdict: Literal["permit", "deny", "needs_review"]
    reason: str
    records: list[str]
    digest: str


class AnswerLog(Told):
    """A page of answers, the newest first."""

    model_config = example(answers=[], next=None)

    answers: list[KeptAnswer]
    next: Next


class Feed(Told):
    """A calendar at a secret address."""

    name: str
    made_at: Moment


class Feeds(Told):
    """All calendars at secret addresses, by name."""

    model_config = example(feeds=[])

    feeds: list[Feed]


class MakeFeed(Sent):
    """The name of a calendar; one that has it gets a new address, and the old one opens no more."""

    model_config = sent_example(name="brand team")

    name: str = Field(min_length=1, max_length=100)


class NewFeed(Told):
    """A calendar with the path of its secret address, which is told once."""

    model_config = example(name="brand team", path="/calendars/SECRET.ics")

    name: str
    path: str
