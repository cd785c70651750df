"""The registry of connectors: reads the manifests of our own and of outside packages, and imports none of them."""

import logging
import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from thesaury.model.connection import Capabilities, Connection
from thesaury.model.errors import Usage

GROUP = "thesaury.connectors"
"""The entry point group of outside connectors; each value is the package that holds `manifest.toml`."""

Factory = Callable[..., Any]
"""Opens one role of a connection: `(Connection, Tools) -> AssetSource | AssetSink | ...`, as the ports say; an annotator's
factory is `(Connection, Tools, vocabulary versions with content) -> Annotator`, that of a licence writer `() -> LicenceWriter`, that of
`queries` takes None for both where no connection is meant."""

_PASSWORD = re.compile(r"://[^/\s:@]*:[^/\s@]+@")
_FILE = "manifest.toml"
_HELPS = (
    "login",
    "keep",
    "check",
    "forms",
    "model",
    "listener",
    "watch",
    "report",
    "pictures",
    "licences",
    "licence_writer",
    "queries",
    "expander",
    "plugin",
)
"""Factories that are no role of their own: they come with whatever the connection is."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a connection: what it is called, whether it must be given, what it means.

    A `secret` one is kept in the vault and never among the settings; `default` is only shown, the connector itself applies it, and so
    are `choices`, the values it takes where these are few.
    """

    name: str
    description: str
    required: bool = False
    secret: bool = False
    default: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a connector says of itself; `factories` names a function, as `module:function`, for each role it can have.

    `chosen` names a function from a connection to the roles its settings give it; without one it has all of them.
    """

    name: str
    title: str
    summary: str
    factories: Mapping[str, str]
    chosen: str
    tier: str
    capabilities: Capabilities
    settings: tuple[Setting, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """What a connection can be: source, sink, target, vocabulary, annotator, proposals, graph, usage."""
        return tuple(role for role in self.factories if role not in _HELPS)

    @property
    def helps(self) -> tuple[str, ...]:
        """What a connection can do beside its roles."""
        return tuple(name for name in self.factories if name in _HELPS)

    def roles_of(self, connection: Connection) -> tuple[str, ...]:
        """The roles this connection has by its settings; the setting `roles` (parted by commas) may keep it to some of them."""
        able = self._loaded(self.chosen)(connection) if self.chosen else self.roles
        chosen = [role.strip() for role in connection.setting("roles").split(",") if role.strip()]
        if unknown := [role for role in chosen if role not in self.factories]:
            raise Usage(f"The connector {self.name} cannot be a {unknown[0]}; it can be: {', '.join(self.roles)}.")
        return tuple(role for role in able if not chosen or role in chosen)

    def factory(self, role: str) -> Factory:
        """The function that opens this role; only now is the connector imported. Raises Usage when it has no such role or a
        package is missing."""
        if role not in self.factories:
            raise Usage(f"The connector {self.name} cannot be a {role}; it can be: {', '.join(self.roles)}.")
        return self._loaded(self.factories[role])

    def _loaded(self, target: str) -> Factory:
        module, _, function = target.partition(":")
        try:
            return cast(Factory, getattr(import_module(module), function))
        except (ImportError, AttributeError) as error:
            raise Usage(f"The connector {self.name} cannot be loaded: {error}. Install what it needs.") from error

    def check(self, connection: Connection) -> None:
        """Raises Usage, with the right names, when a setting is unknown or a required one is missing."""
        known = [setting.name for setting in self.settings]
        secret = {setting.name for setting in self.settings if setting.secret}
        known += ["roles", "sandbox"]
        for name, _ in connection.settings:
            if name in secret:
                raise Usage(
                    f"'{name}' is a secret and does not belong among the settings. Give it with --secret {name}."
                )
            if name not in known:
                raise Usage(f"The connector {self.name} has no setting '{name}'; it has {', '.join(known)}.")
        for name, value in connection.settings:
            if _PASSWORD.search(value):
                raise Usage(
                    f"The setting '{name}' holds a password in its address. Take it out and give it with --secret."
                )
        for setting in self.settings:
            if setting.required and not setting.secret and not connection.setting(setting.name).strip():
                raise Usage(
                    f"The connection {connection.name} needs the setting '{setting.name}': {setting.description}"
                )


def manifests() -> Mapping[str, Manifest]:
    """Every connector by name, our own first; an outside one that is broken or takes a name in use is left out with a warning."""
    return _found(tuple(sys.path))


@lru_cache(maxsize=4)
def _found(places: tuple[str, ...]) -> Mapping[str, Manifest]:
    """Looked for once in these places: to ask every installed package takes longer than to answer a page."""
    found = {manifest.name: manifest for manifest in map(parsed, _own())}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        manifest = _outside(point)
        if manifest and manifest.name not in found:
            found[manifest.name] = manifest
        elif manifest:
            _log.warning("The connector %s of %s is left out: the name is taken.", manifest.name, point.value)
    return MappingProxyType(found)


def own_manifest(package: str) -> Manifest:
    """The manifest that lies in this package."""
    return parsed((files(package) / _FILE).read_text("utf-8"))


@lru_cache(maxsize=128)
def parsed(text: str) -> Manifest:
    """A manifest from its TOML text. Raises KeyError, TypeError or ValueError when something is missing or misspelt."""
    data: dict[str, Any] = tomllib.loads(text)
    return Manifest(
        name=data["name"],
        title=data["title"],
        summary=data["summary"],
        factories=dict(data["factories"]),
        chosen=data.get("roles", ""),
        tier=data["tier"],
        capabilities=Capabilities(**data.get("capabilities", {})),
        settings=tuple(
            Setting(**{**setting, "choices": tuple(setting.get("choices", ()))}) for setting in data.get("settings", ())
        ),
    )


def _own() -> list[str]:
    folders = sorted(files(__package__).iterdir(), key=lambda folder: folder.name)
    manifests_ = [folder / _FILE for folder in folders if folder.is_dir()]
    return [manifest.read_text("utf-8") for manifest in manifests_ if manifest.is_file()]


def _outside(point: EntryPoint) -> Manifest | None:
    """The manifest of one entry point, found without importing its package."""
    try:
        spec = find_spec(point.value)
        if spec is None or not spec.submodule_search_locations:
            raise ValueError(f"there is no package {point.value}")
        return parsed((Path(spec.submodule_search_locations[0]) / _FILE).read_text("utf-8"))
    except (OSError, ImportError, KeyError, TypeError, ValueError) as error:
        _log.warning("The connector %s is left out, its manifest cannot be read: %s", point.value, error)
        return None
