"""Publishing channels: what qualifies for them, who reads their feeds, and what people approved."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from thesaury.model.access import Permission
from thesaury.model.errors import Usage
from thesaury.model.publishing import EVERY_CHANNEL, Approval, Channel, Entry
from thesaury.pipeline.publishing import approve, refresh, revoke
from thesaury.pipeline.publishing import channels as kept
from thesaury.pipeline.publishing.looking import Look
from thesaury.pipeline.publishing.surveying import survey
from thesaury.ports.feeds import WantedEntries
from thesaury.web.api.etags import agreed, changed_meanwhile, etag_of, unless_there
from thesaury.web.api.idempotency import ONCE
from thesaury.web.api.models import channels as models
from thesaury.web.api.paging import Cursor, Limit, cursor_of, linked, place_of
from thesaury.web.api.problems import ApiProblem
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere

State = Annotated[Literal["published", "withdrawn"], Query(description="Which entries.", examples=["withdrawn"])]
Topic = Annotated[str, Query(max_length=2000, description="Only what carries this concept or a narrower one.")]
_RIGHTS = [may(Permission.RIGHTS)]
_ADMINISTERS = [may(Permission.ADMINISTER)]


def router(desk: Desk) -> APIRouter:
    """Channels; reading them is for everybody, changing them for whoever administers, approving for whoever minds the rights."""
    routes = APIRouter(tags=["channels"], route_class=Operation, dependencies=[may(Permission.READ)])

    def channel_here(name: str) -> Channel:
        try:
            return kept.channel_of(desk.workspace, name)
        except Usage as error:
            raise ApiProblem("not-found", error.message) from error

    _add_channels(routes, desk, channel_here)
    _add_looks(routes, desk, channel_here)
    _add_keys(routes, desk, channel_here)
    _add_approvals(routes, desk, channel_here)
    return routes


def _add_channels(routes: APIRouter, desk: Desk, channel_here: Callable[[str], Channel]) -> None:
    @routes.get("/channels", response_model=models.Channels)
    def list_channels() -> dict[str, Any]:
        """List all channels, by name."""
        return {"channels": [_told(desk, one) for one in desk.workspace.catalogue.channels.all()]}

    @routes.get("/channels/{channel}", response_model=models.Channel)
    def get_channel(response: Response, channel: str) -> dict[str, Any]:
        """Read one channel; its `ETag` is what a change of it has to name."""
        found = channel_here(channel)
        response.headers["ETag"] = etag_of(kept.channel_shape(found))
        return _told(desk, found)

    @routes.put("/channels/{channel}", response_model=models.Channel, dependencies=_ADMINISTERS)
    def put_channel(request: Request, response: Response, channel: str, body: models.PutChannel) -> dict[str, Any]:
        """Make a channel, or change one; its feed follows with the next refresh.

        To change one, send its `ETag` as `If-Match`: 428 without, 412 where somebody changed it meanwhile. `If-None-Match: *` makes sure
        that a new one takes no other's place.
        """
        data = body.model_dump()
        wanted = kept.read_channel(desk.workspace, channel, data | {"title": data["title"] or channel})
        there = desk.workspace.catalogue.channels.get(channel)
        unless_there(request, there is not None)
        if there or "if-match" in request.headers:
            agreed(request, etag_of(kept.channel_shape(there)) if there else "")
        if not kept.exchange_channel(desk.workspace, channel, there, wanted):
            raise changed_meanwhile()
        response.headers["ETag"] = etag_of(kept.channel_shape(wanted))
        response.headers["Location"] = f"/api/v1/channels/{quote(channel, safe='')}"
        return _told(desk, wanted)

    @routes.delete("/channels/{channel}", status_code=204, dependencies=_ADMINISTERS)
    def delete_channel(request: Request, channel: str) -> None:
        """Forget a channel with its keys, approvals and feed. Send its `ETag` as `If-Match`; 409 while a connection publishes it."""
        there = channel_here(channel)
        agreed(request, etag_of(kept.channel_shape(there)))
        try:
            gone = kept.exchange_channel(desk.workspace, channel, there, None)
        except Usage as error:
            raise ApiProblem("conflict", error.message) from error
        if not gone:
            raise changed_meanwhile()


def _add_looks(routes: APIRouter, desk: Desk, channel_here: Callable[[str], Channel]) -> None:
    @routes.get("/channels/{channel}/survey", response_model=models.ChannelSurvey)
    def survey_channel(channel: str) -> dict[str, Any]:
        """Look at up to 2,000 assets: how many qualify today, and why the others do not. Nothing is published by it."""
        found = survey(desk.workspace, channel_here(channel))
        reasons = [
            {"reason": reason, "assets": count, "examples": list(few), "sentence": sentence}
            for reason, count, few, sentence in found.reasons
        ]
        return {"looked": found.looked, "total": found.total, "qualifying": found.qualifying, "reasons": reasons}

    @routes.post(
        "/channels/{channel}/refresh", response_model=models.ChannelRefreshed, dependencies=[may(Permission.EDIT)]
    )
    def refresh_channel(channel: str) -> dict[str, Any]:
        """Bring the feed up to what is so now; runs of flows do so by themselves.

        A new channel looks at every asset, which takes a while."""
        channel_here(channel)
        return asdict(refresh(desk.workspace, [channel]).total)

    @routes.get("/channels/{channel}/entries", response_model=models.ChannelEntries)
    def list_channel_entries(
        request: Request,
        response: Response,
        channel: str,
        state: State = "published",
        topic: Topic = "",
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List what is published, by asset, or what was withdrawn, the last first."""
        channel_here(channel)
        feeds, question = desk.workspace.catalogue.feeds, ["entries", channel, state, topic]
        if state == "published":
            after = place_of(cursor, question, str)
            found = feeds.page(WantedEntries(channel, topic), str(after[0]) if after else "", limit + 1)
            following = cursor_of(question, (found[limit - 1].asset,)) if len(found) > limit else None
        else:
            before = place_of(cursor, question, int)
            found = feeds.gone(channel, int(before[0]) if before else 0, limit + 1)
            following = cursor_of(question, (found[limit - 1].number,)) if len(found) > limit else None
        return {
            "entries": [_entry(one) for one in found[:limit]],
            "next": linked(request, response, following),
        }

    @routes.get("/channels/{channel}/entries/{asset:path}", response_model=models.ChannelStanding)
    def get_channel_entry(channel: str, asset: str) -> dict[str, Any]:
        """Tell how an asset stands in a channel: its entry, and whether it qualifies now; if not, why."""
        found, workspace = channel_here(channel), desk.workspace
        known = workspace.catalogue.records.find(asset)
        id = known.id if known else asset
        entry = workspace.catalogue.feeds.entries(channel, [id]).get(id)
        if known is None and entry is None:
            raise NotHere("asset")
        why = Look(workspace, found).at([id])[id].refusal
        return {
            "asset": id,
            "qualifies": why is None,
            "reason": why.reason if why else None,
            "sentence": why.sentence if why else "",
            "since": why.since if why else "",
            "entry": _entry(entry) if entry else None,
        }


