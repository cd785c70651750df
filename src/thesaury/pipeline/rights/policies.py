"""Rights records as policies of other languages, and policies of ODRL as rights records; what is lost on the way is told."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from thesaury.model.asset import Asset
from thesaury.model.errors import BadInput
from thesaury.model.licensing import Statement, Unresolved
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.model.time import now
from thesaury.pipeline.rights.asking import records_of, sources_of
from thesaury.pipeline.rights.confirming import look_again
from thesaury.ports.workspace import A_MOMENT, Workspace
from thesaury.rights.deciding.records import as_far_as_known
from thesaury.rights.keeping import TAKEN_IN, renewed
from thesaury.rights.odrl import Imported, Parties, document, exported, imported
from thesaury.rights.odrl.profile import PROFILE
from thesaury.rights.plus import packet_of, properties_of_records
from thesaury.rights.stating.shape import shape_of

MANUAL = "odrl "
"""What the place of a record begins with that somebody took in from a policy; its IRI follows."""

_SCHEMES = ("http:", "https:", "urn:", "did:", "mailto:")


@dataclass(frozen=True, slots=True)
class Told:
    """What goes out, one part for each record, and a sentence for everything that does not."""

    parts: tuple[Any, ...]
    losses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A policy that came in: the newest version of its record, whether it is new, and what was not understood of the policy."""

    record: RightsRecord
    new: bool
    losses: tuple[str, ...]


def as_odrl(workspace: Workspace, asset: Asset) -> Told:
    """An ODRL policy for each rights record, in JSON-LD; what waits for a person permits nothing in it either."""
    records = records_of(workspace, asset)
    found = [_policy(asset, record) for record in records]
    losses = (loss for _, told in found for loss in told)
    return Told(tuple(part for part, _ in found), tuple(dict.fromkeys((*losses, *_beside(workspace, asset, records)))))


def as_smintio(workspace: Workspace, asset: Asset) -> Told:
    """The licence terms of each rights record by the names and keys of Smint.io."""
    writer = workspace.licence_writer("smintio")
    records = records_of(workspace, asset)
    written = [writer.write(_outside(record)) for record in records]
    parts = tuple(
        {**_named(record), "license_terms": list(one.terms)} for record, one in zip(records, written, strict=True)
    )
    losses = (f"{_name(record)}: {loss}" for record, one in zip(records, written, strict=True) for loss in one.losses)
    return Told(parts, (*losses, *_beside(workspace, asset, records)))


def as_xmp(workspace: Workspace, asset: Asset) -> Told:
    """One XMP packet with properties of PLUS for all rights records together; none where they say nothing."""
    told = properties_of_records(records_of(workspace, asset), sources_of(workspace, asset))
    packet = (packet_of(told.properties),) if told.properties else ()
    return Told(packet, told.losses or tuple(_lineage(workspace, asset)))


def take_in(workspace: Workspace, path: Path, asset: Asset) -> list[TakenIn]:
    """Every policy of an ODRL file as a rights record of the asset, or its next version; all of them or none.

    A policy that is an agreement between two is a licence beside others; another one holds together with whatever else is recorded, so
    that the strictest wins. Raises BadInput where the file holds none, one without an IRI of its own, or one about another asset.
    """
    found = imported(document(workspace.rdf, path))
    if not found:
        raise BadInput(f"{path.name} holds no policy of ODRL. Name a file with a Set, an Offer or an Agreement.")
    if len({policy.uid for policy in found}) < len(found):
        raise BadInput(f"Two policies in {path.name} have the same uid. Give each its own.")
    for policy in found:
        _check(workspace, policy, path, asset)
    with workspace.writing(A_MOMENT):
        known = {record.key: record for record in records_of(workspace, asset)}
        taken = [_taken(known, policy, asset) for policy in found]
        workspace.catalogue.rights.put([one.record for one in taken if one.new])
        if any(one.new for one in taken):
            look_again(workspace, asset.records[0].key)
    return taken


def _policy(asset: Asset, record: RightsRecord) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    source, bought = record.source, record.purchase
    names = {"assigner": bought.licensor, "assignee": bought.licensee}
    iris = {kind: name for kind, name in names.items() if name.startswith(_SCHEMES)}
    uid = f"{PROFILE}/record/{quote(source.record, safe='')}/{quote(source.place, safe='')}/{record.version}"
    made = exported(_outside(record), uid, Parties(f"urn:uuid:{asset.id}", **iris))
    lost = (
        f"The {kind} is named {name!r}, which is no IRI." for kind, name in names.items() if name and kind not in iris
    )
    return made.document, (*made.losses, *lost)


def _outside(record: RightsRecord) -> Statement:
    """What a record states to somebody who sees it alone. What stands in the file itself restricts others and is never enough."""
    known = as_far_as_known(record)
    if not record.source.embedded:
        return known
    alone = Unresolved("refers_to_external_document", 0, 0, "This stands in the file itself and is not enough alone.")
    return replace(known, unresolved=(*known.unresolved, alone))


def _beside(workspace: Workspace, asset: Asset, records: Sequence[RightsRecord]) -> Iterator[str]:
    if len(records) > 1:
        yield (
            f"There are {len(records)} records. Licences of different transactions are each enough; whatever else they say has to hold "
            "together, and this form does not say which is which."
        )
    yield from _lineage(workspace, asset)


def _named(record: RightsRecord) -> dict[str, Any]:
    return {"record": record.source.record, "place": record.source.place, "version": record.version}


def _name(record: RightsRecord) -> str:
    return f"{record.source.record}#{record.source.place}"


def _lineage(workspace: Workspace, asset: Asset) -> Iterator[str]:
    for source in sources_of(workspace, asset):
        yield f"The asset was made from {source}: the rights in that hold as well, and are not told here."


def _check(workspace: Workspace, policy: Imported, path: Path, asset: Asset) -> None:
    if policy.uid.startswith("_:"):
        raise BadInput(f"A policy in {path.name} has no IRI of its own. Give it a uid, so that it is known again.")
    about = policy.asset.removeprefix("urn:uuid:")
    if about not in ("", asset.id) and (other := workspace.catalogue.records.find(about)) and other.id != asset.id:
        raise BadInput(f"{policy.uid} is about {other.id}, not about {asset.id}. Name the asset it is about.")


def _taken(known: Mapping[tuple[str, str], RightsRecord], policy: Imported, asset: Asset) -> TakenIn:
    at = now()
    fields = (("policy", policy.uid), ("about", policy.asset), ("digest", _digest(policy)))
    source = RightsSource(
        asset.records[0].key, f"{MANUAL}{policy.uid}", "", tuple(pair for pair in fields if pair[1]), at
    )
    agreed = policy.uid if policy.assigner and policy.assignee else ""
    bought = Purchase(licensor=policy.assigner, licensee=policy.assignee, transaction=agreed)
    key = source.record, source.place
    made = renewed(known.get(key), source, policy.statement, TAKEN_IN, at, bought)
    return TakenIn(known[key] if made is None else made, made is not None, policy.losses)


def _digest(policy: Imported) -> str:
    """Another one means that the policy says something else, in whatever words it is written."""
    told = [shape_of(policy.statement), policy.assigner, policy.assignee, policy.losses]
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
