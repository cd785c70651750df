"""What an asset of Bynder means: payload to record, and nothing else."""

import json
import mimetypes
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from thesaury.connectors.bynder.ids import asset_shape
from thesaury.connectors.bynder.reading import many, text, truth, whole
from thesaury.connectors.licence_roles import NO_FIELD
from thesaury.connectors.texts import is_iri
from thesaury.model.asset import File, Licence, Record, Text

_VERSION = 2
"""Raise it when records made from the same payload come out otherwise."""
_PROPERTY = "property_"
_FLAGS = ("limited", "archive", "watermarked", "isPublic")
_DATES = ("limitedDate", "archiveDate", "watermarkDate", "datePublished")
RIGHTS = (*_FLAGS, *_DATES)
"""Members of every asset that speak of rights."""
_SHOWN = ("webimage", "thul", "mini")
FIELDS = (
    ("name", "text:title"),
    ("description", "text:description"),
    ("tags", "tags"),
    ("propertyOptions", "concepts"),
    ("property_*", "property:*"),
    ("type", "property:type"),
    ("brandId", "property:brand"),
    ("thumbnails", "file"),
    ("copyright", "licence"),
    *((name, "licence") for name in (*_FLAGS, *_DATES)),
)
"""Which member of an asset becomes what."""


def record(connection: str, payload: Mapping[str, Any]) -> Record:
    """The record of an `asset`. `labels` are those of options, by metaproperty and option name; `references` their IRIs, by option id.

    `concepts` names the options that stand for concepts in the metaproperties concepts are written to: these are stated, and no property
    beside that, or what we wrote would come back as text to be annotated. `rights` are the metaproperties that speak of rights, with the
    names they have in the licence, and `missing` those the portal does not have.
    """
    asset: Mapping[str, Any] = payload["asset"]
    references = payload.get("references", {})
    iris = (references.get(asset_shape(id_), "") for id_ in many(asset.get("propertyOptions")))
    stated = sorted({iri for iri in iris if is_iri(iri)})
    made = Record(
        connection,
        text(asset.get("id")),
        "",
        tuple(Text(field, said) for field, name in _TEXTS if (said := text(asset.get(name)))),
        many(asset.get("tags")),
        tuple(stated),
        tuple(_properties(asset, payload.get("labels", {}), payload.get("concepts", {}))),
        _file(asset),
        _licences(asset, payload.get("labels", {}), payload.get("rights", {}), payload.get("missing", ())),
        raw=asset,
    )
    return _stamped(made, text(asset.get("dateModified")))


_TEXTS = (("title", "name"), ("description", "description"))


def is_archived(asset: Mapping[str, Any]) -> bool:
    """Whether an asset lies in the archive."""
    return bool(truth(asset.get("archive")))


def _properties(
    asset: Mapping[str, Any], labels: Mapping[str, Mapping[str, str]], concepts: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Type and brand, then the metaproperties by name, options by their labels."""
    found: dict[str, tuple[str, ...]] = {
        "type": many(asset.get("type")),
        "brand": many(asset.get("brandId")),
    }
    for member in sorted(name for name in asset if name.startswith(_PROPERTY)):
        name = member.removeprefix(_PROPERTY)
        known, stated = labels.get(name, {}), concepts.get(name, ())
        values = (known.get(value, value) for value in many(asset[member]) if value not in stated)
        found[name] = (*found.get(name, ()), *values)
    yield from ((name, tuple(dict.fromkeys(values))) for name, values in found.items() if name and values)


def _file(asset: Mapping[str, Any]) -> File | None:
    """The file with the address of its preview, or of itself where it is public and has none."""
    shown = previews(asset)
    ending = next(iter(many(asset.get("extension"))), "").lower()
    made = File(
        next(iter(shown), text(asset.get("original"))),
        mimetypes.guess_type(f"x.{ending}")[0] or "" if ending else "",
        bytes=whole(asset.get("fileSize")),
        width=whole(asset.get("width")),
        height=whole(asset.get("height")),
    )
    return made if made != File("") else None


def previews(asset: Mapping[str, Any]) -> tuple[str, ...]:
    """The addresses of small pictures, the best first."""
    given = asset.get("thumbnails")
    thumbnails = given if isinstance(given, Mapping) else {}
    return tuple(filter(None, (text(thumbnails.get(name)) for name in _SHOWN)))


def _licences(
    asset: Mapping[str, Any],
    labels: Mapping[str, Mapping[str, str]],
    rights: Mapping[str, str],
    missing: Collection[str],
) -> tuple[Licence, ...]:
    """What speaks of rights, dates as they stand; flags alike over the dialects that say 1 and those that say true; then the
    metaproperties of rights, each value by the label of its option."""
    flags = [(name, truth(asset.get(name))) for name in _FLAGS]
    fields = [(name, str(flag).lower()) for name, flag in flags if flag is not None]
    fields += [(name, said) for name in _DATES if (said := text(asset.get(name)))]
    for member, name in rights.items():
        known = labels.get(member, {})
        fields += [(name, known.get(value, value)) for value in many(asset.get(f"{_PROPERTY}{member}")) if value]
    fields += [(name, NO_FIELD) for name in missing]
    words = text(asset.get("copyright"))
    return (Licence(words, tuple(fields)),) if words or fields else ()


def _stamped(made: Record, modified: str) -> Record:
    """The record with its etag: over all it says and when it was modified, but for addresses, which expire and come anew."""
    file = made.file and replace(made.file, location="")
    said = [
        _VERSION,
        modified,
        *map(repr, (made.texts, made.tags, made.stated, made.properties, file, made.licences)),
    ]
    return replace(made, etag=sha256(json.dumps(said).encode()).hexdigest()[:32])
