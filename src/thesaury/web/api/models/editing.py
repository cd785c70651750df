"""Drafts of vocabularies: edits that are sent, and what is told of a draft."""

from dataclasses import MISSING, fields
from typing import Annotated, Any, Literal, Union

from pydantic import BaseModel, Field, create_model

from thesaury.model.concept import LabelKind, MappingRelation
from thesaury.model.edit import TextField
from thesaury.model.edit_json import KINDS
from thesaury.web.api.models.shapes import Flag, Moment, Next, Sent, Text, Told, example, sent_example

_Link = Annotated[str, Field(max_length=2000)]
_MOST = 1_000


class Label(Sent):
    """A text in one language; the language is a BCP 47 tag, empty for none."""

    text: str = Field(max_length=65_536)
    language: str = Field(default="", max_length=40)


_Labels = Annotated[list[Label], Field(max_length=_MOST)]
_Links = Annotated[list[_Link], Field(max_length=_MOST)]
_Texts = Annotated[list[Annotated[str, Field(max_length=65_536)]], Field(max_length=_MOST)]
_TYPES: dict[str, Any] = {
    **dict.fromkeys(("preferred", "alternative", "definitions", "titles"), _Labels),
    **dict.fromkeys(("label", "title"), Label),
    **dict.fromkeys(("schemes", "broader"), _Links),
    **dict.fromkeys(("texts", "notations"), _Texts),
    **dict.fromkeys(("keep", "remove"), Flag),
    "kind": LabelKind,
    "relation": MappingRelation,
    "field": TextField,
    "replacement": _Link | None,
    "language": Annotated[str, Field(max_length=40)],
}
_MADE = {("AddConcept", "concept"), ("AddScheme", "scheme")}
"""IRIs that may be left out: then one is made."""


def _model(name: str, kind: type) -> type[BaseModel]:
    """The model of one kind of edit, by the fields of its value."""
    described: dict[str, Any] = {"edit": (Literal[name], ...)}
    for field in fields(kind):
        default = field.default if field.default is not MISSING else ...
        if (kind.__name__, field.name) in _MADE:
            default = ""
        described[field.name] = (_TYPES.get(field.name, _Link), list(default) if default == () else default)
    return create_model(f"{kind.__name__}Edit", __base__=Sent, __doc__=kind.__doc__, **described)


EDITS = tuple(_model(name, kind) for name, kind in KINDS.items())
AnyEdit = Annotated[Union[EDITS], Field(discriminator="edit")]  # type: ignore[valid-type]  # noqa: UP007 - made of the values


class Edits(Sent):
    """Edits that are made together, all or none. `saw` is the draft as it was read, or `marks` are those of the concepts that the edits
    are about, as reading each gives them: where somebody changed one of these concepts since, nothing is changed. `saw` may be `*`."""

    model_config = sent_example(
        saw="1.0.0",
        edits=[
            {
                "edit": "rename",
                "concept": "https://terms.example/refill",
                "label": {"text": "refill bag", "language": "en"},
                "keep": True,
            }
        ],
    )

    edits: list[AnyEdit] = Field(min_length=1, max_length=_MOST)
    saw: str | None = Field(default=None, max_length=100)
    marks: dict[str, str] | None = Field(default=None, max_length=_MOST)
    dry_run: Flag = False


class Undo(Sent):
    """Whether what rests on the edit is undone too; without it, the answer is 409 where there is such."""

    model_config = sent_example(with_others=False)

    with_others: Flag = False


class Publish(Sent):
    """A note on the version, told where it is listed."""

    model_config = sent_example(note="autumn range")

    note: str = Field(default="", max_length=500)


class Entry(Told):
    """One edit of a draft, as it was made. `held` says why it does not apply any more: confirm it, or undo it."""

    number: int
    at: Moment
    who: str
    edit: dict[str, Any]
    touched: list[str]
    undone_by: str
    held: str


class Entries(Told):
    """A page of the log of a draft, the newest edit first."""

    model_config = example(entries=[], next=None)

    entries: list[Entry]
    next: Next


class Draft(Told):
    """The draft of a vocabulary. `saw` is what edits name; `counting` edits are published, `held` ones wait for a word."""

    model_config = example(
        vocabulary="terms",
        version=3,
        saw="3.7.1",
        state="open",
        by="ada@example.org",
        at="2026-11-28T10:00:00+00:00",
        counting=1,
        held=0,
        changes={"relabelled": 1},
    )

    vocabulary: str
    version: int = Field(description="The version it stands on.")
    saw: str
    state: Literal["none", "open", "publishing"]
    by: str
    at: Moment
    counting: int
    held: int
    changes: dict[str, int] = Field(description="How many concepts change, by kind.")


class Edited(Told):
    """What came of edits: the draft as it is now, the entries that came or changed, and the concepts or schemes they are about."""

    model_config = example(saw="3.7.2", entries=[], subjects=["https://terms.example/refill"])

    saw: str
    entries: list[Entry]
    subjects: list[str]


class Mapping(Told):
    """A mapping to a concept elsewhere."""

    relation: str
    target: str


class DraftConcept(Told):
    """A concept as the draft has it. `mark` is another one as soon as anything of it is."""

    model_config = example(
        iri="https://terms.example/refill",
        mark="0f3c0f3c0f3c0f3c",
        saw="3.7.2",
        schemes=["https://terms.example/scheme"],
        preferred=[{"text": "refill pouch", "language": "en"}],
        alternative=[],
        hidden=[],
        definitions=[],
        notes=[],
        notations=[],
        broader=[],
        narrower=[],
        related=[],
        mappings=[],
        deprecated=False,
        replaced_by=None,
    )

    iri: str
    mark: str
    saw: str
    schemes: list[str]
    preferred: list[Text]
    alternative: list[Text]
    hidden: list[Text]
    definitions: list[Text]
    notes: list[Text]
    notations: list[str]
    broader: list[str]
    narrower: list[str]
    related: list[str]
    mappings: list[Mapping]
    deprecated: bool
    replaced_by: str | None


class Impact(Told):
    """What publishing would touch: `touched` assets are annotated again, `carrying` carry a concept that changes; flows that write such
    concepts, searches that name one (`feeds`: with a feed), schemes with an accept rule, and profiles."""

    model_config = example(
        saw="3.7.2",
        added=0,
        removed=0,
        changed=2,
        deprecated=1,
        touched=412,
        carrying=390,
        flows=["nightly"],
        searches=["refill"],
        feeds=["refill"],
        rules=[],
        profiles=[],
    )

    saw: str
    added: int
    removed: int
    changed: int
    deprecated: int
    touched: int
    carrying: int
    flows: list[str]
    searches: list[str]
    feeds: list[str]
    rules: list[str]
    profiles: list[str]


class Publishing(Told):
    """How far publishing is: `stage` is empty where nobody works at it; then what came of it, or why not."""

    model_config = example(stage="enrich", done=200, total=412, message="", version=0, edits=0, run=0, annotated=0)

    stage: str
    done: int
    total: int
    message: str
    version: int = Field(description="The version it became; 0 before.")
    edits: int
    run: int
    annotated: int
