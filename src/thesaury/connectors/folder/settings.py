"""How the settings of a folder connection are understood."""

from pathlib import Path

from thesaury.connectors.manifest import own_manifest
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

WAYS = ("sidecar", "embed", "none")
"""Where concepts are written: beside the picture, into it, or nowhere."""

FILES = ("embedded", "purchase")
"""What the rights in files are: metadata beside a purchase record kept elsewhere, or the purchase record itself."""

_YES, _NO = ("yes", "true", "1"), ("no", "false", "0")


def root(connection: Connection) -> Path:
    """The folder, once all settings are known ones. Raises Usage."""
    own_manifest(__package__ or "").check(connection)
    return Path(connection.setting("path")).expanduser().absolute()


def asked(connection: Connection, name: str, usual: bool) -> bool:
    """A setting that is yes or no. Raises Usage for anything else."""
    value = connection.setting(name).strip().lower()
    if value and value not in (*_YES, *_NO):
        raise Usage(f"The setting '{name}' is yes or no, not '{value}'.")
    return value in _YES if value else usual


def way(connection: Connection) -> str:
    """Where concepts are written, one of `WAYS`. Raises Usage for anything else."""
    value = connection.setting("write").strip().lower() or WAYS[0]
    if value not in WAYS:
        raise Usage(f"The setting 'write' is {', '.join(WAYS[:-1])} or {WAYS[-1]}, not '{value}'.")
    return value


def embedded(connection: Connection) -> bool:
    """Whether rights in the files only restrict what is known elsewhere. Raises Usage for a wrong setting."""
    value = connection.setting("licences_in_files").strip().lower() or FILES[0]
    if value not in FILES:
        raise Usage(f"The setting 'licences_in_files' is {' or '.join(FILES)}, not '{value}'.")
    return value == FILES[0]


def roles(connection: Connection) -> tuple[str, ...]:
    """A source, and a sink unless nothing is to be written. Raises Usage for a wrong setting."""
    return ("source",) if way(connection) == "none" else ("source", "sink")
