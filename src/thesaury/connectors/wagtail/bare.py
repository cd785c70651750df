"""A site without our app: what Wagtail's API v3 alone can do with an image model that has a writable field `asset_ref`.

It has no endpoint that replaces a file, so that withdrawing means deleting. Concepts are IRIs in a text field, where there is one.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from thesaury.connectors.wagtail import mapping
from thesaury.connectors.wagtail.client import Api, Item
from thesaury.connectors.wagtail.references import moment, references
from thesaury.connectors.wagtail.settings import Settings
from thesaury.model.errors import LostReply, Refused
from thesaury.model.publication import Held, PageUse, Shown
from thesaury.model.publishing import Topic, Withdrawal
from thesaury.ports.publishing_target import Able, Edit, Package

_REF, _CONCEPTS = "asset_ref", "concept_uris"
_OWN = {"title": "title", "alt": "description"}


class BareSite:
    """Publishes through API v3 alone; see `ports.publishing_target` for what each method promises."""

    describes = (
        "Publishes assets as images of Wagtail through its own API, in one language; "
        "it can withdraw only by deleting, and cannot replace a file."
    )

    def __init__(self, settings: Settings, api: Api) -> None:
        """Looks at nothing yet."""
        self._settings, self._api = settings, api

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """The field of the image model for each text there is one for. Raises Refused where there is none for the reference."""
        there = self._api.image_fields()
        if _REF not in there:
            raise Refused(
                f"{self._settings.connection}: the site has not the app thesaury_wagtail, and its image model no field {_REF} that the API "
                f"writes. Install the app, or add the field to admin_form_fields and as APIField('{_REF}', writable=True)."
            )
        return _OWN | {name: name for name in ("caption", *mapping.PLAIN, _CONCEPTS) if name in there}

    @property
    def able(self) -> Able:
        """What the image model has fields for."""
        return Able(fields=frozenset(self.fields) - {_CONCEPTS}, withdrawals=(Withdrawal.DELETE,))

    def put_concepts(self, topics: Sequence[Topic]) -> int:
        """There is no place for what concepts are called."""
        return 0

    def held(self, known: Mapping[str, str]) -> dict[str, Held]:
        """By number where one is known, and then by reference: an answer is believed only if it bears it."""
        self._api.whoami()
        return {asset: there for asset, id in known.items() if (there := self._one(asset, id))}

    def every(self) -> Iterator[Held]:
        """All images are looked at, for none can be asked for by having a reference."""
        self._api.whoami()
        for item in self._api.images([("order", "id")], self._settings.page_size):
            if item.get(_REF) and item.get("id"):
                yield self._held(item)

    def create(self, package: Package) -> Held:
        """Uploaded with its texts in one request; a reference that is there already is refused by Wagtail itself."""
        if there := self.held({package.asset: ""}).get(package.asset):
            return there
        fields = self._told(package.shown.texts) | self._carrying(set(package.shown.concepts))
        fields["title"] = fields.get("title") or mapping.short(package.name)
        made = self._api.make_image(
            {_REF: package.asset, **fields}, (package.name, package.content(), package.media_type)
        )
        return self._read_back(package.asset, str(made.get("id", "")))

    def update(self, held: Held, edit: Edit) -> Held:
        """Texts alone."""
        if edit.file or edit.revive:
            raise Refused("Wagtail's API cannot replace the file of an image: the app thesaury_wagtail can.")
        fields = self._told(dict(edit.fields))
        if edit.add or edit.remove:
            there = self._read_back(held.asset, held.external_id).shown.concepts
            fields |= self._carrying({*there, *edit.add} - set(edit.remove))
        if fields:
            self._api.change_image(held.external_id, fields)
        return self._read_back(held.asset, held.external_id)

    def withdraw(self, held: Held, how: Withdrawal, placeholder: Package) -> None:
        """Deleted, whatever else is asked for."""
        if there := self.held({held.asset: held.external_id}).get(held.asset):
            self._api.delete_image(there.external_id)

    def uses(self) -> Iterator[PageUse]:
        """From all pages that the user may edit, as they are live and as their drafts are."""
        ours = {held.external_id: held.asset for held in self.every()}
        for page in self._api.pages([("order", "id")], self._settings.page_size) if ours else ():
            yield from self._in_page(page, ours)

    def _in_page(self, page: Item, ours: Mapping[str, str]) -> Iterator[PageUse]:
        id = str(page.get("id"))
        published = self._api.page(id, "live")
        live = references(published, self._settings.page_fields) if _meta(published, "first_published_at") else set()
        draft = references(self._api.page(id, "draft"), self._settings.page_fields)
        for shown, places in ((True, live), (False, draft - live)):
            for image, place in sorted(places):
                if image in ours:
                    yield self._use(published, id, ours[image], image, place, shown)

    def _use(self, page: Item, id: str, asset: str, image: str, place: str, live: bool) -> PageUse:
        base = self._settings.base_url
        public = _meta(page, "html_url") if live else ""
        address = mapping.address(public, base) if public else f"{base}/admin/pages/{id}/edit/"
        locale, since = _meta(page, "locale"), moment(_meta(page, "first_published_at"))
        return PageUse(
            asset, image, id, address, str(page.get("title", "")), locale, place, since if live else "", live
        )

    def _one(self, asset: str, id: str) -> Held | None:
        if id and (item := self._api.image(id)) and item.get(_REF) == asset and item.get("id"):
            return self._held(item)
        # A site whose API does not filter by the field gives all of its images.
        found = self._api.images([(_REF, asset)], self._settings.page_size)
        return next((self._held(item) for item in found if item.get(_REF) == asset and item.get("id")), None)

    def _read_back(self, asset: str, id: str) -> Held:
        if there := self.held({asset: id}).get(asset):
            return there
        raise LostReply(
            f"{self._settings.connection}: the image of {asset} is not there after it was written; it is read back."
        )

    def _told(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Fields as Wagtail's forms take them; a title may not be empty."""
        told = {self.fields[name]: mapping.short(text) for name, text in texts.items() if name in self.able.fields}
        return {name: text for name, text in told.items() if text or name != "title"}

    def _carrying(self, concepts: set[str]) -> dict[str, str]:
        """The field of the concepts, one IRI on each line."""
        return {_CONCEPTS: "\n".join(sorted(concepts))} if _CONCEPTS in self.fields else {}

    def _held(self, item: Item) -> Held:
        texts = {name: str(item.get(field) or "") for name, field in self.fields.items() if name != _CONCEPTS}
        address = f"{self._settings.base_url}/admin/images/{item['id']}/"
        return Held(
            str(item[_REF]),
            str(item["id"]),
            Shown.of(texts, tuple(str(item.get(_CONCEPTS) or "").split())),
            address=address,
        )


def _meta(page: Item, name: str) -> str:
    """What a page says of itself."""
    meta = page.get("meta")
    return str(meta.get(name) or "") if isinstance(meta, Mapping) else ""
