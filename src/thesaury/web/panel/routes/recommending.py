"""From a brief to assets that may be used: reading a brief, and recommending for one as a person has corrected it."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from thesaury.model.access import Permission
from thesaury.model.brief import Brief
from thesaury.model.brief_json import brief_from, brief_shape
from thesaury.model.errors import BadInput
from thesaury.pipeline.briefs import brief_of_campaign, brief_of_file, campaigns, read_brief
from thesaury.pipeline.placing import past_of
from thesaury.pipeline.recommending import recommend
from thesaury.pipeline.recommending.brief_digest import digest_of
from thesaury.recommendation.briefing.notes import sentence
from thesaury.recommendation.described import described
from thesaury.web.api.briefs_sent import sent_in_turn
from thesaury.web.api.files_at import BRIEFS
from thesaury.web.api.models.shapes import Sent, sent_example
from thesaury.web.api.routing import Operation
from thesaury.web.api.uploads import Upload
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.lexicon import Lexicon
from thesaury.web.panel.door import program_here
from thesaury.web.panel.kept import Keeping, Kept, kept_by
from thesaury.web.panel.locales import LOCALES
from thesaury.web.panel.routes.searching import MOST, USUAL
from thesaury.web.panel.told import Shape, Teller, badge_shape
from thesaury.web.panel.uses import PlannedUse, planned
from thesaury.web.parts.observed import observed_recommendation
from thesaury.web.parts.rights import words

_MOST_TEXT = 100_000
_AROUND = 4
"""So many times as many assets are recommended where some of them are left out afterwards."""


class ReadBrief(Sent):
    """A brief to read: as text, or by the id of a campaign; one of the two."""

    model_config = sent_example(
        text="Back to school: students in class, for social media in Germany, July to September."
    )

    text: str = Field("", max_length=_MOST_TEXT)
    title: str = Field("", max_length=400)
    campaign: str = Field("", max_length=400)


class Recommend(Keeping):
    """A brief in the shape in which it was read, or corrected, and what the assets are wanted for."""

    brief: dict[str, Any]
    use: PlannedUse
    size: int = USUAL


def router(desk: Desk, teller: Teller) -> APIRouter:
    """The operations on briefs."""
    routes = APIRouter(route_class=Operation, dependencies=[may(Permission.READ), LOCALES])

    @routes.get("/campaigns")
    def list_campaigns() -> dict[str, Any]:
        """The campaigns a brief may be taken from."""
        return {"campaigns": [{"id": one.id, "name": one.name} for one in campaigns(desk.workspace)]}

    @routes.post("/briefs")
    def read(body: ReadBrief) -> dict[str, Any]:
        """Read a brief into concepts, a planned use and formats, each with the words it came from. It keeps nothing."""
        lexicon = desk.lexicon()
        return labelled(_read(desk, lexicon, body), lexicon)

    async def read_file(
        request: Request, file: Annotated[str, Query(min_length=1, max_length=400, description="What it is called.")]
    ) -> dict[str, Any]:
        """Read a brief from a file, which is the body: text, Markdown, DOCX, PDF or PPTX, as its ending says. It keeps nothing."""
        async with sent_in_turn(request) as content:
            return await run_in_threadpool(_of_file, desk, file, content)

    routes.add_api_route(BRIEFS, read_file, methods=["POST"], route_class_override=Upload)

    @routes.post("/recommend")
    def recommended(body: Recommend) -> dict[str, Any]:
        """Recommend assets for a brief that may be used so, with their reasons, what needs review, what is denied and what is missing."""
        lexicon = desk.lexicon()
        kept = kept_by(desk, body)
        brief = kept.brief(planned(brief_from(body.brief), kept.use(body.use)))
        size = min(max(body.size, 1), MOST)
        narrowed = bool(kept.channel or kept.topics)
        sources = lexicon.sources(desk.workspace)
        limit = size * _AROUND if narrowed else size
        found = recommend(desk.workspace, brief, sources, desk.clearing, limit=limit, past=past_of(desk.workspace))
        observed_recommendation(desk, program_here(), brief, found)
        told = described(found, lexicon.thesaurus, lexicon.languages)
        if narrowed:
            told = _narrowed(told, kept, size)
        known = teller.assets([pick["asset"] for pick in (*told["picks"], *told["review"])])
        blocked = [{**one, "label": words.axis(one["reason"])} for one in told["denied"]]
        denied = sum(one["count"] for one in told["denied"])
        return {
            **told,
            "brief": labelled(brief, lexicon),
            "digest": digest_of(brief),
            "picks": [_pick(one, known) for one in told["picks"] if one["asset"] in known],
            "review": [_pick(one, known) for one in told["review"] if one["asset"] in known],
            "blocked": {"total": denied, "of": denied, "reasons": blocked},
            **kept.told(),
        }

    return routes


def labelled(brief: Brief, lexicon: Lexicon) -> Shape:
    """The brief as plain data, its concepts, channels and regions with what to call them."""
    told = brief_shape(brief)
    for one in told["concepts"]:
        one["label"] = lexicon.thesaurus.label(one["concept"], lexicon.languages)
    for name, called in (("channels", words.channel), ("regions", words.region)):
        for one in told[name]:
            one["label"] = called(one["value"])
    told["notes"] = [
        {"code": code, "about": about, "sentence": sentence((code, about), lexicon.thesaurus, lexicon.languages)}
        for code, about in brief.notes
    ]
    return told


def _read(desk: Desk, lexicon: Lexicon, body: ReadBrief) -> Brief:
    if bool(body.text.strip()) == bool(body.campaign.strip()):
        raise BadInput("A brief is a text or a campaign, and only one of the two.")
    how, thesaurus = lexicon.understanding, lexicon.thesaurus
    if body.campaign:
        return brief_of_campaign(desk.workspace, how, thesaurus, body.campaign)
    return read_brief(desk.workspace, how, thesaurus, body.text, title=body.title)


def _of_file(desk: Desk, name: str, content: bytes) -> Shape:
    lexicon = desk.lexicon()
    return labelled(brief_of_file(desk.workspace, lexicon.understanding, lexicon.thesaurus, name, content), lexicon)


def _narrowed(told: Shape, kept: Kept, size: int) -> Shape:
    """What is left of a recommendation for a panel that is kept to something; what needs review or is denied is no matter of a channel."""
    passing = kept.passing(kept.carrying(pick["asset"] for pick in told["picks"]))
    picks = [one for one in told["picks"] if one["asset"] in passing][:size]
    left = {one["asset"] for one in picks}
    groups = [{**one, "assets": [asset for asset in one["assets"] if asset in left]} for one in told["groups"]]
    hidden: Shape = {"review": [], "denied": []} if kept.channel else {}
    return {**told, "picks": picks, "groups": groups, **hidden}


def _pick(pick: Shape, known: Mapping[str, Shape]) -> Shape:
    because = [one["sentence"] for one in pick["because"][:3]]
    rights = badge_shape(pick["rights"]) if pick["rights"] else None
    return {**known[pick["asset"]], **pick, "why": because, "doubles": len(pick["doubles"]), "rights": rights}
