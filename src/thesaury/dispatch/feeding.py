"""Calendars at secret addresses: made anew, and found again by their token."""

import secrets

from thesaury.dispatch.triggering import hook_digest
from thesaury.model.errors import Usage
from thesaury.model.time import now
from thesaury.ports.audit import note
from thesaury.ports.catalogue import Catalogue

_LONGEST = 100


def new_feed(catalogue: Catalogue, name: str) -> str:
    """A new token for the feed of this name; it is given once and only its digest is kept, an earlier one is known no more.

    Raises Usage for a name that is empty or too long.
    """
    if not name.strip() or len(name) > _LONGEST or not name.isprintable():
        raise Usage(f"A feed is called by up to {_LONGEST} readable signs, such as brand-team.")
    token = secrets.token_urlsafe(32)
    catalogue.calendar_feeds.put(name.strip(), hook_digest(token), now())
    note(catalogue.audit, "calendar.feed", f"calendar:{name.strip()}")
    return token


def feed_of(catalogue: Catalogue, token: str) -> str:
    """The name of the feed with this token, or an empty text."""
    return catalogue.calendar_feeds.by_digest(hook_digest(token)) if token else ""


def end_feed(catalogue: Catalogue, name: str) -> None:
    """Let the address of this feed be known no more. Raises Usage where there is none of this name."""
    catalogue.calendar_feeds.drop(name)
    note(catalogue.audit, "calendar.unfeed", f"calendar:{name}")
