"""What an asset means: payload to record, and nothing else."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from thesaury.connectors.brandfolder.pairing import Pair, pairs_of
from thesaury.connectors.brandfolder.shapes import Item, attributes, items, key, kind, natural, related, text
from thesaury.connectors.licence_roles import NO_FIELD
from thesaury.connectors.texts import cleaned
from thesaury.model.asset import File, Licence, Record, Text

FIELDS = (
    ("name", "title"),
    ("description", "description"),
    ("tags", "tags"),
    ("tags, auto generated", "property:auto_tags"),
    ("labels", "property:label"),
    ("section", "property:section"),
    ("collections", "property:collection"),
    ("availability, availability_start, availability_end", "licence"),
    ("first attachment, thumbnail_url", "file"),
)
"""Which member of the source becomes which of our fields; every custom field becomes a property of its name."""

UNKNOWN = "unknown"
"""What availability is where nothing is said of it: not allowed."""

_VERSION = 1
"""Of the mapping: raise it when records made from the same payload come out otherwise."""
_DATES = ("availability_start", "availability_end")
RIGHTS = ("availability", *_DATES)
"""Members of every asset that speak of rights."""
_OURS = frozenset(
    {
        *("auto_tags", "label", "section", "collection", "content_type", "approved", "created", "modified"),
        *("file_name", "media_type", "attachments", "concept"),
    }
)


def record(connection: str, payload: Mapping[str, Any]) -> Record:
    """The record of one asset. The payload holds `asset`, `included` (what it is related to), `labels` (label key to its path in words),
    `language`, `uri_field` and `fields` (the custom fields we write to; none: any) and `rights` (the custom fields that speak
    of rights), `missing` those of them there are not."""
    asset = payload["asset"]
    near = related(asset, items(payload.get("included") or []))
    pairs, values = _written(near, str(payload.get("uri_field", "")))
    language = str(payload.get("language", ""))
    own = frozenset(pair.value for pair in pairs if pair.value)
    fields = payload.get("fields") or [name for name, _ in values]
    theirs = [(name, value) for name, value in values if value not in own or name not in fields]
    # What we wrote ourselves does not come back as the word of a person.
    found = Record(
        connection,
        key(asset),
        "",
        texts=tuple(_texts(asset, language)),
        tags=_different(
            name for name, auto in _tags(near) if not auto and name not in own - {value for _, value in values}
        ),
        stated=_different(pair.iri for pair in pairs if not pair.value),
        properties=tuple(_properties(asset, near, payload.get("labels") or {}, theirs)),
        file=_file(asset, near),
        licences=(_licence(asset, _rights(values, payload)),),
        raw={"asset": asset, "included": list(near)},
    )
    return replace(found, etag=etag(found))


def etag(found: Record) -> str:
    """A mark of all a listing shows of an asset: never of signed addresses, which change by themselves, nor of dates it does not show."""
    file = found.file and [found.file.media_type, found.file.bytes, found.file.width, found.file.height]
    shown = [pair for licence in found.licences for pair in licence.fields if pair[0] not in _DATES]
    parts = [
        _VERSION,
        [(one.field, one.value, one.language) for one in found.texts],
        *(sorted(found.tags), sorted(found.stated), sorted(found.properties), file, shown),
    ]
    return sha256(json.dumps(parts).encode("utf-8", "surrogatepass")).hexdigest()


def changed_at(asset: Item) -> str:
    """When the asset was changed last, as Brandfolder spells it."""
    return text(asset, "updated_at")


def label_paths(labels: Sequence[Item]) -> dict[str, str]:
    """Each label's key with its place in the tree in words, `Season > Summer`."""
    names = {key(label): text(label, "name") for label in labels}
    return {key(label): " > ".join(names[step] for step in reversed(path(label)) if step in names) for label in labels}


def path(label: Item) -> tuple[str, ...]:
    """The keys from this label up to its root, its own first."""
    found = attributes(label).get("path")
    above = [step for step in found if isinstance(step, str)] if isinstance(found, list) else []
    return tuple(dict.fromkeys([key(label), *above]))


