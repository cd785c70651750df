"""Settings as fields of a form, and what somebody sent read as settings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

from thesaury.bootstrap.settings_file import Origin, Setting
from thesaury.config import Settings
from thesaury.model.errors import Usage
from thesaury.web.parts.settings.groups import BY_HAND, effect
from thesaury.web.texts import named, phrase

_ACCOUNT = re.compile(r"(?<=//)[^/@\s]*@")
"""Name and password in an address, which no page shows."""


@dataclass(frozen=True, slots=True)
class Field:
    """One setting as a person sees it. `kind` is text, number, tick, choice or lines; `fixed` says why it cannot be changed here."""

    name: str
    label: str
    meaning: str
    kind: str
    value: str
    default: str
    origin: str
    choices: tuple[tuple[str, str], ...] = ()
    fixed: str = ""
    effect: str = ""
    wrong: str = ""


def field(setting: Setting, typed: Mapping[str, str] | None = None, wrong: str = "") -> Field:
    """The field of a setting; with what was typed in the place of what holds."""
    kind, choices = _kind(setting)
    value = shown(setting.value) if typed is None else typed.get(setting.name, "")
    return Field(
        setting.name,
        named("setting", setting.name),
        phrase(f"setting.{setting.name}.why"),
        kind,
        value,
        shown(setting.default) or phrase("settings.nothing"),
        setting.origin.value,
        choices,
        _fixed(setting),
        phrase(f"settings.effect.{effect(setting.name)}"),
        wrong if wrong.startswith(f"{setting.name} ") else "",
    )


def changes(sent: Mapping[str, str], settings: Mapping[str, Setting], names: Sequence[str]) -> dict[str, Any]:
    """What of these settings is to be another one; None where the default is to hold. Raises Usage for what is no number."""
    found: dict[str, Any] = {}
    for name in names:
        setting = settings[name]
        if _fixed(setting) or (name not in sent and _kind(setting)[0] != "tick"):
            continue
        value = _read(sent.get(name, ""), setting)
        if value != setting.value:
            found[name] = None if value == setting.default else value
    return found


def shown(value: Any) -> str:
    """A value in words: lists one to a line, yes or no as `true` or empty, no account in an address."""
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, tuple | list):
        return "\n".join(map(str, value))
    if isinstance(value, dict):
        return "\n".join(f"{key}: {one}" for key, one in value.items())
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _ACCOUNT.sub("", str(value))


def _fixed(setting: Setting) -> str:
    if setting.origin is Origin.ENVIRONMENT:
        return phrase("settings.fixed.environment", variable=setting.variable)
    if setting.of_agency:
        return phrase("settings.fixed.agency")
    return phrase("settings.fixed.file") if setting.name in BY_HAND else ""


def _kind(setting: Setting) -> tuple[str, tuple[tuple[str, str], ...]]:
    kind = Settings.model_fields[setting.name].annotation
    if kind is bool:
        return "tick", ()
    if kind in (int, float):
        return "number", ()
    if options := _options(kind):
        return "choice", tuple(
            (one, named(f"setting.{setting.name}", one) if one else phrase("settings.nothing")) for one in options
        )
    return ("lines", ()) if get_origin(kind) in (tuple, dict) else ("text", ())


def _options(kind: Any) -> tuple[str, ...]:
    """What a choice chooses from: the values of a Literal, of an enumeration, or of both."""
    if get_origin(kind) is Literal:
        return tuple(map(str, get_args(kind)))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return tuple(one.value for one in kind)
    parts = [_options(one) for one in get_args(kind)] if get_origin(kind) not in (tuple, dict, None) else []
    return tuple(one for part in reversed(parts) for one in part)


def _read(typed: str, setting: Setting) -> Any:
    kind, _ = _kind(setting)
    if kind == "tick":
        return bool(typed)
    if kind == "lines":
        return tuple(dict.fromkeys(filter(None, (one.strip() for one in re.split(r"[\n,]", typed)))))
    if kind == "number":
        try:
            return type(setting.default)(typed.strip())
        except ValueError:
            raise Usage(f"{setting.name} has to be a number, not {typed!r}. Nothing was changed.") from None
    return typed.strip()
