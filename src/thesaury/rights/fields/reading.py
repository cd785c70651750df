"""Every field of a licence by its role: what it says of the terms, and what it says of the purchase."""

from collections.abc import Callable, Iterator, Sequence

from thesaury.model.licensing import Axis
from thesaury.model.remembering import remembered
from thesaury.model.rights_record import Purchase
from thesaury.ports.licences import Field, FieldedLicence, Role
from thesaury.rights.fields import conditions
from thesaury.rights.fields.days import DAYS, day
from thesaury.rights.fields.drawn import Drawn, left
from thesaury.rights.fields.lists import LISTS, listed
from thesaury.rights.fields.words import said
from thesaury.rights.parsing import Context
from thesaury.rights.vocabulary import Tables

_ONE: dict[Role, Callable[[Field, Tables], Drawn]] = {
    Role.LIMITS: conditions.limits,
    Role.DUTIES: conditions.duties,
    Role.CREDIT: conditions.credit,
    Role.MODIFICATION: conditions.modification,
    Role.EXCLUSIVITY: conditions.exclusivity,
    Role.LANGUAGE: conditions.language,
    Role.MODEL: conditions.model,
    Role.PROHIBITED: conditions.prohibited,
    Role.UNREAD: lambda field, tables: left(field, Axis.OTHER, "no_grant_stated"),
    **dict.fromkeys(DAYS, lambda field, tables: day(field)),
}
"""The roles whose values are read one by one; all of them have to allow."""

_LONGEST = 2000
"""Code points of the longest value that is read; a longer one is for a person."""
_KEPT = 8192
"""Readings of fields that are kept."""
BETWEEN = "\n"
"""What stands between two texts of one licence."""
_PURCHASES = (Role.LICENSOR, Role.LICENSEE, Role.TRANSACTION)
_RELEASES = ((Role.MODEL_RELEASE, "model"), (Role.PROPERTY_RELEASE, "property"))


def read_fields(licence: FieldedLicence, tables: Tables, context: Context) -> Iterator[Drawn]:
    """What each field says: the values of one list unite, everything else has to allow together."""
    together: dict[tuple[object, ...], list[Field]] = {}
    for place, field in enumerate(licence.fields):
        if field.value.strip():
            lists = field.role in LISTS or field.role in conditions.SCOPES
            together.setdefault((field.name, field.role) if lists else (place,), []).append(field)
    yield from (_drawn(tuple(fields), tables, context) for fields in together.values())


@remembered(_KEPT)
def _drawn(fields: tuple[Field, ...], tables: Tables, context: Context) -> Drawn:
    """One field; many assets have the same values in it."""
    first = fields[0]
    if (too_long := next((field for field in fields if len(field.value) > _LONGEST), None)) is not None:
        return left(too_long, Axis.OTHER, "not_a_grant")
    if first.role in LISTS:
        return listed(fields, tables, context)
    if first.role in conditions.SCOPES:
        return conditions.scope(fields)
    read = _ONE.get(first.role)
    return read(first, tables) if read is not None else Drawn()


def purchase_of(licence: FieldedLicence) -> Purchase:
    """How the licence came about, in the words of the source; several values of one field are told together."""
    licensor, licensee, transaction = (", ".join(_values(licence, role)) for role in _PURCHASES)
    releases = ((kind, ", ".join(values)) for role, kind in _RELEASES if (values := _values(licence, role)))
    return Purchase(licensor, licensee, transaction, releases=tuple(releases))


def unreleased(licence: FieldedLicence) -> tuple[Field, ...]:
    """The fields that say of a person or of a property that there is no release."""
    roles = {role for role, _ in _RELEASES}
    return tuple(field for field in licence.fields if field.role in roles and said(field.value, "unreleased"))


def texts_of(licence: FieldedLicence) -> Sequence[str]:
    """Its texts, in order."""
    return _values(licence, Role.TEXT)


def text_of(licence: FieldedLicence) -> str:
    """Its texts, each on lines of its own."""
    return BETWEEN.join(texts_of(licence))


def _values(licence: FieldedLicence, role: Role) -> Sequence[str]:
    return tuple(dict.fromkeys(f.value.strip() for f in licence.fields if f.role is role and f.value.strip()))
