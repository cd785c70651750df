"""Publishes to Strapi: one entry for each asset, with its texts, its concepts and its file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from thesaury.connectors.strapi.client import ASSETS, DRAFT, PUBLISHED, Api, Params, among
from thesaury.connectors.strapi.concepts import Concepts
from thesaury.connectors.strapi.files import Files
from thesaury.connectors.strapi.mapping import LOCALIZED, PLAIN, attributes, file_of, followed, held, rows_of, words
from thesaury.connectors.strapi.settings import Settings, settings_of
from thesaury.connectors.strapi.uses import uses
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused, Unreachable
from thesaury.model.publication import Held, PageUse
from thesaury.model.publishing import Topic, Withdrawal
from thesaury.ports.publishing_target import Able, Edit, Package, PublishingTarget
from thesaury.ports.source import Tools

ABLE = Able(
    fields=frozenset((*LOCALIZED, *PLAIN)),
    localized=frozenset(LOCALIZED),
    withdrawals=(Withdrawal.UNPUBLISH, Withdrawal.PLACEHOLDER, Withdrawal.DELETE),
    replaces_files=True,
)
_AT_ONCE = 40
_WHOLE: Params = (("populate[file]", "true"), ("populate[texts]", "true"), ("populate[concepts]", "true"))
_BARE: Params = (("fields[0]", "asset"), ("populate[file]", "true"))
Item = Mapping[str, Any]


def open_target(connection: Connection, tools: Tools) -> PublishingTarget:
    """The target of a Strapi connection. Raises Usage for a wrong setting; nothing is sent yet."""
    settings = settings_of(connection)
    return StrapiTarget(settings, Api(settings, tools.secrets))


class StrapiTarget:
    """Texts are read from the draft, where editors write; whatever is written goes live together with it."""

    def __init__(self, settings: Settings, api: Api) -> None:
        """Nothing is sent yet."""
        self._settings, self._api = settings, api
        self._concepts, self._files = Concepts(api, settings.language), Files(settings.connection, api)

    @property
    def able(self) -> Able:
        """Everything there is; texts in any language."""
        return ABLE

    @property
    def describes(self) -> str:
        """What is published as what."""
        return (
            "Publishes each asset as an entry of the type Asset with its texts, rights, concepts and its file in the media library. An "
            "entry that is withdrawn loses its file; pages show nothing in its place, or the placeholder."
        )

    def put_concepts(self, topics: Sequence[Topic]) -> int:
        """See that these concepts are there."""
        return self._concepts.put(topics)

    def held(self, known: Mapping[str, str]) -> dict[str, Held]:
        """The entries of these assets, looked for by the asset."""
        found: dict[str, Held] = {}
        assets = list(known)
        for start in range(0, len(assets), _AT_ONCE):
            read = self._read(among("asset", assets[start : start + _AT_ONCE]))
            found |= {one.asset: one for one in read if one.asset in known}
        return found

    def every(self) -> Iterator[Held]:
        """All entries of the type."""
        return self._read(())

    def create(self, package: Package) -> Held:
        """Make the entry as a draft, give it its file, then make it live: nobody sees it without. What an interrupted run left is
        completed."""
        there = self.held({package.asset: ""}).get(package.asset)
        if there is not None and there.live:
            return there
        if there is None:
            data = {"asset": package.asset, **attributes(package.shown.fields, (), package.asset)}
            data["concepts"] = {"connect": list(self._concepts.ids(package.shown.concepts).values())}
            id = str(self._api.create(ASSETS, data, DRAFT)["documentId"])
            return self._edited(package.asset, id, Edit(file=package, revive=True), live=False)
        missing = {name: text for name, text in package.shown.fields if not there.shown.texts.get(name)}
        edit = Edit(tuple(missing.items()), package.shown.concepts, file=package, revive=True)
        return self._edited(package.asset, there.external_id, edit, live=False)

    def update(self, held: Held, edit: Edit) -> Held:
        """Change only what the edit names; an entry that is not live stays so, unless it is to be seen again."""
        return held if edit.empty else self._edited(held.asset, held.external_id, edit, held.live)

    def withdraw(self, held: Held, how: Withdrawal, placeholder: Package) -> Held | None:
        """The files first, for everybody who has their addresses gets them; then the entry. Visitors get the published version, so its file
        counts as well as the draft's, and one that an editor took out of both."""
        draft, live = (self._api.one(ASSETS, held.external_id, _WHOLE, status) for status in (DRAFT, PUBLISHED))
        entry, files = draft or live, self._files.of(placeholder, (draft, live))
        if entry is not None and how is Withdrawal.PLACEHOLDER:
            return self._covered(held, entry, placeholder, files)
        self._files.delete(files, placeholder)
        if entry is None:
            return None
        if how is Withdrawal.DELETE:
            self._api.delete(ASSETS, held.external_id)
            return None
        if not entry.get("withdrawn") or entry.get("fileTag"):
            self._api.update(ASSETS, held.external_id, {"withdrawn": True, "fileTag": None}, DRAFT)
        if live is not None:
            self._unpublished(held.external_id)
        return self._read_back(held.asset)

    def uses(self) -> Iterator[PageUse]:
        """The entries of the types that the settings name."""
        entries = list(self._api.all(ASSETS, _WHOLE, DRAFT)) if self._settings.types else []
        return uses(self._settings, self._api, entries)

    def _edited(self, asset: str, id: str, edit: Edit, live: bool) -> Held:
        entry = self._api.one(ASSETS, id, _WHOLE, DRAFT)
        if entry is None:
            raise Refused(
                f"{self._settings.connection}: the entry {id} is gone from Strapi. Publish again to make it anew.", 404
            )
        rows = rows_of(entry)
        data = attributes(edit.fields, rows, asset)
        after = data.get("texts", rows)
        if edit.add or edit.remove:
            data["concepts"] = self._linked(edit)
        if edit.file is not None:
            self._files.put(entry, edit.file, words(after, self._settings.language))
            data["fileTag"] = edit.file.shown.file or None
        elif (file := file_of(entry)) is not None:
            language = self._settings.language
            if other := followed(file, words(rows, language), words(after, language)):
                self._api.describe(int(file["id"]), other)
        data |= {"withdrawn": False} if edit.revive else {}
        if data:
            self._api.update(ASSETS, id, data, PUBLISHED if live or edit.revive else DRAFT)
        return self._read_back(asset)

    def _covered(self, held: Held, entry: Item, placeholder: Package, files: Sequence[Item]) -> Held:
        """The placeholder in the place of the picture, in every page that shows the file, under the same address."""
        if entry.get("fileTag") != placeholder.shown.file or not entry.get("withdrawn"):
            self._files.cover(files, entry, placeholder)
            data = {"withdrawn": True, "fileTag": placeholder.shown.file or None}
            self._api.update(ASSETS, held.external_id, data, PUBLISHED)
        return self._read_back(held.asset)

    def _unpublished(self, id: str) -> None:
        try:
            self._api.unpublish(id)
        except Refused as error:
            if error.status not in (403, 404, 405):
                raise
            raise Refused(
                f"{self._settings.connection}: the picture is gone from Strapi and its entry still live, for the site has no route to "
                "unpublish, or the token may not use it. Copy src/api/thesaury-asset from clients/strapi into the site, and allow the "
                "token its action unpublish.",
                error.status,
            ) from error

    def _linked(self, edit: Edit) -> dict[str, list[str]]:
        ids = self._concepts.ids((*edit.add, *edit.remove))
        told = {"connect": edit.add, "disconnect": edit.remove}
        return {way: [ids[iri] for iri in iris if iri in ids] for way, iris in told.items()}

    def _read_back(self, asset: str) -> Held:
        found = self.held({asset: ""}).get(asset)
        if found is None:
            raise Unreachable(f"{self._settings.connection}: the entry of {asset} was written and is not to be seen.")
        return found

    def _read(self, filters: Iterable[tuple[str, str]]) -> Iterator[Held]:
        """Entries as drafts, one for each asset; which of them are live is asked before. Of several the live one counts, else the first."""
        chosen = tuple(filters)
        live = {str(one.get("asset") or ""): one for one in self._api.all(ASSETS, (*_BARE, *chosen), PUBLISHED)}
        seen: set[str] = set()
        for entry in self._api.all(ASSETS, (*_WHOLE, *chosen), DRAFT):
            asset = str(entry.get("asset") or "")
            there = live.get(asset)
            if asset and asset not in seen and (there is None or there["documentId"] == entry["documentId"]):
                seen.add(asset)
                yield held(entry, there, self._settings.base_url)
