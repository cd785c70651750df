"""`/publishing`: the channels, how each of them stands, and what a CMS shows that it should not."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from thesaury.model.access import Permission
from thesaury.model.publishing import Channel
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.pages.publishing.faces import When
from thesaury.web.pages.publishing.late import late, targets
from thesaury.web.pages.publishing.said import SystemLine, Told, channel_url, last_change, settled, systems, told
from thesaury.web.texts import phrase

_SAID = ("dropped",)


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One channel as the list shows it."""

    channel: Channel
    url: str
    told: Told
    published: int
    withdrawn: int
    changed: When
    systems: list[SystemLine]


def router(desk: Desk) -> APIRouter:
    """The list."""
    routes = APIRouter(dependencies=[may(Permission.READ)])

    @routes.get("/publishing")
    def page(said: str = "") -> HTMLResponse:
        workspace = desk.workspace
        channels = workspace.catalogue.channels.all()
        settled(desk, channels)
        behind = late(workspace, targets(workspace))
        rows = [_row(desk, channel) for channel in channels]
        spoken = phrase(f"publishing.said.{said}") if said in _SAID else ""
        return desk.page("publishing.html", rows=rows, late=behind, said=spoken)

    return routes


def _row(desk: Desk, channel: Channel) -> ChannelRow:
    counts = desk.workspace.catalogue.feeds.counts(channel.name)
    return ChannelRow(
        channel,
        channel_url(channel.name),
        told(desk, channel),
        counts.published,
        counts.withdrawn,
        last_change(desk, channel.name, counts.head),
        systems(desk, channel.name),
    )
