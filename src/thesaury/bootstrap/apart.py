"""What a connection of a client may name of this machine: nothing of its agency but the client's own folder.

Who administers one client can set up a connection in the browser, and a folder or a table is read by the server. Without this he would
read the files of all other clients there.
"""

from collections.abc import Iterator
from pathlib import Path

from thesaury.bootstrap.standing import ACCOUNTS, CLIENTS, MARK, RECEIPTS, SHARED, agency_above
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

_KEPT = (CLIENTS, SHARED, RECEIPTS, MARK)
_PLACES = ("path", "root")
"""Settings that always name a place; others do where they look like one."""
_BEGINNINGS = ("/", "~", ".", "\\")


def check_apart(workspace: Path, connection: Connection) -> None:
    """Raises Usage where a setting of this connection leads to what the agency of this workspace keeps of others, or to a folder around it,
    whether anything is there or not: otherwise the answer would tell who the other clients are."""
    agency = agency_above(workspace) or _as_own(workspace)
    if agency and any(_of_others(place, agency.resolve(), workspace.resolve()) for place in _places(connection)):
        raise Usage(
            f"The connection {connection.name} names a place among the files of the agency, where other clients are. "
            "Name one that is neither among them nor around them."
        )


def _of_others(place: Path, agency: Path, own: Path) -> bool:
    if place.is_relative_to(own):
        return False
    people = place.parent == agency and place.name.startswith(ACCOUNTS)
    kept = [agency / name for name in _KEPT]
    return people or any(place.is_relative_to(one) or one.is_relative_to(place) for one in kept)


def _as_own(workspace: Path) -> Path | None:
    """The agency whose own workspace this is."""
    above = workspace.resolve().parent
    return above if (above / MARK).exists() else None


def _places(connection: Connection) -> Iterator[Path]:
    """Where the settings lead, links followed."""
    for name, value in connection.settings:
        if value and (name in _PLACES or (value.startswith(_BEGINNINGS) and "\n" not in value)):
            try:
                yield Path(value).expanduser().absolute().resolve()
            except (OSError, RuntimeError, ValueError):  # no place on this machine
                continue
