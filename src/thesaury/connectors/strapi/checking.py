"""A look at a connection for the person who sets it up: what the token may see, and what the site lacks."""

from thesaury.connectors.strapi.client import ASSETS, CONCEPTS, Api
from thesaury.connectors.strapi.settings import settings_of
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused
from thesaury.ports.source import Tools

_MISSING = {
    ASSETS: "copy src/api/thesaury-asset and src/components/thesaury from clients/strapi into the site",
    CONCEPTS: "copy src/api/thesaury-concept and src/components/thesaury from clients/strapi into the site",
}


def check(connection: Connection, tools: Tools) -> tuple[str, ...]:
    """Sentences on a connection that works. Raises Usage, NeedsLogin, Unreachable or Refused where it does not."""
    settings = settings_of(connection)
    api = Api(settings, tools.secrets)
    said = []
    for plural, word in ((ASSETS, "assets"), (CONCEPTS, "concepts")):
        found = _counted(api, plural, _MISSING[plural])
        said.append(found if isinstance(found, str) else f"The site holds {found} {word} of ours, drafts too.")
    for kind in settings.types:
        found = _counted(api, kind.plural, "see its plural API id in the Content-Type Builder")
        said.append(found if isinstance(found, str) else f"Pages of the type {kind.plural}: {found}.")
    if not settings.types:
        said.append("No types of pages are named, so nobody hears which pages use an asset: set types.")
    return tuple(said)


def _counted(api: Api, plural: str, way: str) -> int | str:
    try:
        return api.count(plural)
    except Refused as error:
        if error.status == 404:
            return f"The site has no type {plural}: {way}, and start it again."
        if error.status == 403:
            return f"The token may not read {plural}: allow it in Settings, API Tokens."
        raise
