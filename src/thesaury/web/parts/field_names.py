"""What the fields of assets are called: by the texts of pages, else as onboarding calls the role that a column took."""

from thesaury.onboarding.reasons import role_name
from thesaury.onboarding.roles import FieldRole
from thesaury.web.texts import ENGLISH, named, phrase, speaking

_ROLES = frozenset(FieldRole)


def field_name(name: str) -> str:
    """The field of a text or of a tag, in the reader's language."""
    return _called("field", name)


def property_name(name: str) -> str:
    """A property of a record, in the reader's language; one that nobody knows is called as it came."""
    return _called("property", name)


def _called(group: str, name: str) -> str:
    if f"{group}.{name}" in ENGLISH:
        return phrase(f"{group}.{name}")
    return role_name(FieldRole(name), speaking.get()) if name in _ROLES else named(group, name)