def _add_keys(routes: APIRouter, desk: Desk, channel_here: Callable[[str], Channel]) -> None:
    def keys(channel: str) -> list[dict[str, Any]]:
        return [{"name": name, "made_at": at} for name, at in desk.workspace.catalogue.channels.keys(channel)]

    @routes.get("/channels/{channel}/keys", response_model=models.ChannelKeys, dependencies=_ADMINISTERS)
    def list_channel_keys(channel: str) -> dict[str, Any]:
        """List the keys by which the feed is read, by name; never the keys themselves."""
        channel_here(channel)
        return {"keys": keys(channel)}

    @routes.post(
        "/channels/{channel}/keys",
        response_model=models.ChannelKeyMade,
        status_code=201,
        dependencies=_ADMINISTERS,
    )
    def make_channel_key(response: Response, channel: str, body: models.NewChannelKey) -> dict[str, Any]:
        """Make a key that reads the feed of this channel and nothing else; it is told once. An earlier one of the name ends."""
        channel_here(channel)
        key = kept.make_key(desk.workspace, channel, body.name)
        response.headers[ONCE] = "1"
        made = next(one for one in keys(channel) if one["name"] == body.name)
        return made | {"key": key}

    @routes.delete("/channels/{channel}/keys/{key}", status_code=204, dependencies=_ADMINISTERS)
    def end_channel_key(channel: str, key: str) -> None:
        """End a key at once."""
        channel_here(channel)
        try:
            kept.drop_key(desk.workspace, channel, key)
        except Usage as error:
            raise ApiProblem("not-found", error.message) from error