def _written(near: Sequence[Item], uri_field: str) -> tuple[tuple[Pair, ...], list[tuple[str, str]]]:
    """What the field for concept IRIs says, and the values of all other custom fields as pairs of name and value."""
    values = [
        (text(one, "key"), cleaned(text(one, "value"))) for one in _of(near, "custom_field_values", "custom_fields")
    ]
    pairs = pairs_of(value for name, value in values if uri_field and name == uri_field)
    return pairs, [(name, value) for name, value in values if name and value and not (uri_field and name == uri_field)]


def _texts(asset: Item, language: str) -> Iterator[Text]:
    for member, name in (("name", "title"), ("description", "description")):
        if value := cleaned(text(asset, member)):
            yield Text(name, value, language)


def _tags(near: Sequence[Item]) -> list[tuple[str, bool]]:
    return [(cleaned(text(tag, "name")), attributes(tag).get("auto_generated") is True) for tag in _of(near, "tags")]


def _properties(
    asset: Item, near: Sequence[Item], labels: Mapping[str, str], values: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    files = attachments(near)
    approved = attributes(asset).get("approved")
    pairs: dict[str, Iterable[str]] = {
        "content_type": [kind(asset)],
        "section": (text(one, "name") for one in _of(near, "sections")),
        "collection": (text(one, "name") for one in _of(near, "collections")),
        "label": (labels.get(key(one)) or text(one, "name") for one in _of(near, "labels")),
        "auto_tags": (name for name, auto in _tags(near) if auto),
        "approved": [str(approved).lower()] if isinstance(approved, bool) else [],
        "created": [text(asset, "created_at")],
        "modified": [text(asset, "updated_at")],
        "file_name": (text(one, "filename") for one in files),
        "media_type": (text(one, "mimetype") for one in files[:1]),
    }
    for name, value in values:
        ours = f"custom field {name}" if name in _OURS else name
        pairs[ours] = [*pairs.get(ours, ()), value]
    return ((name, kept) for name, found in pairs.items() if (kept := _different(map(cleaned, found))))


def _rights(values: Sequence[tuple[str, str]], payload: Mapping[str, Any]) -> list[tuple[str, str]]:
    told = [one for one in values if one[0] in (payload.get("rights") or ())]
    return told + [(name, NO_FIELD) for name in payload.get("missing") or ()]


def _licence(asset: Item, rights: Sequence[tuple[str, str]]) -> Licence:
    """Brandfolder has no licences: only whether an asset is available, from when until when, and the custom fields of rights."""
    told = [("availability", cleaned(text(asset, "availability")) or UNKNOWN)]
    told += [(name, value) for name in _DATES if (value := text(asset, name))]
    return Licence("", (*told, *rights))


def _file(asset: Item, near: Sequence[Item]) -> File | None:
    """The thumbnail as the picture to show, with what is known of the first attachment."""
    first = next(iter(attachments(near)), {})
    shown = text(asset, "thumbnail_url") or text(first, "thumbnail_url")
    media = text(first, "mimetype")
    if not shown and not text(first, "url"):
        return None
    media = (
        "" if shown and not media.startswith("image/") else media
    )  # the thumbnail of a film is a picture all the same
    size, width, height = (natural(attributes(first), name) or 0 for name in ("size", "width", "height"))
    return File(shown or text(first, "url"), media, "", size, width, height)


def attachments(near: Sequence[Item]) -> list[Item]:
    """The files among what is near an asset, in their order."""
    return sorted(_of(near, "attachments"), key=lambda one: natural(attributes(one), "position") or 0)


def _of(near: Sequence[Item], *kinds: str) -> list[Item]:
    return [item for item in near if kind(item) in kinds]


def _different(values: Iterable[str]) -> tuple[str, ...]:
    """Every different value that is not empty, in order."""
    return tuple(dict.fromkeys(filter(None, values)))
