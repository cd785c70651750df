"""What the sources of an asset state of its rights: rights records, version after version, and the policies that pages show."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count

from thesaury.model.asset import Asset, Licence
from thesaury.model.licensing import Statement, Unresolved
from thesaury.model.policy import Policy
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.ports.licences import FieldedLicence, LicenceReader, Role
from thesaury.rights.keeping import renewed, withdrawn
from thesaury.rights.vocabulary import Tables
from thesaury.rights.vocabulary.client import OwnRegions

VERSION = "rights/3+3"
"""Raised by hand when sources are read otherwise; it ends in the parser's own version. What another version read is read again."""

_UNREAD = "no_grant_stated"
"""Why a person has to look at fields: no rule turns them into terms yet."""

Known = Mapping[tuple[str, str], RightsRecord]
"""The newest rights records by their key."""

Readers = Mapping[str, LicenceReader]
"""Who reads the licences of records, by connection; licences of others are texts and fields."""


_Parse = Callable[[str], Statement]


@dataclass(frozen=True, slots=True)
class Derived:
    """One policy for each source of each record, in order, and the versions of rights records that are new."""

    policies: tuple[Policy, ...] = ()
    renewed: tuple[RightsRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    source: RightsSource
    statement: Statement
    purchase: Purchase | None = None


def version_with(readers: Readers, own: OwnRegions = OwnRegions()) -> str:
    """Everything that decides how licences are read; `own` are the client's groups of regions."""
    table = [f"regions/{own.digest[:12]}"] if own.digest else []
    return " ".join([VERSION, *sorted({reader.version for reader in readers.values()}), *table])


def derive(
    asset: Asset,
    known: Known,
    at: str,
    readers: Readers | None = None,
    tables: Tables | None = None,
    own: OwnRegions = OwnRegions(),
) -> Derived:
    """Read every licence of an asset at this moment; an asset without licences has no policy, which permits nothing. What was stated
    before and no longer is, is withdrawn.

    `tables` are those the rights are asked by: a client's groups of regions decide what its fields mean. None: the shipped ones. `own`
    has the words by which texts call these groups.
    """
    parser, policies, new = version_with(readers or {}, own), list[Policy](), list[RightsRecord]()
    keys, seen = {record.key for record in asset.records}, set[tuple[str, str]]()
    for told in _told(asset, at, readers or {}, tables, own):
        before = known.get((told.source.record, told.source.place))
        made = renewed(before, told.source, told.statement, parser, at, told.purchase)
        new += [made] if made else []
        if (record := made or before) is not None:
            policies.append(_policy(record))
        seen.add((told.source.record, told.source.place))
    silent = (record for key, record in known.items() if key[0] in keys and key not in seen)
    new += [gone for record in silent if (gone := withdrawn(record, parser, at))]
    return Derived(tuple(policies), tuple(new))


def _told(asset: Asset, at: str, readers: Readers, tables: Tables | None, own: OwnRegions) -> Iterator[_Read]:
    parsed = partial(_parsed, own=own)
    for record in asset.records:
        licences: Sequence[Licence] = record.licences
        numbers = count()
        if (reader := readers.get(record.connection)) is not None:
            stated, licences = reader.read(licences)
            for number, one in enumerate(stated):
                if isinstance(one, FieldedLicence):
                    yield _fielded(record.key, next(numbers), one, at, tables, own)
                    continue
                place = one.purchase.transaction or f"stated {number}"
                if _speaks(one.statement) or not one.texts:
                    yield _Read(RightsSource(record.key, place, "", one.fields, at), one.statement, one.purchase)
                for of_text, text in enumerate(one.texts):
                    source = RightsSource(record.key, f"{place} text {of_text}", text, (), at)
                    yield _Read(source, parsed(text, bought=one.purchase.purchased_at), one.purchase)
        for licence, number in zip(licences, numbers, strict=False):
            source = RightsSource(record.key, str(number), licence.text, licence.fields, at)
            yield _Read(source, _by_text_alone(licence, parsed))


def _speaks(statement: Statement) -> bool:
    """Whether terms of a system state anything; where they do not, as with licences that are sold by their text, the texts are all there
    is to go by."""
    return bool(statement.terms or statement.prohibit_all or statement.unresolved)


def _fielded(
    record: str, number: int, licence: FieldedLicence, at: str, tables: Tables | None, own: OwnRegions
) -> _Read:
    """One record for one licence: its texts are the source's text, and the roles tell a reading of its fields from another one."""
    from thesaury.rights.fields import stated, text_of  # they need the parser's tables, as texts do
    from thesaury.rights.parsing import Context

    told = [field for field in licence.fields if field.role is not Role.TEXT]
    fields, roles = tuple((one.name, one.value) for one in told), tuple(one.role.value for one in told)
    source = RightsSource(record, str(number), text_of(licence), fields, at, licence.embedded, roles)
    return _Read(source, *stated(licence, tables, Context(regions=own.called)))


def _by_text_alone(licence: Licence, parsed: _Parse) -> Statement:
    """Fields are no grant by themselves: until somebody reads them, they send the licence to a person."""
    told = parsed(licence.text) if licence.text else Statement()
    fields = tuple(Unresolved(_UNREAD, 0, 0, f"{name}: {value}") for name, value in licence.fields)
    return Statement(told.model, told.prohibit_all, told.terms, (*told.unresolved, *fields), told.spans)


def _parsed(text: str, own: OwnRegions, bought: str = "") -> Statement:
    """What a text states; the day of purchase chooses between the versions of a licence that it names."""
    from thesaury.rights.parsing import (  # its tables take a quarter of a second, and most commands read no licence
        Context,
        parse,
    )

    return parse(text, replace(Context.of({"purchased_at": bought}), regions=own.called))


def _policy(record: RightsRecord) -> Policy:
    source, statement = record.source, record.statement
    unresolved = tuple(one.words for one in statement.unresolved if one.words)
    return Policy(source.record, record.status, source.text, source.fields, unresolved)
