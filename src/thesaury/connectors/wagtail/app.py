"""A site with our app: one request for each asset, which is carried out wholly or not at all."""

from collections.abc import Iterator, Mapping, Sequence

from thesaury.connectors.wagtail import mapping
from thesaury.connectors.wagtail.client import Api, File
from thesaury.connectors.wagtail.settings import Settings
from thesaury.model.errors import Refused
from thesaury.model.publication import Held, PageUse
from thesaury.model.publishing import Topic, Withdrawal
from thesaury.ports.publishing_target import Able, Edit, Package

_AT_ONCE = 500
_ABLE = Able(
    fields=frozenset({*mapping.PLAIN, *mapping.LOCALIZED}),
    localized=frozenset(mapping.LOCALIZED),
    withdrawals=(Withdrawal.UNPUBLISH, Withdrawal.PLACEHOLDER, Withdrawal.DELETE),
    replaces_files=True,
)


class AppSite:
    """Publishes through `thesaury_wagtail`; see `ports.publishing_target` for what each method promises."""

    able = _ABLE
    describes = (
        "Publishes assets as images of Wagtail, with their texts in each language and their concepts as snippets; "
        "what is withdrawn is deleted from the site's files at once, with every size that was made of it."
    )

    def __init__(self, settings: Settings, api: Api) -> None:
        """Nothing is asked yet."""
        self._base, self._api = settings.base_url, api

    def put_concepts(self, topics: Sequence[Topic]) -> int:
        """Written are those alone that are not there as they are wanted; what is above others goes first."""
        if not topics:
            return 0
        there = {str(one.get("uri")): one for one in self._api.concepts()}
        wanted = mapping.stale(mapping.concepts(topics, there), there)
        chunks = (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE))
        return sum(self._api.put_concepts(chunk) for chunk in chunks)

    def held(self, known: Mapping[str, str]) -> dict[str, Held]:
        """Found by reference alone, of which the site has each once at most."""
        found = (self._held(item) for item in self._api.assets(list(known)))
        return {one.asset: one for one in found if one.asset in known}

    def every(self) -> Iterator[Held]:
        """All of them."""
        return (self._held(item) for item in self._api.every_asset())

    def create(self, package: Package) -> Held:
        """The site finds the one that is there by itself; it is asked first, for bytes are sent only where they are needed."""
        there = self.held({package.asset: ""})
        return there.get(package.asset) or self._held(self._api.make(mapping.made(package), _file(package)))

    def update(self, held: Held, edit: Edit) -> Held:
        """Texts, concepts and file in one request."""
        file = _file(edit.file) if edit.file else None
        return self._held(self._api.change(held.external_id, mapping.changed(edit), file))

    def withdraw(self, held: Held, how: Withdrawal, placeholder: Package) -> Held | None:
        """Deleted, or kept with a picture that shows nothing, or with the placeholder."""
        put = placeholder if how is Withdrawal.PLACEHOLDER else None
        try:
            left = self._api.withdraw(
                held.external_id, how.value, put.shown.file if put else "", _file(put) if put else None
            )
        except Refused as error:
            if error.status != 404 or held.asset in self.held({held.asset: ""}):
                raise
            return None
        return self._held(left) if left else None

    def uses(self) -> Iterator[PageUse]:
        """By the site's own index of references, and from its drafts."""
        found = (mapping.use(item, self._base) for item in self._api.uses())
        return (one for one in found if one is not None)

    def _held(self, item: mapping.Item) -> Held:
        return mapping.held(item, self._base)


def _file(package: Package) -> File:
    return package.name, package.content(), package.media_type
