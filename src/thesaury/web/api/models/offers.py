"""Versions of the agency's vocabularies that are offered here, what each would change, and what became of it."""

from pydantic import Field

from thesaury.web.api.models.shapes import Moment, Sent, Told, example, sent_example

_OFFER = {
    "vocabulary": "terms",
    "version": 4,
    "digest": "0f3c",
    "concepts": 812,
    "at": "2026-11-28T10:00:00Z",
    "by": "mara@studio.example",
    "note": "Two concepts more for the autumn.",
    "has": 3,
    "declined_at": "",
    "declined_by": "",
}
_DIGEST = Field(min_length=1, max_length=100, description="The `digest` of the offer that was read.")


class Offer(Told):
    """A version that the agency offers: `version` is its number there, `has` that of the one here (0: none). It waits until
    `declined_at`."""

    model_config = example(**_OFFER)

    vocabulary: str
    version: int
    digest: str
    concepts: int
    at: Moment
    by: str
    note: str
    has: int
    declined_at: Moment
    declined_by: str


class TakenOver(Told):
    """A vocabulary of the agency that was taken over: it is only read here."""

    vocabulary: str
    version: int = Field(description="The number at the agency of the version taken last.")
    at: Moment
    by: str


class Offers(Told):
    """The last offer of each vocabulary, and the vocabularies that are the agency's."""

    model_config = example(
        offers=[_OFFER],
        taken=[{"vocabulary": "terms", "version": 3, "at": "2026-10-01T10:00:00Z", "by": "ana@client.example"}],
    )

    offers: list[Offer]
    taken: list[TakenOver]


class LostConcept(Told):
    """A concept that goes, or is in use no more with nothing in its place, and on how many assets it stands."""

    iri: str
    label: str
    assets: int


class OfferImpact(Told):
    """What taking an offer would change, compared with `version` here (0: none is). `touched` assets are annotated again; so many mappings
    are carried over to what replaces their concept (`moved`), and so many are to be proposed again (`reopened`)."""

    model_config = example(
        vocabulary="terms",
        offered=4,
        digest="0f3c",
        version=3,
        added=2,
        removed=1,
        changed=3,
        deprecated=1,
        touched=412,
        lost=[{"iri": "https://terms.example/can", "label": "can", "assets": 12}],
        moved=4,
        reopened=1,
        reopened_assets=9,
        brand_terms=["refill can"],
        matches=["tin"],
        flows=["nightly"],
        searches=[],
        feeds=[],
        rules=[],
        profiles=[],
    )

    vocabulary: str
    offered: int
    digest: str
    version: int
    added: int
    removed: int
    changed: int
    deprecated: int
    touched: int
    lost: list[LostConcept]
    moved: int
    reopened: int
    reopened_assets: int = Field(description="Assets with the words of these, each word once for each asset it is on.")
    brand_terms: list[str] = Field(description="Brand terms about concepts that go.")
    matches: list[str] = Field(description="Concepts of other vocabularies that are matched to such.")
    flows: list[str]
    searches: list[str]
    feeds: list[str]
    rules: list[str]
    profiles: list[str]


class DecideOffer(Sent):
    """A decision on the offer that was read."""

    model_config = sent_example(digest="0f3c")

    digest: str = _DIGEST


class Taking(Told):
    """How far taking is: `stage` is empty where nobody works at it; then what came of it, or why not (`message`)."""

    model_config = example(stage="enrich", done=200, total=412, message="", version=0, run=0, annotated=0)

    stage: str
    done: int
    total: int
    message: str
    version: int = Field(description="The version here that it became; 0 before.")
    run: int
    annotated: int
