"""Searches, suggestions as you type, expansions and similar assets."""

from typing import Any, Literal

from pydantic import Field

from thesaury.web.api.models.shapes import (
    Flag,
    Labelled,
    Moment,
    Next,
    Note,
    Reachable,
    Sent,
    Text,
    Told,
    example,
    sent_example,
)


class Understood(Labelled):
    """A concept that the query means, and how surely (0 to 1)."""

    weight: float
    by: str = Field(description="By what it was found: its label, its meaning, what hits have in common ...")
    of: str | None = Field(None, description="The concept that this one is related to.")


class Because(Told):
    """Why a hit is one: by a concept (`path` leads from the asset's up to the query's), by words in a field, or alike in meaning."""

    kind: Literal["concept", "words", "meaning"]
    text: str = Field(description="The reason in words.")
    path: list[Labelled] | None = None
    related_to: Labelled | None = Field(
        None, description="The query's concept, to which the last one of the path is related."
    )
    accepted: bool | None = Field(None, description="False while the asset's concept is a suggestion.")
    field: str | None = None
    words: list[str] | None = None
    likeness: float | None = Field(None, description="A cosine, from 0 to 1.")


class RightsLine(Told):
    """The answer on the use that was asked about."""

    decision: Literal["permit", "deny", "needs_review"]
    sentence: str
    next_change: str | None = Field(description="When the answer changes by itself, in ISO 8601.")


class Hit(Told):
    """An asset that was found. `doubles` are assets whose pictures look the same, folded into this one."""

    asset: str
    title: str
    score: float
    reasons: list[Because]
    doubles: list[str]
    rights: RightsLine | None = None


class Corrected(Told):
    """A word as it was typed, and as it was taken."""

    typed: str
    meant: str


class SearchPage(Told):
    """A page of hits, best first, with what the query was understood as and how many assets have each value of each facet."""

    model_config = example(
        total=2,
        folded=0,
        concepts=[
            {"iri": "https://terms.example/sustainable", "label": "sustainable packaging", "weight": 1.0, "by": "label"}
        ],
        hits=[
            {
                "asset": "a3f81c09d2",
                "title": "Refill pouches on a shelf",
                "score": 0.91,
                "reasons": [{"kind": "words", "text": "title: refill", "field": "title", "words": ["refill"]}],
                "doubles": [],
            }
        ],
        facets={"market": {"DE": 1, "FR": 1}},
        corrected=[],
        notes=[],
        moved=False,
        next=None,
    )

    total: int
    folded: int
    concepts: list[Understood]
    hits: list[Hit]
    facets: dict[str, dict[str, int]]
    corrected: list[Corrected]
    notes: list[Note]
    moved: bool = Field(description="The index changed since the first page: hits may come twice, or not at all.")
    next: Next
    use: dict[str, Any] | None = Field(None, description="The use that was asked about, as it was read.")
    wanted: list[str] | None = Field(None, description="The verdicts that were asked for.")
    said: str | None = Field(None, description="A sentence where assets match and none has such a verdict.")
    notice: str | None = None


class Completion(Told):
    """A suggestion for the box: the label with the spans that were typed, and the term to use in its place, if another."""

    text: str
    label: Text
    spans: list[tuple[int, int]]
    kind: str
    concept: str | None
    preferred: Text | None
    parent: Text | None
    count: int
    corrected: bool


class Completions(Told):
    """What was typed, and what it may become, best first."""

    model_config = example(
        typed="pack",
        completions=[
            {
                "text": "packaging",
                "label": {"text": "packaging", "language": "en"},
                "spans": [[0, 4]],
                "kind": "concept",
                "concept": "https://terms.example/packaging",
                "preferred": None,
                "parent": None,
                "count": 12,
                "corrected": False,
            }
        ],
    )

    typed: str
    completions: list[Completion]


class ExpandedLabel(Text):
    """A label of a concept, and which of the three kinds of SKOS it is."""

    kind: str


class ExpandedConcept(Told):
    """A concept that is meant, or that follows from one: `relation` to `of`."""

    concept: str
    label: str
    weight: float
    relation: str
    of: str
    by: str
    labels: list[ExpandedLabel]


class Term(Told):
    """A word or phrase to search for."""

    text: str
    language: str
    weight: float
    concept: str | None


class PlainRequest(Told):
    """What to ask which parameter of the other system."""

    parameter: str
    text: str


class Plain(Told):
    """The expansion in the search language of another system, what did not fit, and what has to be known."""

    for_: str = Field(alias="for")
    requests: list[PlainRequest]
    left_out: list[str]
    notes: list[str]


class Expansion(Told):
    """What a query means, as words, for portals that search elsewhere."""

    model_config = example(
        typed="refill pack",
        words="refill pack",
        sure=1.0,
        concepts=[],
        terms=[{"text": "refill pouch", "language": "en", "weight": 1.0, "concept": "https://terms.example/refill"}],
        excluded=[],
        left_out=0,
        fields_ignored=False,
        notes=[],
    )

    typed: str
    words: str
    sure: float
    concepts: list[ExpandedConcept]
    terms: list[Term]
    excluded: list[str]
    left_out: int
    fields_ignored: bool
    notes: list[Note]
    plain: Plain | None = None


class Alike(Told):
    """An asset that is like another, and what they share."""

    asset: str
    title: str
    score: float
    because: str
    concepts: list[Labelled]
    words: list[str]
    likeness: float
    doubles: list[str]


class SimilarAssets(Told):
    """Assets like one, best first; `by` is what could be compared."""

    model_config = example(asset="a3f81c09d2", by=["concepts", "words"], hits=[])

    asset: str
    by: list[str]
    hits: list[Alike]


class SavedSearch(Told):
    """A search that is kept under a name."""

    model_config = example(
        name="lakes", words="lake", filters={"market": ["DE"]}, use={}, related=False, saved_at="2026-11-28T10:00:00Z"
    )

    name: str
    words: str
    filters: dict[str, list[str]]
    use: dict[str, list[str]]
    related: bool
    saved_at: Moment


class NewSavedSearch(SavedSearch):
    """A search that was just saved, with the path of its feed: the path is the secret, and told once."""

    model_config = example(
        name="lakes",
        words="lake",
        filters={},
        use={},
        related=False,
        saved_at="2026-11-28T10:00:00Z",
        feed="/searches/TOKEN.atom",
    )

    feed: str


class SavedSearches(Told):
    """A page of saved searches, by name."""

    model_config = example(
        searches=[
            {
                "name": "lakes",
                "words": "lake",
                "filters": {},
                "use": {},
                "related": False,
                "saved_at": "2026-11-28T10:00:00Z",
            }
        ],
        next=None,
    )

    searches: list[SavedSearch]
    next: Next


class SaveSearch(Sent):
    """A search to keep: words, and values of facets."""

    model_config = sent_example(name="lakes", words="lake", filters={"market": ["DE", "AT"]})

    name: Reachable
    words: str = Field("", max_length=400)
    filters: dict[str, list[str]] = Field(default_factory=dict)
    use: dict[str, str | list[str]] = Field(default_factory=dict, description="The use that rights are asked about.")
    related: Flag = False


class Feed(Told):
    """The path of a feed: the path is the secret, and told once."""

    model_config = example(name="lakes", feed="/searches/TOKEN.atom")

    name: str
    feed: str
