"""What a connection or a setting of a client may name of this machine: the client's own folder, and what lies below a place that who runs
the agency's server allows. Nothing of its agency besides, and no other workspace, whatever is allowed.

Who administers one client can set up a connection in the browser, and a folder or a table is read by the server. Without this he would
read the files of all other clients there, and whatever else of the machine the server reads.

It holds for whatever is kept and read again later, whoever named it: a page, a command, the settings. What a command reads once, because
who started it named it there, is opened by `handed_over`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from os.path import normpath
from pathlib import Path
from typing import Any

from thesaury.bootstrap.allowing import PLACES, Allowance, allowance_of
from thesaury.bootstrap.standing import ACCOUNTS, CLIENTS, MARK, RECEIPTS, SHARED
from thesaury.config import SETTINGS_FILE
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.ports.opening import MayOpen, anywhere

_KEPT = (CLIENTS, SHARED, RECEIPTS, MARK)
_PLACES = ("path", "root", "insights")
"""Settings that always name a place; others may where they look like one, such as `clients/other`."""
_BEGINNINGS = ("~", ".")
_SIGNS = ("/", "\\")
_OF_FILES = ("folder", "table")
"""The connectors whose places are files of this machine."""
_SYSTEM = (Path("/proc"), Path("/sys"))
"""Here stands what the process holds that works for all clients."""
_NAMED = ("embedding_model", "wordnet", "campaigns", "rates")
"""Settings of a workspace that name a folder or a table, relative to it."""


def placed(workspace: Path, connection: Connection) -> Connection:
    """The connection with its files named by their whole path: a relative one is that of the workspace, which may itself be moved."""
    if connection.connector not in _OF_FILES:
        return connection
    settings = ((name, _whole(workspace, value) if name in _PLACES else value) for name, value in connection.settings)
    return replace(connection, settings=tuple(settings))


def check_named(workspace: Path, settings: Mapping[str, Any]) -> None:
    """Raises Usage where one of these settings of this workspace names a folder or a table where it may not look."""
    for name in _NAMED:
        if value := str(settings.get(name) or ""):
            _check(workspace, Path(_whole(workspace, value)))


def check_apart(workspace: Path, connection: Connection) -> None:
    """Raises Usage where a setting of this connection leads to where its workspace may not look, whether anything is there or not:
    otherwise the answer would tell what the server has, and who the other clients are."""
    for name, value in placed(workspace, connection).settings:
        if value and name in _PLACES:
            _check(workspace, Path(value))
        elif value and _looks_like_one(value):
            _check(workspace, Path(value), handed_over(workspace))


def check_table(workspace: Path, table: Path) -> None:
    """Raises Usage where the table of a round lies where the workspace may not look."""
    _check(workspace, table)


def places_apart(workspace: Path) -> MayOpen:
    """Whether this workspace may look at a place, links followed: at its own folder, and below what its agency allows."""
    allowance = allowance_of(workspace)
    if allowance is None:
        return anywhere
    own = workspace.resolve()
    return lambda place: any(_its_own(one, own, allowance) for one in _resolved([place]))


def handed_over(workspace: Path) -> MayOpen:
    """Whether a place may be read because somebody names it who could read it himself: it lies with no other client."""
    allowance = allowance_of(workspace)
    if allowance is None:
        return anywhere
    own = workspace.resolve()
    return lambda place: not any(_of_others(one, allowance.agency, own) for one in _resolved([place]))


def _check(workspace: Path, named: Path, may_look: MayOpen | None = None) -> None:
    may = may_look or places_apart(workspace)
    if may(named):
        return
    if _plain(named).is_relative_to(normpath(workspace.absolute())):
        raise Usage(
            f"{named} is not open here: a link in the folder of this workspace leads out of it. Put there what it leads to, in place of "
            "the link."
        )
    if allowance := allowance_of(workspace):
        line = allowance.line(PLACES, _to_allow(named))
        raise Usage(
            f"{named} is not open here. Put what is wanted from there into the folder of this workspace, or ask who runs the agency's "
            f"server to write into agency.toml, under {allowance.heading}: {line}. What lies among the files of an agency, or around "
            "them, stays shut."
        )


def _to_allow(named: Path) -> str:
    """The folder to allow for what was named: of a file, by its name, the one that it lies in."""
    whole = _plain(named)
    folder = whole.parent if whole.suffix else whole
    return str(whole if folder == folder.parent else folder)


def _plain(named: Path) -> Path:
    """The whole path as it is written, whatever links stand in it."""
    return Path(normpath(_whole(Path.cwd(), str(named))))


def _its_own(place: Path, own: Path, allowance: Allowance) -> bool:
    if place.is_relative_to(own):
        return True
    allowed = any(place.is_relative_to(one) for one in allowance.now.places)
    return allowed and not _of_others(place, allowance.agency, own)


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
