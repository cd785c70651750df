"""Publishes to one site: attachments with texts, rights and concepts, by the plugin that comes with this connector."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from thesaury.connectors.wordpress.client import AT_ONCE, Api, Upload
from thesaury.connectors.wordpress.mapping import edited, held_of, made, rows, use_of
from thesaury.connectors.wordpress.settings import Settings, settings_of
from thesaury.model.connection import Connection
from thesaury.model.errors import LostReply, Refused
from thesaury.model.publication import Held, PageUse
from thesaury.model.publishing import Topic, Withdrawal
from thesaury.ports.publishing_target import Able, Edit, Package, PublishingTarget
from thesaury.ports.source import Tools

_LOCALIZED = frozenset({"title", "alt", "caption"})
_ABLE = Able(
    fields=_LOCALIZED | {"credit", "copyright", "licence", "usage", "allowed_until"},
    localized=_LOCALIZED,
    withdrawals=(Withdrawal.UNPUBLISH, Withdrawal.PLACEHOLDER, Withdrawal.DELETE),
    replaces_files=True,
)
_CONCEPTS = 100


def open_target(connection: Connection, tools: Tools) -> PublishingTarget:
    """The target of a WordPress connection. Raises Usage for a wrong setting; nothing is sent yet."""
    settings = settings_of(connection)
    return WordPressTarget(settings, Api(settings, tools.secrets))


class WordPressTarget:
    """Implements `ports.publishing_target.PublishingTarget`; the id of an object is that of its attachment."""

    def __init__(self, settings: Settings, api: Api) -> None:
        """Nothing is sent yet."""
        self._settings, self._api = settings, api
        self._there: dict[str, str] | None = None
        self._absent: set[str] = set()

    @property
    def able(self) -> Able:
        """Everything: WordPress shows one language, the plugin keeps the others beside it."""
        return _ABLE

    @property
    def describes(self) -> str:
        """What it publishes as what."""
        return (
            "Publishes pictures as attachments of the media library, with their concepts as terms; WordPress shows the texts in the "
            "language of the site, those of other languages, credit and rights are kept beside them."
        )

    def put_concepts(self, topics: Sequence[Topic]) -> int:
        """Terms are found by the IRI they bear, and named as in the language of the site."""
        if not topics:
            return 0
        there = self._concepts()
        wanted = [row for row in rows(topics, self._language, there) if there.get(row.iri) != row.digest]
        for start in range(0, len(wanted), _CONCEPTS):
            part = wanted[start : start + _CONCEPTS]
            self._there = None  # what is there is known again only where the reply comes
            self._api.put_concepts([row.told for row in part])
            there |= {row.iri: row.digest for row in part}
            self._there = there
        return len(wanted)

    def held(self, known: Mapping[str, str]) -> dict[str, Held]:
        """The reference finds an object as soon as its id does, so nothing but the reference is asked for."""
        found: dict[str, Held] = {}
        assets = list(known)
        for start in range(0, len(assets), AT_ONCE):
            for item in self._api.objects(assets[start : start + AT_ONCE]):
                held = held_of(item)
                found[held.asset] = held
        self._absent = (self._absent | set(assets)) - found.keys()
        return {asset: found[asset] for asset in assets if asset in found}

    def every(self) -> Iterator[Held]:
        """All objects by rising id."""
        after = 0
        while True:
            items, after = self._api.page(after)
            yield from map(held_of, items)
            if not after:
                return

    def create(self, package: Package) -> Held:
        """Send the file with everything else in one request."""
        # The plugin makes no second one, but what is there is not to be sent again.
        if package.asset not in self._absent and (there := self.held({package.asset: ""}).get(package.asset)):
            return there
        self._absent.discard(package.asset)
        return self._told(self._api.make(package.asset, made(package), _upload(package)), package.asset)

    def update(self, held: Held, edit: Edit) -> Held:
        """Change what the edit names in one request. Raises Refused where the object is gone."""
        if edit.empty:
            return self._told(next(iter(self._api.objects(ids=[held.external_id])), None), held.asset)
        file = _upload(edit.file) if edit.file else None
        return self._told(self._api.change(held.external_id, edited(edit), file), held.asset)

    def withdraw(self, held: Held, how: Withdrawal, placeholder: Package) -> Held | None:
        """The file and every size that was made of it are out of reach; unpublished, the pages leave the picture out."""
        file = _upload(placeholder) if how is Withdrawal.PLACEHOLDER else None
        try:
            left = self._api.withdraw(held.external_id, how.value, file)
        except Refused as error:
            if error.status == 404:
                return None
            raise
        return held_of(left) if left else None

    def uses(self) -> Iterator[PageUse]:
        """Pages, posts and templates, drafts too, and the icon and the logo of the site."""
        after = 0
        while True:
            items, after = self._api.uses(after)
            yield from map(use_of, items)
            if not after:
                return

    @cached_property
    def _language(self) -> str:
        return self._settings.language or str(self._api.status().get("language") or "en")

    def _concepts(self) -> dict[str, str]:
        """The digest of each concept that is there."""
        if self._there is None:
            found: dict[str, str] = {}
            after = 0
            while True:
                items, after = self._api.concepts(after)
                found |= {str(one.get("iri")): str(one.get("digest")) for one in items}
                if not after:
                    break
            self._there = found
        return self._there

    def _told(self, item: Mapping[str, object] | None, asset: str) -> Held:
        if item is None:
            raise Refused(
                f"{self._settings.connection}: the object of {asset} is not in WordPress any more. Run again to make it anew.",
                404,
            )
        held = held_of(item)
        if held.asset != asset:
            raise LostReply(
                f"{self._settings.connection}: WordPress answered with an object of another asset than {asset}."
            )
        return held


def _upload(package: Package) -> Upload:
    return Upload(package.name, package.content(), package.media_type)
