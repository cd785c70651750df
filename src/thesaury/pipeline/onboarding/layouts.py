"""Layouts: what is decided of fields, written so that the next client whose fields are called alike begins with it."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from thesaury.model.errors import BadInput, Unreachable
from thesaury.model.onboarding import Meaning, OnboardingRound, Reading
from thesaury.onboarding.roles import FieldRole
from thesaury.pipeline.onboarding.deciding import Ruling, decide
from thesaury.pipeline.onboarding.field_settings import targets_of
from thesaury.pipeline.onboarding.rounds import fields_of
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.words.folding import folded


@dataclass(frozen=True, slots=True)
class LaidOut:
    """How many fields of a layout changed a decision, and the names of those that the round does not have."""

    changed: int
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    role: FieldRole
    language: str
    reading: Reading


def layout_of(workspace: Workspace, round: OnboardingRound) -> dict[str, Any]:
    """The fields of this round that are accepted, each with its role, its language where it has one, how its cells are read as far as
    that is known, and `target`, what the setting `mapping` of a table's connection calls that."""
    return {"fields": list(_fields(workspace, round))}


def apply_layout(workspace: Workspace, round: OnboardingRound, path: Path, dry_run: bool = False) -> LaidOut:
    """Accept the roles of a layout, a TOML file, for the fields of a round that are called so, whatever their case and accents, as one
    batch.

    With `dry_run` nothing is kept, and every field that is there counts. Raises BadInput where it is no layout, Unreachable where it cannot
    be read; nothing is kept then.
    """
    wanted = _read(_toml(path), path.name)
    subjects = [one.subject for one in fields_of(workspace, round)]
    there = {folded(one.field): one for one in subjects} | {one.field: one for one in subjects}
    found = {one.name: there.get(one.name) or there.get(folded(one.name)) for one in wanted}
    rulings = {
        subject: Ruling(meaning=Meaning.ROLE, target=one.role.value, language=one.language, reading=one.reading)
        for one in wanted
        if (subject := found[one.name])
    }
    changed = len(rulings) if dry_run else len(decide(workspace, round, rulings))
    return LaidOut(changed, tuple(name for name, subject in found.items() if not subject))


def _fields(workspace: Workspace, round: OnboardingRound) -> Iterator[dict[str, str]]:
    fields = fields_of(workspace, round)
    targets = targets_of(fields)
    for one in (one for one in fields if one.subject.field in targets):
        role, language = FieldRole(one.said.target), one.said.language
        told = {"field": one.subject.field, "role": role.value}
        if language:
            told["language"] = language
        told |= {name: value for name, value in asdict(one.said.reading).items() if value is not None}
        yield told | {"target": targets[one.subject.field]}


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unreachable(f"{path} cannot be opened: {error.strerror}. Check the path and its permissions.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"{path.name} is no TOML: {error}. Is it the right file?") from error


def _read(layout: Mapping[str, Any], file: str) -> Sequence[_Field]:
    entries = layout.get("fields")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadInput(
            f"{file} is no layout: it has no list of fields. One is written by: thesaury onboard export --form layout"
        )
    found = []
    for place, entry in enumerate(entries, 1):
        name, role, language = (entry.get(key, "") for key in ("field", "role", "language"))
        if not (isinstance(name, str) and name and isinstance(language, str)):
            raise BadInput(
                f"{file}, entry {place} of fields: it needs the name of a field, and a text as language if it has one."
            )
        if role not in set(FieldRole):
            raise BadInput(f"{file}, entry {place} of fields: {role!r} is no role. Roles: {', '.join(FieldRole)}.")
        reading = {key: entry.get(key) for key in ("separator", "dates", "decimal")}
        if not all(value is None or isinstance(value, str) for value in reading.values()):
            raise BadInput(f"{file}, entry {place} of fields: separator, dates and decimal are texts, or left out.")
        found.append(_Field(name, FieldRole(role), language, Reading(**reading)))
    return found
