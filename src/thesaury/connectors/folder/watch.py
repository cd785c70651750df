"""Sees pictures and sidecars of a folder change, come, move and go."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from thesaury.connectors.folder import settings
from thesaury.connectors.folder.walk import is_passed_over, pictures_of
from thesaury.connectors.image_data import media_type
from thesaury.model.connection import Connection
from thesaury.model.errors import Unreachable
from thesaury.ports.hints import Hint, Watch
from thesaury.ports.opening import MayOpen, anywhere
from thesaury.ports.source import Tools

# What programs call a file while they write it.
_UNFINISHED = (".tmp", ".temp", ".part", ".partial", ".crdownload", "~", "_exiftool_tmp")
# A burst that does not end is told of in parts, in milliseconds.
_LONGEST = 5_000
_SOMETHING = Hint("")


def open_watch(connection: Connection, tools: Tools) -> Watch:
    """The watch over a folder connection. Raises Usage for a wrong setting."""
    return FolderWatch(
        settings.root(connection), settings.asked(connection, "poll", usual=False), may_open=tools.may_open
    )


@dataclass(frozen=True, slots=True)
class FolderWatch:
    """Watches everything below `root`, and tells nothing of what lies where `may_open` refuses, which a link may lead to; `poll` looks
    again and again, every `pause`, where the system tells nothing.

    An empty tuple comes every `beat`; a burst has settled when nothing came during `quiet`. All three are in milliseconds.
    """

    root: Path
    poll: bool = False
    beat: int = 1_000
    quiet: int = 400
    pause: int = 5_000
    may_open: MayOpen = anywhere

    def hints(self, stopped: Callable[[], bool]) -> Iterator[tuple[Hint, ...]]:
        """The external ids of what changed, once a burst has settled; a folder that came or went hints at something unnamed.

        Raises Unreachable when the folder is not there, or not any more, and when the system watches no more folders.
        """
        self._reach()
        try:
            for changes in self._changes(stopped):
                self._reach()
                hints = (hint for path, kind in sorted(changes) for hint in self._hints(Path(path), kind))
                yield tuple(dict.fromkeys(hints))
        except OSError as error:
            message = f"The folder {self.root} cannot be watched ({error}). Set poll to yes to look again and again."
            raise Unreachable(message) from error

    def _changes(self, stopped: Callable[[], bool]) -> Iterator[set[tuple[str, str]]]:
        """Paths, each with `added`, `modified` or `deleted`."""
        from watchfiles import watch

        for changes in watch(
            self.root,
            watch_filter=lambda _, path: self._matters(Path(path)),
            stop_event=_Stop(stopped),
            yield_on_timeout=True,
            rust_timeout=self.beat,
            step=self.quiet,
            debounce=_LONGEST,
            force_polling=self.poll,
            poll_delay_ms=self.pause,
            ignore_permission_denied=True,
        ):
            yield {(path, change.raw_str()) for change, path in changes}

    def _matters(self, path: Path) -> bool:
        """Whether nothing on the way to it is hidden, the system's own, or not finished."""
        if not path.is_relative_to(self.root):
            return False
        parts = path.relative_to(self.root).parts
        unfinished = parts and (parts[-1].startswith("~") or parts[-1].lower().endswith(_UNFINISHED))
        return bool(parts) and not unfinished and not any(map(is_passed_over, parts)) and self.may_open(path)

    def _hints(self, path: Path, kind: str) -> Iterator[Hint]:
        if path.suffix.lower() == ".xmp":
            yield from (Hint(self._key(picture)) for picture in sorted(pictures_of(path)))
        elif media_type(path.name):
            yield Hint(self._key(path))
        elif kind == "deleted" or (kind == "added" and path.is_dir()):
            # What lay in a folder that was moved as a whole is not told one by one.
            yield _SOMETHING

    def _key(self, path: PurePath) -> str:
        return path.relative_to(self.root).as_posix()

    def _reach(self) -> None:
        if not self.root.is_dir():
            raise Unreachable(f"The folder {self.root} is not there; connect the disk or share and try again.")


@dataclass(frozen=True, slots=True)
class _Stop:
    """What the watching library asks whether to stop."""

    stopped: Callable[[], bool]

    def is_set(self) -> bool:
        return self.stopped()
