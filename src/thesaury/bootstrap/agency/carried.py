"""Which settings go along with a workspace that leaves its place, and are taken from one that comes."""

from pathlib import PurePath, PureWindowsPath
from typing import Any

_OF_THE_PLACE = (
    "accounts",
    "key_file",
    "jobs_database",
    "behind_proxy",
    "host_names",
    "model_hub",
    "webhook_private_hosts",
)
_OF_THE_PEOPLE = ("teams",)
_BEGINNINGS = ("graph_server", "oidc_", "notices_", "proposals_")
"""Settings that lead to servers and people of the place that is left begin so."""
_TABLES = ("campaigns", "rates")
_FOLDERS = ("embedding_model", "wordnet")


def carried(text: str, people: bool) -> str:
    """The `thesaury.toml` of a workspace as it holds anywhere: nothing in it leads out of its directory, or to a server of the place. Teams
    name people, and are in it with `people` alone. Raises ValueError for what is no TOML."""
    import tomlkit

    kept: dict[str, Any] = tomlkit.parse(text).unwrap()
    left = (*_OF_THE_PLACE, *(() if people else _OF_THE_PEOPLE))
    stays = {key: value for key, value in kept.items() if key not in left and not key.startswith(_BEGINNINGS)}
    for key in _TABLES:
        if key in stays:
            stays[key] = PureWindowsPath(str(stays[key])).name
    for key in _FOLDERS:
        if key in stays and _leads_out(str(stays[key])):
            del stays[key]
    return tomlkit.dumps(stays)


def _leads_out(path: str) -> bool:
    return path.startswith("~") or any(
        ".." in kind(path).parts or kind(path).anchor for kind in (PurePath, PureWindowsPath)
    )
