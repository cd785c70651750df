"""`/publishing/channels/{name}/qualifying`: what would be published, why the rest is not, and every asset behind each reason."""

from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from thesaury.model.access import Permission
from thesaury.model.errors import ThesauryError
from thesaury.model.publishing import Channel, Entry, Item, Reason
from thesaury.pipeline.publishing.looking import Seen
from thesaury.pipeline.publishing.surveying import refused
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.pages.publishing.said import channel_url, rows
from thesaury.web.pages.publishing.surveys import Surveys
from thesaury.web.pages.publishing.view import known
from thesaury.web.texts import phrase

_QUALIFIES = "qualifies"


def router(desk: Desk, surveys: Surveys) -> APIRouter:
    """The page, and the part of it that other pages show."""
    routes = APIRouter(dependencies=[may(Permission.READ)])

    @routes.get("/publishing/channels/{name}/qualifying")
    def page(name: str, reason: str = "", after: str = "", said: str = "", count: str = "") -> HTMLResponse:
        channel = known(desk, name)
        found, following, wrong = list[Seen](), "", ""
        chosen = Reason(reason) if reason in list(Reason) else None
        if chosen or reason == _QUALIFIES:
            try:
                found, following = refused(desk.workspace, channel, chosen, after)
            except ThesauryError as error:
                wrong = error.message
        url = f"{channel_url(name)}/qualifying"
        done = said in ("approved", "revoked") and count.isdecimal() and len(count) < 7
        return desk.page(
            "publishing_qualifying.html",
            channel=channel,
            url=channel_url(name),
            surveyed=surveys.of(channel),
            chosen=chosen.value if chosen else reason if reason == _QUALIFIES else "",
            heading=phrase(f"channel.why.{chosen.value if chosen else _QUALIFIES}"),
            entries=rows(desk, [_entry(channel, one) for one in found]),
            following=f"{url}?{urlencode({'reason': reason, 'after': following})}" if following else "",
            here=f"{url}?{urlencode({'reason': reason})}" if reason else url,
            wrong=wrong,
            said=phrase(f"channel.said.{said}", count=int(count)) if done else "",
        )

    @routes.get("/publishing/channels/{name}/qualifying/part")
    def part(name: str) -> HTMLResponse:
        channel = known(desk, name)
        values = {"surveyed": surveys.of(channel), "url": channel_url(name), "chosen": ""}
        return desk.page("publishing_bars.html", **values)

    return routes


def _entry(channel: Channel, seen: Seen) -> Entry:
    """What a row shows of an asset that was looked at."""
    if seen.entry:
        return seen.entry
    why = seen.refusal
    return Entry(
        channel.name,
        seen.asset,
        Item(seen.asset, ""),
        reason=why.reason if why else None,
        since=why.since if why else "",
        sentence=why.sentence if why else "",
    )
