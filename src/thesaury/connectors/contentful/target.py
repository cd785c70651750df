"""Publishes to Contentful: one asset for each of ours under a fixed id, and an entry beside it for what an asset has no field for."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from thesaury.connectors.contentful import mapping
from thesaury.connectors.contentful.client import ASSETS, ENTRIES, MOST_IDS, Api
from thesaury.connectors.contentful.concepts import Concepts
from thesaury.connectors.contentful.ids import asset_id, asset_of
from thesaury.connectors.contentful.settings import Settings, settings_of
from thesaury.connectors.contentful.uses import uses
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused, Unreachable
from thesaury.model.publication import Held, PageUse
from thesaury.model.publishing import Topic, Withdrawal
from thesaury.ports.publishing_target import Able, Edit, Package, PublishingTarget
from thesaury.ports.source import Tools

_TRIES = 3
_CONFLICT = 409
Item = Mapping[str, Any]


def open_target(connection: Connection, tools: Tools) -> PublishingTarget:
    """The target of a Contentful connection. Raises Usage for a wrong setting; nothing is sent yet."""
    settings = settings_of(connection)
    return ContentfulTarget(settings, Api(settings, tools.secrets))


class ContentfulTarget:
    """Whatever is written to an asset that is live is published together with what editors saved of it."""

    def __init__(self, settings: Settings, api: Api) -> None:
        """Nothing is sent yet."""
        self._settings, self._api = settings, api
        self._concepts = Concepts(settings, api)

    @property
    def able(self) -> Able:
        """Title and alternative text; caption and rights where there is an entry beside the asset."""
        more = (*mapping.BESIDE_LOCALIZED, *mapping.BESIDE) if self._settings.content_type else ()
        return Able(
            fields=frozenset((*mapping.LOCALIZED, *more)),
            localized=frozenset((*mapping.LOCALIZED, *(mapping.BESIDE_LOCALIZED if more else ()))),
            languages=self._settings.locales,
            withdrawals=(Withdrawal.UNPUBLISH, Withdrawal.PLACEHOLDER, Withdrawal.DELETE),
            replaces_files=True,
        )

    @property
    def describes(self) -> str:
        """What is published as what."""
        kind = self._settings.content_type
        beside = (
            f"credit, licence and the like as an entry of the type {kind} beside it"
            if kind
            else "credit and licence nowhere, for assets have no field for them: set content_type"
        )
        return (
            f"Publishes assets whose ids begin with '{self._settings.prefix}.', with title, alternative text (as the description) and "
            f"concepts of the organisation's taxonomy; {beside}."
        )

    def put_concepts(self, topics: Sequence[Topic]) -> int:
        """See that these concepts are there."""
        return self._concepts.put(topics)

    def held(self, known: Mapping[str, str]) -> dict[str, Held]:
        """The assets of these; their ids are known without asking."""
        ids = [asset_id(self._settings.prefix, asset) for asset in known]
        found: list[Item] = []
        for start in range(0, len(ids), MOST_IDS):
            found += self._api.by_ids(ASSETS, ids[start : start + MOST_IDS])
        return {one.asset: one for one in self._shown(found) if one.asset in known}

    def every(self) -> Iterator[Held]:
        """All assets of the environment whose ids are ours."""
        page: list[Item] = []
        for asset in self._api.all(ASSETS):
            if self._settings.owns(str(asset["sys"]["id"])):
                page.append(asset)
            if len(page) == MOST_IDS:
                yield from self._shown(page)
                page = []
        yield from self._shown(page)

    def create(self, package: Package) -> Held:
        """Make the asset, give it its file, then publish it. What an interrupted run left is completed."""
        id = asset_id(self._settings.prefix, package.asset)
        there = self._one(id)
        if there is not None and there.live:
            return there
        shown = there.shown.texts if there is not None else {}
        fields = [(name, text) for name, text in package.shown.fields if not shown.get(name)]
        return self._edited(id, Edit(tuple(fields), package.shown.concepts, file=package, revive=True), live=False)

    def update(self, held: Held, edit: Edit) -> Held:
        """Change only what the edit names; an asset that is not live stays so, unless it is to be seen again."""
        if edit.empty:
            return held
        if self._api.one(ASSETS, self._ours(held.external_id)) is None:
            raise Refused(
                f"{self._settings.connection}: the asset {held.external_id} is gone from Contentful. Publish again to make it anew.",
                404,
            )
        return self._edited(held.external_id, edit, held.live)

    def withdraw(self, held: Held, how: Withdrawal, placeholder: Package) -> Held | None:
        """Unpublished first, then without its file: whoever has the address of a file may get it as long as an asset has it."""
        id = self._ours(held.external_id)
        asset = self._api.one(ASSETS, id)
        if asset is None:
            self._entry_gone(id)
            return None
        if how is Withdrawal.PLACEHOLDER:
            return self._covered(id, asset, placeholder)
        self._changed(ASSETS, id, self._unpublished, mapping.published)
        if how is Withdrawal.DELETE:
            self._changed(ASSETS, id, lambda one: self._api.delete(ASSETS, id, mapping.version_of(one)))
            self._entry_gone(id)
            return None
        self._changed(ASSETS, id, self._without_file, lambda one: "file" in (one.get("fields") or {}))
        if self._settings.content_type:
            self._changed(ENTRIES, id, lambda one: self._unpublished(one, ENTRIES), mapping.published)
        return self._one(id)

    def uses(self) -> Iterator[PageUse]:
        """The entries that link to our assets, or to the entries beside them."""
        return uses(self._settings, self._api, lambda id: asset_of(self._settings.prefix, id))

    def _edited(self, id: str, edit: Edit, live: bool) -> Held:
        """Texts and concepts, the file, then publishing; each step begins with the version that is there."""
        live = live or edit.revive
        add, remove = self._concepts.ids(edit.add), self._concepts.ids(edit.remove)
        fields = [(name, text) for name, text in edit.fields if name.partition("@")[0] in mapping.LOCALIZED]
        if edit.revive:
            self._changed(
                ASSETS, id, lambda one: self._api.unarchive(ASSETS, id, mapping.version_of(one)), mapping.archived
            )
        if edit.file is not None or fields or add or remove:
            upload = self._api.upload(edit.file.content()) if edit.file is not None else ""

            def write(asset: Item) -> None:
                body = mapping.changed(asset, fields, add, remove)
                if edit.file is not None:
                    body["fields"]["file"] = self._file(edit.file, upload, covered=False)
                self._api.put(ASSETS, id, body, _version(asset))

            self._changed(ASSETS, id, write, made=True)
            if edit.file is not None:
                self._processed(id)
        if live:
            self._changed(ASSETS, id, lambda one: self._api.publish(ASSETS, id, mapping.version_of(one)), _unseen)
        self._beside(id, edit, live)
        return self._back(id)

    def _beside(self, id: str, edit: Edit, live: bool) -> None:
        """Write and publish the entry beside an asset, where there is to be one."""
        kind, locale = self._settings.content_type, self._settings.locales[0]
        if not kind:
            return

        def write(entry: Item) -> None:
            body = mapping.beside(entry or None, id, edit.fields, locale)
            if body["fields"] != entry.get("fields"):
                self._api.put(ENTRIES, id, body, _version(entry), kind)

        self._changed(ENTRIES, id, write, made=True)
        if live:
            self._changed(ENTRIES, id, lambda one: self._api.publish(ENTRIES, id, mapping.version_of(one)), _unseen)

    def _covered(self, id: str, asset: Item, placeholder: Package) -> Held:
        """The placeholder in the place of the picture; the asset stays published, and links to it hold."""
        wanted = mapping.file_name(placeholder.name, placeholder.shown.file, covered=True)
        file = mapping.file_of(asset, self._settings.locales[0])
        if file is None or file.get("fileName") != wanted or not file.get("url"):
            upload = self._api.upload(placeholder.content())

            def write(one: Item) -> None:
                body = mapping.changed(one, (), (), ())
                body["fields"]["file"] = self._file(placeholder, upload, covered=True)
                self._api.put(ASSETS, id, body, _version(one))

            self._changed(ASSETS, id, write)
            self._processed(id)
        self._changed(ASSETS, id, lambda one: self._api.publish(ASSETS, id, mapping.version_of(one)), _unseen)
        return self._back(id)

    def _file(self, package: Package, upload: str, covered: bool) -> dict[str, Any]:
        """The file is that of the default locale; others fall back to it."""
        name = mapping.file_name(package.name, package.shown.file, covered)
        told = {"contentType": package.media_type, "fileName": name, "uploadFrom": mapping.link("Upload", upload)}
        return {self._settings.locales[0]: told}

    def _processed(self, id: str) -> None:
        """Have the file made, and wait until it is. Raises Unreachable where that takes too long: nothing is published then."""
        locale, until, wait = self._settings.locales[0], time.monotonic() + self._settings.process_seconds, 0.05
        self._changed(ASSETS, id, lambda one: self._api.process(id, locale, mapping.version_of(one)))
        while True:
            asset = self._api.one(ASSETS, id)
            if asset is not None and (mapping.file_of(asset, locale) or {}).get("url"):
                return
            if time.monotonic() > until:
                raise Unreachable(
                    f"{self._settings.connection}: Contentful has not processed the file of {id} yet. Run again later."
                )
            time.sleep(wait)
            wait = min(2 * wait, 2.0)

    def _changed(
        self,
        kind: str,
        id: str,
        change: Callable[[Item], object],
        needed: Callable[[Item], bool] = lambda thing: True,
        made: bool = False,
    ) -> None:
        """Change what is there now, again where somebody else was quicker; what is not there is only touched where it may be `made`."""
        for _ in range(_TRIES):
            thing = self._api.one(kind, id)
            if (thing is None and not made) or (thing is not None and not needed(thing)):
                return
            try:
                change(thing or {})
                return
            except Refused as error:
                if error.status != _CONFLICT:
                    raise
        raise Unreachable(
            f"{self._settings.connection}: {id} is being changed by others in Contentful all the time. Run again later."
        )

    def _unpublished(self, thing: Item, kind: str = ASSETS) -> None:
        self._api.unpublish(kind, str(thing["sys"]["id"]), mapping.version_of(thing))

    def _without_file(self, asset: Item) -> None:
        body = mapping.changed(asset, (), (), ())
        body["fields"].pop("file", None)
        self._api.put(ASSETS, str(asset["sys"]["id"]), body, _version(asset))

    def _entry_gone(self, id: str) -> None:
        if self._settings.content_type:
            self._changed(ENTRIES, id, lambda one: self._unpublished(one, ENTRIES), mapping.published)
            self._changed(ENTRIES, id, lambda one: self._api.delete(ENTRIES, id, mapping.version_of(one)))

    def _ours(self, id: str) -> str:
        """An id of this client. Raises Refused for another's: nothing of another client is ever touched."""
        if self._settings.owns(id):
            return id
        raise Refused(
            f"{self._settings.connection}: the asset {id} does not begin with '{self._settings.prefix}.', so it is somebody else's and is "
            "left alone."
        )

    def _one(self, id: str) -> Held | None:
        asset = self._api.one(ASSETS, id)
        return next(iter(self._shown([asset])), None) if asset is not None else None

    def _back(self, id: str) -> Held:
        found = self._one(id)
        if found is None:
            raise Unreachable(f"{self._settings.connection}: the asset {id} was written and is not to be seen.")
        return found

    def _shown(self, assets: Iterable[Item]) -> list[Held]:
        """Assets with the entries beside them."""
        read, settings = list(assets), self._settings
        if not read:
            return []
        ids = [str(one["sys"]["id"]) for one in read]
        entries = self._api.by_ids(ENTRIES, ids) if settings.content_type else []
        beside = {str(one["sys"]["id"]): one for one in entries}
        iris = self._concepts.iris if any(mapping.concept_ids(one) for one in read) else {}
        return [
            mapping.held(one, beside.get(id), settings.prefix, settings.locales, iris)
            for id, one in zip(ids, read, strict=True)
        ]


def _version(thing: Item) -> int | None:
    """The version to change, None for what is to be made."""
    return mapping.version_of(thing) if thing else None


def _unseen(thing: Item) -> bool:
    """Whether what is edited is not what visitors get."""
    sys = thing["sys"]
    return sys.get("publishedVersion") is None or sys.get("version") != sys["publishedVersion"] + 1
