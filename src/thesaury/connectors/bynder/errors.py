"""What Bynder's error bodies say, in all their forms, and what a person has to ask for when a right is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thesaury.connectors.bynder.reading import text
from thesaury.connectors.http import Reply, Said, said_nothing
from thesaury.model.errors import Refused

_MEMBERS = ("message", "detail", "error_description", "error")
_CODES = ("existingUUID", "errorCode", "reason", "error")


@dataclass(frozen=True, slots=True)
class Need:
    """What a call needs: an OAuth scope, and a security role of the user behind the credential."""

    scope: str
    role: str


READ = Need("asset:read", "one that may see the assets")
DOWNLOAD = Need("asset:read", "MEDIAHIGHRES")
ARCHIVED = Need("asset:read", "ARCHIVEDOWNLOAD")
TRASH = Need("asset:read", "trash.assets")
EDIT = Need("asset:write", "MEDIAEDIT")
USAGE_READ = Need("asset.usage:read", "STATISTICS")
USAGE_WRITE = Need("asset.usage:write", "STATISTICS")
META_READ = Need("meta.assetbank:read", "METAPROPERTYMANAGEMENT")
META_WRITE = Need("meta.assetbank:write", "METAPROPERTYMANAGEMENT")
ANALYTICS = Need("analytics.api:read", "STATISTICS")
HOOKS_READ = Need("webhooks.config:read", "View Webhooks configurations")
HOOKS_WRITE = Need("webhooks.config:write", "Manage Webhooks configurations")
USER = Need("current.user:read", "any")


def said(reply: Reply) -> Said:
    """The message of `{message, statuscode}` and its kin, of JSON:API, of a map of wrong fields, or the words of a page.

    The code is `existingUUID` where there is one: the id of what was to be made and is there already.
    """
    try:
        body = reply.json()
    except (ValueError, RecursionError):
        return said_nothing(reply)
    if isinstance(body, Mapping) and isinstance(body.get("errors"), list):
        body = next((one for one in body["errors"] if isinstance(one, Mapping)), {})
    if not isinstance(body, Mapping):
        return said_nothing(reply)
    message = _first(body, _MEMBERS) or ", ".join(f"{name}: {text(why)}" for name, why in body.items())
    return Said(_first(body, _CODES), message[:300].rstrip(". "))


def lacking(connection: str, error: Refused, need: Need) -> Refused:
    """The refusal of a right, with what the portal's administrator has to give; any other refusal as it stands."""
    if error.status != 403:
        return error
    words = (
        f"{error.message.partition(' See that')[0].rstrip('.')}. Ask the portal's administrator to give the user behind {connection} the "
        f"security role {need.role} (with OAuth also the scope {need.scope}), then run again."
    )
    return Refused(words, 403, error.code)


def _first(body: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((found for name in names if (found := text(body.get(name)))), "")
