"""Addresses of what a feed names: descriptions, manifests, and files for a short while."""

from urllib.parse import quote, urlencode

from thesaury.model.publishing import Entry
from thesaury.model.rendition import RenditionForm
from thesaury.web.feed.signing import DeliverySigner


class FeedPlaces:
    """Implements `publishing.forms.told.Places` below a server. `key` stands in addresses that a viewer has to follow by itself, where it
    came by an address with a key, and nowhere else."""

    def __init__(self, server: str, channel: str, signer: DeliverySigner, key: str = "") -> None:
        """`server` is its address without a slash at the end."""
        self._server, self._signer = server, signer
        self._feed = f"{server}/feed/{quote(channel, safe='')}"
        self._channel, self._query = channel, f"?{urlencode({'key': key})}" if key else ""

    def item(self, asset: str) -> str:
        """The description of an item; it stays the same."""
        return f"{self._feed}/items/{_encoded(asset)}"

    def file(self, entry: Entry, form: RenditionForm) -> str:
        """A file of an item, which can be had there for an hour at most, and not beyond what is allowed."""
        token = self._signer.token(self._channel, entry.asset, form.name, entry.turns_at)
        return f"{self._server}/delivery/{token}"

    def manifest(self, asset: str) -> str:
        """The IIIF manifest of an item."""
        return f"{self._feed}/iiif/{_encoded(asset)}/manifest.json{self._query}"


def _encoded(asset: str) -> str:
    return quote(asset.encode("utf-8", "replace"), safe="")
