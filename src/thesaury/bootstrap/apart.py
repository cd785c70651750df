"""What a connection or a setting of a client may name of this machine: nothing of its agency but the client's own folder, and no other
workspace.

Who administers one client can set up a connection in the browser, and a folder or a table is read by the server. Without this he would
read the files of all other clients there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from thesaury.bootstrap.standing import ACCOUNTS, CLIENTS, MARK, RECEIPTS, SHARED, agency_above
from thesaury.config import SETTINGS_FILE
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.ports.opening import MayOpen, anywhere

_KEPT = (CLIENTS, SHARED, RECEIPTS, MARK)
_PLACES = ("path", "root", "insights")
"""Settings that always name a place; others do where they look like one, such as `clients/other`."""
_BEGINNINGS = ("~", ".")
_SIGNS = ("/", "\\")
_OF_FILES = ("folder", "table")
"""The connectors whose places are files of this machine."""
_SYSTEM = (Path("/proc"), Path("/sys"))
"""Here stands what the process holds that works for all clients."""
_FOLDERS = ("embedding_model", "wordnet")
"""Settings of a workspace that name a folder."""


def placed(workspace: Path, connection: Connection) -> Connection:
    """The connection with its files named by their whole path: a relative one is that of the workspace, which may itself be moved."""
    if connection.connector not in _OF_FILES:
        return connection
    settings = ((name, _whole(workspace, value) if name in _PLACES else value) for name, value in connection.settings)
    return replace(connection, settings=tuple(settings))


def check_folders(workspace: Path, settings: Mapping[str, Any]) -> None:
    """Raises Usage where one of these settings of this workspace is a folder among what its agency keeps of others, or around it."""
    for name in _FOLDERS:
        value = str(settings.get(name) or "")
        if value and _leads_to_others(workspace, [Path(_whole(workspace, value))]):
            raise Usage(
                f"The setting {name} names a place among the files of the agency, where other clients are. "
                "Name one that is neither among them nor around them."
            )


def check_apart(workspace: Path, connection: Connection) -> None:
    """Raises Usage where a setting of this connection leads to what the agency of this workspace keeps of others, or to a folder around it,
    whether anything is there or not: otherwise the answer would tell who the other clients are."""
    if _leads_to_others(workspace, _places(placed(workspace, connection))):
        raise Usage(
            f"The connection {connection.name} names a place among the files of the agency, where other clients are. "
            "Name one that is neither among them nor around them."
        )


def check_table(workspace: Path, table: Path) -> None:
    """Raises Usage where the table of a round lies among those."""
    if _leads_to_others(workspace, [table]):
        raise Usage(
            "The table lies among the files of the agency, where other clients are. Name one that is neither among them nor around them."
        )


def places_apart(workspace: Path) -> MayOpen:
    """Whether a place is none of those, links followed."""
    agency = _agency_of(workspace)
    if agency is None:
        return anywhere
    above, own = agency.resolve(), workspace.resolve()
    return lambda place: not any(_of_others(one, above, own) for one in _resolved([place]))


def _leads_to_others(workspace: Path, places: Iterable[Path]) -> bool:
    """Whether one of these, links followed, is not the workspace's own, where that is one of an agency."""
    agency = _agency_of(workspace)
    if agency is None:
        return False
    return any(_of_others(one, agency.resolve(), workspace.resolve()) for one in _resolved(places))


def _of_others(place: Path, agency: Path, own: Path) -> bool:
    if place.is_relative_to(own):
        return False
    people = place.parent == agency and place.name.startswith(ACCOUNTS)
    kept = [*_SYSTEM, *(agency / name for name in _KEPT)]
    among = any(place.is_relative_to(one) or one.is_relative_to(place) for one in kept)
    return (
        people or among or any(_is_kept(above) for above in (place, *place.parents) if not agency.is_relative_to(above))
    )


def _is_kept(folder: Path) -> bool:
    """Whether this is a workspace or an agency: those beside ours are others', too."""
    return (folder / SETTINGS_FILE).exists() or (folder / MARK).exists()


def _agency_of(workspace: Path) -> Path | None:
    return agency_above(workspace) or _as_own(workspace)


def _as_own(workspace: Path) -> Path | None:
    """The agency whose own workspace this is."""
    above = workspace.resolve().parent
    return above if (above / MARK).exists() else None


def _places(connection: Connection) -> Iterator[Path]:
    """Where the settings lead."""
    for name, value in connection.settings:
        if value and (name in _PLACES or _looks_like_one(value)):
            yield Path(value)


def _looks_like_one(value: str) -> bool:
    written_so = value.startswith(_BEGINNINGS) or any(sign in value for sign in _SIGNS)
    return written_so and "\n" not in value and "://" not in value


def _resolved(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        try:
            yield place.expanduser().absolute().resolve()
        except (OSError, RuntimeError, ValueError):  # no place on this machine
            continue


def _whole(workspace: Path, named: str) -> str:
    """A place with the workspace before it where it is relative; who has no home is nobody's."""
    try:
        return str(workspace.absolute() / Path(named).expanduser()) if named else named
    except (RuntimeError, ValueError):
        return named
