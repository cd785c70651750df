"""Settings as they stand and where each comes from; and changes of them, written to `thesaury.toml` whole and with its comments."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from thesaury.bootstrap.apart import check_named
from thesaury.bootstrap.standing import agency_above
from thesaury.config import SETTINGS_FILE, Settings, read_settings
from thesaury.model.errors import NoSpace, Unreachable, Usage

_PREFIX = "THESAURY_"
_LOCK = "settings.lock"
_OF_AGENCY = frozenset({"proposals_url", "model_hub", "webhook_private_hosts"})
"""Addresses to which the process sends a secret of its environment, which in an agency is one of all clients, and hosts that are reached
within the network of the server: who administers one client in the browser is not to say where either goes."""


class Origin(StrEnum):
    """Where a setting comes from."""

    DEFAULT = "default"
    FILE = "file"
    ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its value, the one it would have by itself, what it means, and where the value comes from. `of_agency` is one that only
    who works on the agency's server changes, in the file."""

    name: str
    value: Any
    default: Any
    meaning: str
    origin: Origin
    of_agency: bool = False

    @property
    def variable(self) -> str:
        """The environment variable that wins over the file."""
        return f"{_PREFIX}{self.name.upper()}"


def settings_of(root: Path) -> dict[str, Setting]:
    """Every setting of the workspace at this directory, by name. Raises Usage when one is wrong."""
    settings, named = read_settings(root), _in_file(root)
    kept = _OF_AGENCY if agency_above(root) else frozenset()
    return {name: _setting(name, field, settings, named, name in kept) for name, field in Settings.model_fields.items()}


def change_settings(root: Path, changes: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Write these values to the file, all or none; returns those that are other ones now, each with the value before.

    A value of None takes the setting out of the file, so that its default holds. What stands in the file beside them stays, comments
    too. Raises Usage, naming the setting, for a value that is not allowed, comes from the environment or leads to where it may not look.
    """
    from filelock import FileLock

    check_named(root, changes)
    with FileLock(root / _LOCK):
        before = settings_of(root)
        for name in changes:
            if before[name].origin is Origin.ENVIRONMENT:
                raise Usage(f"{name} comes from the environment variable {before[name].variable}. Change it there.")
        _write(root, changes)
        after = settings_of(root)
    changed = {name: (before[name].value, after[name].value) for name in changes}
    return {name: pair for name, pair in changed.items() if pair[0] != pair[1]}


def _setting(name: str, field: Any, settings: Settings, named: frozenset[str], of_agency: bool) -> Setting:
    variable = f"{_PREFIX}{name.upper()}"
    given = {key.upper() for key in os.environ}
    origin = Origin.ENVIRONMENT if variable in given else Origin.FILE if name in named else Origin.DEFAULT
    return Setting(name, getattr(settings, name), field.default, field.description or "", origin, of_agency)


def _in_file(root: Path) -> frozenset[str]:
    from tomllib import loads

    path = root / SETTINGS_FILE
    return frozenset(loads(path.read_text(encoding="utf-8"))) if path.exists() else frozenset()


def _write(root: Path, changes: Mapping[str, Any]) -> None:
    """The new text is read as the file will be before it takes its place."""
    path, fresh = root / SETTINGS_FILE, root / f".{SETTINGS_FILE}.new"
    try:
        fresh.write_text(_changed(path, changes), encoding="utf-8")
        _checked(fresh)
        with fresh.open("rb") as written:
            os.fsync(written.fileno())
        fresh.replace(path)
    except OSError as error:
        wrong = f"{path} cannot be written: {error.strerror or error}."
        raise (NoSpace if error.errno == 28 else Unreachable)(
            f"{wrong} Make room or allow it, then try again."
        ) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _changed(path: Path, changes: Mapping[str, Any]) -> str:
    import tomlkit

    document = tomlkit.parse(path.read_text(encoding="utf-8") if path.exists() else "")
    for name, value in changes.items():
        if value is None:
            document.pop(name, None)
        else:
            document[name] = list(value) if isinstance(value, tuple) else value
    return tomlkit.dumps(document)


def _checked(fresh: Path) -> None:
    """Raises Usage where the file would be wrong."""
    from pydantic import ValidationError

    class Fresh(Settings):
        toml = fresh

    try:
        Fresh()
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        said = str(first["msg"]).removeprefix("Value error, ")
        raise Usage(f"{where} cannot be {first.get('input')!r}: {said}. Nothing was changed.") from error
