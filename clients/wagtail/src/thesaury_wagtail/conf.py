"""The setting THESAURY of the site.

    THESAURY = {
        "SERVER": "https://dam.example.com",   # address of Thesaury, as browsers and this server reach it
        "TOKEN": "...",                        # an API token of Thesaury, for the picker
        "CHANNEL": "website",                  # the channel that the picker is kept to
        "FEED_KEY": "...",                     # a key of that channel's feed, for taking assets in
        "MARKETS": "DE AT",                    # the markets of pages that name none
        "COLLECTION": "DAM",                   # the collection that assets are put into; the root without it
        "LANGUAGE": "en",                      # the language of an image's own title and description
    }

Nothing of it is needed for being published to; without SERVER, TOKEN and CHANNEL there is no picker.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings


def told(name: str) -> str:
    """One of the settings above, an empty text where it is not given."""
    given: dict[str, Any] = getattr(settings, "THESAURY", {})
    return str(given.get(name) or "").strip()


def language() -> str:
    """The language of an image's own title and description."""
    return told("LANGUAGE") or settings.LANGUAGE_CODE


def server() -> str:
    """The address of Thesaury without a slash at its end; empty where none is given."""
    return told("SERVER").rstrip("/")


def origin(address: str) -> str:
    """Scheme, host and port of an address, as browsers write an origin."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower()


def picking() -> bool:
    """Whether there is all that the picker needs."""
    return all(told(name) for name in ("SERVER", "TOKEN", "CHANNEL"))
