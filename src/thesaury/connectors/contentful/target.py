"""Publishes to Contentful: one asset for each of ours under a fixed id, and an entry beside it for what an asset has no field for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from thesaury.connectors.contentful import mapping
from thesaury.connectors.contentful.client import ASSETS, ENTRIES, MOST_IDS, Api
from thesaury.connectors.contentful.concepts import Concepts
from thesaury.connectors.contentful.ids import asset_id, asset_of
from thesaury.connectors.contentful.settings import Settings, settings_of
from thesaury.connectors.contentful.steps import Steps
from thesaury.connectors.contentful.uses import uses
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused, Unreachable
from thesaury.model.publication import Held, PageUse
from thesaury.model.publishing import Topic, Withdrawal
from thesaury.ports.publishing_target import Able, Edit, Package, PublishingTarget
from thesaury.ports.source import Tools

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
        self._concepts, self._steps = Concepts(settings, api), Steps(settings, api)

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
        asset = self._api.one(ASSETS, id)
        there = self._shown([asset])[0] if asset is not None else None
        if there is not None and there.live:
            return there
        shown = there.shown.texts if there is not None else {}
        fields = [(name, text) for name, text in package.shown.fields if not shown.get(name)]
        return self._edited(id, asset, Edit(tuple(fields), package.shown.concepts, file=package, revive=True), True)

    def update(self, held: Held, edit: Edit) -> Held:
        """Change only what the edit names; an asset that is not live stays so, unless it is to be seen again."""
        if edit.empty:
            return held
        asset = self._api.one(ASSETS, self._ours(held.external_id))
        if asset is None:
            raise Refused(
                f"{self._settings.connection}: the asset {held.external_id} is gone from Contentful. Publish again to make it anew.",
                404,
            )
        return self._edited(held.external_id, asset, edit, held.live or edit.revive)

    def withdraw(self, held: Held, how: Withdrawal, placeholder: Package) -> Held | None:
        """Unpublished first, then without its file: whoever has the address of a file may get it as long as an asset has it."""
        id = self._ours(held.external_id)
        asset = self._api.one(ASSETS, id)
        if asset is None:
            self._entry_gone(id)
            return None
        if how is Withdrawal.PLACEHOLDER:
            return self._covered(id, asset, placeholder)
        self._steps.unpublish(ASSETS, id, asset)
        if how is Withdrawal.DELETE:
            self._steps.delete(ASSETS, id)
            self._entry_gone(id)
            return None
        self._steps.put(ASSETS, id, mapping.without_file)
        if self._settings.content_type:
            self._steps.unpublish(ENTRIES, id)
        return self._back(id)

    def uses(self) -> Iterator[PageUse]:
        """The entries that link to our assets, or to the entries beside them."""
        return uses(self._settings, self._api, lambda id: asset_of(self._settings.prefix, id))

    def _edited(self, id: str, asset: Item | None, edit: Edit, live: bool) -> Held:
        """Texts, concepts and file in one write, then the file is made, then all of it is published."""
        add, remove = self._concepts.ids(edit.add), self._concepts.ids(edit.remove)
        fields = [(name, text) for name, text in edit.fields if name.partition("@")[0] in mapping.LOCALIZED]
        if edit.revive and asset is not None:
            asset = self._steps.unarchive(ASSETS, id, asset)
        if edit.file is not None or fields or add or remove:
            file = self._uploaded(edit.file, covered=False) if edit.file is not None else None
            asset = self._steps.put(ASSETS, id, lambda one: mapping.changed(one, fields, add, remove, file), asset)
            if file is not None:
                asset = self._steps.process(id, asset)
        if live:
            self._steps.publish(ASSETS, id, asset)
        if kind := self._settings.content_type:
            locale = self._settings.locales[0]
            entry = self._steps.put(
                ENTRIES, id, lambda one: mapping.beside(one, id, edit.fields, locale), content_type=kind
            )
            if live:
                self._steps.publish(ENTRIES, id, entry)
        return self._back(id)

    def _covered(self, id: str, asset: Item, placeholder: Package) -> Held:
        """The placeholder in the place of the picture; the asset stays published, and links to it hold."""
        wanted = mapping.file_name(placeholder.name, placeholder.shown.file, covered=True)
        there = mapping.file_of(asset, self._settings.locales[0])
        if there is None or there.get("fileName") != wanted or not there.get("url"):
            file = self._uploaded(placeholder, covered=True)
            asset = self._steps.put(ASSETS, id, lambda one: mapping.with_file_alone(one, file), asset)
            asset = self._steps.process(id, asset)
        self._steps.publish(ASSETS, id, asset)
        return self._back(id)

    def _uploaded(self, package: Package, covered: bool) -> dict[str, Any]:
        """A new file as an asset takes it. It is that of the default locale; others fall back to it."""
        name = mapping.file_name(package.name, package.shown.file, covered)
        upload = mapping.link("Upload", self._api.upload(package.content()))
        return {self._settings.locales[0]: {"contentType": package.media_type, "fileName": name, "uploadFrom": upload}}

    def _entry_gone(self, id: str) -> None:
        if self._settings.content_type:
            self._steps.unpublish(ENTRIES, id)
            self._steps.delete(ENTRIES, id)

    def _ours(self, id: str) -> str:
        """An id of this client. Raises Refused for another's: nothing of another client is ever touched."""
        if self._settings.owns(id):
            return id
        raise Refused(
            f"{self._settings.connection}: the asset {id} does not begin with '{self._settings.prefix}.', so it is somebody else's and is "
            "left alone."
        )

    def _back(self, id: str) -> Held:
        asset = self._api.one(ASSETS, id)
        if asset is None:
            raise Unreachable(f"{self._settings.connection}: the asset {id} was written and is not to be seen.")
        return self._shown([asset])[0]

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
