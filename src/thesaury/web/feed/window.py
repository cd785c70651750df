"""What every answer of a feed is made with: the channel, the moment, the addresses in it, and whether the asker has it already."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response

from thesaury.model.errors import BadInput
from thesaury.model.publishing import Channel
from thesaury.pipeline.publishing.deciding import day_of, midnight
from thesaury.pipeline.publishing.reading import FeedRead, FeedReader
from thesaury.publishing.forms.told import FeedPage
from thesaury.web.api.etags import named_by
from thesaury.web.desk import Desk
from thesaury.web.failures import NotHere
from thesaury.web.feed.door import key_in_address
from thesaury.web.feed.places import FeedPlaces
from thesaury.web.feed.signing import DeliverySigner

KEPT = "private, no-cache"
"""Whoever asked may keep the answer, and has to ask each time whether it still holds: a licence may have ended."""
_VARY = "Authorization, Cookie"
_FORM = "1"
"""Raise it where the same entries are told in another form than before, so that nobody goes on with what he has."""


@dataclass(frozen=True, slots=True)
class Window:
    """The feeds of a desk, read by this clock."""

    desk: Desk
    reader: FeedReader
    signer: DeliverySigner
    clock: Callable[[], datetime]

    def at(self) -> str:
        """This moment as it is kept."""
        return self.clock().astimezone(UTC).isoformat(timespec="seconds")

    def channel(self, name: str) -> Channel:
        """The channel of this name. Raises NotHere."""
        if (found := self.desk.workspace.catalogue.channels.get(name)) is None:
            raise NotHere("channel")
        return found


@dataclass(frozen=True, slots=True)
class Question:
    """One request to the feed of a channel at a moment."""

    window: Window
    request: Request
    channel: Channel
    at: str

    @property
    def places(self) -> FeedPlaces:
        """Where things of this channel lie."""
        return FeedPlaces(server_of(self.request), self.channel.name, self.window.signer)

    @property
    def followed(self) -> FeedPlaces:
        """The same for viewers of pictures, which follow addresses as they are: the key stays in them where it was in this one."""
        return FeedPlaces(server_of(self.request), self.channel.name, self.window.signer, key_in_address.get())

    def address(self, **changed: str) -> str:
        """The address of this request with other parameters, empty ones left out; the key stays in it where it was."""
        kept = [(name, text) for name, text in self.request.query_params.multi_items() if name not in {*changed, "key"}]
        pairs = [*kept, *((name, text) for name, text in changed.items() if text)]
        if key := key_in_address.get():
            pairs.append(("key", key))
        path = self.request.scope["path"].removeprefix(self.request.scope.get("root_path", ""))
        return f"{server_of(self.request)}/feed{path}{'?' if pairs else ''}{urlencode(pairs)}"

    def page(self, read: FeedRead, language: str = "") -> FeedPage:
        """What was read, as a page."""
        changed = [entry.changed_at for entry in (*read.entries, *read.gone)]
        changes = f"{server_of(self.request)}/feed/{self.channel.name}/changes?{urlencode({'since': read.begun})}"
        return FeedPage(
            channel=self.channel,
            language=self.language(language),
            at=max(changed, default=midnight(day_of(self.at))),
            own=self.address(),
            first=self.address(cursor=""),
            following=self.address(cursor=read.following) if read.following else "",
            changes=changes,
            entries=read.entries,
            gone=read.gone,
        )

    def language(self, asked: str) -> str:
        """The language of what has one text only. Raises BadInput for one that the channel does not have."""
        languages = self.channel.languages or ("",)
        if asked and asked.casefold() not in [one.casefold() for one in languages]:
            raise BadInput(f"This channel has no {asked!r}. It has: {', '.join(languages)}.")
        return next((one for one in languages if one.casefold() == asked.casefold()), languages[0])

    def answer(
        self, media_type: str, make: Callable[[], tuple[bytes, str]], lasting: bool = False, also: str = ""
    ) -> Response:
        """What `make` gives, a body and the address of the next page; 304 without asking it where the asker has it already. `lasting`: no
        address in it is good for a short while only. `also` changes with what is no part of the feed's state."""
        state = self.window.reader.state(self.channel, self.at)
        told = (_FORM, state, self.address(), "" if lasting else self.window.signer.step(), also)
        tag = f'"{sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'
        headers = {"ETag": f"W/{tag}", "Cache-Control": KEPT, "Vary": _VARY}
        if named_by(self.request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
        body, following = make()
        if following:
            headers["Link"] = f'<{following}>; rel="next"'
        return Response(body, 200, headers, media_type)


def server_of(request: Request) -> str:
    """The address of the server, without a slash at the end and without the room of it that is asked."""
    return str(request.base_url).rstrip("/").removesuffix(request.scope.get("root_path", "").rstrip("/"))


def as_json(value: Any) -> bytes:
    """A value as JSON in UTF-8; half characters, which foreign names may hold, become question marks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
