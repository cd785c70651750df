"""The values of a client's fields that are words of a vocabulary, and the client's own names among them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesaury.onboarding.profiling import FieldProfile
from thesaury.onboarding.roles import OWN_NAMES, VALUED, FieldRole


@dataclass(frozen=True, slots=True)
class ValueUse:
    """One value of one field, and on how many assets it is."""

    field: str
    value: str
    assets: int


@dataclass(frozen=True, slots=True)
class OwnName:
    """A name of the client's: the value of a field for brands, products or campaigns."""

    value: str
    field: str
    role: FieldRole


def value_uses(profiles: Sequence[FieldProfile], roles: Mapping[str, FieldRole]) -> tuple[ValueUse, ...]:
    """The values that are to be mapped to concepts, field by field, the most frequent first; `roles` are those of the fields."""
    chosen = (profile for profile in profiles if roles.get(profile.name) in VALUED)
    return tuple(ValueUse(profile.name, value, rows) for profile in chosen for value, rows in profile.common)


def own_names(profiles: Sequence[FieldProfile], roles: Mapping[str, FieldRole]) -> tuple[OwnName, ...]:
    """The names that stand in fields for brands, products and campaigns, brands first."""
    return tuple(_names(profiles, roles))


def _names(profiles: Sequence[FieldProfile], roles: Mapping[str, FieldRole]) -> Iterator[OwnName]:
    for role in OWN_NAMES:
        for profile in profiles:
            if roles.get(profile.name) is role:
                yield from (OwnName(value, profile.name, role) for value, _ in profile.common)
