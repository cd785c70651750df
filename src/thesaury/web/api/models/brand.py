"""Brand terms: the words a client prefers, allows and forbids."""

from typing import Annotated, Literal

from pydantic import Field

from thesaury.web.api.models.shapes import Moment, Sent, Told, sent_example
from thesaury.web.api.models.shapes import example as shown

MOST_TERMS = 1000

Standing = Literal["preferred", "approved", "forbidden"]
Case = Literal["any", "exact"]
_Word = Annotated[str, Field(max_length=200)]
_Said = Annotated[str, Field(max_length=2000)]

_CHEAP = {
    "term": "cheap",
    "language": "en",
    "standing": "forbidden",
    "concept": "",
    "instead": "affordable",
    "reason": "Sounds poor.",
    "from": "",
    "case": "any",
    "note": "",
    "by": "ada@brand.example",
    "at": "2026-11-28T10:00:00Z",
    "in_force": True,
}


class BrandTerm(Told):
    """What the client decided about a word. `language` is empty for every language, `concept` the IRI of what it means to the client,
    `case` whether capitals count, `from` the day it holds from, `in_force` whether it holds now."""

    model_config = shown(**_CHEAP)

    term: str
    language: str
    standing: Standing
    concept: str
    instead: str
    reason: str
    since: str = Field(alias="from")
    case: Case
    note: str
    by: str
    at: Moment
    in_force: bool


class BrandTerms(Told):
    """All terms, by text and language."""

    model_config = shown(terms=[_CHEAP])

    terms: list[BrandTerm]


class PutBrandTerm(Sent):
    """A term to keep. Preferred and approved ones need a `concept`; `instead` is for forbidden ones alone."""

    model_config = sent_example(
        term="cheap", language="en", standing="forbidden", instead="affordable", reason="Sounds poor."
    )

    term: Annotated[_Word, Field(min_length=1)]
    standing: Standing
    language: Annotated[str, Field(max_length=35)] = ""
    concept: _Said = ""
    instead: _Word = ""
    reason: _Said = ""
    since: Annotated[str, Field(max_length=10, alias="from")] = ""
    case: Case = "any"
    note: _Said = ""


class PutBrandTerms(Sent):
    """Terms to keep, each in the place of the one with its text and language."""

    model_config = sent_example(
        terms=[{"term": "cheap", "language": "en", "standing": "forbidden", "instead": "affordable"}]
    )

    terms: Annotated[list[PutBrandTerm], Field(max_length=MOST_TERMS)]


class Changed(Told):
    """How many of the terms that were sent are new or other than before."""

    model_config = shown(changed=1)

    changed: int
