"""The settings of a connection as a form made from the connector's manifest, and back; a secret is taken and never shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from thesaury.bootstrap import connector
from thesaury.model.connection import Connection
from thesaury.model.errors import BadInput
from thesaury.web.parts.connecting import good_name
from thesaury.web.texts import named, phrase

SETTING, SECRET = "set.", "secret."
"""What the names of fields begin with; forms that wait for somebody to sign in leave out every secret."""
_OWN = ("sandbox",)
_SWITCH = ("yes", "no")


class Asked(Protocol):
    """A setting as manifests have it."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def description(self) -> str:
        """What it means."""

    @property
    def required(self) -> bool:
        """Whether it must be given."""

    @property
    def secret(self) -> bool:
        """Whether it is kept in the vault."""

    @property
    def default(self) -> str:
        """What holds without it."""

    @property
    def choices(self) -> tuple[str, ...]:
        """The values it takes, where these are few."""


@dataclass(frozen=True, slots=True)
class Field:
    """One setting: how it is asked, what is in it, and what the connector says of it."""

    id: str
    name: str
    label: str
    hint: str
    value: str
    default: str
    required: bool
    choices: tuple[str, ...]
    secret: bool = False
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields that come first, the secrets, and those that most people leave alone."""

    first: tuple[Field, ...]
    secrets: tuple[Field, ...]
    more: tuple[Field, ...]

    @property
    def touched(self) -> bool:
        """Whether one of the further ones has a value."""
        return any(field.value for field in self.more)


def fields(name: str, given: Mapping[str, str], kept: Mapping[str, str]) -> Fields:
    """The fields of a connector with these values; `kept` says of each secret that is there since when."""
    manifest = connector(name)
    asked = [_field(setting, given.get(setting.name, ""), kept.get(setting.name, "")) for setting in manifest.settings]
    plain = [field for field in asked if not field.secret]
    first = [field for place, field in enumerate(plain) if field.required or place == 0]
    return Fields(
        tuple(first),
        tuple(field for field in asked if field.secret),
        tuple(field for field in plain if field not in first),
    )


def connection_of(
    connector_name: str, name: str, posted: Mapping[str, str], before: Connection | None = None
) -> Connection:
    """The connection that a form describes. Raises BadInput for a name nobody could type or address."""
    if before is None and not good_name(name):
        raise BadInput(phrase("connections.name.wrong"))
    known = {setting.name for setting in connector(connector_name).settings}
    settings = {key.removeprefix(SETTING): value.strip() for key, value in posted.items() if key.startswith(SETTING)}
    kept = {key: value for key, value in before.settings if key in _OWN or key not in known} if before else {}
    filled = {key: value for key, value in settings.items() if value and key in known}
    return Connection(name, connector_name, tuple(sorted({**kept, **filled}.items())))


def secrets_of(connector_name: str, posted: Mapping[str, str]) -> dict[str, str]:
    """The secrets that were typed; an empty field leaves the secret that is kept alone."""
    known = [setting.name for setting in connector(connector_name).settings if setting.secret]
    return {name: posted[SECRET + name] for name in known if posted.get(SECRET + name, "")}


def _field(setting: Asked, value: str, kept: str) -> Field:
    choices = setting.choices or (_SWITCH if setting.default in _SWITCH else ())
    return Field(
        f"{'secret' if setting.secret else 'set'}-{setting.name}",
        (SECRET if setting.secret else SETTING) + setting.name,
        named("connections.setting", setting.name),
        setting.description,
        "" if setting.secret else value,
        setting.default,
        setting.required,
        choices,
        setting.secret,
        kept if setting.secret else "",
    )
