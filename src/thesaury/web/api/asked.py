"""What searches and lists take in their address."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from thesaury.web.api.paging import MOST

Values = Annotated[list[str], Field(max_length=50)]
Word = Annotated[str, Field(max_length=400)]
Languages = Annotated[list[Annotated[str, Field(min_length=1)]] | None, Field(max_length=8)]


class Facets(BaseModel):
    """Values of facets: an asset has to have one of those of each."""

    model_config = ConfigDict(extra="forbid")

    source: Values = []
    type: Values = []
    campaign: Values = []
    market: Values = []
    brand: Values = []
    product: Values = []
    concept: Annotated[Values, Field(description="Concepts by IRI, each with everything narrower.")] = []
    licensed_channel: Values = []
    licensed_region: Values = []
    licensed_purpose: Values = []
    licensed_use: Values = []
    rights: Values = []


class SearchQuery(Facets):
    """A search: words, facets, and a use if rights are asked about."""

    q: Annotated[
        str, Field(description="Words, phrases and fields in any language.", examples=["sustainable packaging"])
    ] = ""
    channel: Annotated[Word, Field(description="The channel of the use that is asked about; with `region`.")] = ""
    region: Annotated[list[str], Field(max_length=300, description="Every region has to be covered.")] = []
    date: Annotated[Word, Field(description="The day of the use; today without one.")] = ""
    from_: Annotated[str, Field(alias="from", max_length=400)] = ""
    to: Word = ""
    purpose: Word = ""
    party: Word = ""
    time_zone: Word = ""
    verdict: Annotated[
        list[str], Field(max_length=10, description="`permit`, `deny`, `review`: only assets with these.")
    ] = []
    usable: Annotated[Literal["", "0", "1", "false", "true"], Field(description="As `verdict=permit`.")] = ""
    related: Annotated[Literal["", "0", "1", "false", "true"], Field(description="Related concepts too.")] = ""
    limit: Annotated[int, Field(ge=1, le=MOST, description="How many hits a page has at most.")] = 20
    cursor: Annotated[str, Field(max_length=4000, description="`next` of the page before, as it is.")] = ""


class SimilarQuery(Facets):
    """How many, and values of facets."""

    limit: Annotated[int, Field(ge=1, le=MOST)] = 12
