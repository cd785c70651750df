"""How the clients of an agency stand, in `agency.toml`: read by whoever opens one, written whole under a lock.

It is a file, and no table, because every command, server and worker looks at it before it opens anything, and a person can read it.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from thesaury.model.agency import Client, ClientState
from thesaury.model.errors import Suspended, Usage
from thesaury.ports.files import file_error, written_whole

MARK = "agency.toml"
CLIENTS = "clients"
SHARED = "shared"
RECEIPTS = "receipts"
ACCOUNTS = "accounts.db"
_LOCK = "agency.lock"
_OF_STATE = ("state", "since", "by")
_ALLOWED = frozenset({"places", "hosts"})
"""What is said of a client beside how it stands; `allowing` reads it."""
_TABLE = "clients"


def agency_above(workspace: Path) -> Path | None:
    """The agency of which this workspace is a client; None for one that stands alone."""
    return next((place.parent.parent for place in as_client(workspace)), None)


def client_at(workspace: Path) -> Client | None:
    """How the client at this directory stands; None for a workspace of no agency. Raises as `states`."""
    for place in as_client(workspace):
        return states(place.parent.parent).get(place.name, Client(place.name))
    return None


def as_client(workspace: Path) -> Iterator[Path]:
    """The ways to this directory that lead through an agency, whatever way was named: by links, or from the client beside."""
    for place in (Path(os.path.abspath(workspace)), workspace.resolve()):  # noqa: PTH100 - a link is not to be followed here
        if place.parent.name == CLIENTS and (place.parent.parent / MARK).exists():
            yield place


def check_open(workspace: Path) -> None:
    """Raises Suspended where this workspace is a client that nothing is to open now, and as `states`."""
    client = client_at(workspace)
    if client and client.state is ClientState.DELETING:
        raise Suspended(f"The client {client.name} is being deleted. Go on with: thesaury agency delete {client.name}")
    if client and client.state is ClientState.SUSPENDED:
        raise Suspended(
            f"The client {client.name} is suspended since {client.since}; its data are kept. Let it be opened again with: "
            f"thesaury agency resume {client.name}"
        )


def states(agency: Path) -> dict[str, Client]:
    """The clients that are not active, by name. Raises Usage where the file says what it cannot, Unreachable where it cannot be read."""
    kept = said_of(agency).get(_TABLE, {})
    try:
        return {
            name: Client(name, ClientState(said["state"]), said.get("since", ""), said.get("by", ""))
            for name, said in kept.items()
            if not _ALLOWED.issuperset(said)
        }
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise Usage(
            f"{agency / MARK} says of a client what it cannot ({error}). Mend it: state is suspended or deleting, or the entry is not "
            "there."
        ) from error


def languages_of_clients(agency: Path) -> tuple[str, ...]:
    """In which languages a new client is made, where nobody names others."""
    return tuple(said_of(agency).get("languages", ("en", "de", "fr")))


def set_state(agency: Path, client: Client) -> Client:
    """Let a client stand so from now on; returns how it stood. Raises NoSpace and Unreachable, and as `states`."""
    import tomlkit

    with changed(agency) as document:
        before = states(agency).get(client.name, Client(client.name))
        table = document.setdefault(_TABLE, tomlkit.table(is_super_table=True))
        entry = table.setdefault(client.name, tomlkit.table())
        for key in _OF_STATE:
            entry.pop(key, None)
        if client.state is not ClientState.ACTIVE:
            entry.update({"state": client.state.value, "since": client.since, "by": client.by})
        if not entry:
            table.pop(client.name)
    return before


def forget(agency: Path, name: str) -> None:
    """Let nothing be said of a client any more: the next one of that name is allowed nothing. Raises as `set_state`."""
    with changed(agency) as document:
        document.get(_TABLE, {}).pop(name, None)


@contextmanager
def changed(agency: Path) -> Iterator[Any]:
    """What `agency.toml` says, to be changed: it is written whole when the block ends well, and nobody else writes meanwhile."""
    import tomlkit
    from filelock import FileLock

    with FileLock(agency / _LOCK):
        document = tomlkit.parse((agency / MARK).read_text(encoding="utf-8"))
        yield document
        _write(agency / MARK, tomlkit.dumps(document))


def said_of(agency: Path) -> Mapping[str, Any]:
    """Everything `agency.toml` says. Raises Usage where it is no TOML, Unreachable where it cannot be read."""
    from tomllib import TOMLDecodeError, loads

    path = agency / MARK
    try:
        return loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise file_error(error, path) from error
    except (TOMLDecodeError, UnicodeDecodeError) as error:
        raise Usage(f"{path} is not valid TOML: {error}. Mend it and run again.") from error


def _write(path: Path, text: str) -> None:
    with written_whole(path) as file:
        file.write(text.encode("utf-8"))
        os.fchmod(file.fileno(), 0o644)
