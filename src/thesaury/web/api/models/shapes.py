"""What all models stand on: what is sent is refused where it has a field nobody knows, and what is told says what each field means."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictFloat, StrictInt

Flag = StrictBool
Whole = StrictInt
Number = StrictInt | StrictFloat

Iri = Annotated[str, Field(min_length=1, max_length=2000, examples=["https://terms.example/refill"])]
AssetId = Annotated[str, Field(min_length=1, max_length=400, examples=["a3f81c09d2"])]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Moment = Annotated[
    str, Field(description="UTC in ISO 8601; empty where there is none.", examples=["2026-11-28T10:00:00Z"])
]
Reachable = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^/.\x00-\x1f\x7f][^/\x00-\x1f\x7f]*$")]
"""A name that can stand in an address as one part of it."""
Next = Annotated[str | None, Field(description="`cursor` of the next page; null on the last one.")]


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _written(day: Any) -> Any:
    """A day as it is written; numbers are none, though dates can be made of them."""
    if isinstance(day, str) and not _DAY.fullmatch(day):
        raise ValueError("Write a day as 2026-12-31")
    return day


Day = Annotated[date, BeforeValidator(_written)]


class Told(BaseModel):
    """Something that is answered."""


class Sent(BaseModel):
    """Something that is sent."""

    model_config = ConfigDict(extra="forbid")


class Labelled(Told):
    """A concept with what to call it."""

    iri: str
    label: str


class Text(Told):
    """A text in one language; the language is a BCP 47 tag, empty where none is given."""

    text: str
    language: str


class Note(Told):
    """What was read differently than perhaps meant: `code` stays the same, `about` are the words."""

    code: str
    about: list[str]


def example(**values: Any) -> ConfigDict:
    """The configuration of a model with this example."""
    return ConfigDict(json_schema_extra={"examples": [values]})


def sent_example(**values: Any) -> ConfigDict:
    """The configuration of a model that is sent, with this example."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [values]})
