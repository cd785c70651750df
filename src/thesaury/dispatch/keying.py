"""Keys of services: made anew, and found again by what stands in an address."""

import secrets
from urllib.parse import quote

from thesaury.dispatch.triggering import hook_digest
from thesaury.model.errors import Usage
from thesaury.model.time import now
from thesaury.ports.audit import note
from thesaury.ports.catalogue import Catalogue

V02, DRAFT = "0.2", "1.0-draft"
VERSIONS = (V02, DRAFT)
"""Of the Reconciliation Service API."""
ALL = "all"
"""Stands in an address for all vocabularies together, where none is called so."""
PUBLIC = "public"
"""Stands in an address in the place of a key, for vocabularies that everybody may read."""

_LONGEST = 100


def new_key(catalogue: Catalogue, name: str) -> str:
    """A new key under this name; it is given once and only its digest is kept, an earlier one of the name opens nothing any more.

    Raises Usage for a name that is empty or too long.
    """
    if not name.strip() or len(name) > _LONGEST or not name.isprintable():
        raise Usage(f"A key is called by up to {_LONGEST} readable signs, such as openrefine.")
    key = secrets.token_urlsafe(32)
    catalogue.service_keys.put(name.strip(), hook_digest(key), now())
    note(catalogue.audit, "service.key", f"service:{name.strip()}")
    return key


def key_holder(catalogue: Catalogue, key: str) -> str:
    """The name of this key, or an empty text."""
    return catalogue.service_keys.by_digest(hook_digest(key)) if key else ""


def end_key(catalogue: Catalogue, name: str) -> None:
    """Let this key open nothing any more. Raises Usage where there is none of this name."""
    catalogue.service_keys.drop(name)
    note(catalogue.audit, "service.unkey", f"service:{name}")


def service_path(key: str, version: str, vocabulary: str) -> str:
    """Where a service is, below the address of `thesaury serve`: `vocabulary` may be `ALL`, `key` may be `PUBLIC`."""
    return f"/reconcile/{quote(key, safe='')}/{version}/{quote(vocabulary, safe='')}"
