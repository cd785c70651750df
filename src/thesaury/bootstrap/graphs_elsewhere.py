"""The graph servers that a workspace wrote to, noted before it does: addresses and logins, and never a password.

It is a file beside the catalogue, and no table in it, because a workspace whose catalogue cannot be read any more is deleted, too.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from thesaury.ports.files import written_whole

if TYPE_CHECKING:
    from thesaury.config import Settings

_FILE = "graph_servers.json"
_NOTED = ("graph_server", "graph_server_update", "graph_server_store", "graph_server_user", "graph_server_secret_from")


def remember(root: Path, settings: "Settings") -> None:
    """Note the server of these settings, by its address; the last login there counts. Raises NoSpace and Unreachable."""
    noted = {name: str(getattr(settings, name)) for name in _NOTED}
    known = {place["graph_server"]: place for place in remembered(root)}
    if known.get(settings.graph_server) != noted:
        with written_whole(root / _FILE) as file:
            file.write(json.dumps([*(known | {settings.graph_server: noted}).values()], indent=1).encode())


def remembered(root: Path) -> list[Mapping[str, str]]:
    """The settings by which each was reached, the first one first; none where nothing that can be read was noted."""
    try:
        said = json.loads((root / _FILE).read_text(encoding="utf-8"))
        return [{name: str(place[name]) for name in _NOTED} for place in said]
    except (OSError, ValueError, KeyError, TypeError):
        return []
