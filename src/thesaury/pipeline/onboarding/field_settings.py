"""What was accepted of the fields of a round, as a table's connection is told it and as its records have it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence

from thesaury.model.connection import Connection
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import KeptMapping, OnboardingRound, SourceKind
from thesaury.onboarding.fields import FieldRole
from thesaury.onboarding.fields.naming import plain_names
from thesaury.onboarding.roles import TEXTS, target_of

_KEPT = "ignore"
_UNCUT = ("id", "file", "title", "description", "text:", "licence", _KEPT)
"""How targets begin whose cells are never cut."""


def accepted_roles(fields: Sequence[KeptMapping]) -> dict[str, tuple[FieldRole, str]]:
    """The accepted role of each field, with its language."""
    accepted = (one for one in fields if one.said.status is MappingStatus.ACCEPTED)
    return {one.subject.field: (FieldRole(one.said.target), one.said.language) for one in accepted}


def targets_of(fields: Sequence[KeptMapping]) -> dict[str, str]:
    """What the setting `mapping` of a table's connection calls the accepted ones of these fields, which are all that the table has."""
    names = plain_names(one.subject.field for one in fields)
    return {name: target_of(role, names[name], language) for name, (role, language) in accepted_roles(fields).items()}


def places_of(round: OnboardingRound, fields: Sequence[KeptMapping]) -> dict[str, str]:
    """Where in a record the values of each field stand: as `model.client_word` calls it. Records of a connection have the field itself; a
    table's layout calls it by its role, and one that is not accepted stands nowhere."""
    if round.kind is SourceKind.CONNECTION:
        return {one.subject.field: one.subject.field for one in fields}
    return {name: _place(target) for name, target in targets_of(fields).items()}


def places_in(connection: Connection, round: OnboardingRound, fields: Sequence[KeptMapping]) -> dict[str, str]:
    """The same in the records of this connection: a field whose role is open again stays where the connection has it until somebody says
    otherwise of it, or starts the connection anew."""
    places = places_of(round, fields)
    if round.kind is SourceKind.TABLE and (told := connection.setting("mapping")):
        waiting = (one.subject.field for one in fields if one.said.status is MappingStatus.PROPOSED)
        mapping = json.loads(told)
        places |= {name: _place(mapping[name]) for name in waiting if mapping.get(name, _KEPT) != _KEPT}
    return places


def _place(target: str) -> str:
    return target.removeprefix("property:")


def settings_of(fields: Sequence[KeptMapping]) -> dict[str, str]:
    """The settings of a table's connection that say what was accepted of these fields: `mapping`, `lists`, `dates`, `decimals`, `language`.
    A field that is not accepted is only kept."""
    roles = accepted_roles(fields)
    readings = {one.subject.field: one.said.reading for one in fields if one.subject.field in roles}
    mapping = {one.subject.field: _KEPT for one in fields}
    mapping |= targets_of(fields)
    listed = {name: one for name, one in readings.items() if not mapping[name].startswith(_UNCUT)}
    spoken = Counter(language for role, language in roles.values() if language and role in TEXTS)
    return {
        "mapping": _json(mapping),
        "lists": _json({name: one.separator for name, one in listed.items() if one.separator is not None}),
        "dates": _json({name: one.dates for name, one in readings.items() if one.dates}),
        "decimals": _json({name: one.decimal for name, one in readings.items() if one.decimal}),
        "language": spoken.most_common(1)[0][0] if spoken else "",
    }


def _json(told: Mapping[str, str | None]) -> str:
    return json.dumps(told, ensure_ascii=False) if told else ""
