"""Steps at things of Contentful: each names the version it saw, and is made again on what is there now where somebody else was quicker."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from thesaury.connectors.contentful import mapping
from thesaury.connectors.contentful.client import ASSETS, Api
from thesaury.connectors.contentful.settings import Settings
from thesaury.model.errors import Refused, Unreachable

_TRIES, _CONFLICT = 3, 409
_FIRST_WAIT, _LONGEST_WAIT = 0.05, 2.0
Item = Mapping[str, Any]


class Steps:
    """Changes assets and entries of one space; `seen` is what the step before left, which saves looking again."""

    def __init__(self, settings: Settings, api: Api) -> None:
        """Nothing is asked yet."""
        self._settings, self._api = settings, api

    def put(
        self, kind: str, id: str, body: Callable[[Item], Item], seen: Item | None = None, content_type: str = ""
    ) -> Item:
        """Put a body made of what is there into its place, or make the thing where there is none; nothing is sent for a body that changes
        nothing. Raises Unreachable where others change it all the time."""

        def step(thing: Item) -> Item:
            wanted = body(thing)
            if thing and all(thing.get(name) == value for name, value in wanted.items()):
                return thing
            return self._api.put(kind, id, wanted, mapping.version_of(thing) if thing else None, content_type)

        return self._stepped(kind, id, step, seen, made=True)

    def publish(self, kind: str, id: str, seen: Item | None = None) -> Item:
        """Let visitors get what is edited, where that is not so yet."""

        def step(thing: Item) -> Item:
            return self._api.publish(kind, id, mapping.version_of(thing)) if mapping.unseen(thing) else thing

        return self._stepped(kind, id, step, seen)

    def unpublish(self, kind: str, id: str, seen: Item | None = None) -> None:
        """Take a thing from the live site, where it is there."""

        def step(thing: Item) -> Item:
            if mapping.published(thing):
                self._api.unpublish(kind, id, mapping.version_of(thing))
            return thing

        self._stepped(kind, id, step, seen)

    def unarchive(self, kind: str, id: str, seen: Item) -> Item:
        """Bring a thing back that somebody put away."""
        return self._api.unarchive(kind, id, mapping.version_of(seen)) if mapping.archived(seen) else seen

    def delete(self, kind: str, id: str) -> None:
        """Remove a thing that is not published."""

        def step(thing: Item) -> Item:
            self._api.delete(kind, id, mapping.version_of(thing))
            return thing

        self._stepped(kind, id, step)

    def process(self, id: str, seen: Item) -> Item:
        """Have the file of an asset made, and wait until it is. Raises Unreachable where that takes too long: nothing is published then."""
        locale, until, wait = self._settings.locales[0], time.monotonic() + self._settings.process_seconds, _FIRST_WAIT

        def step(thing: Item) -> Item:
            self._api.process(id, locale, mapping.version_of(thing))
            return thing

        self._stepped(ASSETS, id, step, seen)
        while True:
            asset = self._api.one(ASSETS, id)
            if asset is not None and (mapping.file_of(asset, locale) or {}).get("url"):
                return asset
            if time.monotonic() > until:
                raise Unreachable(
                    f"{self._settings.connection}: Contentful has not processed the file of {id} yet. Run again later."
                )
            time.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)

    def _stepped(
        self, kind: str, id: str, step: Callable[[Item], Item], seen: Item | None = None, made: bool = False
    ) -> Item:
        """What the step left; what is not there is only touched where it may be `made`."""
        for _ in range(_TRIES):
            thing = seen or self._api.one(kind, id)
            if thing is None and not made:
                return {}
            try:
                return step(thing or {})
            except Refused as error:
                if error.status != _CONFLICT:
                    raise
            seen = None
        raise Unreachable(
            f"{self._settings.connection}: {id} is being changed by others in Contentful all the time. Run again later."
        )
