"""Briefs and campaigns."""

from typing import Annotated, Any, Literal

from pydantic import Field

from thesaury.model.brief_json import MOST_TEXT
from thesaury.web.api.models.shapes import Sent, Told, example, sent_example

TEXT = "Back to school: children with lunch boxes in class, for social media in Germany, 1 July to 30 September 2027. No sweets."
Name = Annotated[str, Field(max_length=400)]
KITCHEN, QUOTE = "https://terms.example/kitchen", {"start": 0, "end": 8, "text": "Kitchens"}
BRIEF: dict[str, Any] = {
    "title": "",
    "language": "en",
    "campaign": "",
    "text": "Kitchens for Germany, no globes before Legal says so.",
    "concepts": [
        {
            "concept": KITCHEN,
            "label": "kitchen",
            "wanting": "required",
            "weight": 1.0,
            "quotes": [QUOTE],
            "source": "text",
        }
    ],
    "regions": [
        {
            "value": "DE",
            "label": "Germany",
            "quotes": [{"start": 13, "end": 20, "text": "Germany"}],
            "source": "text",
        }
    ],
    "channels": [],
    "first_day": None,
    "last_day": None,
    "formats": [],
    "audience": [],
    "sections": [{"title": "", "start": 0, "end": 53, "concepts": [KITCHEN], "formats": []}],
    "notes": [
        {
            "code": "rights_remark",
            "about": "Kitchens for Germany, no globes before Legal says so",
            "sentence": "“Kitchens for Germany …” speaks of rights: they are decided by the licences, not by the brief.",
        }
    ],
}
_CAMPAIGN: dict[str, Any] = {
    "id": "winter-2026",
    "name": "Warm hands",
    "brand": "Sorrel",
    "markets": ["DE"],
    "channels": ["website"],
    "first_day": "2026-11-01",
    "last_day": "2027-01-06",
    "brief": "Gift sets for cold days.",
}


class ReadBrief(Sent):
    """A brief to read: its text, or the id of a campaign; one of the two."""

    model_config = sent_example(text=TEXT)

    text: str = Field("", max_length=MOST_TEXT, description="Plain text or Markdown, in whatever languages.")
    title: Name = ""
    campaign: Name = ""


class Quoted(Told):
    """Words of the brief: `text` stands from `start` to `end` of its text, in code points."""

    start: int
    end: int
    text: str


class WantedConcept(Told):
    """A concept the brief speaks of, how it is wanted, how much of the brief is about it (0 to 1), and the words it came from."""

    concept: str
    label: str
    wanting: Literal["required", "wished", "excluded"]
    weight: float
    quotes: list[Quoted]
    source: Literal["text", "hint", "campaign", "person"]


class SaidValue(Told):
    """A value the brief names, what to call it, and the words it came from."""

    value: str
    label: str
    quotes: list[Quoted]
    source: Literal["text", "campaign", "person"]


class BriefSection(Told):
    """One need: a stretch of the text with its concepts and formats."""

    title: str
    start: int
    end: int
    concepts: list[str]
    formats: list[str]


class BriefNote(Told):
    """What could not be read, or was read otherwise than it may have been meant: `code` stays the same, `about` are the words (or the
    IRI of a concept), `sentence` says it."""

    code: str
    about: str
    sentence: str


class ReadAsBrief(Told):
    """A brief as it was understood. Sent back as `brief` it is recommended for, with what was changed in it."""

    model_config = example(**BRIEF)

    title: str
    language: str = Field(description="A primary language tag; empty where nobody can tell.")
    campaign: str
    text: str
    concepts: list[WantedConcept]
    regions: list[SaidValue]
    channels: list[SaidValue]
    first_day: SaidValue | None
    last_day: SaidValue | None
    formats: list[SaidValue]
    audience: list[SaidValue]
    sections: list[BriefSection]
    notes: list[BriefNote]


class Campaign(Told):
    """A campaign of the table that the settings name; days are empty where it says none."""

    model_config = example(**_CAMPAIGN)

    id: str
    name: str
    brand: str
    markets: list[str]
    channels: list[str]
    first_day: str
    last_day: str
    brief: str


class Campaigns(Told):
    """All of them, in the order of the table."""

    model_config = example(campaigns=[_CAMPAIGN])

    campaigns: list[Campaign]
