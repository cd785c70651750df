"""The compliance report."""

from typing import Literal

from pydantic import Field

from thesaury.web.api.models.shapes import Flag, Labelled, Moment, Next, Number, Told, Whole, example


class ComplianceShare(Told):
    """A group of assets, and how many of them are complete, clean (every tag an approved term), and both."""

    kind: str = Field(description="`all`, `source`, `team`, `market`, `agency`, `campaign` or `month`.")
    value: str = Field(description="The name of the group; empty for all assets.")
    assets: Whole
    complete: Whole
    clean: Whole
    compliant: Whole
    share: Number = Field(description="Of the assets, those that are complete and clean: from 0 to 1.")


class ComplianceDay(Told):
    """The share of all assets on one day."""

    day: str = Field(examples=["2026-11-29"])
    share: Number


class ComplianceReport(Told):
    """The report as it was measured last. `ready` is false while the first one is made: ask again then."""

    model_config = example(
        ready=True,
        at="2026-11-29T10:00:00+00:00",
        measuring=False,
        shares=[
            {"kind": "all", "value": "", "assets": 244, "complete": 201, "clean": 97, "compliant": 88, "share": 0.3607},
            {
                "kind": "team",
                "value": "Retail",
                "assets": 40,
                "complete": 38,
                "clean": 22,
                "compliant": 20,
                "share": 0.5,
            },
        ],
        tags={"approved": 120, "synonym": 31, "unknown": 54},
        trend=[{"day": "2026-11-28", "share": 0.3112}, {"day": "2026-11-29", "share": 0.3607}],
    )

    ready: Flag
    at: Moment
    measuring: Flag = Field(description="Whether a newer one is being made.")
    shares: list[ComplianceShare]
    tags: dict[str, Whole] = Field(description="How many different tags stand how.")
    trend: list[ComplianceDay]


class FreeTag(Told):
    """A tag in use that is no approved term, and what cleaning it costs: one decision, and a write for each record."""

    tag: str
    assets: Whole
    records: dict[str, Whole] = Field(description="Records that carry it, by connection.")
    standing: str = Field(description="How the check of tags answers it, such as `synonym` or `unknown`.")
    effort: Literal["none", "choice", "term"] = Field(
        description="What it asks of people: nothing, a choice, or a term."
    )
    use: list[Labelled] = Field(description="Concepts that it could stand for, best first.")


class FreeTags(Told):
    """A page of free tags, those on most assets first."""

    model_config = example(
        tags=[
            {
                "tag": "Öko-Flasche",
                "assets": 12,
                "records": {"studio": 12},
                "standing": "near-miss",
                "effort": "choice",
                "use": [{"iri": "https://terms.example/refill-bottle", "label": "refill bottle"}],
            }
        ],
        next=None,
    )

    tags: list[FreeTag]
    next: Next


class LackingAsset(Told):
    """An asset that is not compliant: `missing` are concept schemes, by IRI, of which it has too few or too many concepts."""

    asset: str
    complete: Flag
    clean: Flag
    bare: Flag = Field(description="Whether it carries no concept at all that is in use.")
    missing: list[str]


class LackingAssets(Told):
    """A page of assets that are not compliant, those that lack most first."""

    model_config = example(
        assets=[
            {
                "asset": "a3f81c09d2",
                "complete": False,
                "clean": True,
                "bare": False,
                "missing": ["https://terms.example/scheme/places"],
            }
        ],
        next=None,
    )

    assets: list[LackingAsset]
    next: Next
