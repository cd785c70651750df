"""What who runs an agency's server allows its clients, in `agency.toml`: places of the machine, and hosts of its own network.

A client's administrator names files and addresses in the browser, and the server goes there. So it goes where the client's own folder is,
to the public network, and to what stands here.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from os.path import normpath
from pathlib import Path
from typing import Any

from thesaury.bootstrap.standing import CLIENTS, MARK, SHARED, as_client, changed, said_of
from thesaury.model.errors import Usage
from thesaury.model.reach import Reach

PLACES, HOSTS = "places", "hosts"


@dataclass(frozen=True, slots=True)
class Allowed:
    """Files and folders, links followed as they led when the file was read, and hosts as `host` or `host:port`, in small letters."""

    places: tuple[Path, ...] = ()
    hosts: frozenset[str] = frozenset()


class Allowance:
    """What one workspace of an agency is allowed: as the file says now, so that nothing has to be started anew."""

    def __init__(self, agency: Path, name: str) -> None:
        """Of the client of this name, or of the agency's own workspace, `shared`."""
        self.agency, self.name = agency, name
        self._read: tuple[object, Allowed] | None = None

    @cached_property
    def heading(self) -> str:
        """Below what it stands in the file; what stands above all headings holds for every workspace of the agency."""
        return f"[{SHARED}]" if self.name == SHARED else f"[{CLIENTS}.{self.name}]"

    @property
    def now(self) -> Allowed:
        """What is allowed now. Raises Usage where the file says what it cannot, Unreachable where it cannot be read."""
        status = (self.agency / MARK).stat()
        state = status.st_mtime_ns, status.st_size, status.st_ino
        if self._read is None or self._read[0] != state:
            self._read = state, self._said()
        return self._read[1]

    def line(self, what: str, value: str) -> str:
        """What is to be written below the heading, with what is allowed there as it stands now."""
        own = _listed(self.agency, self._own(said_of(self.agency)), what)
        return f"{what} = {json.dumps([*own, value], ensure_ascii=False)}"

    def _said(self) -> Allowed:
        said = said_of(self.agency)
        own = self._own(said)
        places = (*_listed(self.agency, said, PLACES), *_listed(self.agency, own, PLACES))
        hosts = (*_listed(self.agency, said, HOSTS), *_listed(self.agency, own, HOSTS))
        found = [Path(normpath(self.agency / Path(place).expanduser())) for place in places]
        # What lies with a client may be a link that somebody there made.
        found = [one for one in found if not any(one.is_relative_to(self.agency / kept) for kept in (CLIENTS, SHARED))]
        return Allowed(tuple(one.resolve() for one in found), frozenset(host.strip().casefold() for host in hosts))

    def _own(self, said: Mapping[str, Any]) -> Any:
        tables = said.get(CLIENTS, {}) if self.name != SHARED else said
        return tables.get(self.name, {}) if isinstance(tables, Mapping) else tables


def allowance_of(workspace: Path) -> Allowance | None:
    """That of this workspace; None for one of no agency, which leads wherever its owner likes."""
    for place in reversed([*as_client(workspace)]):  # links followed first: a client goes by the name of its folder
        return Allowance(place.parent.parent.resolve(), place.name)
    own = workspace.resolve()
    return Allowance(own.parent, own.name) if (own.parent / MARK).exists() else None


def allow(agency: Path, name: str = "", places: Iterable[Path | str] = (), hosts: Iterable[str] = ()) -> None:
    """Let a client lead there too, or `shared`; every workspace of the agency where nobody is named. What is allowed already stays.

    Raises Usage where the file says what it cannot, NoSpace and Unreachable.
    """
    with changed(agency) as document:
        table = document
        for key in (name,) if name == SHARED else (CLIENTS, name) if name else ():
            table = table.setdefault(key, {})
        for what, more in ((PLACES, map(str, places)), (HOSTS, hosts)):
            if kept := list(dict.fromkeys([*_listed(agency, table, what), *more])):
                table[what] = kept


def reach_of(workspace: Path, also: Collection[str] = ()) -> Reach | None:
    """Where this workspace may lead the server, to these hosts too; None for one of no agency, which leads wherever its owner likes."""
    allowance = allowance_of(workspace)
    if allowance is None:
        return None

    def told(host: str, port: int) -> str:
        line = allowance.line(HOSTS, f"[{host}]:{port}" if ":" in host else f"{host}:{port}")
        return (
            f"{host} is in a network that is not open here. Ask who runs the agency's server to write into agency.toml, under "
            f"{allowance.heading}: {line}."
        )

    return Reach(lambda: {*allowance.now.hosts, *also}, told)


def _listed(agency: Path, table: Any, what: str) -> Collection[str]:
    said = table.get(what, []) if isinstance(table, Mapping) else None
    if not isinstance(said, list) or not all(isinstance(one, str) and one.strip() for one in said):
        raise Usage(
            f"{agency / MARK} says of {what} what it cannot. Mend it: {what} is a list, such as {_EXAMPLES[what]}."
        )
    return said


_EXAMPLES = {PLACES: '["/srv/north-sails"]', HOSTS: '["dam.example.internal", "mail.example.internal:587"]'}
