"""Publishes to Drupal: one medium for each asset, with its texts, its terms and its file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from thesaury.connectors.drupal import mapping
from thesaury.connectors.drupal.client import Api, Page, among, filled
from thesaury.connectors.drupal.concepts import Concepts
from thesaury.connectors.drupal.files import Files
from thesaury.connectors.drupal.settings import Settings, settings_of
from thesaury.connectors.drupal.uses import uses
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused, Unreachable
from thesaury.model.publication import Held, PageUse
from thesaury.model.publishing import Topic, Withdrawal
from thesaury.ports.publishing_target import Able, Edit, Package, PublishingTarget
from thesaury.ports.source import Tools

_AT_ONCE = 30
Item = Mapping[str, Any]


def open_target(connection: Connection, tools: Tools) -> PublishingTarget:
    """The target of a Drupal connection. Raises Usage for a wrong setting; nothing is sent yet."""
    settings = settings_of(connection)
    return DrupalTarget(settings, Api(settings, tools.secrets))


class DrupalTarget:
    """Texts are of one language: JSON:API reads translations, and writes none."""

    def __init__(self, settings: Settings, api: Api) -> None:
        """Nothing is sent yet."""
        self._settings, self._api = settings, api
        self._concepts, self._files = Concepts(settings, api), Files(settings.connection, api)
        self._include = (("include", f"{settings.file_field},{settings.concepts_field}"),)

    @property
    def able(self) -> Able:
        """Title and alternative text, and the texts that the settings name a field for."""
        return Able(
            fields=frozenset(("title", "alt", *self._settings.texts)),
            withdrawals=(Withdrawal.UNPUBLISH, Withdrawal.PLACEHOLDER, Withdrawal.DELETE),
            replaces_files=True,
        )

    @property
    def describes(self) -> str:
        """What is published as what."""
        more = f", {', '.join(self._settings.texts)}" if self._settings.texts else ""
        return (
            f"Publishes each asset as media of the type {self._settings.media_type} with name, alternative text{more} in one language and "
            f"terms of the vocabulary {self._settings.vocabulary}; media that are withdrawn lose their file."
        )

    def put_concepts(self, topics: Sequence[Topic]) -> int:
        """See that these concepts are there."""
        return self._concepts.put(topics)

    def held(self, known: Mapping[str, str]) -> dict[str, Held]:
        """The media of these assets, looked for by the reference."""
        found: dict[str, Held] = {}
        assets = list(known)
        for start in range(0, len(assets), _AT_ONCE):
            asked = among(self._settings.reference_field, assets[start : start + _AT_ONCE])
            for one in self._read(asked):
                if one.asset in known and (one.asset not in found or one.live):
                    found[one.asset] = one
        return found

    def every(self) -> Iterator[Held]:
        """All media that bear a reference, those of an asset once."""
        seen: set[str] = set()
        for one in self._read(filled(self._settings.reference_field)):
            if one.asset and one.asset not in seen:
                seen.add(one.asset)
                yield one

    def create(self, package: Package) -> Held:
        """Send the file, then make the media with it, under an id that is always the same. What an interrupted run left is completed."""
        there = self.held({package.asset: ""}).get(package.asset)
        if there is not None and there.live:
            return there
        if there is not None:
            shown = {name: text for name, text in there.shown.fields if name != "title" or text != package.asset}
            missing = [(name, text) for name, text in package.shown.fields if not shown.get(name)]
            return self.update(there, Edit(tuple(missing), package.shown.concepts, file=package, revive=True))
        settings, texts = self._settings, package.shown.texts
        resource = mapping.made(package.asset, settings)
        resource["attributes"] |= mapping.texts_changed(package.shown.fields, settings)
        resource["attributes"] |= mapping.tag_attribute(package.shown.file, False, settings)
        if links := self._concepts.links(package.shown.concepts):
            resource["relationships"][settings.concepts_field] = {"data": links}
        file = self._api.upload(package.name, package.content())
        resource["relationships"] |= mapping.file_relationship(file, texts.get("alt", ""), settings)
        self._api.create(settings.media, resource)
        return self._read_back(package.asset)

    def update(self, held: Held, edit: Edit) -> Held:
        """Change only what the edit names; terms are added and taken away one by one, so that those of editors stay."""
        if edit.empty:
            return held
        settings, id = self._settings, held.external_id
        page = self._one(id)
        if page is None:
            raise Refused(
                f"{settings.connection}: the media {id} are gone from Drupal. Publish again to make them anew.", 404
            )
        media, old = page.items[0], mapping.file_of(page.items[0], page.included, settings)
        texts = dict(edit.fields)
        resource: dict[str, Any] = {"attributes": mapping.texts_changed(edit.fields, settings), "relationships": {}}
        alt, file = texts.get("alt", mapping.alt_of(media, settings)), ""
        if edit.file is not None:
            file = self._api.upload(edit.file.name, edit.file.content())
            resource["attributes"] |= mapping.tag_attribute(edit.file.shown.file, False, settings)
            resource["relationships"] = mapping.file_relationship(file, alt, settings)
        elif "alt" in texts and old is not None:
            resource["relationships"] = mapping.file_relationship(str(old["id"]), alt, settings)
        if edit.revive:
            resource["attributes"]["status"] = True
        if resource["attributes"] or resource["relationships"]:
            self._api.update(settings.media, id, resource)
        if edit.file is not None:
            self._files.delete(edit.file, file)
        self._relate(id, edit)
        return self._read_back(held.asset)

    def withdraw(self, held: Held, how: Withdrawal, placeholder: Package) -> Held | None:
        """The files first, for everybody who has their addresses gets them, also those that an editor put another in the place of; then
        the media. Raises Refused where a file is linked that the account may not see."""
        settings, id = self._settings, held.external_id
        page = self._one(id)
        if page is not None and how is Withdrawal.PLACEHOLDER:
            return self._covered(held, page, placeholder)
        self._files.delete(placeholder)
        if page is None or (page := self._one(id)) is None:
            return None
        self._seen(page)
        if how is Withdrawal.DELETE:
            self._api.delete(settings.media, id)
            return None
        told = mapping.attributes(page.items[0])
        if mapping.shown(page.items[0]) or told.get(settings.tag_field):
            attributes = {"status": False, **mapping.tag_attribute("", False, settings)}
            self._api.update(settings.media, id, {"attributes": attributes})
        return self._read_back(held.asset)

    def uses(self) -> Iterator[PageUse]:
        """The nodes of the types that the settings name."""
        if not self._settings.types:
            return iter(())
        found = (
            (one, mapping.file_link(one, self._settings))
            for page in self._api.pages(self._settings.media, filled(self._settings.reference_field))
            for one in page.items
        )
        return uses(self._settings, self._api, found)

    def _covered(self, held: Held, page: Page, placeholder: Package) -> Held:
        """The placeholder in the place of the picture; media stay published, and pages that show them show it."""
        self._seen(page)
        settings, tag, media = self._settings, placeholder.shown.file, page.items[0]
        keep = str(mapping.file_link(media, settings).get("id"))
        if not mapping.is_covered(media, tag, settings) or not mapping.has_file(media, settings):
            keep = self._api.upload(placeholder.name, placeholder.content())
            alt = placeholder.shown.texts.get("alt") or mapping.alt_of(media, settings)
            resource = {
                "attributes": {"status": True, **mapping.tag_attribute(tag, True, settings)},
                "relationships": mapping.file_relationship(keep, alt, settings),
            }
            self._api.update(settings.media, held.external_id, resource)
        self._files.delete(placeholder, keep)
        return self._read_back(held.asset)

    def _seen(self, page: Page) -> None:
        """Raises Refused where media link to a file that is there and not to be seen: nobody can say then that it is not ours."""
        media, settings = page.items[0], self._settings
        if mapping.has_file(media, settings) and mapping.file_of(media, page.included, settings) is None:
            raise Refused(
                f"{settings.connection}: the account may not see the file of the media {media['id']}, so it could not be deleted. Allow it "
                "to view and to delete any file, or delete it in Drupal."
            )

    def _relate(self, id: str, edit: Edit) -> None:
        for iris, away in ((edit.add, False), (edit.remove, True)):
            if links := self._concepts.links(iris):
                self._api.relate(self._settings.media, id, self._settings.concepts_field, links, away)

    def _one(self, id: str) -> Page | None:
        page = self._api.one(self._settings.media, id, self._include)
        return page if page is not None and page.items else None

    def _read_back(self, asset: str) -> Held:
        found = self.held({asset: ""}).get(asset)
        if found is None:
            raise Unreachable(
                f"{self._settings.connection}: the media of {asset} were written and are not to be seen. See that the account may view "
                "unpublished media and the fields of the settings."
            )
        return found

    def _read(self, filters: Iterable[tuple[str, str]]) -> Iterator[Held]:
        for page in self._api.pages(self._settings.media, (*self._include, *filters)):
            for media in page.items:
                yield mapping.held(media, page.included, self._settings)
