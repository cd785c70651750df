"""Roles that one field alone fills and several fields have, or that no field has: what a person has to decide."""

from collections.abc import Mapping
from dataclasses import dataclass

from thesaury.onboarding.reasons import quoted, role_name, wording
from thesaury.onboarding.roles import SINGLE, TEXTS, FieldRole


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A role that several fields have, or look like, although one alone fills it, the proposed one first; without fields a role that none
    has."""

    role: FieldRole
    language: str = ""
    fields: tuple[str, ...] = ()

    def sentence(self, language: str = "en") -> str:
        """It as a person reads it, in English where the language is none of ours."""
        role = role_name(self.role, language)
        if not self.fields:
            return wording("conflicts", "missing", language).format(role)
        names = ", ".join(quoted(name, language) for name in self.fields)
        return wording("conflicts", "two", language).format(names, role, self.fields[0])


def filled(role: FieldRole, language: str) -> tuple[FieldRole, str]:
    """What a field of this role fills: a text is one in each language, anything else is one in all of them."""
    return role, language if role in TEXTS else ""


def conflicts_among(roles: Mapping[str, tuple[FieldRole, str]]) -> tuple[FieldConflict, ...]:
    """The roles that several of these fields have although one alone fills them; each field is given with its role and language."""
    having: dict[tuple[FieldRole, str], list[str]] = {}
    for name, (role, language) in roles.items():
        if role in SINGLE:
            having.setdefault(filled(role, language), []).append(name)
    return tuple(FieldConflict(*what, tuple(names)) for what, names in having.items() if len(names) > 1)
