"""The page of one channel as values: what it asks for, how it stands, its entries, and who reads its feed."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse

from thesaury.model.access import Permission
from thesaury.model.errors import Usage
from thesaury.model.publishing import Channel, Entry, Reason
from thesaury.pipeline.publishing import channel_of
from thesaury.ports.feeds import FeedCounts, WantedEntries
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller
from thesaury.web.failures import NotHere
from thesaury.web.pages.publishing.channel_form import stamp
from thesaury.web.pages.publishing.faces import reason_words, when
from thesaury.web.pages.publishing.late import late
from thesaury.web.pages.publishing.refreshing import Refreshing
from thesaury.web.pages.publishing.said import bound_to, channel_url, last_change, rows, settled, systems, told

FEEDS = (
    ("json", "feed.json"),
    ("atom", "atom.xml"),
    ("items", "items"),
    ("changes", "changes"),
    ("iiif", "iiif/collection.json"),
)
"""The forms of a feed with the ends of their addresses."""
_PER_PAGE = 48
_SCANNED = 2_000
"""Withdrawn entries that are looked at for those with one reason."""


def known(desk: Desk, name: str) -> Channel:
    """The channel of this name; NotHere where there is none."""
    try:
        return channel_of(desk.workspace, name)
    except Usage as error:
        raise NotHere("channel") from error


def channel_page(
    desk: Desk, refreshing: Refreshing, request: Request, channel: Channel, status: int = 200, **more: Any
) -> HTMLResponse:
    """The page; `more` says what happened: `said` a sentence, `wrong` what was amiss, `key` a key that is shown this once."""
    settled(desk, [channel])
    counts = desk.workspace.catalogue.feeds.counts(channel.name)
    values: dict[str, Any] = {"said": "", "wrong": refreshing.failed(channel.name), "key": "", "key_name": ""}
    return desk.bare_page(
        "publishing_channel.html",
        status,
        channel=channel,
        url=channel_url(channel.name),
        told=told(desk, channel),
        counts=counts,
        changed=last_change(desk, channel.name, counts.head),
        systems=systems(desk, channel.name),
        late=late(desk.workspace, bound_to(desk, channel.name)),
        going=refreshing.going(channel.name),
        never=desk.workspace.catalogue.feeds.seen(channel.name) < 0,
        seen=stamp(channel),
        feeds=_feeds(request, channel),
        keys=_keys(desk, channel),
        **_entries(desk, channel, counts, request.query_params),
        **(values | more),
    )


def _feeds(request: Request, channel: Channel) -> list[tuple[str, str]]:
    """The addresses at which the feed is read, by form."""
    base = str(request.base_url).rstrip("/")
    return [(form, f"{base}/feed/{channel.name}/{end}") for form, end in FEEDS]


def _keys(desk: Desk, channel: Channel) -> list[tuple[str, str]]:
    if not caller().may(Permission.ADMINISTER):
        return []
    return [(name, when(at).ago) for name, at in desk.workspace.catalogue.channels.keys(channel.name)]


def _entries(desk: Desk, channel: Channel, counts: FeedCounts, asked: Mapping[str, str]) -> dict[str, Any]:
    """A page of entries, the last change first, with the filters above it."""
    withdrawn = asked.get("state") == "withdrawn"
    reason = Reason(asked["reason"]) if withdrawn and asked.get("reason") in list(Reason) else None
    number = asked.get("before", "")
    before = int(number) if number.isdecimal() and len(number) < 16 else 0
    found = _found(desk, channel, withdrawn, reason, before)
    page, following = found[:_PER_PAGE], found[_PER_PAGE:]
    query = {"state": "withdrawn"} if withdrawn else {}
    query |= {"reason": reason.value} if reason else {}
    here = f"{channel_url(channel.name)}?{urlencode(query)}" if query else channel_url(channel.name)
    go_on = (
        f"{channel_url(channel.name)}?{urlencode(query | {'before': str(page[-1].number)})}#entries"
        if following
        else ""
    )
    return {
        "entries": rows(desk, page),
        "withdrawn": withdrawn,
        "reason": reason,
        "reasons": [(one.value, reason_words(one)) for one in Reason],
        "here": f"{here}#entries",
        "first": f"{here}#entries" if before else "",
        "following": go_on,
    }


def _found(desk: Desk, channel: Channel, withdrawn: bool, reason: Reason | None, before: int) -> list[Entry]:
    """One more than a page has room for, where there are more."""
    feeds = desk.workspace.catalogue.feeds
    if not withdrawn:
        return feeds.newest(WantedEntries(channel.name), before, _PER_PAGE + 1)
    found, looked = list[Entry](), 0
    while looked < _SCANNED and len(found) <= _PER_PAGE and (page := feeds.gone(channel.name, before, _PER_PAGE + 1)):
        found += [one for one in page if reason in (None, one.reason)]
        before, looked = page[-1].number, looked + len(page)
    return found[: _PER_PAGE + 1]
