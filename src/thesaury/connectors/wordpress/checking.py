"""A look at a connection for the person who sets it up: whether the plugin is there, and what its user lacks."""

from thesaury.connectors.wordpress.client import Api
from thesaury.connectors.wordpress.settings import settings_of
from thesaury.model.connection import Connection
from thesaury.ports.source import Tools

VERSION = "0.1.0"
"""Of the plugin that comes with this connector."""

_NEEDED = {
    "upload_files": "upload files",
    "edit_others_posts": "edit what others made",
    "delete_others_posts": "delete what others made",
    "manage_categories": "manage categories, for the concepts",
    "read_private_posts": "read private posts, to find pictures in them",
}


def check(connection: Connection, tools: Tools) -> tuple[str, ...]:
    """Sentences on a connection that works. Raises Usage, NeedsLogin, Unreachable or Refused where it does not."""
    settings = settings_of(connection)
    told = Api(settings, tools.secrets).status()
    version, may = str(told.get("version", "")), told.get("may") or {}
    said = [f"{told.get('title')}: WordPress {told.get('wordpress')}, plugin {version}, as {told.get('user')}."]
    if version != VERSION:
        said.append(f"The plugin there is {version}, the one of this connector is {VERSION}: install it anew.")
    if lacking := [words for name, words in _NEEDED.items() if not may.get(name)]:
        said.append(f"{told.get('user')} may not {'; nor '.join(lacking)}. Give this user the role Editor.")
    if not told.get("writable", True):
        said.append("The folder of uploads cannot be written to: no file can be sent, and none taken away.")
    picker = told.get("picker") or {}
    if not picker.get("server"):
        said.append("The picker is not set up in WordPress (Settings, Thesaury): editors have no sidebar.")
    elif picker.get("channel") != (channel := connection.setting("channel")):
        said.append(
            f"The picker there is set to the channel '{picker.get('channel')}', and this connection publishes '{channel}'."
        )
    language = settings.language or told.get("language")
    said.append(
        f"Concepts are called as in the language {language}. A file may have {int(told.get('most_bytes') or 0) // 1024} KiB."
    )
    return tuple(said)
