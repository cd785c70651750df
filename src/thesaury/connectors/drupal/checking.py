"""A look at a connection for the person who sets it up: what the account sees, and which fields the site lacks."""

from collections.abc import Iterator

from thesaury.connectors.drupal.client import Api
from thesaury.connectors.drupal.settings import Settings, settings_of
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused
from thesaury.ports.source import Tools


def check(connection: Connection, tools: Tools) -> tuple[str, ...]:
    """Sentences on a connection that works. Raises Usage, NeedsLogin, Unreachable or Refused where it does not."""
    settings = settings_of(connection)
    return tuple(_said(settings, Api(settings, tools.secrets)))


def _said(settings: Settings, api: Api) -> Iterator[str]:
    media = (
        settings.reference_field,
        settings.tag_field,
        settings.concepts_field,
        settings.file_field,
        *settings.texts.values(),
    )
    wanted = {settings.media: media, settings.terms: (settings.uri_field,)}
    for path, fields in wanted.items():
        kind = path.replace("/", " of the type ").replace("taxonomy_term of the type", "terms of the vocabulary")
        if not _there(api, path, ""):
            yield f"There are no {kind} for this account: make the type, and allow the account to see it."
            continue
        missing = [field for field in fields if not _there(api, path, field)]
        if missing:
            yield f"The {kind} lack the fields {', '.join(missing)}: make them as the setup guide says, or name others in the settings."
        else:
            yield f"The {kind} have every field that is needed."
    for bundle in settings.types:
        if not _there(api, f"node/{bundle}", ""):
            yield f"There is no content type {bundle} for this account: see its machine name."
    if not settings.types:
        yield "No types of pages are named, so nobody hears which pages use an asset: set types."


def _there(api: Api, path: str, field: str) -> bool:
    """Whether there is such a list, and a field of this name in it: Drupal refuses to filter by one that is not there."""
    asked = (
        ((f"filter[{field}][condition][path]", field), (f"filter[{field}][condition][operator]", "IS NULL"))
        if field
        else ()
    )
    try:
        next(api.pages(path, asked))
    except Refused as error:
        if error.status in (400, 403, 404):
            return False
        raise
    return True
