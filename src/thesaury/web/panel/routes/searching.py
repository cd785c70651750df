"""Search for what may be used: what needs review in a list of its own, what is blocked counted with reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from thesaury.model.access import Permission
from thesaury.model.errors import BadInput
from thesaury.model.policy import Verdict
from thesaury.web.api.asked import Values, Word
from thesaury.web.api.routing import Operation
from thesaury.web.api.searching import searched
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.panel.door import program_here
from thesaury.web.panel.kept import Audience, Keeping, Kept, Profile, Topics, kept_by
from thesaury.web.panel.locales import LOCALES
from thesaury.web.panel.told import (
    MOST_REASONED,
    SHOWN,
    Shape,
    Teller,
    badge_shape,
    blocked_shape,
    facet_shapes,
    verdict_counts,
)
from thesaury.web.panel.uses import MOST_REGIONS, PlannedUse, asked_use, use_pairs
from thesaury.web.parts.observed import observed_search

USUAL, MOST = 24, 100
"""Hits of a page: without a word, and at most."""

_Pairs = list[tuple[str, str]]
_ROUNDS = 6
"""So often a page of a panel that is kept to a channel goes on, where much of what the index holds is not for that channel."""


class Asked(BaseModel):
    """A search of a panel."""

    model_config = ConfigDict(extra="ignore")  # the languages stand beside it; what nobody knows the route refuses

    q: Word = ""
    channel: Annotated[str, Field(min_length=1, max_length=100)]
    region: Annotated[list[str], Field(min_length=1, max_length=MOST_REGIONS)]
    first_day: Annotated[str, Field(max_length=100)] = ""
    last_day: Annotated[str, Field(max_length=100)] = ""
    list: Annotated[
        Literal["usable", "review"], Field(description="`review`: assets whose rights need a person's eye.")
    ] = "usable"
    size: Annotated[int, Field(description=f"Hits of a page; more than {MOST} are {MOST}, less than 1 are 1.")] = USUAL
    more: Annotated[
        str, Field(max_length=4000, description="`more` of the page before, as it is; goes forward alone.")
    ] = ""
    concept: Values = []
    profile: Profile = ""
    topic: Topics = []
    audience: Audience = ""
    campaign: Values = []
    market: Values = []
    brand: Values = []
    product: Values = []
    type: Values = []
    source: Values = []

    @property
    def use(self) -> PlannedUse:
        """What the assets are wanted for. Raises BadInput for too many regions."""
        named = [code.strip() for value in self.region for code in value.split(",") if code.strip()]
        if len(named) > MOST_REGIONS:
            raise BadInput(f"A use names {MOST_REGIONS} regions at most. Name groups (DACH) or areas (150) instead.")
        return PlannedUse(
            channel=self.channel, regions=named or self.region, first_day=self.first_day, last_day=self.last_day
        )

    @property
    def keeping(self) -> Keeping:
        """What the panel is kept to."""
        return Keeping(profile=self.profile, topics=self.topic, audience=self.audience)

    @property
    def chosen(self) -> _Pairs:
        """The chosen values of facets."""
        return [(name, value) for name in SHOWN for value in getattr(self, name)]


def router(desk: Desk, teller: Teller) -> APIRouter:
    """The search."""
    routes = APIRouter(route_class=Operation, dependencies=[may(Permission.READ), LOCALES])

    @routes.get("/search")
    def search(asked: Annotated[Asked, Query()]) -> dict[str, Any]:
        """Find assets that may be used so: `deny` is never among them.

        The last page is the one without `more`, however many hits it has. `facets` and `blocked` come with the first page alone.
        """
        kept = kept_by(desk, asked.keeping)
        planned = kept.use(asked.use)
        use = asked_use(desk, planned)
        pairs = [("q", asked.q), *use_pairs(planned), *kept.pairs(), *asked.chosen]
        wanted = Verdict.PERMIT if asked.list == "usable" else Verdict.NEEDS_REVIEW
        size = min(max(asked.size, 1), MOST)
        found = _found(desk, kept, _Page((*pairs, ("verdict", wanted.value)), size, asked.more))
        counts = (
            {} if kept.channel else verdict_counts(found["facets"])
        )  # what may not be used is no matter of a channel
        told: Shape = {
            "total": found["total"],
            **kept.told(),
            "review": counts.get(Verdict.NEEDS_REVIEW.value, 0),
            "concepts": [{"iri": one["iri"], "label": one["label"]} for one in found["concepts"]],
            "corrected": found["corrected"],
            "hits": _hits(teller, found["hits"]),
        }
        if found["next"]:
            told["more"] = found["next"]
        if not asked.more:
            denied = counts.get(Verdict.DENY.value, 0)
            asked_for = [*pairs, ("verdict", Verdict.DENY.value)]
            refused = searched(desk, asked_for, MOST_REASONED, "", kept.firm) if denied else None
            ids = [hit["asset"] for hit in refused["hits"]] if refused else []
            told["blocked"] = blocked_shape(desk, denied, ids, use)
            told["facets"] = facet_shapes(desk, found["facets"], asked.chosen)
        return told

    return routes


@dataclass(frozen=True, slots=True)
class _Page:
    """Which page of what is asked for."""

    pairs: tuple[tuple[str, str], ...]
    size: int
    more: str


def _found(desk: Desk, kept: Kept, page: _Page) -> Shape:
    """The page; what the panel's channel does not publish is left out, and the page goes on until it is full, or there is no more."""
    firm = kept.firm
    found = searched(desk, page.pairs, page.size, page.more, firm, observed_search(desk, program_here()))
    if kept.channel is None:
        return found
    hits, dropped, now = list[Shape](), 0, found
    for _ in range(_ROUNDS):
        passing = kept.passing(hit["asset"] for hit in now["hits"])
        hits += [hit for hit in now["hits"] if hit["asset"] in passing]
        dropped += len(now["hits"]) - len(passing)
        if len(hits) >= page.size or not now["next"]:
            break
        now = searched(desk, page.pairs, page.size - len(hits), now["next"], firm)
    return {**found, "hits": hits, "next": now["next"], "total": max(found["total"] - dropped, len(hits))}


def _hits(teller: Teller, hits: Sequence[Shape]) -> list[Shape]:
    known = teller.assets([hit["asset"] for hit in hits])
    return [
        {
            **known[hit["asset"]],
            "why": [reason["text"] for reason in hit["reasons"][:3]],
            "doubles": len(hit["doubles"]),
            "rights": badge_shape(hit["rights"]),
        }
        for hit in hits
        if hit["asset"] in known and hit.get("rights")
    ]