def _add_approvals(routes: APIRouter, desk: Desk, channel_here: Callable[[str], Channel]) -> None:
    def said(channel: str, body: models.ApproveAssets) -> dict[str, Any]:
        say = approve if body.approved else revoke
        return {"approvals": [asdict(one) for one in say(desk.workspace, channel, body.assets, body.note)]}

    def page(request: Request, response: Response, channel: str, limit: int, cursor: str) -> dict[str, Any]:
        question = ["approvals", channel]
        after = place_of(cursor, question, str)
        found = desk.workspace.catalogue.channels.approved(channel, str(after[0]) if after else "", limit + 1)
        shown: list[Approval] = found[:limit]
        following = cursor_of(question, (shown[-1].asset,)) if len(found) > limit else None
        return {"approvals": [asdict(one) for one in shown], "next": linked(request, response, following)}

    @routes.get("/channels/{channel}/approvals", response_model=models.AssetApprovals)
    def list_channel_approvals(
        request: Request, response: Response, channel: str, limit: Limit = 50, cursor: Cursor = ""
    ) -> dict[str, Any]:
        """List what people said of assets for this channel, by asset."""
        channel_here(channel)
        return page(request, response, channel, limit, cursor)

    @routes.post("/channels/{channel}/approvals", response_model=models.AssetsApproved, dependencies=_RIGHTS)
    def approve_for_channel(channel: str, body: models.ApproveAssets) -> dict[str, Any]:
        """Approve assets for this channel, or take it back: then they leave its feed with this call."""
        channel_here(channel)
        return said(channel, body)

    @routes.get("/approvals", response_model=models.AssetApprovals)
    def list_approvals(request: Request, response: Response, limit: Limit = 50, cursor: Cursor = "") -> dict[str, Any]:
        """List what people said of assets for every channel, by asset."""
        return page(request, response, EVERY_CHANNEL, limit, cursor)

    @routes.post("/approvals", response_model=models.AssetsApproved, dependencies=_RIGHTS)
    def approve_everywhere(body: models.ApproveAssets) -> dict[str, Any]:
        """Approve assets for every channel, or take it back: then they leave every feed with this call, whatever one channel says."""
        return said(EVERY_CHANNEL, body)


def _told(desk: Desk, channel: Channel) -> dict[str, Any]:
    counts = desk.workspace.catalogue.feeds.counts(channel.name)
    there = {"published": counts.published, "withdrawn": counts.withdrawn, "changes": counts.head}
    return kept.channel_shape(channel) | there


def _entry(entry: Entry) -> dict[str, Any]:
    item = entry.item
    names = ("number", "published", "published_at", "changed_at", "allowed_until", "reason", "since", "sentence")
    title = item.titles[0].text if item.titles else ""
    shown = {"asset": entry.asset, "record": item.record, "kind": item.kind, "title": title}
    return shown | {name: getattr(entry, name) for name in names}
