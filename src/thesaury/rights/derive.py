"""What the sources of an asset state of its rights: rights records, version after version, and the policies that pages show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.asset import Asset, Licence
from thesaury.model.licensing import Statement, Unresolved
from thesaury.model.policy import Policy
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.ports.licences import LicenceReader
from thesaury.rights.keeping import renewed

VERSION = "rights/1+1"
"""Raised by hand when sources are read otherwise; it ends in the parser's own version. What another version read is read again."""

_UNREAD = "no_grant_stated"
"""Why a person has to look at fields: no rule turns them into terms yet."""

Known = Mapping[tuple[str, str], RightsRecord]
"""The newest rights records by their key."""

Readers = Mapping[str, LicenceReader]
"""Who reads the licences of records, by connection; licences of others are texts and fields."""


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


def version_with(readers: Readers) -> str:
    """Everything that decides how licences are read."""
    return " ".join([VERSION, *sorted({reader.version for reader in readers.values()})])


def derive(asset: Asset, known: Known, at: str, readers: Readers | None = None) -> Derived:
    """Read every licence of an asset at this moment; an asset without licences has no policy, which permits nothing."""
    parser, policies, new = version_with(readers or {}), list[Policy](), list[RightsRecord]()
    for told in _told(asset, at, readers or {}):
        before = known.get((told.source.record, told.source.place))
        made = renewed(before, told.source, told.statement, parser, at, told.purchase)
        new += [made] if made else []
        if (record := made or before) is not None:
            policies.append(_policy(record))
    return Derived(tuple(policies), tuple(new))


def _told(asset: Asset, at: str, readers: Readers) -> Iterator[_Read]:
    for record in asset.records:
        licences: Sequence[Licence] = record.licences
        if (reader := readers.get(record.connection)) is not None:
            stated, licences = reader.read(licences)
            for number, one in enumerate(stated):
                place = one.purchase.transaction or f"stated {number}"
                yield _Read(RightsSource(record.key, place, "", one.fields, at), one.statement, one.purchase)
                for of_text, text in enumerate(one.texts):
                    source = RightsSource(record.key, f"{place} text {of_text}", text, (), at)
                    yield _Read(source, _parsed(text), one.purchase)
        for number, licence in enumerate(licences):
            source = RightsSource(record.key, str(number), licence.text, licence.fields, at)
            yield _Read(source, _by_text_alone(licence))


def _by_text_alone(licence: Licence) -> Statement:
    """Fields are no grant by themselves: until somebody reads them, they send the licence to a person."""
    told = _parsed(licence.text) if licence.text else Statement()
    fields = tuple(Unresolved(_UNREAD, 0, 0, f"{name}: {value}") for name, value in licence.fields)
    return Statement(told.model, told.prohibit_all, told.terms, (*told.unresolved, *fields), told.spans)


def _parsed(text: str) -> Statement:
    from thesaury.rights.parsing import (  # its tables take a quarter of a second, and most commands read no licence
        Context,
        parse,
    )

    return parse(text, Context())


def _policy(record: RightsRecord) -> Policy:
    source, statement = record.source, record.statement
    unresolved = tuple(one.words for one in statement.unresolved if one.words)
    return Policy(source.record, record.status, source.text, source.fields, unresolved)
