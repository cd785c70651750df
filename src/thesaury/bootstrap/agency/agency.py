"""An agency: made, found and opened; its clients made, listed, opened, suspended and resumed."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, closing, suppress
from pathlib import Path
from typing import Any

from thesaury.bootstrap.agency.scratch import scratch, scratches
from thesaury.bootstrap.finding import WORKSPACE, nearest
from thesaury.bootstrap.settings_file import change_settings
from thesaury.bootstrap.standing import ACCOUNTS, CLIENTS, MARK, SHARED, languages_of_clients, set_state, states
from thesaury.bootstrap.workspace import EmbeddedWorkspace, init_workspace, open_workspace
from thesaury.model.agency import Client, ClientState, checked_name, client_name
from thesaury.model.audit import acting
from thesaury.model.errors import Unreachable, Usage
from thesaury.model.time import now
from thesaury.ports.audit import note
from thesaury.ports.files import file_error

_PEOPLE = f"../../{ACCOUNTS}"
"""The directory of people, seen from a client: the way stays true where the agency is moved."""


class Agency:
    """An agency in one directory. Its workspaces know nothing of each other."""

    def __init__(self, root: Path) -> None:
        """Nothing is opened before it is asked for."""
        self.root = root

    def folder(self, name: str) -> Path:
        """Where the workspace of a client is. Raises Usage for what is no name."""
        return self.root / CLIENTS / client_name(name)

    def clients(self) -> list[Client]:
        """All clients, by name; one that is being deleted until nothing of it is left."""
        noted = states(self.root)
        place = self.root / CLIENTS
        here = {folder.name for folder in place.iterdir() if _is_workspace(folder)} if place.is_dir() else set[str]()
        deleting = {name for name, client in noted.items() if client.state is ClientState.DELETING}
        return [noted.get(name, Client(name)) for name in sorted(here | deleting)]

    def at_work(self) -> list[Path]:
        """The workspaces that are to be worked for: that of the agency itself, and those of all active clients."""
        active = [self.folder(client.name) for client in self.clients() if client.state is ClientState.ACTIVE]
        return [self.root / SHARED, *active]

    def client(self, name: str) -> Client:
        """How one client stands. Raises Usage where there is none."""
        found = next((client for client in self.clients() if client.name == checked_name(name)), None)
        if found is None:
            raise Usage(f"There is no client {name!r}. See: thesaury agency clients")
        return found

    def note(self, action: str, name: str, told: Mapping[str, Any] | None = None) -> None:
        """Add what was done with a client to the log of the agency, which is that of its own workspace."""
        with closing(self.open_own()) as own:
            note(own.catalogue.audit, action, f"client:{name}", None, told)

    def size(self, name: str) -> tuple[int, int]:
        """How many files a client has, and how many bytes are in them; what goes meanwhile does not count."""
        sizes = []
        for path in self.folder(name).rglob("*"):
            with suppress(FileNotFoundError):
                sizes += [path.stat().st_size] if path.is_file() else []
        return len(sizes), sum(sizes)

    def create(self, name: str, languages: Sequence[str] = (), title: str = "") -> EmbeddedWorkspace:
        """A new client with an empty workspace, whole or not there at all, whose pages are called `title`. Raises Usage where the name is
        taken or none, or the title too long."""
        self.check_free(name)
        with self.beside(name) as fresh:
            init_workspace(fresh, tuple(languages) or languages_of_clients(self.root)).close()
            if title:
                change_settings(fresh, {"brand_name": title})
            self.let_in(fresh, name)
        self.note("client.add", name)
        return self.open(name)

    def check_free(self, name: str) -> None:
        """Raises Usage where a client is called so, or one that is being deleted was, and for what is no name."""
        if self.folder(name).exists() or name in states(self.root):
            raise Usage(f"There is a client {name} already. Take another name.")

    def unfinished(self, name: str) -> list[Path]:
        """Directories in which somebody makes this client, or did when he was cut off."""
        return scratches(self.root, _making(name))

    def beside(self, name: str) -> AbstractContextManager[Path]:
        """The name of a directory to make a client in, which `let_in` puts in its place; what is left of it at the end is thrown away."""
        return scratch(self.root, _making(name))

    def let_in(self, fresh: Path, name: str) -> None:
        """Make a whole workspace, which is closed, the one of this client; from now on its people are those of the agency."""
        change_settings(fresh, {"accounts": _PEOPLE})
        place = self.folder(name)
        try:
            place.parent.mkdir(exist_ok=True)
            fresh.rename(place)
        except OSError as error:
            raise file_error(error, place) from error

    def open(self, name: str, suspended: bool = False) -> EmbeddedWorkspace:
        """The workspace of a client. Raises Usage where there is none, Suspended where it is not to be opened; with `suspended` one that
        is only that is opened all the same, for whoever takes it elsewhere."""
        if suspended and self.client(name).state is ClientState.SUSPENDED:
            return EmbeddedWorkspace(self.folder(name).absolute())
        self.client(name)
        return open_workspace(self.folder(name))

    def open_own(self) -> EmbeddedWorkspace:
        """The workspace of the agency itself, in which its vocabularies are kept; whoever opens it closes it."""
        return open_workspace(self.root / SHARED)

    def suspend(self, name: str) -> Client:
        """Let nothing open a client from now on; all its data stay. Whoever has it open ends within seconds. Raises Usage where there
        is none, or it is being deleted."""
        return self._turned(name, ClientState.SUSPENDED)

    def resume(self, name: str) -> Client:
        """Let a client be opened again. Raises Usage where there is none, or it is being deleted."""
        return self._turned(name, ClientState.ACTIVE)

    def _turned(self, name: str, state: ClientState) -> Client:
        known = self.client(name)
        if known.state is ClientState.DELETING:
            raise Usage(f"{name} is being deleted. Let that come to its end with: thesaury agency delete {name}")
        if known.state is state:
            return known
        turned = Client(name, state, now(), acting.get())
        set_state(self.root, turned)
        action = "client.suspend" if state is ClientState.SUSPENDED else "client.resume"
        with closing(EmbeddedWorkspace(self.folder(name).absolute())) as workspace:
            note(workspace.catalogue.audit, action, f"client:{name}")
        self.note(action, name)
        return turned


def init_agency(root: Path, languages: Sequence[str] = ("en", "de", "fr")) -> Agency:
    """Make an empty agency. Raises Usage where there is one or a workspace already, Unreachable where no directory can be made."""
    if (root / MARK).exists() or _is_workspace(root):
        raise Usage(f"{root} already holds an agency or a workspace. Use it as it is, or name another directory.")
    quoted = ", ".join(f'"{language}"' for language in languages)
    try:
        (root / CLIENTS).mkdir(parents=True, exist_ok=True)
        if not _is_workspace(root / SHARED):
            with scratch(root, _making(SHARED)) as fresh:
                init_workspace(fresh, tuple(languages)).close()
                change_settings(fresh, {"accounts": f"../{ACCOUNTS}"})
                fresh.rename(root / SHARED)
        # The mark comes last: without it there is no agency yet, and the same call goes on.
        (root / MARK).write_text(
            "# A Thesaury agency; docs/agencies.md explains it. Which clients are suspended or being deleted, and what each may read and "
            "reach, is noted below.\n"
            f"languages = [{quoted}]\n",
            encoding="utf-8",
        )
    except OSError as error:
        raise Unreachable(f"{root} cannot be made: {error.strerror}. Name a directory you may write to.") from error
    return Agency(root.absolute())


def open_agency(root: Path) -> Agency:
    """The agency at this directory. Raises Usage where there is none."""
    if not (root / MARK).exists():
        raise Usage(f"{root} is no Thesaury agency. Make one with: thesaury agency init {root}")
    return Agency(root.absolute())


def find_agency(start: Path) -> Path:
    """The nearest directory from here upwards that holds an agency. Raises Usage where there is none."""
    if found := nearest(start, MARK):
        return found
    raise Usage(
        f"No Thesaury agency in {start} or above it. Make one with: thesaury agency init DIR, or name one with --agency DIR."
    )


def _making(name: str) -> str:
    return f"making-{checked_name(name)}"


def _is_workspace(folder: Path) -> bool:
    return (folder / WORKSPACE).exists()
