"""Briefs: read from text, a file or a campaign; and the assets that may be used for one."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool

from thesaury.model.access import Permission
from thesaury.model.brief import Brief
from thesaury.model.brief_json import brief_from, brief_shape
from thesaury.model.errors import BadInput
from thesaury.pipeline.briefs import brief_of_campaign, brief_of_file, campaigns, overridden, read_brief
from thesaury.pipeline.observing import API
from thesaury.pipeline.recommending import recommend
from thesaury.pipeline.recommending.brief_digest import digest_of
from thesaury.recommendation.briefing.notes import sentence
from thesaury.recommendation.described import described
from thesaury.rights.deciding.telling import NOTICE
from thesaury.rights.vocabulary.labels import labels_of
from thesaury.vocabulary.languages import best
from thesaury.web.api.briefs_sent import sent_in_turn
from thesaury.web.api.describing import file_body
from thesaury.web.api.files_at import BRIEFS
from thesaury.web.api.models import briefs as models
from thesaury.web.api.models import recommended as answers
from thesaury.web.api.routing import Operation
from thesaury.web.api.uploads import Upload
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.lexicon import Lexicon
from thesaury.web.parts.observed import observed_recommendation

_BODY = file_body("The file as it is: text, Markdown, DOCX, PDF or PPTX.")


def router(desk: Desk) -> APIRouter:
    """The operations on briefs."""
    routes = APIRouter(tags=["briefs"], route_class=Operation, dependencies=[may(Permission.READ)])

    @routes.post("/briefs/read", response_model=models.ReadAsBrief, name="read_brief")
    def read(body: models.ReadBrief) -> dict[str, Any]:
        """Read a brief into concepts, markets, channels, days, formats, audience and sections, each with the words it came from.

        Nothing is kept. What it could not tell is among the notes.
        """
        lexicon = desk.lexicon()
        return labelled(_brief(desk, lexicon, body.text, body.campaign, body.title), lexicon)

    async def read_file(
        request: Request,
        file: Annotated[str, Query(min_length=1, max_length=400, description="What the file is called.")],
    ) -> dict[str, Any]:
        """Read a brief of up to 50 MiB from a file: text, Markdown, DOCX, PDF or PPTX, as its ending says. Nothing is kept."""
        async with sent_in_turn(request) as content:
            return await run_in_threadpool(_of_file, desk, file, content)

    routes.add_api_route(
        BRIEFS,
        read_file,
        methods=["POST"],
        name="read_brief_file",
        response_model=models.ReadAsBrief,
        openapi_extra=_BODY,
        route_class_override=Upload,
    )

    @routes.get("/campaigns", response_model=models.Campaigns)
    def list_campaigns() -> dict[str, Any]:
        """List the campaigns of the table that the settings name; none where there is no table."""
        return {"campaigns": [asdict(one) for one in campaigns(desk.workspace)]}

    @routes.post("/recommend", response_model=answers.Recommended, name="recommend")
    def recommend_assets(body: answers.Recommend) -> dict[str, Any]:
        """Recommend assets for a brief that may be used for it, best first and by section.

        Each says why. What needs review stands apart, what may not be used is counted by reason, and what is missing is named. Nothing is
        kept.
        """
        lexicon = desk.lexicon()
        if body.brief is not None and (body.text or body.campaign):
            raise BadInput("Recommend for a brief, a text or a campaign, and only one of the three.")
        brief = brief_from(body.brief) if body.brief is not None else _brief(desk, lexicon, body.text, body.campaign)
        brief = overridden(desk.workspace, brief, body.market, body.channel, body.from_, body.to)
        found = recommend(desk.workspace, brief, lexicon.sources(desk.workspace), desk.clearing, limit=body.limit)
        observed_recommendation(desk, API, brief, found)
        told = described(found, lexicon.thesaurus, lexicon.languages)
        return {"brief": labelled(brief, lexicon), "digest": digest_of(brief), **told, "notice": NOTICE}

    return routes


def labelled(brief: Brief, lexicon: Lexicon) -> dict[str, Any]:
    """The brief as plain data, each concept and each value with what to call it, each note with its sentence."""
    languages = lexicon.languages
    told = brief_shape(brief)
    for one in told["concepts"]:
        one["label"] = lexicon.thesaurus.label(one["concept"], languages)
    for name, kind in (("regions", "region"), ("channels", "channel"), ("formats", ""), ("audience", "")):
        for one in told[name]:
            label = best(labels_of(kind, one["value"], languages), languages) if kind else None
            one["label"] = label.text if label else one["value"]
    for name in ("first_day", "last_day"):
        if told[name]:
            told[name]["label"] = told[name]["value"]
    told["notes"] = [
        {"code": code, "about": about, "sentence": sentence((code, about), lexicon.thesaurus, languages)}
        for code, about in brief.notes
    ]
    return told


def _brief(desk: Desk, lexicon: Lexicon, text: str, campaign: str, title: str = "") -> Brief:
    if bool(text.strip()) == bool(campaign.strip()):
        raise BadInput("A brief is a text or the id of a campaign, and only one of the two. Send one.")
    if campaign:
        return brief_of_campaign(desk.workspace, lexicon.understanding, lexicon.thesaurus, campaign)
    return read_brief(desk.workspace, lexicon.understanding, lexicon.thesaurus, text, title=title)


def _of_file(desk: Desk, name: str, content: bytes) -> dict[str, Any]:
    lexicon = desk.lexicon()
    return labelled(brief_of_file(desk.workspace, lexicon.understanding, lexicon.thesaurus, name, content), lexicon)
