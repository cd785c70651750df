"""A look at a connection for the person who sets it up: what the token sees, and what the space lacks."""

from collections.abc import Iterator

from thesaury.connectors.contentful.client import Api
from thesaury.connectors.contentful.mapping import BESIDE, BESIDE_LOCALIZED
from thesaury.connectors.contentful.settings import Settings, settings_of
from thesaury.model.connection import Connection
from thesaury.ports.source import Tools

_WANTED = ("name", "asset", *BESIDE_LOCALIZED.values(), *BESIDE.values())


def check(connection: Connection, tools: Tools) -> tuple[str, ...]:
    """Sentences on a connection that works. Raises Usage, NeedsLogin, Unreachable or Refused where it does not."""
    settings = settings_of(connection)
    api = Api(settings, tools.secrets)
    return (*_locales(settings, api), *_type(settings, api), _taxonomy(settings, api))


def _locales(settings: Settings, api: Api) -> Iterator[str]:
    there = {str(one.get("code")): one for one in api.listed("locales")}
    yield f"The token sees the environment {settings.environment} with the locales {', '.join(there)}."
    for locale in settings.locales:
        if locale not in there:
            yield f"There is no locale {locale}: texts in it are refused. Add it in Contentful, or take it out of locales."
    default = settings.locales[0]
    if default in there and not there[default].get("default"):
        yield f"{default} is first in locales and is not the default locale of the space: the file would be missing in others."
    lost = [code for code, one in there.items() if code != default and not one.get("fallbackCode")]
    if lost:
        yield f"The file lies in {default}. Pages in {', '.join(lost)} get none, until these have {default} as fallback locale."


def _type(settings: Settings, api: Api) -> Iterator[str]:
    if not settings.content_type:
        yield "Credit, licence and caption are not published, for assets have no field for them: see content_type in the setup guide."
        return
    found = next((one for one in api.listed("content_types") if one["sys"].get("id") == settings.content_type), None)
    if found is None:
        yield f"There is no content type {settings.content_type}: make it as the setup guide says."
        return
    fields = {str(one.get("id")) for one in found.get("fields") or ()}
    missing = [name for name in _WANTED if name not in fields]
    if missing:
        yield f"The content type {settings.content_type} lacks the fields {', '.join(missing)}: add them as the setup guide says."


def _taxonomy(settings: Settings, api: Api) -> str:
    ids = [str(one["sys"].get("id")) for one in api.concepts()]
    ours = sum(map(settings.owns, ids))
    return (
        f"The organisation's taxonomy holds {len(ids)} concepts, {ours} of them with the prefix '{settings.prefix}.'; others are never "
        "written."
    )
