"""A look at a connection for the person who sets it up: whether the app is there, what the user may, and what is missing."""

from collections.abc import Sequence

from thesaury.connectors.wagtail.bare import BareSite
from thesaury.connectors.wagtail.client import Api, Item
from thesaury.connectors.wagtail.settings import Settings, settings_of
from thesaury.connectors.wagtail.target import WagtailTarget
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused
from thesaury.ports.source import Tools

_NEEDED = {
    "add": "add images",
    "change": "change images",
    "delete": "delete images",
    "concepts": "add and change concepts",
}


def check(connection: Connection, tools: Tools) -> tuple[str, ...]:
    """Sentences on a connection that works. Raises Usage, NeedsLogin, Unreachable or Refused where it does not."""
    settings = settings_of(connection)
    api = Api(settings, tools.secrets)
    user = api.whoami().get("user")
    name = user.get("username") if isinstance(user, dict) else ""
    said = [f"The token stands for {name or 'a user'} of the site."]
    about = api.about()
    if about is None:
        return (*said, *_without_the_app(settings, api, connection.setting("withdrawal")))
    _ = WagtailTarget(settings, api).site  # raises where the image model cannot hold assets
    return (*said, *_with_the_app(settings, about))


def _with_the_app(settings: Settings, about: Item) -> Sequence[str]:
    may = about.get("may") or []
    if missing := [words for name, words in _NEEDED.items() if name not in may]:
        raise Refused(
            f"{settings.connection}: the user of the token may not {', '.join(missing)}. Put him into a group that may."
        )
    home, version = about.get("collection"), about.get("version")
    return (
        f"The app thesaury_wagtail {version} is there: new images go into the collection {home}.",
        f"Titles and descriptions of images are those of the language {about.get('language')}; texts of others lie beside them.",
    )


def _without_the_app(settings: Settings, api: Api, withdrawal: str) -> Sequence[str]:
    able = BareSite(settings, api).able
    said = [
        "The app thesaury_wagtail is not there: images are published with "
        f"{', '.join(sorted(able.fields))}, in one language, and without what concepts are called.",
    ]
    if withdrawal != "delete":
        word = withdrawal or "unpublish"
        said.append(
            f"Without the app withdrawal={word} cannot be done: what is withdrawn is deleted. Set withdrawal=delete."
        )
    return said
